import { connectionOf } from './connections.ts'
import type { Connection, PageArguments } from './connections.ts'
import type { Customer, Order, Product } from './rows.ts'
import { searchOf } from './search.ts'
import type { Searchable, Warning } from './search.ts'
import { customerView, gid, isoTime, mayRead, needScope, orderView, productView } from './views.ts'
import type { Reading } from './views.ts'
import type { Subscription, Topic, Webhooks } from './webhooks.ts'
import type { Bulk } from './bulk.ts'

/** The search of one field that said something Shopify does not know. */
export interface SearchNote {
  path: string[]
  query: string
  warnings: Warning[]
}

export interface Asking extends Reading {
  now: () => number
  shop: { domain: string; plan: string; version: string }
  webhooks: Webhooks
  bulk: Bulk
  notes: SearchNote[]
}

interface ListArguments extends PageArguments {
  query?: string | null
  sortKey?: string
}

interface Resource<Row> {
  field: 'orders' | 'customers' | 'products'
  rows: (asking: Asking) => Row[]
  searchable: (row: Row) => Searchable
  sorted: Readonly<Record<string, (row: Row) => number | string>>
  view: (row: Row, asking: Asking) => object
}

const RECENT_DAYS = 60

/** Without a further scope, orders of the last sixty days are all that there are. */
function ordersOf({ rows, scopes, now }: Asking): Order[] {
  const all = [...rows.orders.values()]
  if (scopes.includes('read_all_orders')) return all
  const since = now() - RECENT_DAYS * 86_400_000
  return all.filter(({ createdAt }) => createdAt >= since)
}

const times = ({ id, createdAt, updatedAt }: { id: number; createdAt: number; updatedAt: number }) => ({
  id,
  created_at: createdAt,
  updated_at: updatedAt,
})

const orders: Resource<Order> = {
  field: 'orders',
  rows: ordersOf,
  searchable: (order) => ({
    numbers: { ...times(order), processed_at: order.processedAt },
    words: {
      name: `#${order.number}`,
      email: order.email ?? '',
      financial_status: order.financial,
      test: String(order.test),
    },
  }),
  sorted: {
    CREATED_AT: ({ createdAt }) => createdAt,
    ID: ({ id }) => id,
    PROCESSED_AT: ({ processedAt }) => processedAt,
    UPDATED_AT: ({ updatedAt }) => updatedAt,
  },
  view: orderView,
}

const customers: Resource<Customer> = {
  field: 'customers',
  rows: ({ rows }) => [...rows.customers.values()],
  searchable: (customer) => ({ numbers: times(customer), words: { email: customer.email ?? '' } }),
  sorted: {
    CREATED_AT: ({ createdAt }) => createdAt,
    ID: ({ id }) => id,
    UPDATED_AT: ({ updatedAt }) => updatedAt,
  },
  view: customerView,
}

const products: Resource<Product> = {
  field: 'products',
  rows: ({ rows }) => [...rows.products.values()],
  searchable: (product) => ({
    numbers: times(product),
    words: { handle: product.handle, status: product.status, title: product.title, vendor: product.vendor },
  }),
  sorted: {
    CREATED_AT: ({ createdAt }) => createdAt,
    ID: ({ id }) => id,
    TITLE: ({ title }) => title,
    UPDATED_AT: ({ updatedAt }) => updatedAt,
  },
  view: productView,
}

const FIELDS = {
  orders: ['id', 'created_at', 'updated_at', 'processed_at', 'name', 'email', 'financial_status', 'test'],
  customers: ['id', 'created_at', 'updated_at', 'email'],
  products: ['id', 'created_at', 'updated_at', 'handle', 'status', 'title', 'vendor'],
} as const

function found<Row>(resource: Resource<Row>, asking: Asking, query: string | null | undefined): Row[] {
  const search = searchOf(query, FIELDS[resource.field])
  if (search.warnings.length > 0)
    asking.notes.push({ path: [resource.field], query: query ?? '', warnings: search.warnings })
  return resource.rows(asking).filter((row) => search.matches(resource.searchable(row)))
}

function rootsOf<Row extends { id: number }>(resource: Resource<Row>, asking: Asking) {
  const scope = `read_${resource.field}`
  return {
    list(asked: ListArguments): Connection {
      needScope(asking, resource.field, scope)
      const valueOf = resource.sorted[asked.sortKey ?? 'ID'] ?? (({ id }: Row) => id)
      const rows = found(resource, asking, asked.query).map((row) => ({
        place: { id: row.id, value: valueOf(row) },
        view: resource.view(row, asking),
      }))
      return connectionOf(rows, asked, asking.isBulk)
    },
    count({ query, limit }: { query?: string | null; limit?: number | null }) {
      needScope(asking, `${resource.field}Count`, scope)
      const count = found(resource, asking, query).length
      const isCut = limit != null && count > limit
      return { count: isCut ? limit : count, precision: isCut ? 'AT_LEAST' : 'EXACT' }
    },
    one({ id }: { id: string }): object | null {
      needScope(asking, resource.field.slice(0, -1), scope)
      const row = resource.rows(asking).find((one) => id.endsWith(`/${one.id}`))
      return row ? resource.view(row, asking) : null
    },
  }
}

