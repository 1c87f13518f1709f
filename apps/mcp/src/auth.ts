import { AppError, chooseMembership, createContext, isApiKey } from '@hub/api/server'
import type { Call, Credential, Hub, OrgPermission } from '@hub/api/server'

type Permissions = ReadonlySet<OrgPermission>

export interface Caller {
  /** Everything a tool call tells about who asks; the request id and signal are added for each. */
  call: Call
  permissions: Permissions
  /** What the person themselves holds, where an application was allowed less than that; null for API keys. */
  couldAskFor: Permissions | null
  userId: string
}

/** The key or token in an Authorization header, shown at the address `at`; or undefined. */
export function credentialIn(authorization: string | undefined, at: string): Credential | undefined {
  const text = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1]
  if (text === undefined) return undefined
  return isApiKey(text) ? { kind: 'apiKey', key: text } : { kind: 'grant', token: text, at }
}

/**
 * Who stands behind an API key or token, and what they may do now. Throws UNAUTHORIZED for one that is not live. Roles,
 * scopes and revocations are read from the database each time.
 */
export async function authenticate(
  hub: Hub,
  from: Omit<Call, 'door' | 'org' | 'credential'> & { credential: Credential | undefined },
): Promise<Caller> {
  const { credential, ...rest } = from
  if (credential === undefined)
    throw new AppError('UNAUTHORIZED', {
      message:
        'Sign in as the resource metadata says, or send an API key for assistants: Authorization: Bearer hub_key_…',
    })
  const call: Call = { ...rest, door: 'mcp', credential, org: null }
  const identity = await createContext(hub, call).identity()
  const { actor } = identity
  if (!actor) {
    const what = credential.kind === 'grant' ? 'access token' : 'API key'
    throw new AppError('UNAUTHORIZED', {
      message: `This ${what} is not valid here, has expired or was revoked.`,
    })
  }
  const membership = chooseMembership(identity, null)
  return {
    call: { ...call, identity: Promise.resolve(identity) },
    permissions: hub.permissions.in(identity, membership),
    couldAskFor: actor.grantId === null ? null : hub.permissions.held(membership),
    userId: actor.userId,
  }
}
