import { toolResources } from '@hub/api/server'
import type { Hub, OrgPermission } from '@hub/api/server'

interface Told {
  /** The path that was asked for. */
  at: string
  error?: 'invalid_token' | 'insufficient_scope'
  scopes: readonly string[]
}

/** How a client gets a token (RFC 6750, RFC 9728): where the metadata lies, and everything to ask for at once. */
function challenge({ settings: { publicUrl } }: Hub, { at, error, scopes }: Told): string {
  const parts = [
    'realm="smart-ai-hub"',
    ...(error ? [`error="${error}"`] : []),
    ...(scopes.length > 0 ? [`scope="${scopes.join(' ')}"`] : []),
    `resource_metadata="${publicUrl}/.well-known/oauth-protected-resource${at}"`,
  ]
  return `Bearer ${parts.join(', ')}`
}

/** For a caller that showed nothing, or what does not hold. */
export function signInChallenge(hub: Hub, at: string, wasShown: boolean): string {
  const scopes = toolResources(hub.catalog).get(at)?.all ?? []
  return challenge(hub, { at, scopes, ...(wasShown && { error: 'invalid_token' }) })
}

/** For a token that was allowed less than the tool needs. */
export const scopeChallenge = (hub: Hub, at: string, scopes: Iterable<OrgPermission>): string =>
  challenge(hub, { at, error: 'insufficient_scope', scopes: [...scopes] })