const subscriptionView = ({ id, topic, uri, createdAt, includeFields }: Subscription, version: string) => ({
  id: gid('WebhookSubscription', id),
  topic,
  uri,
  includeFields,
  format: 'JSON',
  apiVersion: { handle: version },
  createdAt: isoTime(createdAt),
  updatedAt: isoTime(createdAt),
})

/** Shopify sends to https alone; a program on this machine may be reached without. */
function isReachable(uri: string): boolean {
  if (!URL.canParse(uri)) return false
  const { protocol, hostname } = new URL(uri)
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(hostname))
}

interface SubscriptionInput {
  uri?: string
  includeFields?: string[]
}

const numberOf = (id: string) => Number(/^gid:\/\/shopify\/WebhookSubscription\/(\d+)$/.exec(id)?.[1])

function webhookRoots({ webhooks, shop, isBulk, scopes }: Asking) {
  const all = () => [...webhooks.subscriptions.values()]
  const refused = (field: string[], message: string) => ({ userErrors: [{ field, message }] })
  /** A topic needs the right to read what it tells of; refunds are of orders. */
  const isOpen = (topic: Topic) =>
    topic === 'APP_UNINSTALLED' ||
    mayRead(scopes, `read_${topic.split('_', 1)[0]?.toLowerCase().replace('refunds', 'orders')}`)
  return {
    webhookSubscriptions: (asked: PageArguments & { topics?: Topic[] | null }) =>
      connectionOf(
        all()
          .filter(({ topic }) => !asked.topics || asked.topics.includes(topic))
          .map((one) => ({
            place: { id: one.id, value: one.id },
            view: subscriptionView(one, shop.version),
          })),
        asked,
        isBulk,
      ),
    webhookSubscriptionCreate(asked: { topic: Topic; webhookSubscription: SubscriptionInput }) {
      const { uri = '', includeFields = [] } = asked.webhookSubscription
      const field = ['webhookSubscription', 'uri']
      if (!isOpen(asked.topic))
        return refused(['topic'], 'Invalid topic specified. Topics allowed depend on access scopes.')
      if (!isReachable(uri)) return refused(field, 'Address is invalid')
      if (all().some((one) => one.topic === asked.topic && one.uri === uri))
        return refused(field, 'Address for this topic has already been taken')
      const made = webhooks.subscribe({ topic: asked.topic, uri, includeFields })
      return { webhookSubscription: subscriptionView(made, shop.version), userErrors: [] }
    },
    webhookSubscriptionUpdate(asked: { id: string; webhookSubscription: SubscriptionInput }) {
      const known = webhooks.subscriptions.get(numberOf(asked.id))
      if (!known) return refused(['id'], 'Webhook subscription does not exist')
      const changed = { ...known, ...asked.webhookSubscription }
      webhooks.subscriptions.set(known.id, changed)
      return { webhookSubscription: subscriptionView(changed, shop.version), userErrors: [] }
    },
    webhookSubscriptionDelete({ id }: { id: string }) {
      if (!webhooks.subscriptions.delete(numberOf(id)))
        return refused(['id'], 'Webhook subscription does not exist')
      return { deletedWebhookSubscriptionId: id, userErrors: [] }
    },
  }
}

/** What a query or a mutation starts from. */
export function rootOf(asking: Asking): object {
  const { shop, bulk } = asking
  const [order, customer, product] = [
    rootsOf(orders, asking),
    rootsOf(customers, asking),
    rootsOf(products, asking),
  ]
  return {
    shop: {
      id: gid('Shop', 60_412_300_001),
      name: 'Tide & Fennel',
      currencyCode: 'EUR',
      ianaTimezone: 'Europe/Berlin',
      myshopifyDomain: shop.domain,
      plan: { displayName: shop.plan },
    },
    orders: order.list,
    ordersCount: order.count,
    order: order.one,
    customers: customer.list,
    customersCount: customer.count,
    customer: customer.one,
    products: product.list,
    productsCount: product.count,
    product: product.one,
    ...webhookRoots(asking),
    bulkOperation: ({ id }: { id: string }) => bulk.look(id),
    currentBulkOperation: () => bulk.newest(),
    async bulkOperationRunQuery({ query }: { query: string }) {
      const made = await bulk.run(query, rootOf({ ...asking, isBulk: true }))
      return 'code' in made
        ? { bulkOperation: null, userErrors: [made] }
        : { bulkOperation: bulk.view(made), userErrors: [] }
    },
  }
}
