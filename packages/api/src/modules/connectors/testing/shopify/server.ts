import { randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { adminApiOf, NEWEST } from './admin-api.ts'
import { json } from './answer.ts'
import type { Answer, Asked } from './answer.ts'
import { bulkOf } from './bulk.ts'
import { bucketOf } from './cost.ts'
import type { Faults } from '../fault-queue.ts'
import { listenHere } from '../local-server.ts'
import { shopifyFaults, ofTomorrow } from './faults.ts'
import type { Fault, Place } from './faults.ts'
import { oauthOf } from './oauth.ts'
import type { App } from './oauth.ts'
import { seedRows } from './seed-world.ts'
import { tokenStore } from './tokens.ts'
import { webhooksOf } from './webhooks.ts'
import { worldOf } from './world.ts'
import type { World } from './world.ts'

/** What a plan may ask a second; its bucket holds twenty times that. */
const PLANS = {
  Basic: 100,
  Advanced: 200,
  'Shopify Plus': 1000,
} as const

export interface ShopifyOptions {
  port?: number
  now?: () => Date
  seed?: number
  orders?: number
  customers?: number
  products?: number
  plan?: keyof typeof PLANS
  /** Where the app wants the privacy requests that the law makes Shopify pass on. */
  privacyUrl?: string
  clientId?: string
  clientSecret?: string
  /** A webhook that is not answered by then has failed. */
  webhookTimeoutMs?: number
}

export interface ShopifyRequest {
  method: string
  path: string
  status: number
  fault: Fault['kind'] | null
  at: Date
}

export interface ShopifyServer extends App {
  url: string
  world: World
  faults: Faults<Fault>
  /** All that was asked, refused or not, without bodies. */
  requests: ShopifyRequest[]
  /** The shop forgets a subscription, as it does after eight failures. */
  forget(subscription: number): void
  stop(): Promise<void>
}

type Handler = (asked: Asked, fault: Fault | undefined) => Answer | Promise<Answer>

interface Routes {
  place: Place | undefined
  handle: Handler
}

async function read(request: IncomingMessage, shop: string): Promise<Asked> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://shop.test')
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)])
  // The shop is the first part of the path, or the host itself.
  const isHost = request.headers.host?.split(':', 1)[0] === shop
  const path = isHost || pathname.startsWith('/bulk/') ? pathname : pathname.replace(`/${shop}/`, '/')
  const isShop = isHost || pathname.startsWith(`/${shop}/`) || path.startsWith('/bulk/')
  return {
    method: request.method ?? 'GET',
    path: isShop ? path : '/unknown-shop',
    query: searchParams,
    headers: Object.fromEntries(headers),
    body: Buffer.concat(parts).toString(),
  }
}

const RETRY_AFTER = '2.0'

/** What a fault makes of an answer, before it is sent. */
function spoilt(answer: Answer, fault: Fault | undefined): Answer {
  if (fault?.kind === 'garbage') return { ...answer, status: 200, body: '<html>Bad gateway</html>' }
  if (fault?.kind === 'newField' && answer.headers['content-type']?.startsWith('application/json;'))
    return { ...answer, body: JSON.stringify(ofTomorrow(JSON.parse(String(answer.body)))) }
  return answer
}

function failure(status: number): Answer {
  const answer = json(status, {
    errors: status === 429 ? 'Exceeded 2 calls per second for api client.' : 'Internal error',
  })
  return status === 429 ? { ...answer, headers: { ...answer.headers, 'retry-after': RETRY_AFTER } } : answer
}

/** All of a file, or the part of it that is asked for. */
function fileAnswer(bytes: Buffer, range = ''): Answer {
  const headers = { 'content-type': 'application/jsonl' }
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? []
  if (from === undefined || to === undefined) return { status: 200, headers, body: bytes }
  const body = bytes.subarray(Number(from), Number(to) + 1)
  const place = `bytes ${from}-${Number(from) + body.length - 1}/${bytes.length}`
  if (body.length === 0)
    return { status: 416, headers: { ...headers, 'content-range': `bytes */${bytes.length}` }, body: '' }
  return { status: 206, headers: { ...headers, 'content-range': place }, body }
}

