import { addDays, dayIn } from '../../../../shared/time.ts'
import { shop } from '../../queries/testing/shop-questions.ts'
import { customers, orders } from '../../queries/testing/shop-data.ts'
import { newType } from '../../testing.ts'
import type { Data } from '../../testing.ts'

/** When the questions are asked: a Friday morning. */
export const ASKED_AT = new Date('2026-11-20T09:00:00Z')
const ZONE = 'Europe/Dublin'
const methods = ['Card', 'Cash', 'Transfer']

/** The shop of the questions as plain SQL sees it: customers, orders and payments, the raw records alone. */
export const askedShop = `${shop},
  p as (select key, raw->>'order' as "order", (raw->>'paidOn')::date as paid_on, raw->>'method' as method,
    (raw->>'amount')::numeric as amount from records where title = 'Payments')`

const day = (daysAgo: number) => addDays(ASKED_AT.toISOString().slice(0, 10), -daysAgo)

// The last two of the customers never bought.
const sold = orders(customers.length - 2).map(({ id, daysAgo, customer, state, items, total }, at) => ({
  id,
  who: { id: `C${customer}` },
  placed: `${day(daysAgo)}T${String((at * 5) % 24).padStart(2, '0')}:30:00Z`,
  state,
  items: Number(items),
  total,
}))

const paid = sold
  .filter(({ state }) => state === 'Paid')
  .map(({ id, placed, total }, at) => ({
    id: `PAY-${501 + at}`,
    order: id,
    paidOn: addDays(dayIn(ZONE, new Date(placed)), 1),
    method: methods[at % methods.length],
    amount: total,
  }))

async function bringCustomers(place: Data): Promise<string> {
  const { typeId, datasetId } = await newType(place, {
    title: 'Customer',
    properties: [
      { title: 'Name', kind: 'text', path: ['name'] },
      { title: 'Town', kind: 'choice', path: ['town'] },
      { title: 'E-mail', kind: 'text', path: ['email'] },
      { title: 'Since', kind: 'day', path: ['since'] },
    ],
  })
  await place.data.datasets.put({
    id: datasetId,
    keyFields: ['id'],
    records: customers.map(([name, email, town, since], at) => ({
      id: `C${at}`,
      name,
      email,
      town,
      since: day(since),
    })),
  })
  return typeId
}

async function bringOrders(place: Data): Promise<string> {
  const { typeId, datasetId } = await newType(place, {
    title: 'Order',
    titleProperty: 'Number',
    properties: [
      { title: 'Number', kind: 'text', path: ['id'] },
      { title: 'Customer number', kind: 'text', path: ['who', 'id'] },
      { title: 'Placed', kind: 'instant', path: ['placed'] },
      { title: 'State', kind: 'choice', path: ['state'] },
      { title: 'Items', kind: 'number', path: ['items'] },
      { title: 'Total', kind: 'money', path: ['total'], currency: 'EUR' },
    ],
  })
  await place.data.datasets.put({ id: datasetId, keyFields: ['id'], records: sold })
  return typeId
}

async function bringPayments(place: Data): Promise<string> {
  const { typeId, datasetId } = await newType(place, {
    title: 'Payment',
    titleProperty: 'Reference',
    properties: [
      { title: 'Reference', kind: 'text', path: ['id'] },
      { title: 'Order number', kind: 'text', path: ['order'] },
      { title: 'Paid on', kind: 'day', path: ['paidOn'] },
      { title: 'Method', kind: 'choice', path: ['method'] },
      { title: 'Amount', kind: 'money', path: ['amount'], currency: 'EUR' },
    ],
  })
  await place.data.datasets.put({ id: datasetId, keyFields: ['id'], records: paid })
  return typeId
}

/** Customers, their orders, and a payment for each order that is paid, the day after it was placed. Answers the types. */
export async function bringAskedShop(place: Data) {
  await place.org.api.organizations.update({ timeZone: ZONE })
  const customerType = await bringCustomers(place)
  const orderType = await bringOrders(place)
  const paymentType = await bringPayments(place)
  await place.data.links.create({
    fromTypeId: orderType,
    fromProperty: 'customerNumber',
    toTypeId: customerType,
    title: 'Customer',
    inverseTitle: 'Orders',
  })
  await place.data.links.create({
    fromTypeId: paymentType,
    fromProperty: 'orderNumber',
    toTypeId: orderType,
    title: 'Order',
    inverseTitle: 'Payments',
  })
  return { customerType, orderType, paymentType }
}
