import type { SystemDb, SystemTx } from '@hub/db'
import { appendOrgAudit } from '../../platform/audit/audit.ts'
import type { AuditAct } from '../../platform/audit/audit.ts'
import type { PublicContext } from '../../platform/calls/context.ts'
import { actorOf } from './people.ts'
import type { Person } from './people.ts'

/** What became of the API keys and connected applications of a person, in all organizations. */
export interface Programs {
  kept: number
  ended: number
}

/** How many go on working. */
export async function countPrograms(db: SystemDb, userId: string, now: Date): Promise<number> {
  const counts = await Promise.all(
    (['authApiKey', 'oauthGrant'] as const).map((table) =>
      db
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('userId', '=', userId)
        .where('revokedAt', 'is', null)
        .where('expiresAt', '>', now.toISOString())
        .executeTakeFirstOrThrow(),
    ),
  )
  return counts.reduce((sum, { count }) => sum + Number(count), 0)
}

/** Ends them all for good; each organization finds it in its own log, with the reason. Returns how many there were. */
export async function endPrograms(
  tx: SystemTx,
  ctx: PublicContext,
  { person, reason }: { person: Person; reason: 'password reset' | 'account deleted' },
): Promise<number> {
  const now = ctx.now()
  const kinds = [
    { table: 'authApiKey', action: 'auth.apiKey.revoked', entity: 'apiKey' },
    { table: 'oauthGrant', action: 'auth.grant.revoked', entity: 'grant' },
  ] as const
  const acts = new Map<string, AuditAct[]>()
  let ended = 0
  for (const { table, action, entity } of kinds) {
    const rows = await tx
      .updateTable(table)
      .set({ revokedAt: now })
      .where('userId', '=', person.id)
      .where('revokedAt', 'is', null)
      .returning(['id', 'orgId', 'expiresAt'])
      .execute()
    for (const { id, orgId, expiresAt } of rows) {
      if (Date.parse(expiresAt) > now.getTime()) ended += 1
      const act = { action, target: { [entity]: id }, data: { reason } }
      acts.set(orgId, [...(acts.get(orgId) ?? []), act])
    }
  }
  // Each log is locked until the commit: always in one order, so that two people cannot wait for each other.
  for (const orgId of [...acts.keys()].toSorted())
    await appendOrgAudit(tx, { orgId, actor: actorOf(person), call: ctx.call }, acts.get(orgId) ?? [])
  return ended
}
