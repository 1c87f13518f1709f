import type { SampleDeclaration, SampleName, SamplePlace } from '../../../platform/catalog/samples.ts'
import { keepLook } from '../checks/keep-look.ts'
import { knownListing } from '../listings/queries.ts'
import { insertListing } from '../listings/service.ts'
import type { Product } from '../products/schema.ts'
import { lookAtRecorded } from './recorded-page.ts'

const MODULE = 'modules.marketplace'
const BEGAN_DAYS_AGO = 25

/** A page of another shop, and what it asked so many days ago. */
interface SamplePage {
  url: string
  title: string
  prices: readonly (readonly [daysAgo: number, price: string])[]
}

/** The first product of each business, and who else sells it; the last price of the first page is below the own one. */
const rivals: Readonly<Record<SampleName, readonly SamplePage[]>> = {
  bakery: [
    {
      url: 'https://grainandgrove.example/bread/sourdough-1kg',
      title: 'Sourdough, 1 kg',
      prices: [
        [24, '7.20'],
        [17, '6.95'],
        [10, '6.90'],
        [3, '6.20'],
      ],
    },
    {
      url: 'https://millrace.example/loaves/country-sourdough',
      title: 'Country sourdough 1000 g',
      prices: [
        [24, '7.10'],
        [12, '7.30'],
        [3, '7.30'],
      ],
    },
  ],
  repairs: [
    {
      url: 'https://northwheel.example/tubes/28-inch',
      title: 'Tube 28 inch',
      prices: [
        [20, '8.90'],
        [6, '9.20'],
      ],
    },
  ],
}

const as = ({ people }: SamplePlace, daysAgo: number) => ({
  who: people[0]?.name ?? '',
  daysAgo,
  hoursAgo: 5,
})

/** Watches a page as if its shop had answered: what follows from a price is what follows from a real look. */
async function watch(place: SamplePlace, productId: string, { url, title, prices }: SamplePage) {
  const path = `${MODULE}.listings.add`
  const id = await place.within(as(place, BEGAN_DAYS_AGO), path, (ctx) =>
    ctx.write((tx) => insertListing(ctx, tx, { url: new URL(url), productId })),
  )
  for (const [daysAgo, price] of prices)
    await place.within(as(place, daysAgo), path, async (ctx) => {
      const { variant, selector, currencyMeant } = await knownListing(ctx.db, id)
      const wanted = { reader: 'page' as const, url, variant, selector, currencyMeant, known: null }
      return ctx.write(async (tx) => {
        tx.audit('marketplace.listing.checked', { listing: id })
        return keepLook(ctx, tx, { id, wanted, look: lookAtRecorded({ url, title, price }) })
      })
    })
  // A daily look would find nobody there, and say so where the story is told.
  await place.call(as(place, 1), `${MODULE}.listings.watch`, { id, isWatched: false })
}

/** A product with its own price, what others asked for it in the last weeks, and when to be told. */
export const marketplaceSamples: SampleDeclaration = {
  async fill(place) {
    const [product] = place.trade.products
    const begin = as(place, BEGAN_DAYS_AGO)
    const made = await place.call(begin, `${MODULE}.products.create`, {
      name: product?.name,
      price: product?.price,
      currency: 'EUR',
    })
    const { id } = made as Product
    await place.call(begin, `${MODULE}.rules.create`, { kind: 'undercut', productId: id })
    for (const page of rivals[place.name]) await watch(place, id, page)
  },
  requests: { bakery: [], repairs: [] },
  questions: { bakery: ['who is cheaper than us?'], repairs: [] },
  usage: [],
}
