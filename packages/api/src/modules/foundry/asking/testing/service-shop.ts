import { newType } from '../../testing.ts'
import type { Data } from '../../testing.ts'

/** What a shop, a payment service and a CRM bring, written as they write it. */
export const SERVICE_SHOP_AT = new Date('2026-11-20T09:00:00Z')

const text = (title: string, field: string) => ({ title, kind: 'text' as const, path: [field] })
const choice = (title: string, field: string) => ({ title, kind: 'choice' as const, path: [field] })
const number = (title: string, field: string) => ({ title, kind: 'number' as const, path: [field] })
const day = (title: string, field: string) => ({ title, kind: 'day' as const, path: [field] })
const money = (title: string, field: string) => ({
  title,
  kind: 'money' as const,
  path: [field],
  currencyPath: ['currency'],
})

async function bring(
  place: Data,
  type: Parameters<typeof newType>[1],
  rows: readonly Record<string, unknown>[],
): Promise<string> {
  const { typeId, datasetId } = await newType(place, type)
  const records = rows.map((row) => ({ currency: 'EUR', ...row }))
  await place.data.datasets.put({ id: datasetId, keyFields: ['id'], records })
  return typeId
}

const bringCustomers = (place: Data) =>
  bring(
    place,
    {
      title: 'Customer',
      properties: [text('Name', 'name'), choice('Country', 'country'), money('Spent', 'spent')],
    },
    [
      { id: 'C1', name: 'Ada', country: 'NL', spent: '70.00' },
      { id: 'C2', name: 'Bea', country: 'DE', spent: '90.00' },
      { id: 'C3', name: 'Cal', country: 'GB', spent: '0.00' },
    ],
  )

const bringOrders = (place: Data) =>
  bring(
    place,
    {
      title: 'Order',
      titleProperty: 'Number',
      properties: [
        text('Number', 'id'),
        text('Customer key', 'customer'),
        day('Placed', 'placed'),
        choice('Payment', 'payment'),
        choice('Delivery', 'delivery'),
        money('Total', 'total'),
        money('Refunded', 'refunded'),
        { title: 'Test', kind: 'yesno', path: ['test'] },
        day('Cancelled', 'cancelled'),
      ],
    },
    [
      ['O1', 'C1', '2026-10-02', 'PAID', 'FULFILLED', '40.00', '0'],
      ['O2', 'C1', '2026-10-05', 'PENDING', 'PARTIALLY_FULFILLED', '30.00', '0'],
      ['O3', 'C2', '2026-10-09', 'PARTIALLY_REFUNDED', 'FULFILLED', '20.00', '10.00'],
      ['O4', 'C2', '2026-11-03', 'REFUNDED', 'FULFILLED', '0.00', '25.00'],
      ['O5', 'C2', '2026-11-04', 'VOIDED', 'UNFULFILLED', '0.00', '0'],
      ['O6', 'C2', '2026-11-05', 'PAID', 'ON_HOLD', '999.00', '0'],
      ['O7', '', '2026-11-06', 'PAID', 'FULFILLED', '30.00', '0'],
    ].map(([id, customer, placed, payment, delivery, total, refunded]) => ({
      id,
      customer,
      placed,
      payment,
      delivery,
      total,
      refunded,
      test: id === 'O6' ? 'yes' : 'no',
      ...(id === 'O6' && { currency: 'JPY' }),
      ...(id === 'O5' && { cancelled: '2026-11-07' }),
    })),
  )

const bringProducts = (place: Data) =>
  bring(
    place,
    {
      title: 'Product',
      properties: [text('Name', 'name'), number('In stock', 'stock'), money('Price', 'price')],
    },
    [
      ['Mug', '4'],
      ['Pot', '12'],
      ['Cap', '0'],
      ['Tin', '-2'],
    ].map(([name, stock], at) => ({ id: `G${at}`, name, stock, price: '10.00' })),
  )

const bringPayments = (place: Data) =>
  bring(
    place,
    {
      title: 'Payment',
      titleProperty: 'Reference',
      properties: [
        text('Reference', 'id'),
        text('Order key', 'order'),
        choice('State', 'state'),
        money('Amount', 'amount'),
        money('Refunded', 'refunded'),
      ],
    },
    [
      ['P1', 'O3', '0'],
      ['P2', 'O1', '5.00'],
      ['P3', '', '0'],
    ].map(([id, order, refunded]) => ({ id, order, state: 'succeeded', amount: '40.00', refunded })),
  )

const bringDeals = (place: Data) =>
  bring(
    place,
    {
      title: 'Deal',
      properties: [
        text('Name', 'name'),
        choice('State', 'state'),
        money('Amount', 'amount'),
        day('Created', 'created'),
        day('Closes', 'closes'),
      ],
    },
    [
      ['Cups', 'won', '2026-08-01', '2026-11-10'],
      ['Pots', 'won', '2026-11-02', '2026-12-01'],
      ['Jugs', 'open', '2026-10-01', '2026-11-28'],
    ].map(([name, state, created, closes], at) => ({
      id: `D${at}`,
      name,
      state,
      created,
      closes,
      amount: '100.00',
    })),
  )

/** Brings all of it in, and links what belongs together. */
export async function bringServiceShop(place: Data): Promise<void> {
  await place.org.api.organizations.update({ timeZone: 'Europe/Dublin' })
  const customer = await bringCustomers(place)
  const order = await bringOrders(place)
  await bringProducts(place)
  const payment = await bringPayments(place)
  await bringDeals(place)
  const links = [
    [order, 'customerKey', customer, 'Customer', 'Orders'],
    [payment, 'orderKey', order, 'Order', 'Payments'],
  ] as const
  for (const [fromTypeId, fromProperty, toTypeId, title, inverseTitle] of links)
    await place.data.links.create({ fromTypeId, fromProperty, toTypeId, title, inverseTitle })
}
