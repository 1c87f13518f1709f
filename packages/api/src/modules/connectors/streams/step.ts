import { sql } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { lockRow } from '../../../platform/data/locks.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import type { IncomingRecord, SeenAsked, SeenRecord } from '../../../platform/records/records.ts'
import { AppError } from '../../../shared/errors.ts'
import { accessTo, readers } from '../connections/access.ts'
import { requireProgress } from '../providers/provider.ts'
import type { Access, ReadPage } from '../providers/provider.ts'
import { bringUpToDate, readsOf, requireRecords } from './open.ts'
import { findStream, holdStream } from './known-stream.ts'
import type { KnownStream } from './known-stream.ts'
import { noteFault } from './note-fault.ts'
import type { StreamPlace } from './place.ts'
import { tellArrived } from './tell-arrived.ts'

/** Changes of the last minutes are read once more: clocks differ, and lists are late. */
const AGAIN_MS = 5 * 60_000
/** A pass that saw nothing says less: a list may be late by more than that. */
const QUIET_AGAIN_MS = 60 * 60_000

/** Of one thing a service has no more parts than this. */
const MOST_OF_ONE = 10_000

type Looking = (asked: SeenAsked) => Promise<SeenRecord[]>

export interface Step {
  /** There is another page of this pass. */
  isMore: boolean
  phase: 'backfill' | 'live'
  records: number
  created: number
  changed: number
}

/** How the account of a stream is asked. Throws a ProviderFault. */
export const accessOf = (ctx: OrgContext, stream: KnownStream, signal?: AbortSignal): Promise<Access> =>
  accessTo(ctx, { id: stream.connectionId, provider: stream.provider, accountKey: stream.accountKey }, signal)

/** Reads the next page of a stream and writes it together with the place where reading goes on. */
export async function stepStream(ctx: OrgContext, id: string, signal?: AbortSignal): Promise<Step> {
  const stream = await findStream(ctx.db, id)
  if (stream.state === 'paused' || stream.state === 'broken')
    throw new AppError('CONFLICT', {
      message: `${stream.title} is ${stream.state}, so nothing is read from it.`,
    })
  const read = await readNext(ctx, stream, signal)
  return ctx.write((tx) => writePage(ctx, tx, { stream, ...read }))
}

interface Read {
  page: ReadPage
  total: number | null
  pass: Pass
}

interface Pass {
  /** When its first page was read. */
  began: string
  after: string | null
  /** From when on changes are asked for; null: everything is read. */
  since: string | null
}

/** The pass that is under way, or a new one where the service has forgotten by now what that one was still to tell. */
function passOf(stream: KnownStream, now: Date): Pass {
  const { phase, place, provider } = stream
  const { remembersMs = Number.POSITIVE_INFINITY } = readers[provider]
  const isForgotten = (at: number) => at - Date.parse(place.since) > remembersMs
  const began = place.began ?? now.toISOString()
  const { after } = place
  const anew = { began: now.toISOString(), after: null, since: null }
  const reads = readsOf(stream)
  if (phase === 'backfill' || place.reads !== reads)
    return place.reading === reads ? { began, after, since: null } : anew
  if (isForgotten(Date.parse(began))) return { began, after, since: null }
  return isForgotten(now.getTime()) ? anew : { began, after, since: place.since }
}

async function readNext(ctx: OrgContext, stream: KnownStream, signal?: AbortSignal): Promise<Read> {
  const { name, provider } = stream
  const reader = readers[provider]
  try {
    const access = await accessOf(ctx, stream, signal)
    const pass = passOf(stream, ctx.now())
    const { after, since } = pass
    const total = since === null && after === null ? await reader.count(access, name) : stream.total
    const page = await reader.read(access, { stream: name, total, after, since })
    requireProgress(stream.title, page.after, after)
    return { page, total, pass }
  } catch (error) {
    throw await noteFault(ctx, stream, error)
  }
}

/** The latest change among these and those before. */
function latestOf(records: readonly IncomingRecord[], before: string | null): string | null {
  const times = records.flatMap(({ sourceAt }) => (sourceAt ? [Date.parse(sourceAt)] : []))
  const all = [...times, ...(before === null ? [] : [Date.parse(before)])].filter(
    (time) => !Number.isNaN(time),
  )
  return all.length === 0 ? null : new Date(Math.max(...all)).toISOString()
}

