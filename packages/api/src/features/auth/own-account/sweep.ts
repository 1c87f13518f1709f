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

/** Every step may be repeated, so a server that dies in the middle leaves the rest to the next sweep. */
async function eraseAccount(hub: Hub, userId: string): Promise<void> {
  const person = await close(hub, userId)
  if (!person) return
  for (const { orgId, fate } of await planFor(hub.db.system, userId)) {
    if (fate === 'delete') await eraseOrganization(hub, orgId, systemCall('system'))
    else await endMembershipOf(hub, { orgId, userId }, systemCall('system'))
  }
  await inTx(hub.db.system, async (tx) => {
    if (!(await stillThere(tx, userId))) return
    await erasePerson(tx, person, hub)
    await appendAudit(tx, { orgId: NIL_ORG, actor: null, call: systemCall('system') }, [
      { action: 'auth.account.erased', target: { user: userId }, data: {} },
    ])
  })
}

/** Erases the accounts whose grace is over. One that cannot be erased now is logged and does not keep the others. */
export async function sweepAccounts(hub: Hub): Promise<void> {
  const due = await hub.db.system
    .selectFrom('authUser')
    .select('id')
    .where('deletesAt', '<=', hub.now().toISOString())
    .where('erasedAt', 'is', null)
    .orderBy('deletesAt')
    .execute()
  for (const { id } of due)
    await eraseAccount(hub, id).catch((err: unknown) =>
      hub.log.error({ err, user: id }, 'an account could not be erased; the next sweep tries again'),
    )
}
