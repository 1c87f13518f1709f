import { sql, uuidv7 } from '@hub/db'
import { z } from 'zod'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { enqueueJob } from '../../../platform/jobs/enqueue.ts'
import { jobKind } from '../../../platform/jobs/kind.ts'
import type { JobDescription, JobWork } from '../../../platform/jobs/kind.ts'
import { within } from '../../../platform/jobs/within.ts'
import type { IncomingRecord } from '../../../platform/records/records.ts'
import { AppError } from '../../../shared/errors.ts'
import { countLoad } from './counts.ts'
import { previewDataset, problemText, recordIn } from './preview.ts'
import { requireDataset } from './queries.ts'
import { openTable } from './read-file.ts'
import type { TableFile } from './read-file.ts'
import { recordKeys } from './record-keys.ts'
import { putRecords, removeOthers } from './records.ts'
import type { LoadPlace } from './records.ts'
import type { ReadRow } from './read-row.ts'
import type { LoadDataset, StartedLoad } from './schema.ts'
import { countUnread } from './unread.ts'
import type { UnreadCount } from './unread.ts'

const Payload = z.strictObject({
  datasetId: z.uuid(),
  loadId: z.uuid(),
  fileId: z.uuid(),
  fileName: z.string(),
  keyFields: z.array(z.string()),
  isWhole: z.boolean(),
})
type Payload = z.infer<typeof Payload>

const LoadResult = z.strictObject({
  read: z.int(),
  created: z.int(),
  changed: z.int(),
  removed: z.int(),
  refused: z.int(),
  repeated: z.int(),
})

/** A file that is read into a dataset. */
export const loadDescription: JobDescription<typeof Payload> = {
  name: 'foundry.load',
  title: ({ fileName }) => `Reading in ${fileName}`,
  payload: Payload,
  queue: 'bulk',
}

/** Rows that are written in one transaction: a server that dies loses no more, and others wait no longer. */
const SLICE = 500
const MOST_PROBLEMS = 20

/** Begins to read a file into a dataset. One that is being read in is finished first. */
export async function startLoad(
  ctx: OrgContext,
  { id, fileId, keyFields: chosen, isWhole }: LoadDataset,
): Promise<StartedLoad> {
  const { keyFields } = await previewDataset(ctx, { id, fileId }, chosen)
  const file = await openTable(ctx, id, fileId)
  return ctx.write(async (tx) => {
    const loadId = uuidv7()
    const dataset = await tx
      .updateTable('foundryDataset')
      .set({
        loads: sql<number>`loads + 1`,
        keyFields,
        updatedAt: ctx.now(),
        version: sql<number>`version + 1`,
      })
      .where('id', '=', id)
      .where('origin', '=', 'file')
      .returning(['loads', 'title'])
      .executeTakeFirst()
    if (!dataset)
      throw new AppError('CONFLICT', { message: 'This dataset is read from a connection, not from files.' })
    const payload = { datasetId: id, loadId, fileId, fileName: file.name, keyFields, isWhole }
    const job = await enqueueJob(ctx, tx, { kind: loadDescription, payload, dedupeKey: loadKey(id) })
    if (!job.isNew) throw await beingRead(tx, id)
    await endLoads(tx, id, ctx.now())
    await tx
      .insertInto('foundryLoad')
      .values({
        id: loadId,
        orgId: ctx.org.orgId,
        datasetId: id,
        n: dataset.loads,
        source: file.name,
        state: 'running',
        isWhole,
        createdById: ctx.actor.userId,
        createdAt: ctx.now(),
      })
      .execute()
    tx.audit('foundry.dataset.loading', { dataset: id }, { file: file.name })
    return { jobId: job.id, loadId }
  })
}

/** By this a job is known that reads a file into a dataset. */
const loadKey = (datasetId: string): string => `load:${datasetId}`

/** Whether a file waits to be read into a dataset, or is being read. One whose job was canceled or given up is neither. */
export async function isLoading(db: OrgContext['db'], datasetId: string): Promise<boolean> {
  const job = await db
    .selectFrom('job')
    .select('id')
    .where('kind', '=', loadDescription.name)
    .where('dedupeKey', '=', loadKey(datasetId))
    .where('status', 'in', ['queued', 'running'])
    .executeTakeFirst()
  return job !== undefined
}

async function beingRead(db: OrgContext['db'], datasetId: string): Promise<AppError> {
  const load = await db
    .selectFrom('foundryLoad')
    .select('source')
    .where('datasetId', '=', datasetId)
    .where('state', '<>', 'done')
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst()
  const what = load ? `“${load.source}”` : 'Another file'
  return new AppError('CONFLICT', { message: `${what} is being read in. Wait for it to be done.` })
}

/** What was left under way by a job that is over has failed. */
const endLoads = (db: OrgContext['db'], datasetId: string, now: Date) =>
  db
    .updateTable('foundryLoad')
    .set({ state: 'failed', endedAt: now })
    .where('datasetId', '=', datasetId)
    .where('state', '=', 'running')
    .execute()

interface Pass {
  place: LoadPlace
  read: number
  refused: number
  repeated: number
  problems: string[]
  keys: Set<string>
  unread: UnreadCount
}

