import type { SamplePlace } from '../../../platform/catalog/samples.ts'
import type { SampleOrder, SampleTrade } from '../../../platform/catalog/sample-trade.ts'

export interface SampleData {
  title: string
  type: { title: string; plural: string; titleProperty?: string; properties: readonly object[] }
  records: readonly Readonly<Record<string, string>>[]
}

const text = (title: string, field: string) => ({ title, kind: 'text', path: [field] })
const choice = (title: string, field: string) => ({ title, kind: 'choice', path: [field] })
const day = (title: string, field: string) => ({ title, kind: 'day', path: [field] })
const number = (title: string, field: string) => ({ title, kind: 'number', path: [field] })
const money = (title: string, field: string) => ({ title, kind: 'money', path: [field], currency: 'EUR' })

/** What stands in the way of an order: nothing, money that is still to come, or work. */
function stateOf({ payments }: SampleTrade, order: SampleOrder): string {
  const paid = payments.filter((one) => one.order === order)
  if (paid.some(({ amount }) => amount === order.total)) return 'Paid'
  if (order.sold === 'drafted') return 'Waiting'
  return paid.length > 0 ? 'Part paid' : 'Unpaid'
}

const customers = ({ trade, day: on }: SamplePlace): SampleData => ({
  title: 'Customers of the shop',
  type: {
    title: 'Customer',
    plural: 'Customers',
    titleProperty: 'Name',
    properties: [
      text('Name', 'name'),
      text('E-mail', 'email'),
      choice('Town', 'town'),
      day('Since', 'since'),
    ],
  },
  records: trade.customers.map(({ number: id, name, email, town, sinceDaysAgo }) => ({
    id,
    name,
    email,
    town,
    since: on(-sinceDaysAgo),
  })),
})

const products = ({ trade }: SamplePlace): SampleData => ({
  title: 'Products of the shop',
  type: {
    title: 'Product',
    plural: 'Products',
    titleProperty: 'Name',
    properties: [text('Name', 'name'), money('Price', 'price')],
  },
  records: trade.products.map(({ number: id, name, price }) => ({ id, name, price })),
})

const orders = ({ trade, day: on }: SamplePlace): SampleData => ({
  title: 'Orders of the shop',
  type: {
    title: 'Order',
    plural: 'Orders',
    titleProperty: 'Number',
    properties: [
      text('Number', 'id'),
      text('Customer number', 'customer'),
      day('Placed', 'placed'),
      choice('Sold', 'sold'),
      choice('State', 'state'),
      money('Total', 'total'),
    ],
  },
  records: trade.orders.map((order) => ({
    id: order.number,
    customer: order.customer.number,
    placed: on(-order.daysAgo),
    sold: order.sold === 'till' ? 'At the till' : 'By invoice',
    state: stateOf(trade, order),
    total: order.total,
  })),
})

const lines = ({ trade }: SamplePlace): SampleData => ({
  title: 'What was ordered',
  type: {
    title: 'Order line',
    plural: 'Order lines',
    properties: [
      text('Order number', 'order'),
      text('Product number', 'product'),
      number('Quantity', 'quantity'),
      money('Price', 'price'),
    ],
  },
  records: trade.orders.flatMap((order) =>
    order.lines.map(({ product, quantity, price }, at) => ({
      id: `${order.number}-${at + 1}`,
      order: order.number,
      product: product.number,
      quantity: String(quantity),
      price,
    })),
  ),
})

const payments = ({ trade, day: on }: SamplePlace): SampleData => ({
  title: 'Payments of the shop',
  type: {
    title: 'Payment',
    plural: 'Payments',
    titleProperty: 'Number',
    properties: [
      text('Number', 'id'),
      text('Order number', 'order'),
      day('Paid', 'paid'),
      money('Amount', 'amount'),
    ],
  },
  records: trade.payments.map(({ number: id, order, daysAgo, amount }) => ({
    id,
    order: order.number,
    paid: on(-daysAgo),
    amount,
  })),
})

/** What the shop keeps, as its till wrote it into files. */
export const shopData = { customers, products, orders, lines, payments }
