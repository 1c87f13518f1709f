import { customerPayload, editPayload, orderPayload, productPayload, refundPayload } from './payloads.ts'
import { diceOf } from './random.ts'
import { currentMinor, paidForOne, placedMinor } from './rows.ts'
import type { Customer, Line, Order, Product, Rows } from './rows.ts'
import { orderOf, spentOn, wholeSecond } from './seed-world.ts'
import type { Delivery, PrivacyTopic, Subscription, Webhooks } from './webhooks.ts'

type Patch<Row> = Partial<Omit<Row, 'id' | 'createdAt' | 'updatedAt'>>

/** The shop and what people do in it. Each act comes back when its webhooks were tried once. */
export interface World {
  now(): Date
  orders(): Order[]
  customers(): Customer[]
  products(): Product[]
  placeOrder(patch?: Patch<Order>): Promise<Order>
  changeOrder(id: number, patch: Patch<Order>): Promise<Order>
  cancelOrder(id: number): Promise<Order>
  /** Without an amount, all that is left of it, and with it what it was of. */
  refundOrder(id: number, minor?: number): Promise<Order>
  /** Sells so many of its first line: fewer are taken out of it, more are added. */
  editOrder(id: number, quantity: number): Promise<Order>
  deleteOrder(id: number): Promise<void>
  addCustomer(patch?: Patch<Customer>): Promise<Customer>
  changeCustomer(id: number, patch: Patch<Customer>): Promise<Customer>
  deleteCustomer(id: number): Promise<void>
  changeProduct(id: number, patch: Patch<Product>): Promise<Product>
  deleteProduct(id: number): Promise<void>
  /** The shop removes the app: its tokens are worth nothing and its subscriptions are gone. */
  uninstall(): Promise<void>
  /** One of the three requests that the law makes Shopify pass on; needs `privacyUrl`. */
  askPrivacy(topic: PrivacyTopic, customerId?: number): Promise<void>
  deliveries(): readonly Delivery[]
  subscriptions(): Subscription[]
  retryDeliveries(): Promise<void>
}

export interface Ground {
  rows: Rows
  seed: number
  now: () => number
  webhooks: Webhooks
  shop: string
  privacyUrl: string | undefined
  revokeTokens: () => void
}

function present<Row>(rows: ReadonlyMap<number, Row>, id: number): Row {
  const row = rows.get(id)
  if (!row) throw new Error(`The shop has no row with the id ${id}.`)
  return row
}

/** What an edit of the first line makes of an order, with its tax. */
function edited(order: Order, quantity: number): Pick<Order, 'lines' | 'editedMinor'> {
  const [first, ...others] = order.lines as [Line, ...Line[]] // as every order has one
  const added = quantity - (first.quantity - first.removed)
  const share = placedMinor(order) / order.subtotalMinor
  return {
    lines: [{ ...first, removed: first.removed - added }, ...others],
    editedMinor: order.editedMinor + Math.round(added * paidForOne(first) * share),
  }
}

const FIRST_CHANGE = 914_000_000_001

/** Answers how an order is changed, so that its customer and whoever listens hear of it. */
function changing({ rows, now, webhooks }: Ground) {
  return async (id: number, change: (order: Order) => Patch<Order>): Promise<Order> => {
    const order = present(rows.orders, id)
    const customer = order.customerId === null ? undefined : rows.customers.get(order.customerId)
    const spentBefore = spentOn(order)
    Object.assign(order, change(order))
    order.updatedAt = Math.max(order.updatedAt, wholeSecond(now()))
    if (customer) customer.spentMinor += spentOn(order) - spentBefore
    await webhooks.send('ORDERS_UPDATED', orderPayload(order, rows))
    return order
  }
}

/** What of an order that much less leaves; without an amount, nothing. */
function refunded(order: Order, minor: number | undefined): Patch<Order> {
  const left = currentMinor(order)
  if (minor !== undefined && minor < left)
    return { refundedMinor: order.refundedMinor + minor, financial: 'PARTIALLY_REFUNDED' }
  return {
    refundedMinor: order.refundedMinor + left,
    financial: 'REFUNDED',
    lines: order.lines.map((line) => ({ ...line, removed: line.quantity })),
  }
}

