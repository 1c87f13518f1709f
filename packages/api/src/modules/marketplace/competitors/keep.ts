import { sql, uuidv7 } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import type { Search } from './job-description.ts'
import type { Ranked } from './rank.ts'

/** Google lets nobody keep what it says of a place, but for its id; a day is enough to look through them. */
const KEPT_MS = 24 * 60 * 60_000

/**
 * Puts what was found in the place of what was found before. Those that are followed keep the name their people gave them, and
 * those that were dismissed stay so. Answers how many are new.
 */
export async function keepFound(
  ctx: OrgContext,
  tx: OrgWriteTx,
  { ranked, search }: { ranked: readonly Ranked[]; search: Search },
): Promise<number> {
  const now = ctx.now()
  await tx.deleteFrom('marketplaceCompetitor').where('state', '=', 'found').execute()
  const known = await tx.selectFrom('marketplaceCompetitor').select('placeId').execute()
  const before = new Set(known.map(({ placeId }) => placeId))
  const fresh = ranked.filter(({ found }) => !before.has(found.placeId))
  if (fresh.length > 0)
    await tx
      .insertInto('marketplaceCompetitor')
      .values(
        fresh.map(({ found, distanceMetres, score, reasons }) => ({
          id: uuidv7(),
          orgId: ctx.org.orgId,
          placeId: found.placeId,
          state: 'found' as const,
          name: found.name,
          address: found.address,
          website: found.website,
          distanceMetres,
          score,
          reasons: JSON.stringify(reasons),
          keptUntil: new Date(now.getTime() + KEPT_MS),
          createdById: ctx.actor.userId,
          createdAt: now,
          updatedAt: now,
        })),
      )
      .execute()
  for (const { found, distanceMetres, score, reasons } of ranked)
    if (before.has(found.placeId))
      await tx
        .updateTable('marketplaceCompetitor')
        .set({ distanceMetres, score, reasons: JSON.stringify(reasons), updatedAt: now })
        .where('placeId', '=', found.placeId)
        .where('state', '=', 'followed')
        .execute()
  const { what, near } = search
  tx.audit('marketplace.competitors.found', {}, { what, near, count: fresh.length })
  return fresh.length
}

/** What of a place Google said, and how long that is kept, ends with this. */
export const forgetFound = (tx: OrgWriteTx, now: Date) =>
  tx
    .deleteFrom('marketplaceCompetitor')
    .where('state', '=', 'found')
    .where('keptUntil', '<=', now.toISOString())
    .returning(sql<number>`1`.as('one'))
    .execute()
