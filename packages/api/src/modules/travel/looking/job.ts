import { z } from 'zod'
import { jobKind } from '../../../platform/jobs/kind.ts'
import { within } from '../../../platform/jobs/within.ts'
import { STEPS } from './find-bundles.ts'
import { lookDescription } from './job-description.ts'
import { lookForOffers } from './look.ts'

export const lookJob = jobKind({
  ...lookDescription,
  result: z.strictObject({ offers: z.int() }),
  procedure: 'modules.travel.trips.plan',
  attempts: 3,
  firstPauseMs: 1_000,
  timeLimitMs: 60_000,
  run: (work, { tripId }) =>
    within(work, async (ctx) => {
      const offers = await lookForOffers(ctx, tripId, {
        signal: work.signal,
        step: (done, note) => work.progress({ done, total: STEPS, note }),
      })
      return { result: { offers } }
    }),
})
