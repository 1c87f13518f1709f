import { z } from 'zod'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { jobKind } from '../../../platform/jobs/kind.ts'
import type { JobWork } from '../../../platform/jobs/kind.ts'
import { within } from '../../../platform/jobs/within.ts'
import { AppError } from '../../../shared/errors.ts'
import { wholeConnection } from '../connections/queries.ts'
import { patiently } from '../providers/patience.ts'
import { backfillDescription } from './backfill-kind.ts'
import { listenTo } from './listen.ts'
import { stepStream } from './step.ts'

const BackfillResult = z.strictObject({ records: z.int() })

/** How many there will be, as far as the service says; what it does not count is taken for as many as its longest list. */
function expected(
  streams: readonly { total: number | null; read: number }[],
  records: number,
): number | null {
  const known = streams.flatMap(({ total }) => (total === null ? [] : [total]))
  if (known.length === 0) return null
  const longest = Math.max(...known)
  return Math.max(
    records,
    streams.reduce((sum, { total, read }) => sum + (total ?? Math.max(read, longest)), 0),
  )
}

async function backfill(ctx: OrgContext, work: JobWork, connectionId: string): Promise<{ records: number }> {
  const { id, provider, account, streams } = await wholeConnection(ctx.db, connectionId)
  // From before the first page on, so that nothing changes unheard.
  await listenTo(ctx, { id, provider, accountKey: account })
  let records = streams.reduce((sum, { read }) => sum + read, 0)
  for (const { id: streamId, title } of streams) {
    for (let isMore = true; isMore;) {
      const { state, streams: now } = await wholeConnection(ctx.db, connectionId)
      // Somebody paused it, and reading begins again when they let it go on.
      if (state === 'paused') return { records }
      const step = await patiently(() => stepStream(ctx, streamId, work.signal), work.signal)
      records += step.records
      isMore = step.isMore
      const total = expected(now, records)
      await work.progress({ done: records, total, note: `${title}: ${records} read` })
    }
  }
  return { records }
}

/** What was ended meanwhile has nothing more to be read; what was connected by the other choice has other streams to begin with. */
async function unlessOver(
  ctx: OrgContext,
  connectionId: string,
  read: Promise<{ records: number }>,
): Promise<{ records: number }> {
  try {
    return await read
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'NOT_FOUND') throw error
    const there = await ctx.db
      .selectFrom('connectorsConnection')
      .select('id')
      .where('id', '=', connectionId)
      .executeTakeFirst()
    if (there === undefined) return { records: 0 }
    throw new AppError('UNAVAILABLE', { message: 'It was connected anew meanwhile.', cause: error })
  }
}

export const backfillJob = jobKind({
  ...backfillDescription,
  result: BackfillResult,
  procedure: 'connectors.syncs.start',
  attempts: 12,
  firstPauseMs: 5_000,
  timeLimitMs: 6 * 3_600_000,
  run: async (work, { connectionId }) => ({
    result: await within(work, (ctx) => unlessOver(ctx, connectionId, backfill(ctx, work, connectionId))),
  }),
})
