import { z } from 'zod'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { enqueueJob } from '../../../platform/jobs/enqueue.ts'
import { jobKind } from '../../../platform/jobs/kind.ts'
import type { JobDescription, JobWork } from '../../../platform/jobs/kind.ts'
import { within } from '../../../platform/jobs/within.ts'
import { inSentence } from '../../../shared/in-sentence.ts'
import { lockDataset } from '../datasets/queries.ts'
import { findType, sourcesOf } from '../types/queries.ts'
import { writeObjects } from './write.ts'

const Payload = z.strictObject({ typeId: z.uuid(), plural: z.string() })
const FillResult = z.strictObject({ records: z.int() })

/** Objects that are made anew, since what their records mean has changed. */
export const fillDescription: JobDescription<typeof Payload> = {
  name: 'foundry.fill',
  title: ({ plural }) => `Reading the records of ${inSentence(plural)} anew`,
  payload: Payload,
  queue: 'bulk',
}

/** Asks for the objects of a type to be made anew. One that is at it stops: its mapping is no longer true. */
export async function startFilling(ctx: OrgContext, tx: OrgWriteTx, typeId: string): Promise<string> {
  const { plural } = await findType(tx, typeId)
  const { id } = await enqueueJob(ctx, tx, { kind: fillDescription, payload: { typeId, plural } })
  await tx.updateTable('foundryType').set({ fillingJobId: id }).where('id', '=', typeId).execute()
  return id
}

const SLICE = 500

interface Slice {
  typeId: string
  datasetId: string
  after: string
  jobId: string
}

/** Makes the objects of the next records; null where there are none left, or where a later job does it. */
async function fillSlice(ctx: OrgContext, { typeId, datasetId, after, jobId }: Slice) {
  return ctx.write(async (tx) => {
    // What a load writes meanwhile comes before or after this slice, never in between.
    await lockDataset(tx, datasetId)
    const type = await findType(tx, typeId)
    const [source] = (await sourcesOf(tx, { typeId, datasetId })) ?? []
    if (!source || type.fillingJobId !== jobId) return null
    const rows = await tx
      .selectFrom('foundryRecord')
      .select(['id', 'key', 'raw', 'removedAt'])
      .where('datasetId', '=', datasetId)
      .where('key', '>', after)
      .orderBy('key')
      .limit(SLICE)
      .execute()
    const { orgId } = ctx.org
    await writeObjects(
      tx,
      { orgId, type, datasetId, mapping: source.mapping, loadId: null, now: ctx.now() },
      rows.map(({ removedAt, ...row }) => ({ ...row, isRemoved: removedAt !== null })),
    )
    const last = rows.at(-1)
    return last ? { after: last.key, count: rows.length } : null
  })
}

async function fill(ctx: OrgContext, work: JobWork, typeId: string): Promise<{ records: number }> {
  let records = 0
  for (const { datasetId } of await sourcesOf(ctx.db, { typeId })) {
    for (let after = ''; ;) {
      const slice = await fillSlice(ctx, { typeId, datasetId, after, jobId: work.id })
      if (slice === null) break
      after = slice.after
      records += slice.count
      await work.progress({ done: records })
    }
  }
  await ctx.write(async (tx) => {
    await tx
      .updateTable('foundryType')
      .set({ fillingJobId: null })
      .where('id', '=', typeId)
      .where('fillingJobId', '=', work.id)
      .execute()
  })
  return { records }
}

export const fillJob = jobKind({
  ...fillDescription,
  result: FillResult,
  procedure: 'modules.foundry.types.create',
  attempts: 5,
  firstPauseMs: 2_000,
  timeLimitMs: 30 * 60_000,
  run: async (work, { typeId }) => ({ result: await within(work, (ctx) => fill(ctx, work, typeId)) }),
})
