import { createHmac, randomUUID } from 'node:crypto'
import type { FaultQueue } from '../fault-queue.ts'
import { ofTomorrow } from './faults.ts'
import type { Fault, Place } from './faults.ts'
import type { App } from './oauth.ts'

export const TOPICS = [
  'APP_UNINSTALLED',
  'CUSTOMERS_CREATE',
  'CUSTOMERS_DELETE',
  'CUSTOMERS_UPDATE',
  'ORDERS_CANCELLED',
  'ORDERS_CREATE',
  'ORDERS_DELETE',
  'ORDERS_EDITED',
  'ORDERS_UPDATED',
  'PRODUCTS_CREATE',
  'PRODUCTS_DELETE',
  'PRODUCTS_UPDATE',
  'REFUNDS_CREATE',
] as const
export type Topic = (typeof TOPICS)[number]

/** These go to the address that is kept with the app, not to a subscription. */
export type PrivacyTopic = 'CUSTOMERS_DATA_REQUEST' | 'CUSTOMERS_REDACT' | 'SHOP_REDACT'

export interface Subscription {
  id: number
  topic: Topic
  uri: string
  createdAt: number
  /** With dots where one is within another; none: all of them. */
  includeFields: readonly string[]
  /** Failed deliveries since the last one that arrived. */
  failures: number
}

export interface Delivery {
  /** `X-Shopify-Webhook-Id`: the same at each retry. */
  id: string
  /** `X-Shopify-Event-Id`: the same for all subscriptions that one event was sent to. */
  eventId: string
  topic: Topic | PrivacyTopic
  uri: string
  subscriptionId: number | null
  triggeredAt: string
  body: string
  attempts: number
  state: 'delivered' | 'waiting' | 'failed'
  lastStatus: number | null
}

export interface Webhooks {
  subscriptions: Map<number, Subscription>
  deliveries: Delivery[]
  subscribe(asked: Pick<Subscription, 'topic' | 'uri' | 'includeFields'>): Subscription
  /** Sends to all that asked for it, and comes back when each was tried once. */
  send(topic: Topic, payload: object): Promise<void>
  sendTo(uri: string, topic: PrivacyTopic, payload: object): Promise<void>
  retry(): Promise<void>
}

interface Settings {
  app: App
  version: string
  now: () => number
  faults: FaultQueue<Fault, Place>
  timeoutMs: number
}

const MOST_FAILURES = 8
const FIRST_SUBSCRIPTION = 1_290_000_000_011

const headerTopic = (topic: string) => topic.toLowerCase().replace('_', '/')

function headersOf(delivery: Delivery, { app, version }: Settings): Record<string, string> {
  return {
    'Content-Type': 'application/json',
    'User-Agent': 'Shopify-Captain-Hook',
    'X-Shopify-Topic': headerTopic(delivery.topic),
    'X-Shopify-Hmac-Sha256': createHmac('sha256', app.clientSecret).update(delivery.body).digest('base64'),
    'X-Shopify-Shop-Domain': app.shop,
    'X-Shopify-Webhook-Id': delivery.id,
    'X-Shopify-Event-Id': delivery.eventId,
    'X-Shopify-API-Version': version,
    'X-Shopify-Triggered-At': delivery.triggeredAt,
  }
}

/** The status that came back; nothing when none came in time. */
async function post(delivery: Delivery, settings: Settings): Promise<number | null> {
  try {
    const answer = await fetch(delivery.uri, {
      method: 'POST',
      headers: headersOf(delivery, settings),
      body: delivery.body,
      redirect: 'manual',
      signal: AbortSignal.timeout(settings.timeoutMs),
    })
    await answer.body?.cancel()
    return answer.status
  } catch {
    return null
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What is left of a payload: the fields that were asked for, those of lists in each of their rows. */
function onlyFields(value: unknown, fields: readonly string[]): unknown {
  if (fields.length === 0) return value
  if (Array.isArray(value)) return value.map((one) => onlyFields(one, fields))
  if (!isObject(value)) return value
  const inside = Map.groupBy(fields, (field) => field.split('.', 1)[0] ?? '')
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, held]) => {
      const asked = inside.get(name)
      if (!asked) return []
      const deeper = asked.flatMap((field) => (field === name ? [] : [field.slice(name.length + 1)]))
      return [[name, onlyFields(held, asked.includes(name) ? [] : deeper)]]
    }),
  )
}

const isTaken = (status: number | null) => status !== null && status >= 200 && status < 300

const untried = { attempts: 0, state: 'waiting', lastStatus: null } as const

const deliveryTo = (
  event: Pick<Delivery, 'eventId' | 'topic' | 'triggeredAt'>,
  payload: unknown,
  { uri, to }: { uri: string; to: Subscription | null },
): Delivery => ({
  ...event,
  ...untried,
  id: randomUUID(),
  uri,
  body: JSON.stringify(onlyFields(payload, to?.includeFields ?? [])),
  subscriptionId: to?.id ?? null,
})

export function webhooksOf(settings: Settings): Webhooks {
  const subscriptions = new Map<number, Subscription>()
  const deliveries: Delivery[] = []
  let nextId = FIRST_SUBSCRIPTION

  function count(delivery: Delivery, hasArrived: boolean): void {
    const { subscriptionId } = delivery
    const subscription = subscriptionId === null ? undefined : subscriptions.get(subscriptionId)
    if (subscription) subscription.failures = hasArrived ? 0 : subscription.failures + 1
    if (subscription && subscription.failures >= MOST_FAILURES) subscriptions.delete(subscription.id)
  }

  async function attempt(delivery: Delivery): Promise<void> {
    delivery.attempts += 1
    delivery.lastStatus = await post(delivery, settings)
    const hasArrived = isTaken(delivery.lastStatus)
    if (hasArrived) delivery.state = 'delivered'
    else delivery.state = delivery.attempts > MOST_FAILURES ? 'failed' : 'waiting'
    count(delivery, hasArrived)
  }

  function prepare(topic: Topic | PrivacyTopic, payload: object) {
    const isOdd = settings.faults.take('webhook')?.kind === 'newField'
    const event = {
      eventId: randomUUID(),
      topic,
      triggeredAt: new Date(settings.now()).toISOString(),
    }
    const whole = isOdd ? ofTomorrow(payload) : payload
    return (uri: string, to: Subscription | null) => {
      const delivery = deliveryTo(event, whole, { uri, to })
      deliveries.push(delivery)
      return attempt(delivery)
    }
  }

  return {
    subscriptions,
    deliveries,
    subscribe(asked) {
      const subscription = { ...asked, id: nextId, createdAt: settings.now(), failures: 0 }
      nextId += 1
      subscriptions.set(subscription.id, subscription)
      return subscription
    },
    async send(topic, payload) {
      const asked = [...subscriptions.values()].filter((subscription) => subscription.topic === topic)
      if (asked.length === 0) return
      const deliver = prepare(topic, payload)
      await Promise.all(asked.map((one) => deliver(one.uri, one)))
    },
    sendTo: (uri, topic, payload) => prepare(topic, payload)(uri, null),
    async retry() {
      const waiting = deliveries.filter(({ state }) => state === 'waiting')
      for (const delivery of waiting) await attempt(delivery)
    },
  }
}
