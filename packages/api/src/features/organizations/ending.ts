import { inTx, sql } from '@hub/db'
import { appendAudit } from '../../platform/audit/audit.ts'
import type { Call } from '../../platform/calls/call.ts'
import { storeEvents } from '../../platform/events/store.ts'
import type { Hub } from '../../platform/hub.ts'
import { dropFilesOf } from '../files/service.ts'
import { memberRemoved } from './membership.ts'
import { lockMembership, requireOwnerLeft, selectStanding } from './standing.ts'

interface Ending {
  orgId: string
  userId: string
}

/** Ends a membership because the account behind it ends. Throws CONFLICT for an only owner; done twice it changes nothing. */
export async function endMembershipOf(hub: Hub, { orgId, userId }: Ending, call: Call): Promise<void> {
  await inTx(hub.db.org(orgId), async (tx) => {
    await lockMembership(tx, orgId)
    const member = await selectStanding(tx).where('organizationMember.userId', '=', userId).executeTakeFirst()
    if (!member) return
    await requireOwnerLeft(tx, member)
    await tx.deleteFrom('organizationMember').where('userId', '=', userId).execute()
    const told = memberRemoved(member, 'account_deleted')
    await storeEvents(tx, { hub, orgId, requestId: call.requestId }, [told])
    await appendAudit(tx, { orgId, actor: null, call }, [
      {
        action: 'organization.member.left',
        target: { user: userId },
        data: { role: member.role, reason: 'account deleted' },
      },
    ])
  })
}

/** Far below what a statement may take. */
const ROWS_AT_ONCE = 5_000

/**
 * Takes away everything an organization holds once nobody stays in it: its rows, a few thousand at a time for as long as the
 * call lasts, then its name, then its members, by whom an interrupted erasure is found again. The ledger and the log stay, with numbers for people
 * who are gone.
 */
export async function eraseOrganization({ db, now }: Hub, orgId: string, call: Call): Promise<void> {
  for (let gone = 1; gone > 0;) {
    call.signal?.throwIfAborted()
    const { rows } = await sql<{ gone: number }>`
      select app.organization_erase(${orgId}, ${ROWS_AT_ONCE}) as gone`.execute(db.system)
    gone = Number(rows[0]?.gone ?? 0)
  }
  await inTx(db.system, async (tx) => {
    const at = now()
    await tx.deleteFrom('outboxEvent').where('orgId', '=', orgId).execute()
    await dropFilesOf(tx, orgId, at)
    await tx.deleteFrom('auditSubject').where('orgId', '=', orgId).execute()
    await tx
      .updateTable('organization')
      .set({ name: 'Deleted organization', slug: `deleted-${orgId}`, suspendedAt: at, updatedAt: at })
      .where('id', '=', orgId)
      .execute()
  })
  await inTx(db.org(orgId), async (tx) => {
    const members = await tx.deleteFrom('organizationMember').returning('id').execute()
    if (members.length === 0) return
    const act = { action: 'organization.erased', target: { organization: orgId }, data: {} }
    await appendAudit(tx, { orgId, actor: null, call }, [act])
  })
}