function noteProblem({ problems }: Pass, at: number, problem: string): void {
  if (problems.length < MOST_PROBLEMS) problems.push(problemText(at, problem))
}

const KEY_SHOWN = 60

/** The key of a row; null where it cannot be taken, which is noted. One that stood there before is noted as well. */
function takeRow(pass: Pass, row: ReadRow, { keyFields, keyOf }: Keys): IncomingRecord | null {
  // The sum under a table is no row, and was not there before either.
  const isAside = 'isAside' in row
  if (!isAside) pass.read += 1
  const found = recordIn(row)
  const key = 'raw' in found ? keyOf(found.raw) : found
  if (typeof key !== 'string' || !('raw' in found)) {
    if (!isAside) pass.refused += 1
    noteProblem(pass, row.at, typeof key === 'string' ? '' : key.problem)
    return null
  }
  const { raw } = found
  if (pass.keys.has(key)) {
    pass.repeated += 1
    const named = keyFields.map((field) => String(raw[field]).trim()).join(', ')
    noteProblem(
      pass,
      row.at,
      `“${named.slice(0, KEY_SHOWN)}” stands in an earlier row already; this one counts`,
    )
  }
  pass.keys.add(key)
  pass.unread.add(raw)
  return { key, raw }
}

interface Keys {
  keyFields: readonly string[]
  keyOf: ReturnType<typeof recordKeys>
}

/** Reads the file from its beginning and writes what it says, a slice at a time. Written again, the same changes nothing. */
async function readIn(ctx: OrgContext, work: JobWork, { file, pass, keyFields }: Reading): Promise<void> {
  const keys = { keyFields, keyOf: recordKeys(keyFields) }
  let slice: IncomingRecord[] = []
  const put = async () => {
    const given = slice
    slice = []
    await ctx.write(async (tx) => putRecords(tx, { ...pass.place, now: ctx.now() }, given))
    await work.progress({ done: pass.read, note: `${pass.read} rows read` })
  }
  for await (const row of file.rows()) {
    const record = takeRow(pass, row, keys)
    if (record === null) continue
    slice.push(record)
    if (slice.length === SLICE) await put()
  }
  if (slice.length > 0) await put()
}

interface Reading {
  file: TableFile
  pass: Pass
  keyFields: readonly string[]
}

async function removeMissing(ctx: OrgContext, work: JobWork, { place, keys }: Pass): Promise<void> {
  for (;;) {
    work.signal.throwIfAborted()
    const count = await ctx.write(async (tx) => removeOthers(tx, { ...place, now: ctx.now() }, keys))
    if (count === 0) return
  }
}

/** Says that a load is done, and what came of it. */
async function finish(ctx: OrgContext, { place, read, refused, repeated, problems, unread }: Pass) {
  const { datasetId, loadId } = place
  return ctx.write(async (tx) => {
    const { records, created, changed, removed } = await countLoad(tx, place)
    const counts = { read, created, changed, removed, refused }
    const said = { problems: JSON.stringify(problems), unread: JSON.stringify(unread.words()) }
    await tx
      .updateTable('foundryLoad')
      .set({ ...counts, ...said, repeated, state: 'done', endedAt: ctx.now() })
      .where('id', '=', loadId)
      .execute()
    await tx
      .updateTable('foundryDataset')
      .set({ records, updatedAt: ctx.now() })
      .where('id', '=', datasetId)
      .execute()
    tx.audit('foundry.dataset.loaded', { dataset: datasetId }, counts)
    tx.emit({
      topic: 'foundry.dataset.loaded',
      aggregate: `dataset:${datasetId}`,
      payload: { datasetId, loadId, ...counts },
    })
    return { ...counts, repeated }
  })
}

/** Says how a load stands, where people look for it. */
const setState = (ctx: OrgContext, loadId: string, state: 'running' | 'failed') =>
  ctx.write(async (tx) => {
    await tx
      .updateTable('foundryLoad')
      .set({ state, endedAt: state === 'failed' ? ctx.now() : null })
      .where('id', '=', loadId)
      .where('state', '<>', 'done')
      .execute()
  })

async function load(ctx: OrgContext, work: JobWork, payload: Payload) {
  const { datasetId, loadId, fileId, keyFields, isWhole } = payload
  const place = { orgId: ctx.org.orgId, datasetId, loadId, now: ctx.now() }
  await requireDataset(ctx.db, datasetId)
  const unread = await countUnread(ctx.db, datasetId)
  const pass: Pass = { place, read: 0, refused: 0, repeated: 0, problems: [], keys: new Set(), unread }
  await setState(ctx, loadId, 'running')
  try {
    const file = await openTable(ctx, datasetId, fileId)
    await readIn(ctx, work, { file, pass, keyFields })
    if (isWhole && pass.refused === 0) await removeMissing(ctx, work, pass)
    return await finish(ctx, pass)
  } catch (error) {
    await setState(ctx, loadId, 'failed')
    throw error
  }
}

export const loadJob = jobKind({
  ...loadDescription,
  result: LoadResult,
  procedure: 'modules.foundry.datasets.load',
  attempts: 5,
  firstPauseMs: 2_000,
  timeLimitMs: 30 * 60_000,
  run: async (work, payload) => ({ result: await within(work, (ctx) => load(ctx, work, payload)) }),
})
