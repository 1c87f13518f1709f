import { z } from 'zod'
import { jobKind } from '../../../platform/jobs/kind.ts'
import { within } from '../../../platform/jobs/within.ts'
import { lookDescription } from './job-description.ts'
import { lookForOffers } from './look.ts'
import type { Asked } from './providers.ts'

export const lookJobOf = (asked: Asked = {}) =>
  jobKind({
    ...lookDescription,
    result: z.strictObject({ offers: z.int() }),
    procedure: 'modules.travel.trips.plan',
    attempts: 3,
    firstPauseMs: 1_000,
    timeLimitMs: 60_000,
    run: (work, { tripId }) =>
      within(work, async (ctx) => {
        const offers = await lookForOffers(ctx, tripId, {
          ...asked,
          signal: work.signal,
          note: (note) => work.progress({ done: 0, note }),
        })
        return { result: { offers } }
      }),
  })

export const lookJob = lookJobOf()
