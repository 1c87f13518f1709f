import { asSuperuser } from '@hub/db/testing'
import type { TestHub } from '../../../../testing/index.ts'
import { newType } from '../../testing.ts'
import type { Data } from '../../testing.ts'

/** A shop that knows what each order is of: customers, orders, their lines, products and payments. */
export const LINE_SHOP_AT = new Date('2026-11-20T09:00:00Z')

const customers = [
  ['K1', 'Orla Keane', 'Galway', 'Ireland'],
  ['K2', 'Bram de Vries', 'Utrecht', 'Netherlands'],
  ['K3', 'Sofia Rossi', 'Torino', 'Italy'],
  ['K4', 'Niamh Byrne', 'Cork', 'Ireland'],
  ['K5', 'Nobody Yet', 'Cork', 'Ireland'],
] as const

const products = [
  ['P1', 'Blue mug', 'Kiln & Co', '12.00'],
  ['P2', 'Green teapot', 'Kiln & Co', '48.00'],
  ['P3', 'Linen towel', 'Weft', '9.50'],
  ['P4', 'Oak tray', 'Weft', '31.00'],
] as const

/** Who, when, state, and what of it: product and quantity. One order of a guest, one of somebody who is gone. */
const orders: readonly (readonly [string, string, string, string, readonly (readonly [string, number])[]])[] =
  [
    [
      'O1',
      'K1',
      '2026-09-03',
      'Paid',
      [
        ['P1', 2],
        ['P3', 4],
      ],
    ],
    ['O2', 'K2', '2026-09-18', 'Paid', [['P2', 1]]],
    [
      'O3',
      'K1',
      '2026-10-02',
      'Paid',
      [
        ['P2', 1],
        ['P1', 1],
      ],
    ],
    ['O4', 'K3', '2026-10-11', 'Late', [['P3', 10]]],
    ['O5', 'K4', '2026-10-12', 'Paid', [['P1', 6]]],
    ['O6', '', '2026-10-31', 'Paid', [['P1', 1]]],
    [
      'O7',
      'K2',
      '2026-11-05',
      'Paid',
      [
        ['P3', 3],
        ['P2', 2],
      ],
    ],
    ['O8', 'K9', '2026-11-17', 'Late', [['P3', 5]]],
    [
      'O9',
      'K4',
      '2026-11-19',
      'Refunded',
      [
        ['P1', 1],
        ['P1', 1],
      ],
    ],
  ]

const priceOf = (product: string) => Number(products.find(([id]) => id === product)?.[3] ?? 0)
const totalOf = (lines: readonly (readonly [string, number])[]) =>
  lines.reduce((sum, [product, quantity]) => sum + priceOf(product) * quantity, 0).toFixed(2)

const text = (title: string, field: string) => ({ title, kind: 'text' as const, path: [field] })
const choice = (title: string, field: string) => ({ title, kind: 'choice' as const, path: [field] })
const day = (title: string, field: string) => ({ title, kind: 'day' as const, path: [field] })
const money = (title: string, field: string) => ({
  title,
  kind: 'money' as const,
  path: [field],
  currency: 'EUR',
})

async function bring(
  place: Data,
  type: Parameters<typeof newType>[1],
  records: readonly Record<string, unknown>[],
): Promise<string> {
  const made = await newType(place, type)
  await place.data.datasets.put({ id: made.datasetId, keyFields: ['id'], records: [...records] })
  return made.typeId
}

const bringCustomers = (place: Data) =>
  bring(
    place,
    {
      title: 'Customer',
      properties: [text('Name', 'name'), choice('Town', 'town'), choice('Country', 'country')],
    },
    customers.map(([id, name, town, country]) => ({ id, name, town, country })),
  )

const bringProducts = (place: Data) =>
  bring(
    place,
    {
      title: 'Product',
      properties: [
        text('Name', 'name'),
        choice('Vendor', 'vendor'),
        money('Price', 'price'),
        day('Added', 'added'),
      ],
    },
    products.map(([id, name, vendor, price]) => ({ id, name, vendor, price, added: '2026-01-05' })),
  )

