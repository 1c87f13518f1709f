import { openSession } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'

export const REASON = 'Invoice does not open'

export const sessionCall = (hub: TestHub, org: TestOrg, token: string) =>
  hub.call({ credential: { kind: 'session', token }, org: org.slug })

/** Each call of it is a request of its own, because a caller reads who it is once. */
export const bearing = (hub: TestHub, org: TestOrg, token: string) => () =>
  hub.api(sessionCall(hub, org, token))

/** An administrator of the hub, signed in just now. */
export async function administrator(hub: TestHub, org: TestOrg) {
  const { userId } = await hub.newPerson({ isPlatformAdmin: true })
  const { sessionId, accessToken } = await openSession(hub.hub, userId)
  return { userId, sessionId, api: bearing(hub, org, accessToken) }
}

/** An administrator in the place of somebody of the organization. */
export async function acting(hub: TestHub, org: TestOrg, userId = org.owner.userId) {
  const admin = await administrator(hub, org)
  const { accessToken: token } = await admin.api().admin.users.impersonate({ userId, reason: REASON })
  return { admin, token, api: bearing(hub, org, token) }
}
