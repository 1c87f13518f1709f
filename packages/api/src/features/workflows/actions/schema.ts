import { z } from 'zod'
import { mutationInput } from '../../../shared/mutation.ts'
import { line, prose } from '../../../shared/text.ts'

const Address = z.email().max(254)
const addresses = (text: string) =>
  text
    .split(/[,;\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '')

export const SendEmail = mutationInput({
  to: z
    .string()
    .max(2_000)
    .meta({ examples: ['maeve@example.com, jonah@example.com'] })
    .transform(addresses)
    .pipe(z.array(Address).min(1).max(20))
    .meta({ description: 'One or more addresses, with commas, at most 20' }),
  subject: line(200),
  text: prose(20_000),
})
export type SendEmail = z.infer<typeof SendEmail>
export const SentEmail = z.strictObject({ sentTo: z.array(z.string()) })
export type SentEmail = z.infer<typeof SentEmail>

const HeaderName = z
  .string()
  .max(80)
  .regex(/^[!#$%&'*+.^_`|~\w-]+$/, 'This is no name of a header.')

export const isAddress = (url: string): boolean => URL.canParse(url)
export const NO_ADDRESS = 'The address is not complete. Write one such as https://api.example.com/orders.'

export const CallApi = mutationInput({
  method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET'),
  url: z.string().max(4_000).meta({ description: 'An https address on the public internet' }),
  headers: z
    .record(HeaderName, z.string().max(4_000))
    .default({})
    .meta({ description: 'Secrets by reference: Bearer {{ secret.shop_key }}' }),
  body: z.unknown().optional().meta({ description: 'Sent as JSON; a text is sent as it is' }),
})
export type CallApi = z.infer<typeof CallApi>
export const ApiAnswer = z.strictObject({
  status: z.int(),
  headers: z.record(z.string(), z.string()),
  body: z.unknown().meta({ description: 'Parsed where it is JSON' }),
})
export type ApiAnswer = z.infer<typeof ApiAnswer>

export const AskModel = mutationInput({
  question: prose(20_000),
  answerAs: z.enum(['text', 'json']).default('text'),
})
export type AskModel = z.infer<typeof AskModel>
export const ModelAnswer = z.strictObject({
  text: z.string(),
  json: z.unknown().optional().meta({ description: 'Where the answer was asked for as JSON' }),
})
export type ModelAnswer = z.infer<typeof ModelAnswer>
