import { z } from 'zod'
import { invalidInput } from '../../../platform/calls/normalize-error.ts'
import { line } from '../../../shared/text.ts'
import { isSafeRedirect } from './redirects.ts'

const ClientName = line(100)

/** What stands on the page of consent and in mails is one short line, whoever says it. */
export const isClientName = (name: string): boolean => ClientName.safeParse(name).success

const Registration = z.object({
  redirect_uris: z
    .array(z.string().max(1000).refine(isSafeRedirect, 'Use https, or http on this machine.'))
    .min(1)
    .max(10),
  client_name: ClientName.optional(),
  grant_types: z.array(z.string().max(100)).max(10).default(['authorization_code', 'refresh_token']),
  response_types: z.array(z.string().max(100)).max(10).default(['code']),
})

/**
 * What a client may decide when it registers itself (RFC 7591): where codes go and what it is called. It is always a public
 * client: there is no secret to keep, PKCE stands for it. Everything else it sends is left out, its scope among it, which
 * would bind it for good. Throws BAD_REQUEST.
 */
export function registrationOf(body: unknown): object {
  const parsed = Registration.safeParse(body)
  if (parsed.success)
    return { ...parsed.data, application_type: 'native', token_endpoint_auth_method: 'none' }
  throw invalidInput(parsed.error, 'This client cannot be registered: ')
}
