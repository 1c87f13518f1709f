import { z } from 'zod'
import { jobKind } from '../../../platform/jobs/kind.ts'
import { within } from '../../../platform/jobs/within.ts'
import { AppError } from '../../../shared/errors.ts'
import { Outcome } from '../listings/schema.ts'
import { checkDescription } from './job-description.ts'
import { keepLook } from './keep-look.ts'
import { lookNow } from './run.ts'

export const checkJob = jobKind({
  ...checkDescription,
  result: z.strictObject({ outcome: Outcome }),
  procedure: 'modules.marketplace.checks.start',
  attempts: 3,
  firstPauseMs: 5_000,
  timeLimitMs: 180_000,
  run: (work, { listingId, shop, by }) =>
    within(work, async (ctx) => {
      await work.progress({
        done: 0,
        total: 2,
        note: by === 'browser' ? `Opening ${shop} in a browser` : `Asking ${shop}`,
      })
      const looked = await lookNow(ctx, { id: listingId, by }, work.signal)
      await work.progress({ done: 1, total: 2, note: 'Reading the price' })
      const outcome = await ctx.write((tx) => keepLook(ctx, tx, looked))
      if (outcome === null)
        throw new AppError('CONFLICT', {
          message: `${shop} asks programs to come another time. It is looked at again by itself.`,
        })
      return { result: { outcome } }
    }),
})
