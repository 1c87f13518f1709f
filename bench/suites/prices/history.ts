import { createHub } from '@hub/api/server'
import { addOrgs } from '../bench-database.ts'
import type { BenchDatabase, BenchOrg } from '../bench-database.ts'
import { benchHub, callOf } from '../bench-hub.ts'
import { describeSpread, interleave, spread } from '../measure.ts'
import type { Figure } from '../suite.ts'

const CALLS = 10

/** A product with one page whose price changed very often within a year. */
async function fill({ bare }: BenchDatabase, { orgId, userId }: BenchOrg, changes: number): Promise<string> {
  const { rows } = await bare.query<{ id: string }>(
    `with product as (
       insert into app.marketplace_product (id, org_id, name, minor, currency, created_by_id, created_at, updated_at)
       values (gen_random_uuid(), $1, 'House blend', 2350, 'EUR', $2, now(), now()) returning id
     ), listing as (
       insert into app.marketplace_listing (id, org_id, product_id, url, shop, title, state, note, availability, variants,
         reasons, minor, currency, next_at, created_by_id, created_at, updated_at)
       select gen_random_uuid(), $1, id, 'https://copperleaf.example/blend', 'copperleaf.example', '', 'watched', '',
         'in-stock', '[]', '[]', 2290, 'EUR', now() + interval '1 year', $2, now(), now() from product returning id, product_id
     ), points as (
       insert into app.marketplace_price (id, org_id, product_id, listing_id, minor, currency, seen_at)
       select gen_random_uuid(), $1, product_id, id, 2000 + n % 500, 'EUR', now() - n * interval '1 year' / $3::int
       from listing, generate_series(1, $3::int) n
     )
     select id from product`,
    [orgId, userId, changes],
  )
  await bare.query('vacuum analyze app.marketplace_price')
  const [product] = rows
  if (!product) throw new Error('There is no product.')
  return product.id
}

/** How long the chart of such a product takes, as a whole call. */
export async function measureHistory(database: BenchDatabase, changes: number): Promise<Figure[]> {
  const [org] = await addOrgs(database, 1)
  if (!org) throw new Error('There is no organization.')
  const hub = createHub({ db: database.db, ...benchHub, secret: database.secret })
  try {
    const id = await fill(database, org, changes)
    const chart = async () => {
      const begin = performance.now()
      for (let call = 0; call < CALLS; call += 1)
        await hub.catalog.call('modules.marketplace.products.history', { id, days: 366 }, callOf(org))
      return { ms: (performance.now() - begin) / CALLS }
    }
    const time = spread(await interleave({ chart }, { rounds: 7 }), { of: 'chart', by: 'ms' })
    return [
      {
        what: `chart of a year over ${changes.toLocaleString('en')} changes of one page, whole call`,
        value: time.median,
        unit: 'ms',
        budget: { atMost: 100 },
        note: `${CALLS} calls a round; ${describeSpread(time)}`,
      },
    ]
  } finally {
    await hub.outbox.stop()
    await hub.calls.stop()
  }
}
