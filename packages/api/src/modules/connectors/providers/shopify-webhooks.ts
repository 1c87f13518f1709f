import type { SignedDelivery, WebhookRequest } from '../../../platform/webhooks/sender.ts'
import { isObject } from './ask-service.ts'
import { ProviderFault } from './provider.ts'
import type { Access } from './provider.ts'
import { askShopify } from './ask-shopify.ts'

/** With the time, a second change is another one; Shopify leaves out what says the same as what it sent just before. */
const CHANGED = ['id', 'updated_at']
const GONE = ['id']

/**
 * What a connection wants to be told of, and what of it: which record it is, and nothing that it says. All of a product with
 * thousands of variants is more than the hub takes, and what a shop fails to deliver eight times it no longer sends.
 */
const topics: Readonly<Record<string, readonly string[]>> = {
  CUSTOMERS_CREATE: CHANGED,
  CUSTOMERS_UPDATE: CHANGED,
  CUSTOMERS_DELETE: GONE,
  PRODUCTS_CREATE: CHANGED,
  PRODUCTS_UPDATE: CHANGED,
  PRODUCTS_DELETE: GONE,
  ORDERS_CREATE: CHANGED,
  ORDERS_UPDATED: CHANGED,
  ORDERS_EDITED: ['order_edit.id', 'order_edit.order_id'],
  ORDERS_CANCELLED: CHANGED,
  ORDERS_DELETE: GONE,
  REFUNDS_CREATE: ['id', 'order_id'],
  APP_UNINSTALLED: GONE,
}

interface Subscription {
  id: string
  topic: string
  uri: string
  includeFields: readonly string[]
}

const LIST = `query told($after: String) {
  webhookSubscriptions(first: 100, after: $after) {
    nodes { id topic uri includeFields } pageInfo { hasNextPage endCursor }
  }
}`

function pageOf(data: Record<string, unknown>): { nodes: Subscription[]; after: string | null } {
  const { nodes, pageInfo } = (data['webhookSubscriptions'] ?? {}) as {
    nodes?: Subscription[]
    pageInfo?: { hasNextPage: boolean; endCursor: string }
  }
  if (!Array.isArray(nodes)) throw new ProviderFault('away', 'Shopify answers without webhooks.')
  return { nodes, after: pageInfo?.hasNextPage ? pageInfo.endCursor : null }
}

/** What of this shop is sent to this address. */
async function subscriptionsTo(access: Access, uri: string): Promise<Subscription[]> {
  const found: Subscription[] = []
  let after: string | null = null
  do {
    const page = pageOf(await askShopify(access, LIST, { after }))
    found.push(...page.nodes.filter((one) => one.uri === uri))
    after = page.after
  } while (after !== null)
  return found
}

const CREATE = `mutation listen($topic: WebhookSubscriptionTopic!, $uri: String!, $fields: [String!]!) {
  webhookSubscriptionCreate(
    topic: $topic, webhookSubscription: { uri: $uri, format: JSON, includeFields: $fields }
  ) { userErrors { message } }
}`
const UPDATE = `mutation hear($id: ID!, $fields: [String!]!) {
  webhookSubscriptionUpdate(id: $id, webhookSubscription: { includeFields: $fields }) { userErrors { message } }
}`
const DELETE = 'mutation leave($id: ID!) { webhookSubscriptionDelete(id: $id) { userErrors { message } } }'

/** What Shopify says against it, if anything. */
function refusalIn(data: Record<string, unknown>): string | undefined {
  const [made] = Object.values(data) as ({ userErrors?: { message: string }[] } | null)[]
  return made?.userErrors?.[0]?.message
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one) => b.includes(one))

/** Has Shopify tell this address of every change, where it does not yet, and no more than that. Throws a ProviderFault. */
export async function subscribeShopify(access: Access, uri: string): Promise<void> {
  const there = new Map((await subscriptionsTo(access, uri)).map((one) => [one.topic, one]))
  for (const [topic, fields] of Object.entries(topics)) {
    const known = there.get(topic)
    if (known && isSame(known.includeFields, fields)) continue
    const data = known
      ? await askShopify(access, UPDATE, { id: known.id, fields })
      : await askShopify(access, CREATE, { topic, uri, fields })
    const refusal = refusalIn(data)
    // Two who asked at once both wanted the same.
    if (refusal !== undefined && !refusal.includes('already been taken'))
      throw new ProviderFault('scope', `Shopify does not tell of changes: ${refusal}.`)
  }
}

/** Has it told nothing more. Throws a ProviderFault. */
export async function unsubscribeShopify(access: Access, uri: string): Promise<void> {
  for (const { id } of await subscriptionsTo(access, uri)) await askShopify(access, DELETE, { id })
}

/** What a webhook says happened; none of it is signed but the body, so it is a hint to look again and nothing more. */
export interface ShopifyHint {
  shop: string
  /** null: the app was taken out of the shop. */
  record: { stream: string; key: string } | null
}

const nouns: Readonly<Record<string, string>> = {
  customers: 'Customer',
  products: 'Product',
  orders: 'Order',
}

/** The shop and the topic stand in front of what Shopify calls the delivery, since only the body is kept beside it. */
export function readShopifyWebhook({ body, header }: WebhookRequest): SignedDelivery | null {
  const parts = ['x-shopify-shop-domain', 'x-shopify-topic', 'x-shopify-webhook-id'].map(
    (name) => header(name) ?? '',
  )
  const signature = header('x-shopify-hmac-sha256')
  if (signature === null || parts.some((part) => part === '' || part.includes('|'))) return null
  // It is sent again for four hours with the time at which it first happened, so that says nothing.
  return { id: parts.join('|'), sentAt: null, signed: body, signatures: [Buffer.from(signature, 'base64')] }
}

/** Where the body says which order it is of: what tells of a part of one has an id of its own. */
const ofOrders: Readonly<Record<string, readonly string[]>> = {
  'orders/edited': ['order_edit', 'order_id'],
  'refunds/create': ['order_id'],
}

/** null where it tells of nothing that is read. */
export function hintOf({ id, body }: { id: string; body: Buffer }): ShopifyHint | null {
  const [shop = '', topic = ''] = id.split('|')
  const [resource = ''] = topic.split('/')
  if (resource === 'app') return { shop, record: null }
  const path = ofOrders[topic]
  const stream = path ? 'orders' : resource
  const noun = nouns[stream]
  const number = numberIn(body, path ?? ['id'])
  if (noun === undefined || number === null) return null
  return { shop, record: { stream, key: `gid://shopify/${noun}/${number}` } }
}

function saidIn(body: Buffer): Record<string, unknown> {
  try {
    const said: unknown = JSON.parse(body.toString())
    return isObject(said) ? said : {}
  } catch {
    return {}
  }
}

function numberIn(body: Buffer, path: readonly string[]): number | null {
  let at: unknown = saidIn(body)
  for (const name of path) at = isObject(at) ? at[name] : null
  return typeof at === 'number' && Number.isSafeInteger(at) ? at : null
}

/** Which record it is of. Shops that were asked by an earlier release send all of it. */
export function keptOfShopify(body: Buffer): Buffer {
  const number = (...path: string[]) => numberIn(body, path)
  return Buffer.from(
    JSON.stringify({
      id: number('id'),
      order_id: number('order_id'),
      order_edit: { order_id: number('order_edit', 'order_id') },
    }),
  )
}
