import { sql } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { AppError } from '../../../shared/errors.ts'
import { done } from '../../../shared/mutation.ts'
import type { Done } from '../../../shared/mutation.ts'
import { priceOf } from '../scans/price.ts'
import { keepLook, lookAt } from '../scans/run.ts'
import { knownSite, scheduleOf } from '../sites/queries.ts'
import { nextScanAt } from './next.ts'
import type { DueSites, HoldSchedule, RanScan, RunScan, SetSchedule, ShownSchedule } from './schema.ts'

/** What a scan saw for the first time is looked at once more before anybody is told. */
const AGAIN_MS = 10 * 60_000
/** What could not be done is tried again, not at each tick. */
const RETRY_MS = 60 * 60_000

const words: Readonly<Record<HoldSchedule['because'] | 'proof', string>> = {
  credits: 'There are not enough credits. Scans go on once there are.',
  proof: 'The website no longer shows that it is yours. Prove it again, and scans go on.',
  unreachable: 'The scan could not be done. It is tried again every hour.',
}

/** Has a site scanned by itself on one day of the week, or no more. */
export function setSchedule(ctx: OrgContext, { siteId, weekday, kind }: SetSchedule): Promise<ShownSchedule> {
  return ctx.write(async (tx) => {
    const site = await knownSite(tx, siteId)
    if (weekday === null) {
      await tx.deleteFrom('securitySchedule').where('siteId', '=', siteId).execute()
      tx.audit('security.site.unscheduled', { site: siteId })
      return { schedule: null }
    }
    if (site.proof === null)
      throw new AppError('CONFLICT', {
        message: `Prove first that ${site.host} is yours: only then is it scanned by itself.`,
      })
    const now = ctx.now()
    const set = {
      kind,
      weekday,
      nextAt: nextScanAt(ctx.org, weekday, now),
      held: null,
      setById: ctx.actor.userId,
      updatedAt: now,
    }
    await tx
      .insertInto('securitySchedule')
      .values({ ...set, siteId, orgId: ctx.org.orgId })
      .onConflict((conflict) =>
        conflict
          .columns(['orgId', 'siteId'])
          .doUpdateSet({ ...set, version: sql<number>`security_schedule.version + 1` }),
      )
      .execute()
    tx.audit('security.site.scheduled', { site: siteId }, { weekday, kind })
    return { schedule: await scheduleOf(tx, siteId) }
  })
}

export async function listDue(ctx: OrgContext): Promise<DueSites> {
  const items = await ctx.db
    .selectFrom('securitySchedule')
    .select(['siteId', 'kind'])
    .where('nextAt', '<=', ctx.now().toISOString())
    .orderBy('nextAt')
    .limit(20)
    .execute()
  return { items }
}

/** The schedule as it is now: a scan takes its time, and somebody may have set another day meanwhile, or ended it. */
const lockedSchedule = (tx: OrgWriteTx, siteId: string) =>
  tx
    .selectFrom('securitySchedule')
    .select(['weekday', 'held'])
    .where('siteId', '=', siteId)
    .forUpdate()
    .executeTakeFirst()

interface Scanned {
  siteId: string
  host: string
  isSurprising: boolean
}

async function moveOn(
  ctx: OrgContext,
  tx: OrgWriteTx,
  { siteId, host, isSurprising }: Scanned,
): Promise<void> {
  const schedule = await lockedSchedule(tx, siteId)
  if (!schedule) return
  const now = ctx.now()
  const nextAt = isSurprising
    ? new Date(now.getTime() + AGAIN_MS)
    : nextScanAt(ctx.org, schedule.weekday, now)
  await tx
    .updateTable('securitySchedule')
    .set({ nextAt, held: null, updatedAt: now })
    .where('siteId', '=', siteId)
    .execute()
  if (schedule.held !== null)
    tx.emit({ topic: 'security.schedule.resumed', aggregate: `site:${siteId}`, payload: { siteId, host } })
}

/** Scans a site whose time has come, and says when it comes again: soon, where something is to be borne out. */
export async function runScheduled(ctx: OrgContext, { siteId }: RunScan): Promise<RanScan> {
  const { host } = await knownSite(ctx.db, siteId)
  const schedule = await scheduleOf(ctx.db, siteId)
  if (!schedule) throw new AppError('CONFLICT', { message: `${host} is not scanned by itself.` })
  const look = await lookAt(ctx, { siteId, kind: schedule.kind, signal: ctx.call.signal })
  return ctx.write(async (tx) => {
    const kept = await keepLook(ctx, tx, look)
    // Who could not look at anything takes nothing for it.
    ctx.meter(kept?.score === undefined || kept.score === null ? 0 : priceOf(schedule))
    if (!kept) {
      await hold(ctx, tx, { siteId, host, held: words.proof })
      return { scanId: null, grade: null }
    }
    tx.audit('security.site.scanned', { site: siteId }, { kind: schedule.kind })
    await moveOn(ctx, tx, { siteId, host, isSurprising: kept.isSurprising })
    return { scanId: kept.id, grade: kept.grade }
  })
}

interface Held {
  siteId: string
  host: string
  held: string
}

/** People are told once, and it is tried again every hour. */
async function hold(ctx: OrgContext, tx: OrgWriteTx, { siteId, host, held }: Held): Promise<void> {
  const schedule = await lockedSchedule(tx, siteId)
  tx.audit('security.site.held', { site: siteId }, { because: held })
  if (!schedule) return
  const now = ctx.now()
  await tx
    .updateTable('securitySchedule')
    .set({ held, nextAt: new Date(now.getTime() + RETRY_MS), updatedAt: now })
    .where('siteId', '=', siteId)
    .execute()
  if (schedule.held === null)
    tx.emit({
      topic: 'security.schedule.held',
      aggregate: `site:${siteId}`,
      payload: { siteId, host, because: held },
    })
}

/** Says why a scan was not done. */
export function holdSchedule(ctx: OrgContext, { siteId, because }: HoldSchedule): Promise<Done> {
  return ctx.write(async (tx) => {
    const { host } = await knownSite(tx, siteId)
    await hold(ctx, tx, { siteId, host, held: words[because] })
    return done
  })
}
