import { AppError, chooseMembership, createContext, isApiKey, permissionsIn } from '@hub/api/server'
import type { Call, Hub, OrgPermission } from '@hub/api/server'

export interface Caller {
  /** Everything a tool call tells about who asks; the request id and signal are added for each. */
  call: Call
  permissions: ReadonlySet<OrgPermission>
  userId: string
}

/** The key in an Authorization header, or undefined. */
export function keyIn(authorization: string | undefined): string | undefined {
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1]
  return token !== undefined && isApiKey(token) ? token : undefined
}

/**
 * Who stands behind an API key, and what they may do now. Throws UNAUTHORIZED for a key that is not live. Roles,
 * scopes and revocations are read from the database each time.
 */
export async function authenticate(
  hub: Hub,
  from: Omit<Call, 'door' | 'org' | 'credential'> & { key: string | undefined },
): Promise<Caller> {
  const { key, ...rest } = from
  if (key === undefined)
    throw new AppError('UNAUTHORIZED', {
      message: 'Send an API key of the hub: Authorization: Bearer hub_key_…',
    })
  const call: Call = { ...rest, door: 'mcp', credential: { kind: 'apiKey', key }, org: null }
  const identity = await createContext(hub, call).identity()
  if (!identity.actor)
    throw new AppError('UNAUTHORIZED', { message: 'This API key is not valid, has expired or was revoked.' })
  const permissions = permissionsIn(identity, chooseMembership(identity, null))
  const { userId } = identity.actor
  return { call: { ...call, identity: Promise.resolve(identity) }, permissions, userId }
}
