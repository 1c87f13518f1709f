import { createHub } from '@hub/api/server'
import { addOrgs } from '../bench-database.ts'
import type { BenchDatabase } from '../bench-database.ts'
import { benchHub, callOf } from '../bench-hub.ts'
import { describeSpread, interleave, median, spread } from '../measure.ts'
import type { Figure } from '../suite.ts'
import { customerAt, openShop, orderAt, put } from './shop.ts'
import type { Ask, Shop } from './shop.ts'

export interface ReadingOptions {
  orders: number
  customers: number
  rounds: number
  calls: number
  say: (line: string) => void
}

const RECORDS_A_SECOND = 5_000

interface Question {
  what: string
  path: string
  input: object
  atMost: number
  /** People may ask only so often in a minute. */
  mostCalls?: number
}

const questionsOf = ({ customerType, orderType }: Shop): Record<string, Question> => ({
  page: {
    what: 'a page of 50 orders, filtered and sorted',
    path: 'modules.foundry.objects.search',
    input: {
      typeId: orderType,
      where: ['state=Late', 'total>=100'],
      sort: 'property',
      by: 'placed',
      descending: true,
      limit: 50,
    },
    atMost: 150,
  },
  linked: {
    what: 'customers of a town with at least two orders since a day',
    path: 'modules.foundry.queries.run',
    input: {
      typeId: customerType,
      where: ['town=Galway'],
      linked: ['orders>=2: placed>=2026-05-01'],
      limit: 50,
    },
    atMost: 150,
  },
  month: {
    what: 'takings by month',
    path: 'modules.foundry.queries.run',
    input: { typeId: orderType, groupBy: 'placed by month', metrics: ['sum total', 'count'] },
    atMost: 400,
  },
  facet: {
    what: 'how orders are spread over their states',
    path: 'modules.foundry.objects.facet',
    input: { typeId: orderType, property: 'state' },
    atMost: 400,
  },
  search: {
    what: 'customers by the beginning of two words',
    path: 'modules.foundry.objects.search',
    input: { typeId: customerType, search: 'cust 1234', limit: 50 },
    atMost: 150,
  },
  words: {
    what: 'which customers from Galway ordered at least twice since May, asked in words',
    path: 'assistant.ask',
    input: { question: 'Which customers from Galway ordered at least twice since May?' },
    atMost: 300,
    mostCalls: 5,
  },
})

/** How fast records become objects, and how long whole calls take over all of them. */
export async function measureReading(
  database: BenchDatabase,
  { orders, customers, rounds, calls, say }: ReadingOptions,
): Promise<Figure[]> {
  const [org] = await addOrgs(database, 1)
  if (!org) throw new Error('There is no organization.')
  const hub = createHub({ db: database.db, ...benchHub, secret: database.secret })
  const ask: Ask = (path, input) => hub.catalog.call(path, input, callOf(org))
  try {
    const shop = await openShop(ask)
    const all = Array.from({ length: orders }, (_, at) => orderAt(at, customers))
    const customerRecords = Array.from({ length: customers }, (_, at) => customerAt(at))
    await put(database, org, { datasetId: shop.customerDataset, records: customerRecords })
    const seconds = await put(database, org, { datasetId: shop.orderDataset, records: all })
    const again = await put(database, org, { datasetId: shop.orderDataset, records: all })
    const changed = all.map((record, at) => (at % 100 === 0 ? orderAt(at, customers, 3) : record))
    const onePercent = await put(database, org, { datasetId: shop.orderDataset, records: changed })
    await database.bare.query('vacuum analyze foundry_record, foundry_object')
    say(`${(orders + customers).toLocaleString('en')} records are objects`)
    return [
      ...takenIn({ orders, seconds, again, onePercent }),
      ...(await asked(ask, questionsOf(shop), { rounds, calls, size: orders + customers })),
    ]
  } finally {
    await hub.outbox.stop()
    await hub.calls.stop()
  }
}

interface Taken {
  orders: number
  seconds: number
  again: number
  onePercent: number
}

function takenIn({ orders, seconds, again, onePercent }: Taken): Figure[] {
  const count = orders.toLocaleString('en')
  return [
    {
      what: `records made into objects, ${count} orders`,
      value: orders / seconds,
      unit: '/s',
      budget: { atLeast: RECORDS_A_SECOND },
      note: 'every transaction of 500 durable; one writer',
    },
    {
      what: 'the same records once more, to the first time',
      value: again / seconds,
      unit: '×',
      note: 'nothing is written; each is compared by its hash',
    },
    {
      what: 'one in a hundred changed, to the first time',
      value: onePercent / seconds,
      unit: '×',
      note: 'with a line of history for each that changed',
    },
  ]
}

async function asked(
  ask: Ask,
  questions: Record<string, Question>,
  { rounds, calls, size }: { rounds: number; calls: number; size: number },
): Promise<Figure[]> {
  const timed =
    ({ path, input, mostCalls = calls }: Question) =>
    async (): Promise<{ ms: number }> => {
      const times: number[] = []
      for (let call = 0; call < Math.min(calls, mostCalls); call += 1) {
        const begin = performance.now()
        const answer = (await ask(path, input)) as Record<string, unknown[] | undefined>
        times.push(performance.now() - begin)
        const rows = answer['items'] ?? answer['rows'] ?? answer['values'] ?? []
        if (rows.length === 0) throw new Error(`${path} found nothing.`)
      }
      return { ms: median(times) }
    }
  const runs = await interleave(
    Object.fromEntries(Object.entries(questions).map(([name, question]) => [name, timed(question)])),
    { rounds },
  )
  return Object.entries(questions).map(([name, { what, atMost, mostCalls = calls }]) => {
    const time = spread(runs, { of: name, by: 'ms' })
    return {
      what: `${what}, of ${size.toLocaleString('en')} objects, whole call`,
      value: time.median,
      unit: 'ms',
      budget: { atMost },
      note: `${Math.min(calls, mostCalls)} calls a round; ${describeSpread(time)}`,
    }
  })
}