const bringOrders = (place: Data) =>
  bring(
    place,
    {
      title: 'Order',
      titleProperty: 'Number',
      properties: [
        text('Number', 'id'),
        text('Customer number', 'customer'),
        day('Placed', 'placed'),
        choice('State', 'state'),
        money('Total', 'total'),
      ],
    },
    orders.map(([id, who, placed, state, lines]) => ({
      id,
      customer: who,
      placed,
      state,
      total: totalOf(lines),
    })),
  )

const bringLines = (place: Data) =>
  bring(
    place,
    {
      title: 'Order line',
      titleProperty: 'Order number',
      properties: [
        text('Order number', 'order'),
        text('Product number', 'product'),
        { title: 'Quantity', kind: 'number', path: ['quantity'] },
        money('Price of one', 'price'),
      ],
    },
    orders.flatMap(([id, , , , lines]) =>
      lines.map(([of, quantity], at) => ({
        id: `${id}-${at}`,
        order: id,
        product: of,
        quantity: String(quantity),
        price: priceOf(of).toFixed(2),
      })),
    ),
  )

const bringPayments = (place: Data) =>
  bring(
    place,
    {
      title: 'Payment',
      titleProperty: 'Reference',
      properties: [
        text('Reference', 'id'),
        text('Order number', 'order'),
        choice('Method', 'method'),
        day('Paid on', 'paid'),
        money('Amount', 'amount'),
      ],
    },
    orders
      .filter(([, , , state]) => state === 'Paid')
      .map(([id, , placed, , lines], at) => ({
        id: `PAY-${at + 1}`,
        order: id,
        method: at % 2 === 0 ? 'Card' : 'Cash',
        paid: placed,
        amount: totalOf(lines),
      })),
  )

/** Brings all of it in, and links what belongs together. */
export async function bringLineShop(place: Data) {
  await place.org.api.organizations.update({ timeZone: 'Europe/Dublin' })
  const customer = await bringCustomers(place)
  const product = await bringProducts(place)
  const order = await bringOrders(place)
  const line = await bringLines(place)
  const payment = await bringPayments(place)
  const links = [
    [order, 'customerNumber', customer, 'Customer', 'Orders'],
    [line, 'orderNumber', order, 'Order', 'Lines'],
    [line, 'productNumber', product, 'Product', 'Sold in'],
    [payment, 'orderNumber', order, 'Order', 'Payments'],
  ] as const
  for (const [fromTypeId, fromProperty, toTypeId, title, inverseTitle] of links)
    await place.data.links.create({ fromTypeId, fromProperty, toTypeId, title, inverseTitle })
  return { customer, product, order, line, payment }
}

const shop = `with records as (select r.key, r.raw, d.title from app.foundry_record r join app.foundry_dataset d on d.id = r.dataset_id
    where r.org_id = $1 and r.removed_at is null),
  c as (select key, raw->>'name' as name, raw->>'town' as town, raw->>'country' as country from records where title = 'Customers'),
  i as (select key, raw->>'name' as name, raw->>'vendor' as vendor, (raw->>'price')::numeric as price from records where title = 'Products'),
  o as (select key, raw->>'customer' as who, (raw->>'placed')::date as placed, raw->>'state' as state,
    (raw->>'total')::numeric as total from records where title = 'Orders'),
  l as (select key, raw->>'order' as "order", raw->>'product' as product, (raw->>'quantity')::numeric as quantity,
    (raw->>'price')::numeric as price from records where title = 'Order lines'),
  p as (select key, raw->>'order' as "order", raw->>'method' as method, (raw->>'paid')::date as paid,
    (raw->>'amount')::numeric as amount from records where title = 'Payments'),
  s as (select l.*, o.who, o.placed, o.state, i.name as item, i.vendor, c.name as buyer, c.town, c.country, l.price * l.quantity as came_to
    from l join o on o.key = l."order" left join i on i.key = l.product left join c on c.key = o.who)`

/** What plain SQL over the raw records says: `c`, `i`, `o`, `l`, `p`, and `s` with all that a line leads to. */
export async function plainly(hub: TestHub, place: Data, statement: string): Promise<unknown[][]> {
  const rows = await asSuperuser<Record<string, unknown>>(hub.database, `${shop} ${statement}`, [
    place.org.orgId,
  ])
  return rows.map((row) => Object.values(row))
}
