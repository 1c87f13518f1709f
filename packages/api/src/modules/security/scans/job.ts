import { z } from 'zod'
import { jobKind } from '../../../platform/jobs/kind.ts'
import { within } from '../../../platform/jobs/within.ts'
import { AppError } from '../../../shared/errors.ts'
import { scanDescription } from './job-description.ts'
import { keepLook, lookAt } from './run.ts'

const Result = z.strictObject({ scanId: z.uuid(), grade: z.string().nullable() })

export const scanJob = jobKind({
  ...scanDescription,
  result: Result,
  procedure: 'modules.security.scans.start',
  attempts: 3,
  firstPauseMs: 5_000,
  timeLimitMs: 120_000,
  run: (work, { siteId, host, kind }) =>
    within(work, async (ctx) => {
      const look = await lookAt(ctx, {
        siteId,
        kind,
        signal: work.signal,
        progress: (done, total, note) => work.progress({ done, total, note }),
      })
      const kept = await ctx.write((tx) => keepLook(ctx, tx, look))
      if (!kept)
        throw new AppError('CONFLICT', {
          message: `${host} no longer shows that it is yours. Prove it again for a full scan.`,
        })
      return { result: { scanId: kept.id, grade: kept.grade } }
    }),
})
