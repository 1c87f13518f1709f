import { z } from 'zod'
import { mutationInput } from '../../../shared/mutation.ts'
import { Instant } from '../../../shared/time.ts'

const CredentialName = z.string().max(80).meta({ description: 'As in organizations.credentials.list' })

/** What people may know of a secret that an organization gave a module. */
export const Credential = z.strictObject({
  name: z.string(),
  moduleTitle: z.string(),
  title: z.string(),
  about: z.string().meta({ description: 'Where people find it' }),
  webhooks: z
    .array(z.strictObject({ title: z.string(), url: z.string() }))
    .meta({ description: 'What is signed with it, and the address to enter at the sender' }),
  kept: z
    .strictObject({
      setAt: Instant,
      setByName: z.string(),
      endsWith: z.string().meta({ description: 'Its last four characters; empty where it is short' }),
    })
    .nullable()
    .meta({ description: 'null while there is none' }),
})
export type Credential = z.infer<typeof Credential>

export const Credentials = z.strictObject({ credentials: z.array(Credential) })
export type Credentials = z.infer<typeof Credentials>

export const SetCredential = mutationInput({
  name: CredentialName,
  secret: z.string().trim().min(1).max(8_000),
})
export type SetCredential = z.infer<typeof SetCredential>

export const RemoveCredential = mutationInput({ name: CredentialName })
export type RemoveCredential = z.infer<typeof RemoveCredential>
