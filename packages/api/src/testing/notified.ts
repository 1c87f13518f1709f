import { uuidv7 } from '@hub/db'
import { hearEvent } from '../features/notifications/service.ts'
import type { TestHub, TestOrg } from './start-hub.ts'

/** Tells the owner that somebody joined, as the hub's listener does, and answers the id of what stands in their inbox then. */
export async function notified(hub: TestHub, org: TestOrg): Promise<string> {
  const { userId } = await org.join('viewer')
  const payload = { userId, role: 'viewer', invitationId: uuidv7() }
  const event = {
    id: uuidv7(),
    orgId: org.orgId,
    topic: 'member.joined',
    aggregate: `member:${userId}`,
    payload,
  }
  const createdAt = hub.hub.now().toISOString()
  await hearEvent(hub.hub, { ...event, actorId: null, createdAt, attempts: 1, requestId: null })
  const row = await hub.hub.db
    .org(org.orgId)
    .selectFrom('notification')
    .select('id')
    .where('eventId', '=', event.id)
    .where('userId', '=', org.owner.userId)
    .executeTakeFirstOrThrow()
  return row.id
}
