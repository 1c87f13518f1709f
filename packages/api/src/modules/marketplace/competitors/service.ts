import { sql } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import { lockRow } from '../../../platform/data/locks.ts'
import type { OrgDb } from '@hub/db'
import { requireVersion } from '../../../platform/data/versions.ts'
import { enqueueJob } from '../../../platform/jobs/enqueue.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Page } from '../../../shared/list.ts'
import { done } from '../../../shared/mutation.ts'
import type { Done } from '../../../shared/mutation.ts'
import { findDescription } from './job-description.ts'
import { forgetFound } from './keep.ts'
import { canAskPlaces, requirePlaces, whereIs } from './places.ts'
import type {
  Competitor,
  CompetitorSetup,
  DismissCompetitor,
  FindCompetitors,
  FollowCompetitor,
  ListCompetitors,
  StartedFind,
} from './schema.ts'

const selectCompetitors = (db: OrgDb, now: Date) =>
  db
    .selectFrom('marketplaceCompetitor as c')
    .select([
      ...(['c.id', 'c.state', 'c.name', 'c.address', 'c.website', 'c.distanceMetres', 'c.score'] as const),
      ...(['c.reasons', 'c.createdAt as foundAt', 'c.updatedAt', 'c.version'] as const),
    ])
    .where('c.state', '<>', 'dismissed')
    .where((eb) => eb.or([eb('c.state', '=', 'followed'), eb('c.keptUntil', '>', now.toISOString())]))

async function competitorOf(db: OrgDb, id: string, now: Date): Promise<Competitor> {
  const row = await selectCompetitors(db, now).where('c.id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return row
}

export async function listCompetitors(ctx: OrgContext, input: ListCompetitors): Promise<Page<Competitor>> {
  const { search = '', state, sort } = input
  const found = selectCompetitors(ctx.db, ctx.now())
    .where(sql<boolean>`strpos(lower(c.name), lower(${search})) > 0`)
    .$if(state !== undefined, (query) => query.where('c.state', '=', state ?? 'found'))
  return readPage(found, {
    scope: { key: ctx.hub.keys.cursor, list: 'modules.marketplace.competitors.list', orgId: ctx.org.orgId },
    columns: [
      sort === 'nearest'
        ? { expression: sql`coalesce(c.distance_metres, 0)`, type: 'int', direction: 'asc' }
        : { expression: sql`c.score`, type: 'int', direction: 'desc' },
      { expression: sql`c.id`, type: 'uuid', direction: 'asc' },
    ],
    input,
  })
}

export const readSetup = (ctx: OrgContext): CompetitorSetup => ({ isReady: canAskPlaces(ctx) })

/** Looks around a place, as a job. What nobody set up, and a place that nobody knows, are refused before it costs anything. */
export async function findCompetitors(ctx: OrgContext, input: FindCompetitors): Promise<StartedFind> {
  const { what, near, radiusKm } = input
  const centre = await whereIs({ ...requirePlaces(ctx), signal: ctx.call.signal }, near)
  return ctx.write(async (tx) => {
    const { id: jobId, isNew } = await enqueueJob(ctx, tx, {
      kind: findDescription,
      payload: { what, near, radiusKm, centre },
      dedupeKey: [what, near, radiusKm].join('|').toLowerCase(),
    })
    if (isNew) tx.audit('marketplace.competitors.sought', {}, { what, near, radiusKm })
    else ctx.meter(0)
    return { jobId }
  })
}

/** Keeps a business for good, under the name that its people call it by. */
export function followCompetitor(
  ctx: OrgContext,
  { id, version, name }: FollowCompetitor,
): Promise<Competitor> {
  return ctx.write(async (tx) => {
    const now = ctx.now()
    await lockRow(tx, 'marketplaceCompetitor', id)
    const before = await competitorOf(tx, id, now)
    requireVersion(before, version)
    await tx
      .updateTable('marketplaceCompetitor')
      .set({
        state: 'followed',
        name: name ?? before.name,
        // What Google says of where it is stays with Google.
        address: null,
        keptUntil: null,
        updatedAt: now,
        version: sql<number>`version + 1`,
      })
      .where('id', '=', id)
      .execute()
    tx.audit('marketplace.competitor.followed', { competitor: id }, { name: name ?? before.name })
    return competitorOf(tx, id, now)
  })
}

/** It is not shown again, also where it is found again. */
export function dismissCompetitor(ctx: OrgContext, { id }: DismissCompetitor): Promise<Done> {
  return ctx.write(async (tx) => {
    const now = ctx.now()
    await lockRow(tx, 'marketplaceCompetitor', id)
    const { name } = await competitorOf(tx, id, now)
    await tx
      .updateTable('marketplaceCompetitor')
      .set({
        state: 'dismissed',
        name: '',
        address: null,
        website: null,
        reasons: '[]',
        keptUntil: null,
        updatedAt: now,
        version: sql<number>`version + 1`,
      })
      .where('id', '=', id)
      .execute()
    tx.audit('marketplace.competitor.dismissed', { competitor: id }, { name })
    return done
  })
}

export function forgetOld(ctx: OrgContext): Promise<Done> {
  return ctx.write(async (tx) => {
    const gone = await forgetFound(tx, ctx.now())
    tx.audit('marketplace.competitors.forgotten', {}, { count: gone.length })
    return done
  })
}
