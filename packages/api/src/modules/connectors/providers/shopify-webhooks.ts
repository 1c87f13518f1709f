import type { SignedDelivery, WebhookRequest } from '../../../platform/webhooks/sender.ts'
import { isObject } from './ask-service.ts'
import { ProviderFault } from './provider.ts'
import type { Access } from './provider.ts'
import { askShopify } from './ask-shopify.ts'

/** What a connection wants to be told of, by the stream that it changes. */
const topics: Readonly<Record<string, readonly string[]>> = {
  customers: ['CUSTOMERS_CREATE', 'CUSTOMERS_UPDATE', 'CUSTOMERS_DELETE'],
  products: ['PRODUCTS_CREATE', 'PRODUCTS_UPDATE', 'PRODUCTS_DELETE'],
  orders: [
    'ORDERS_CREATE',
    'ORDERS_UPDATED',
    'ORDERS_EDITED',
    'ORDERS_CANCELLED',
    'ORDERS_DELETE',
    'REFUNDS_CREATE',
  ],
  app: ['APP_UNINSTALLED'],
}

interface Subscription {
  id: string
  topic: string
  uri: string
}

const LIST = `query told($after: String) {
  webhookSubscriptions(first: 100, after: $after) { nodes { id topic uri } pageInfo { hasNextPage endCursor } }
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

const CREATE = `mutation listen($topic: WebhookSubscriptionTopic!, $uri: String!) {
  webhookSubscriptionCreate(topic: $topic, webhookSubscription: { uri: $uri, format: JSON }) {
    userErrors { message }
  }
}`
const DELETE = 'mutation leave($id: ID!) { webhookSubscriptionDelete(id: $id) { userErrors { message } } }'

/** Has Shopify tell this address of every change, where it does not yet. Throws a ProviderFault. */
export async function subscribeShopify(access: Access, uri: string): Promise<void> {
  const there = new Set((await subscriptionsTo(access, uri)).map(({ topic }) => topic))
  for (const topic of Object.values(topics).flat()) {
    if (there.has(topic)) continue
    const data = await askShopify(access, CREATE, { topic, uri })
    const { userErrors } = (data['webhookSubscriptionCreate'] ?? {}) as { userErrors?: { message: string }[] }
    const [refused] = userErrors ?? []
    // Two who asked at once both wanted the same.
    if (refused && !refused.message.includes('already been taken'))
      throw new ProviderFault('scope', `Shopify does not tell of changes: ${refused.message}.`)
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

function numberIn(body: Buffer, path: readonly string[]): number | null {
  try {
    let at: unknown = JSON.parse(body.toString())
    for (const name of path) at = isObject(at) ? at[name] : null
    return typeof at === 'number' && Number.isSafeInteger(at) ? at : null
  } catch {
    return null
  }
}
