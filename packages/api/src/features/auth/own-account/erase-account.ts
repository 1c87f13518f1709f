import { inTx, NIL_ORG, sql } from '@hub/db'
import type { SystemTx } from '@hub/db'
import { appendAudit } from '../../../platform/audit/audit.ts'
import type { Hub } from '../../../platform/hub.ts'
import { endMembershipOf, eraseOrganization } from '../../organizations/service.ts'
import { systemCall } from '../system-call.ts'
import { findById } from '../people.ts'
import type { Person } from '../people.ts'
import { sessionsIn } from '../providers.ts'
import { erasePerson } from './erase-person.ts'
import { planFor } from './plan.ts'

/** From here on the account cannot be kept: whoever sees it as suspended, here or on another server, leaves it alone. */
const close = (hub: Hub, userId: string): Promise<Person | undefined> =>
  inTx(hub.db.system, async (tx) => {
    const now = hub.now()
    const closed = await tx
      .updateTable('authUser')
      .set({ suspendedAt: sql<string>`coalesce(suspended_at, ${now})` })
      .where('id', '=', userId)
      .where('deletesAt', '<=', now.toISOString())
      .where('erasedAt', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!closed) return undefined
    await sessionsIn(tx, { hub, now: hub.now }).endAll(userId)
    return findById(tx, userId)
  })

const stillThere = (tx: SystemTx, userId: string) =>
  tx
    .selectFrom('authUser')
    .select('id')
    .where('id', '=', userId)
    .where('erasedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst()

/**
 * Erases an account whose grace is over; of one that was kept, or is gone, nothing is touched. Every step may be repeated:
 * where a process dies, or the signal stops it, the rest is left to the next time.
 */
export async function eraseAccount(hub: Hub, userId: string, signal?: AbortSignal): Promise<void> {
  const person = await close(hub, userId)
  if (!person) return
  for (const { orgId, fate } of await planFor(hub.db.system, userId)) {
    signal?.throwIfAborted()
    const call = { ...systemCall('system'), signal }
    if (fate === 'delete') await eraseOrganization(hub, orgId, call)
    else await endMembershipOf(hub, { orgId, userId }, call)
  }
  await inTx(hub.db.system, async (tx) => {
    if (!(await stillThere(tx, userId))) return
    await erasePerson(tx, person, hub)
    await appendAudit(tx, { orgId: NIL_ORG, actor: null, call: systemCall('system') }, [
      { action: 'auth.account.erased', target: { user: userId }, data: {} },
    ])
  })
}
