import type { SampleDeclaration, SampleName, SamplePlace } from '../../../platform/catalog/samples.ts'
import { customers, orders } from './shop.ts'

const MODULE = 'modules.foundry'
/** The data was brought in so many days before today. */
const BROUGHT_DAYS_AGO = 20

const asOwner = (place: SamplePlace) => ({
  who: place.people[0]?.name ?? '',
  daysAgo: BROUGHT_DAYS_AGO,
  hoursAgo: 2,
})

interface Made {
  id: string
}

interface SampleData {
  title: string
  type: { title: string; plural: string; titleProperty: string; properties: readonly object[] }
  records: readonly Readonly<Record<string, string>>[]
}

async function bring(place: SamplePlace, { title, type, records }: SampleData): Promise<string> {
  const call = (path: string, input: object) => place.call(asOwner(place), `${MODULE}.${path}`, input)
  const dataset = (await call('datasets.create', { title })) as Made
  const made = (await call('types.create', { ...type, datasetId: dataset.id })) as Made
  await call('datasets.put', { id: dataset.id, keyFields: ['id'], records })
  return made.id
}

const counts: Readonly<Record<SampleName, number>> = { bakery: 1, repairs: 0.4 }

/** Customers and orders of the shop, as its till wrote them into files. */
async function fill(place: SamplePlace): Promise<void> {
  const share = counts[place.name]
  const who = customers.slice(0, Math.ceil(customers.length * share))
  const customerType = await bring(place, {
    title: 'Customers of the shop',
    type: {
      title: 'Customer',
      plural: 'Customers',
      titleProperty: 'Name',
      properties: [
        { title: 'Name', kind: 'text', path: ['name'] },
        { title: 'E-mail', kind: 'text', path: ['email'] },
        { title: 'Town', kind: 'choice', path: ['town'] },
        { title: 'Since', kind: 'day', path: ['since'] },
      ],
    },
    records: who.map(([name, email, town, sinceDaysAgo], at) => ({
      id: `C-${101 + at}`,
      name,
      email,
      town,
      since: place.day(-sinceDaysAgo),
    })),
  })
  const orderType = await bring(place, {
    title: 'Orders of the shop',
    type: {
      title: 'Order',
      plural: 'Orders',
      titleProperty: 'Number',
      properties: [
        { title: 'Number', kind: 'text', path: ['id'] },
        { title: 'Customer number', kind: 'text', path: ['customer'] },
        { title: 'Placed', kind: 'day', path: ['placed'] },
        { title: 'State', kind: 'choice', path: ['state'] },
        { title: 'Items', kind: 'number', path: ['items'] },
        { title: 'Total', kind: 'money', path: ['total'], currency: 'EUR' },
      ],
    },
    records: orders(who.length).map(({ daysAgo, customer, ...order }) => ({
      ...order,
      customer: `C-${101 + customer}`,
      placed: place.day(-daysAgo),
    })),
  })
  await place.call(asOwner(place), `${MODULE}.links.create`, {
    fromTypeId: orderType,
    fromProperty: 'customerNumber',
    toTypeId: customerType,
    title: 'Customer',
    inverseTitle: 'Orders',
  })
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