function send(response: ServerResponse, answer: Answer, fault: Fault | undefined): void {
  if (fault?.kind === 'lostAnswer') return void response.socket?.destroy()
  const body = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body
  const headers = { ...answer.headers, 'content-length': body.length, 'x-request-id': randomUUID() }
  response.writeHead(answer.status, headers)
  if (fault?.kind !== 'cut') return void response.end(body)
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.socket?.resetAndDestroy())
}

function shopOf(app: App, options: ShopifyOptions, base: () => string) {
  const now = () => (options.now?.() ?? new Date()).getTime()
  const { seed = 7, plan = 'Basic', orders = 5000, customers = 1200, products = 80 } = options
  const faults = shopifyFaults()
  const tokens = tokenStore(now)
  const rows = seedRows(seed, { orders, customers, products }, now())
  const timeoutMs = options.webhookTimeoutMs ?? 5000
  const webhooks = webhooksOf({ app, version: NEWEST, now, faults, timeoutMs })
  const bulk = bulkOf(base, now)
  const bucket = bucketOf({ maximumAvailable: PLANS[plan] * 20, restoreRate: PLANS[plan] }, now)
  const shop = { domain: app.shop, plan, version: NEWEST }
  const api = adminApiOf({ tokens, bucket, asking: { rows, now, shop, webhooks, bulk } })
  const oauth = oauthOf(app, tokens, now)
  const world = worldOf({
    rows,
    seed,
    now,
    webhooks,
    shop: app.shop,
    privacyUrl: options.privacyUrl,
    revokeTokens: tokens.revokeAll,
  })

  function fileOf(path: string): Routes | undefined {
    const file = bulk.file(/^\/bulk\/([\w.]+)$/.exec(path)?.[1] ?? '')
    if (file === undefined) return undefined
    return { place: 'file', handle: ({ headers }) => fileAnswer(file, headers['range']) }
  }

  function route({ method, path }: Asked): Routes {
    const version = /^\/admin\/api\/([^/]+)\/graphql\.json$/.exec(path)?.[1]
    if (version !== undefined && method === 'POST')
      return {
        place: 'graphql',
        handle: (asked, fault) => api.answer(asked, version, fault?.kind === 'throttle'),
      }
    if (path === '/admin/oauth/access_token' && method === 'POST')
      return { place: 'token', handle: (asked) => oauth.token(asked) }
    if (path === '/admin/oauth/authorize')
      return { place: undefined, handle: (asked) => oauth.authorize(asked) }
    return fileOf(path) ?? { place: undefined, handle: () => json(404, { errors: 'Not Found' }) }
  }

  const forget = (subscription: number) => void webhooks.subscriptions.delete(subscription)
  return { world, faults, route, now, forget }
}

/** A shop that speaks Shopify's protocol, keeps its own clock and believes nobody. */
export async function startShopify(options: ShopifyOptions = {}): Promise<ShopifyServer> {
  const app: App = {
    shop: 'tide-and-fennel.myshopify.com',
    clientId: options.clientId ?? randomBytes(16).toString('hex'),
    clientSecret: options.clientSecret ?? `shpss_${randomBytes(16).toString('hex')}`,
  }
  let url = ''
  const shop = shopOf(app, options, () => url)
  const requests: ShopifyRequest[] = []

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await read(request, app.shop)
    const { place, handle } = shop.route(asked)
    const fault = place && shop.faults.take(place)
    if (fault?.kind === 'slow') await wait(fault.ms)
    const answer = fault?.kind === 'status' ? failure(fault.status) : await handle(asked, fault)
    const { method, path } = asked
    requests.push({
      method,
      path,
      status: answer.status,
      fault: fault?.kind ?? null,
      at: new Date(shop.now()),
    })
    send(response, spoilt(answer, fault), fault)
  }

  const server = await listenHere(take, options.port)
  url = server.url
  return {
    ...app,
    url,
    world: shop.world,
    faults: shop.faults,
    requests,
    forget: shop.forget,
    stop: server.stop,
  }
}
