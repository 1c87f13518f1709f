import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import type {
  IncomingRecord,
  RecordPlace,
  RecordStore,
  SeenRecord,
} from '../../../platform/records/records.ts'
import { AppError } from '../../../shared/errors.ts'
import { readers } from '../connections/access.ts'
import { patiently } from '../providers/patience.ts'
import type { SeenPage } from '../providers/provider.ts'
import { bringUpToDate, requireRecords } from './open.ts'
import type { StreamProof } from './place.ts'
import { findStream, holdStream } from './known-stream.ts'
import type { KnownStream } from './known-stream.ts'
import { noteFault } from './note-fault.ts'
import { accessOf } from './step.ts'

const AT_ONCE = 500
/** Each is asked for by itself; of more than these the rest waits for the next comparison. */
const MENDED_AT_ONCE = 500

/** Of when each record is and what it says, by its key. */
type Seen = Map<string, Omit<SeenRecord, 'key'>>

/** All that the service has now. */
async function seenThere(ctx: OrgContext, stream: KnownStream, signal?: AbortSignal): Promise<Seen> {
  const reader = readers[stream.provider]
  const found: Seen = new Map()
  let after: string | null = null
  do {
    const asked = after
    const page: SeenPage = await patiently(
      async () => reader.seen(await accessOf(ctx, stream, signal), stream.name, asked),
      signal,
    )
    for (const { key, ...seen } of page.seen) found.set(key, seen)
    after = page.after
  } while (after !== null)
  return found
}

async function seenHere(ctx: OrgContext, { datasetId }: KnownStream): Promise<Seen> {
  const store = requireRecords(ctx)
  const found: Seen = new Map()
  let after = ''
  for (;;) {
    const page: SeenRecord[] = await store.seenAfter(ctx.db, datasetId, { after, limit: AT_ONCE })
    for (const { key, ...seen } of page) found.set(key, seen)
    after = page.at(-1)?.key ?? after
    if (page.length < AT_ONCE) return found
  }
}

const isOlder = (here: string | null, there: string | null): boolean =>
  here !== null && there !== null && Date.parse(here) < Date.parse(there)

const isOther = (here: Buffer | null, there: Buffer | null): boolean =>
  here !== null && there !== null && !here.equals(there)

/** What is missing here, older than there, or says something else. */
function behind(here: Seen, there: Seen): string[] {
  return [...there].flatMap(([key, seen]) => {
    const known = here.get(key)
    const isSame = known && !isOlder(known.sourceAt, seen.sourceAt) && !isOther(known.hash, seen.hash)
    return isSame ? [] : [key]
  })
}

async function askEach(
  ctx: OrgContext,
  stream: KnownStream,
  { keys, signal }: { keys: readonly string[]; signal: AbortSignal | undefined },
): Promise<IncomingRecord[]> {
  const reader = readers[stream.provider]
  const records: IncomingRecord[] = []
  for (const key of keys) {
    const record = await patiently(
      async () => reader.one(await accessOf(ctx, stream, signal), stream.name, key),
      signal,
    )
    if (record) records.push(record)
  }
  return records
}

/** What both sides have, and what has to be written so that they have the same. */
async function compare(ctx: OrgContext, stream: KnownStream, signal?: AbortSignal) {
  try {
    // What is here is looked at first: what comes meanwhile is in neither, or in what is there alone.
    const here = await seenHere(ctx, stream)
    const there = await seenThere(ctx, stream, signal)
    const gone = [...here.keys()].filter((key) => !there.has(key))
    const keys = behind(here, there).slice(0, MENDED_AT_ONCE)
    return { here, there, gone, missed: await askEach(ctx, stream, { keys, signal }) }
  } catch (error) {
    throw await noteFault(ctx, stream, error)
  }
}

interface Writing {
  tx: OrgWriteTx
  at: RecordPlace
  title: string
}

/** Answers how many it changed here. */
async function putAll(
  store: RecordStore,
  { tx, at, title }: Writing,
  records: readonly IncomingRecord[],
): Promise<number> {
  if (records.length === 0) return 0
  const loadId = await store.begin(tx, at, `${title}, compared`)
  let count = 0
  for (let from = 0; from < records.length; from += AT_ONCE) {
    const { created, changed } = await store.put(tx, { ...at, loadId }, records.slice(from, from + AT_ONCE))
    count += created + changed
  }
  await store.end(tx, { ...at, loadId }, 'done')
  return count
}

/**
 * Compares what is here with what the service has. What is gone there is taken out of lists; what is missing here, older
 * than there or says something else, is asked for by itself. Answers the proof.
 */
export async function reconcileStream(
  ctx: OrgContext,
  id: string,
  signal?: AbortSignal,
): Promise<StreamProof> {
  const stream = await findStream(ctx.db, id)
  if (stream.phase === 'backfill')
    throw new AppError('CONFLICT', { message: 'What was there before is still being read.' })
  const store = requireRecords(ctx)
  const { here, there, gone, missed } = await compare(ctx, stream, signal)
  return ctx.write(async (tx) => {
    await holdStream(tx, id)
    await bringUpToDate(ctx, tx, stream)
    const at = { orgId: ctx.org.orgId, now: ctx.now(), datasetId: stream.datasetId }
    const writing = { tx, at, title: stream.title }
    const mended = await putAll(store, writing, missed)
    await putAll(
      store,
      writing,
      gone.map((key) => ({ key, raw: {}, isRemoved: true })),
    )
    const proof: StreamProof = {
      there: there.size,
      here: here.size - gone.length + missed.filter(({ key }) => !here.has(key)).length,
      removed: gone.length,
      mended,
      at: at.now.toISOString(),
    }
    await tx
      .updateTable('connectorsStream')
      .set({ proof: JSON.stringify(proof), updatedAt: at.now })
      .where('id', '=', id)
      .execute()
    return proof
  })
}
