import { z } from 'zod'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { jobKind } from '../../../platform/jobs/kind.ts'
import { within } from '../../../platform/jobs/within.ts'
import { askingFrom } from '../asking/asking.ts'
import { withHomePages } from './home-page.ts'
import { findDescription } from './job-description.ts'
import { keepFound } from './keep.ts'
import { businessesAround, requirePlaces } from './places.ts'
import { rank } from './rank.ts'

const MOST_PRODUCTS = 40

/** What the organization sells, in its own words. */
async function aboutOf({ db }: OrgContext): Promise<string> {
  const products = await db
    .selectFrom('marketplaceProduct')
    .select('name')
    .orderBy('id', 'desc')
    .limit(MOST_PRODUCTS)
    .execute()
  return products.map(({ name }) => name).join(' ')
}

export const findJob = jobKind({
  ...findDescription,
  result: z.strictObject({ found: z.int(), new: z.int() }),
  procedure: 'modules.marketplace.competitors.find',
  attempts: 3,
  firstPauseMs: 1_000,
  timeLimitMs: 120_000,
  run: (work, search) =>
    within(work, async (ctx) => {
      const { what, near, radiusKm, centre } = search
      const places = { ...requirePlaces(ctx), signal: work.signal }
      await work.progress({ done: 0, total: 2, note: `Looking for ${what} near ${near}` })
      const sought = { what, centre, radiusMetres: radiusKm * 1_000, about: await aboutOf(ctx) }
      const near60 = rank(await businessesAround(places, sought), sought).map(({ found }) => found)
      await work.progress({ done: 1, total: 2, note: 'Reading their websites' })
      const ranked = rank(await withHomePages(near60, askingFrom(ctx, work.signal)), sought)
      const fresh = await ctx.write((tx) => keepFound(ctx, tx, { ranked, search }))
      return { result: { found: ranked.length, new: fresh } }
    }),
})
