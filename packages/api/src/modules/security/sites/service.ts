import { sql, uuidv7 } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import { lockRow, takeTurn } from '../../../platform/data/locks.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Page } from '../../../shared/list.ts'
import { done } from '../../../shared/mutation.ts'
import type { Done } from '../../../shared/mutation.ts'
import { todayOf } from '../findings/muted.ts'
import { lookingFrom } from '../observation/looking.ts'
import { hostOf } from './host.ts'
import { keepProof } from './keep-proof.ts'
import { howToProve, lookForProof, newProofToken } from './proof.ts'
import { findSite, knownSite, latestScanId, scheduleOf, selectSites } from './queries.ts'
import type { AddSite, GetSite, ListSites, ProveSite, RemoveSite, Site, WholeSite } from './schema.ts'

/** More than any small business has, and few enough that each can be looked at weekly. */
const MOST_SITES = 50

export function listSites(ctx: OrgContext, input: ListSites): Promise<Page<Site>> {
  const { search = '' } = input
  const found = selectSites(ctx.db, todayOf(ctx)).where(sql<boolean>`strpos(s.host, lower(${search})) > 0`)
  return readPage(found, {
    scope: { key: ctx.hub.keys.cursor, list: 'modules.security.sites.list', orgId: ctx.org.orgId },
    columns: [{ expression: sql`s.id`, type: 'uuid', direction: 'desc' }],
    input,
  })
}

export async function getSite(ctx: OrgContext, { id }: GetSite): Promise<WholeSite> {
  const { db } = ctx
  const site = await findSite(db, id, todayOf(ctx))
  const more = await db
    .selectFrom('securitySite')
    .select(['token', 'proofLookedAt', 'proofNote'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const { token, proofLookedAt, proofNote } = more
  return {
    ...site,
    proofLookedAt,
    proofNote,
    howToProve: howToProve({ host: site.host, token }),
    schedule: await scheduleOf(db, id),
    scanId: await latestScanId(db, id),
  }
}

export function addSite(ctx: OrgContext, { address }: AddSite): Promise<Site> {
  const host = hostOf(address)
  return ctx.write(async (tx) => {
    await takeTurn(tx, `security.sites|${ctx.org.orgId}`)
    const { count } = await tx
      .selectFrom('securitySite')
      .select(sql<number>`count(*)::int`.as('count'))
      .executeTakeFirstOrThrow()
    if (count >= MOST_SITES)
      throw new AppError('CONFLICT', {
        message: `There are ${MOST_SITES} websites already, which is the most. Remove one first.`,
      })
    const now = ctx.now()
    const row = await tx
      .insertInto('securitySite')
      .values({
        id: uuidv7(),
        orgId: ctx.org.orgId,
        host,
        token: newProofToken(),
        proofNote: '',
        createdById: ctx.actor.userId,
        createdAt: now,
        updatedAt: now,
      })
      .onConflict((conflict) => conflict.columns(['orgId', 'host']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!row) throw new AppError('CONFLICT', { message: `${host} is there already.` })
    tx.audit('security.site.added', { site: row.id }, { host })
    return findSite(tx, row.id, todayOf(ctx))
  })
}

/** Looks for the proof now. Where it is gone, so is what only the owner may have scanned. */
export async function proveSite(ctx: OrgContext, { id }: ProveSite): Promise<WholeSite> {
  const site = await knownSite(ctx.db, id)
  const found = await lookForProof(site, lookingFrom(ctx))
  return ctx.write(async (tx, inner) => {
    await keepProof(ctx, tx, { site, found })
    return getSite({ ...inner, db: tx }, { id })
  })
}

/** With everything that was found there. */
export function removeSite(ctx: OrgContext, { id }: RemoveSite): Promise<Done> {
  return ctx.write(async (tx) => {
    await lockRow(tx, 'securitySite', id)
    const { host } = await knownSite(tx, id)
    await tx.deleteFrom('securitySite').where('id', '=', id).execute()
    tx.audit('security.site.removed', { site: id }, { host })
    return done
  })
}