/** After the last page of a pass: from when on the next one reads, some minutes before what this one saw last. */
function nextSince(
  { place, phase }: Pick<KnownStream, 'place' | 'phase'>,
  { began, latest }: { began: string; latest: string | null },
): string {
  const before = (instant: string, ms: number) =>
    new Date(Math.max(Date.parse(instant) - ms, 0)).toISOString()
  // What changed while everything was read is still to come: that pass began when the connection did.
  if (phase === 'backfill') return before(place.since, AGAIN_MS)
  const since = latest === null ? before(began, QUIET_AGAIN_MS) : before(latest, AGAIN_MS)
  return since > place.since ? since : place.since
}

/** Where reading goes on after this page. */
function placeAfter(stream: KnownStream, { page, pass }: Read): StreamPlace {
  const { place } = stream
  const { began, since } = pass
  const latest = latestOf(page.records, place.latest)
  const reads = since === null ? readsOf(stream) : place.reads
  if (page.after === null)
    return { after: null, since: nextSince(stream, { began, latest }), began: null, latest: null, reads }
  const reading = since === null ? reads : undefined
  return { ...place, after: page.after, began, latest, reading }
}

/** What a page says is gone, without naming it: it has all that there is of something. */
async function goneBy({ records, wholes = [] }: ReadPage, seen: Looking): Promise<IncomingRecord[]> {
  const known = new Set(records.map(({ key }) => key))
  const gone: IncomingRecord[] = []
  for (const beginning of wholes) {
    const here = await seen({ after: '', limit: MOST_OF_ONE, beginning })
    gone.push(...here.flatMap(({ key }) => (known.has(key) ? [] : [{ key, raw: {}, isRemoved: true }])))
  }
  return gone
}

async function writePage(
  ctx: OrgContext,
  tx: OrgWriteTx,
  { stream, ...read }: Read & { stream: KnownStream },
): Promise<Step> {
  const { page, total, pass } = read
  // In this order, since the last page of a stream may say that its connection is well again.
  await lockRow(tx, 'connectorsConnection', stream.connectionId)
  const version = await holdStream(tx, stream.id)
  await bringUpToDate(ctx, tx, stream)
  const store = requireRecords(ctx)
  const at = { orgId: ctx.org.orgId, now: ctx.now(), datasetId: stream.datasetId }
  // Somebody else read the same page and was first; what they wrote is the same.
  if (version !== stream.version)
    return { isMore: true, phase: stream.phase, records: 0, created: 0, changed: 0 }
  const loadId = stream.loadId ?? (await store.begin(tx, at, stream.title))
  const gone = await goneBy(page, (asked) => store.seenAfter(tx, at.datasetId, asked))
  const counts = await store.put(tx, { ...at, loadId }, [...page.records, ...gone])
  // A pass over everything may find what is old and was not read before.
  const keys = pass.since === null ? [] : page.records.map(({ key }) => key)
  await tellArrived(ctx, tx, { stream, at, keys })
  const isMore = page.after !== null
  if (!isMore) await store.end(tx, { ...at, loadId }, 'done')
  await tx
    .updateTable('connectorsStream')
    .set({
      place: JSON.stringify(placeAfter(stream, read)),
      loadId: isMore ? loadId : null,
      phase: isMore ? stream.phase : 'live',
      total,
      error: null,
      read: sql<number>`read + ${stream.phase === 'backfill' ? page.records.length : 0}`,
      ...(!isMore && { syncedAt: pass.began }),
      updatedAt: at.now,
      version: sql<number>`version + 1`,
    })
    .where('id', '=', stream.id)
    .execute()
  await wellAgain(tx, stream, at.now)
  return {
    isMore,
    phase: stream.phase,
    records: page.records.length,
    created: counts.created,
    changed: counts.changed,
  }
}

/** What answered is well again, once no other of its streams is still to be read. */
async function wellAgain(tx: OrgWriteTx, { connectionId }: KnownStream, now: Date): Promise<void> {
  await tx
    .updateTable('connectorsConnection')
    .set({ state: 'ok', reason: '', updatedAt: now })
    .where('id', '=', connectionId)
    .where('state', '=', 'attention')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('connectorsStream as s')
            .select('s.id')
            .where('s.connectionId', '=', connectionId)
            .where('s.error', 'is not', null),
        ),
      ),
    )
    .execute()
}
