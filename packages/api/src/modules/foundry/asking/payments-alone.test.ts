import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { RunQuery } from '../queries/schema.ts'
import { newType, openData } from '../testing.ts'
import type { Data } from '../testing.ts'
import { readDataQuestion } from './read-question.ts'

/* A payment service by itself: it knows who paid and whether that came, and nothing of orders or of what somebody spent. */

const NOW = new Date('2026-11-20T09:00:00Z')
let hub: TestHub
let place: Data
beforeAll(async () => {
  hub = await startHub({ now: () => NOW })
  place = await openData(hub)
  const text = (title: string, field: string) => ({ title, kind: 'text' as const, path: [field] })
  const money = (title: string, field: string) => ({
    title,
    kind: 'money' as const,
    path: [field],
    currency: 'EUR',
  })
  const customer = await newType(place, {
    title: 'Customer',
    properties: [text('Name', 'name'), money('Spent', 'spent')],
  })
  const payment = await newType(place, {
    title: 'Payment',
    titleProperty: 'Number',
    properties: [
      text('Number', 'id'),
      text('Customer key', 'customer'),
      { title: 'Paid', kind: 'day', path: ['paid'] },
      { title: 'State', kind: 'choice', path: ['state'] },
      { title: 'Disputed', kind: 'yesno', path: ['disputed'] },
      money('Amount', 'amount'),
      money('Refunded', 'refunded'),
    ],
  })
  const put = (id: string, records: Record<string, unknown>[]) =>
    place.data.datasets.put({ id, keyFields: ['id'], records })
  await put(customer.datasetId, [
    { id: 'C1', name: 'Ada' },
    { id: 'C2', name: 'Bea' },
  ])
  await put(
    payment.datasetId,
    [
      ['P1', 'C1', '2026-10-05', 'succeeded', '90.00', '15.00'],
      ['P2', 'C2', '2026-11-05', 'succeeded', '120.00', '0'],
      ['P3', 'C1', '2026-11-06', 'failed', '900.00', '0'],
      ['P4', '', '2026-11-07', 'pending', '70.00', '0'],
    ].map(([id, by, paid, state, amount, refunded]) => ({
      id,
      customer: by,
      paid,
      state,
      amount,
      refunded,
      disputed: id === 'P2',
    })),
  )
  await place.data.links.create({
    fromTypeId: payment.typeId,
    fromProperty: 'customerKey',
    toTypeId: customer.typeId,
    title: 'Customer',
    inverseTitle: 'Payments',
  })
})
afterAll(async () => {
  await place.stop()
  await hub.stop()
})

const eur = (amount: string) => ({ amount, currency: 'EUR' })

test.each([
  ['how much money came in in total', [[eur('210.00')]]],
  ['revenue this month', [[eur('120.00')]]],
  ['how much money came in in October?', [[eur('90.00')]]],
  ['how much did we take in October', [[eur('90.00')]]],
  ['average payment', [[eur('105.00')]]],
  ['how much did customers pay us', [[eur('210.00')]]],
  ['our best customer', [['Bea', eur('120.00')]]],
  [
    'top 5 customers',
    [
      ['Bea', eur('120.00')],
      ['Ada', eur('90.00')],
    ],
  ],
  ['how much was refunded', [[eur('15.00')]]],
  ['how many payments failed', [[1]]],
  ['total of failed payments', [[eur('900.00')]]],
  ['how many payments are disputed', [[1]]],
  ['how much was disputed', [[eur('120.00')]]],
  ['total of disputed payments', [[eur('120.00')]]],
  ['how many payments are not disputed', [[3]]],
  ['number of undisputed payments', [[3]]],
])(
  'what was not paid is no money, and who is best is told by what came: "%s" (FND-1)',
  async (question, cells) => {
    const at = { db: hub.hub.db.org(place.org.orgId), now: NOW, timeZone: 'Europe/Dublin', currency: 'EUR' }
    const read = await readDataQuestion(at, question)
    expect(read?.missed).toEqual([])
    const { rows } = await place.data.queries.run(RunQuery.parse({ ...read?.input }))
    expect(rows.map((row) => row.cells)).toEqual(cells)
  },
)
