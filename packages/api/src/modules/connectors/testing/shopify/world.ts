import { customerPayload, orderPayload, productPayload } from './payloads.ts'
import { diceOf } from './random.ts'
import type { Customer, Order, Product, Rows } from './rows.ts'
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
  /** Without an amount, all of it. */
  refundOrder(id: number, minor?: number): Promise<Order>
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

function actsOnOrders({ rows, seed, now, webhooks }: Ground) {
  const dice = diceOf(seed + 1)
  let placed = rows.orders.size
  const touch = (row: { updatedAt: number }) =>
    void (row.updatedAt = Math.max(row.updatedAt, wholeSecond(now())))

  async function changed(order: Order, patch: Patch<Order>): Promise<Order> {
    const customer = order.customerId === null ? undefined : rows.customers.get(order.customerId)
    const spentBefore = spentOn(order)
    Object.assign(order, patch)
    touch(order)
    if (customer) customer.spentMinor += spentOn(order) - spentBefore
    await webhooks.send('ORDERS_UPDATED', orderPayload(order, rows))
    return order
  }

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
        touch(buyer)
      }
      await webhooks.send('ORDERS_CREATE', orderPayload(order, rows))
      if (buyer) await webhooks.send('CUSTOMERS_UPDATE', customerPayload(buyer))
      return order
    },
    changeOrder: (id: number, patch: Patch<Order>) => changed(present(rows.orders, id), patch),
    async cancelOrder(id: number) {
      const order = present(rows.orders, id)
      await changed(order, { cancelledAt: wholeSecond(now()), financial: 'VOIDED' })
      await webhooks.send('ORDERS_CANCELLED', orderPayload(order, rows))
      return order
    },
    refundOrder(id: number, minor?: number) {
      const order = present(rows.orders, id)
      const total = order.subtotalMinor + order.taxMinor
      const refundedMinor = Math.min(total, order.refundedMinor + (minor ?? total))
      const financial = refundedMinor === total ? 'REFUNDED' : 'PARTIALLY_REFUNDED'
      return changed(order, { refundedMinor, financial })
    },
    async deleteOrder(id: number) {
      present(rows.orders, id)
      rows.orders.delete(id)
      await webhooks.send('ORDERS_DELETE', { id })
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
