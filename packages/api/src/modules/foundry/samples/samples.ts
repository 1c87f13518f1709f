import type { SampleDeclaration, SamplePlace } from '../../../platform/catalog/samples.ts'
import { MOST_SENT } from '../datasets/schema.ts'
import { shopData } from './shop.ts'
import type { SampleData } from './shop.ts'

const MODULE = 'modules.foundry'
/** What the till says was brought in just now: work that began hours ago and is over now would be told as long work. */
const asOwner = (place: SamplePlace) => ({ who: place.people[0]?.name ?? '', daysAgo: 0 })

interface Made {
  id: string
}

async function bring(place: SamplePlace, { title, type, records }: SampleData): Promise<string> {
  const call = (path: string, input: object) => place.call(asOwner(place), `${MODULE}.${path}`, input)
  const dataset = (await call('datasets.create', { title })) as Made
  const made = (await call('types.create', { ...type, datasetId: dataset.id })) as Made
  for (let from = 0; from < records.length; from += MOST_SENT)
    await call('datasets.put', {
      id: dataset.id,
      keyFields: ['id'],
      records: records.slice(from, from + MOST_SENT),
    })
  return made.id
}

/** Customers, products, orders and payments of the shop, and how they belong together. */
async function fill(place: SamplePlace): Promise<void> {
  const customers = await bring(place, shopData.customers(place))
  const products = await bring(place, shopData.products(place))
  const orders = await bring(place, shopData.orders(place))
  const lines = await bring(place, shopData.lines(place))
  const payments = await bring(place, shopData.payments(place))
  const link = (fromTypeId: string, fromProperty: string, rest: object) =>
    place.call(asOwner(place), `${MODULE}.links.create`, { fromTypeId, fromProperty, ...rest })
  await link(orders, 'customerNumber', { toTypeId: customers, title: 'Customer', inverseTitle: 'Orders' })
  await link(lines, 'orderNumber', { toTypeId: orders, title: 'Order', inverseTitle: 'Lines' })
  await link(lines, 'productNumber', { toTypeId: products, title: 'Product', inverseTitle: 'Sold in' })
  await link(payments, 'orderNumber', { toTypeId: orders, title: 'Order', inverseTitle: 'Payments' })
}

export const foundrySamples: SampleDeclaration = {
  fill,
  requests: { bakery: [], repairs: [] },
  questions: {
    bakery: ['What do we have in our data?'],
    repairs: ['Where does our data come from?'],
  },
  usage: [{ path: `${MODULE}.types.list`, door: 'mcp' }],
}