function actsOnOrders(ground: Ground) {
  const { rows, now, webhooks } = ground
  const change = changing(ground)
  let changes = 0
  const nextId = () => {
    changes += 1
    return FIRST_CHANGE + changes
  }
  return {
    changeOrder: (id: number, patch: Patch<Order>) => change(id, () => patch),
    async cancelOrder(id: number) {
      const order = await change(id, () => ({ cancelledAt: wholeSecond(now()), financial: 'VOIDED' }))
      await webhooks.send('ORDERS_CANCELLED', orderPayload(order, rows))
      return order
    },
    async refundOrder(id: number, minor?: number) {
      const order = await change(id, (one) => refunded(one, minor))
      await webhooks.send('REFUNDS_CREATE', refundPayload(order, nextId(), now()))
      return order
    },
    async editOrder(id: number, quantity: number) {
      const order = await change(id, (one) => edited(one, quantity))
      await webhooks.send('ORDERS_EDITED', editPayload(order, nextId(), now()))
      return order
    },
    async deleteOrder(id: number) {
      present(rows.orders, id)
      rows.orders.delete(id)
      await webhooks.send('ORDERS_DELETE', { id })
    },
  }
}

function actsOfBuyers({ rows, seed, now, webhooks }: Ground) {
  const dice = diceOf(seed + 1)
  let placed = rows.orders.size
  return {
    async placeOrder(patch: Patch<Order> = {}) {
      const customers = [...rows.customers.values()]
      const customer = customers.length > 0 && patch.customerId !== null ? dice.one(customers) : null
      const products = [...rows.products.values()]
      const order = orderOf({ dice, number: placed, at: now(), currency: 'EUR', products, customer })
      placed += 1
      Object.assign(order, patch)
      rows.orders.set(order.id, order)
      const buyer = order.customerId === null ? undefined : rows.customers.get(order.customerId)
      if (buyer) {
        buyer.numberOfOrders += 1
        buyer.spentMinor += spentOn(order)
        buyer.updatedAt = Math.max(buyer.updatedAt, wholeSecond(now()))
      }
      await webhooks.send('ORDERS_CREATE', orderPayload(order, rows))
      if (buyer) await webhooks.send('CUSTOMERS_UPDATE', customerPayload(buyer))
      return order
    },
  }
}

function actsOnOthers({ rows, now, webhooks }: Ground) {
  const { customers, products } = rows
  const second = () => wholeSecond(now())

  return {
    async addCustomer(patch: Patch<Customer> = {}) {
      const at = second()
      const customer: Customer = {
        id: Math.max(0, ...customers.keys()) + 3,
        firstName: 'Nele',
        lastName: 'Immerlund',
        email: `nele.immerlund.${customers.size}@post-4.example`,
        phone: null,
        tags: [],
        address: null,
        numberOfOrders: 0,
        spentMinor: 0,
        ...patch,
        createdAt: at,
        updatedAt: at,
      }
      customers.set(customer.id, customer)
      await webhooks.send('CUSTOMERS_CREATE', customerPayload(customer))
      return customer
    },
    async changeCustomer(id: number, patch: Patch<Customer>) {
      const customer = Object.assign(present(customers, id), patch)
      customer.updatedAt = Math.max(customer.updatedAt, second())
      await webhooks.send('CUSTOMERS_UPDATE', customerPayload(customer))
      return customer
    },
    async deleteCustomer(id: number) {
      const customer = present(customers, id)
      customers.delete(id)
      await webhooks.send('CUSTOMERS_DELETE', {
        id,
        admin_graphql_api_id: `gid://shopify/Customer/${customer.id}`,
      })
    },
    async changeProduct(id: number, patch: Patch<Product>) {
      const product = Object.assign(present(products, id), patch)
      product.updatedAt = Math.max(product.updatedAt, second())
      await webhooks.send('PRODUCTS_UPDATE', productPayload(product))
      return product
    },
    async deleteProduct(id: number) {
      present(products, id)
      products.delete(id)
      await webhooks.send('PRODUCTS_DELETE', { id })
    },
  }
}

const SHOP_ID = 60_412_300_001

export function worldOf(ground: Ground): World {
  const { rows, now, webhooks, shop, privacyUrl, revokeTokens } = ground
  return {
    now: () => new Date(now()),
    orders: () => [...rows.orders.values()],
    customers: () => [...rows.customers.values()],
    products: () => [...rows.products.values()],
    ...actsOfBuyers(ground),
    ...actsOnOrders(ground),
    ...actsOnOthers(ground),
    async uninstall() {
      revokeTokens()
      await webhooks.send('APP_UNINSTALLED', { id: SHOP_ID, domain: shop, myshopify_domain: shop })
      webhooks.subscriptions.clear()
    },
    async askPrivacy(topic, customerId) {
      if (privacyUrl === undefined) throw new Error('The app has given no address for privacy requests.')
      const customer = customerId === undefined ? undefined : rows.customers.get(customerId)
      const who =
        customerId === undefined ? {} : { customer: { id: customerId, email: customer?.email ?? null } }
      await webhooks.sendTo(privacyUrl, topic, { shop_id: SHOP_ID, shop_domain: shop, ...who })
    },
    deliveries: () => webhooks.deliveries,
    subscriptions: () => [...webhooks.subscriptions.values()],
    retryDeliveries: () => webhooks.retry(),
  }
}
