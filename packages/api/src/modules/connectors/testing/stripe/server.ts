import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { failed, missing, refused, throttled, told } from './answers.ts'
import type { Answer } from './answers.ts'
import type { Faults } from '../fault-queue.ts'
import { listenHere } from '../local-server.ts'
import { stripeFaults, ofTomorrow } from './faults.ts'
import type { Fault } from './faults.ts'
import { ACCOUNT, keyRing, resources } from './keys.ts'
import type { Resource } from './keys.ts'
import { pageOf } from './lists.ts'
import { ACCOUNT_VERSION, worldOf } from './world.ts'
import type { World } from './world.ts'

export interface StripeOptions {
  port?: number
  now?: () => Date
  seed?: number
  customers?: number
  charges?: number
  /** May read customers, charges and events, as the account's owner is asked to allow. */
  key?: string
}

export interface StripeRequest {
  method: string
  /** With what was asked for. */
  path: string
  status: number
  fault: Fault['kind'] | null
}

export interface StripeServer {
  url: string
  key: string
  world: World
  faults: Faults<Fault>
  /** All that was asked, refused or not. */
  requests: StripeRequest[]
  /** Makes a restricted key that may read these. */
  newKey(...rights: Resource[]): string
  revoke(key: string): void
  stop(): Promise<void>
}

const EVENTS_KEPT_S = 30 * 24 * 3_600

const resourceOf = ({ pathname }: URL): Resource | undefined =>
  resources.find((name) => pathname === `/v1/${name}` || pathname.startsWith(`/v1/${name}/`))

function listing({ world, now }: { world: World; now: () => number }) {
  const rowsOf = {
    customers: world.customers,
    charges: world.charges,
    events: () => world.events().filter(({ created }) => created > now() - EVENTS_KEPT_S),
  }
  return (resource: Resource, { pathname, searchParams }: URL): Answer => {
    if (resource === 'account') return told({ id: ACCOUNT, object: 'account', country: 'IE' })
    const id = decodeURIComponent(pathname.split('/')[3] ?? '')
    const rows = rowsOf[resource]()
    if (id === '') return pageOf({ name: resource, rows, query: searchParams })
    if (resource === 'customers' && world.wasDeleted(id))
      return told({ id, object: 'customer', deleted: true })
    const row = rows.find((one) => one.id === id)
    return row ? told(row) : missing(resource.slice(0, -1), id, 'id')
  }
}

/** What a fault makes of an answer, before it is sent. */
function bodyOf({ body }: Answer, fault: Fault | undefined): string {
  if (fault?.kind === 'garbage') return '<html>Bad gateway</html>'
  return JSON.stringify(fault?.kind === 'newField' ? ofTomorrow(body) : body)
}

function send(response: ServerResponse, answer: Answer, fault: Fault | undefined): void {
  const body = Buffer.from(bodyOf(answer, fault))
  response.writeHead(fault?.kind === 'garbage' ? 200 : answer.status, {
    'content-type': 'application/json',
    'request-id': `req_${randomBytes(7).toString('hex')}`,
    ...answer.headers,
    'content-length': body.length,
  })
  if (fault?.kind !== 'cut') return void response.end(body)
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.socket?.resetAndDestroy())
}

function accountOf({ seed = 5, customers = 40, charges = 160, ...options }: StripeOptions) {
  const now = () => Math.floor((options.now?.() ?? new Date()).getTime() / 1_000)
  const world = worldOf({ seed, customers, charges, now })
  const keys = keyRing()
  const list = listing({ world, now })

  function answer({ method = 'GET', headers }: IncomingMessage, url: URL): Answer {
    const resource = resourceOf(url)
    const refusal = keys.refuse(headers.authorization, resource)
    if (refusal) return refusal
    const version = headers['stripe-version'] ?? ACCOUNT_VERSION
    if (typeof version !== 'string' || !/^\d{4}-\d{2}-\d{2}(\.[a-z]+)?$/.test(version))
      return refused(400, `Invalid Stripe API version: ${String(version)}`)
    if (resource === undefined) return refused(404, `Unrecognized request URL (${method}: ${url.pathname}).`)
    const answered = method === 'GET' ? list(resource, url) : refused(405, 'Here things are only read.')
    return { ...answered, headers: { ...answered.headers, 'stripe-version': version } }
  }
  return { world, keys, answer }
}

/** Stripe as a restricted key meets it: it lists and tells, and does nothing. */
export async function startStripe(options: StripeOptions = {}): Promise<StripeServer> {
  const { world, keys, answer } = accountOf(options)
  const key = options.key ?? keys.make()
  keys.keep(key, 'customers', 'charges', 'events')
  const faults = stripeFaults()
  const requests: StripeRequest[] = []

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://stripe.test')
    const resource = resourceOf(url)
    const fault = resource && faults.take(resource)
    if (fault?.kind === 'slow') await wait(fault.ms)
    const answered = spoilt(fault) ?? answer(request, url)
    const path = `${url.pathname}${url.search}`
    requests.push({ method: request.method ?? '', path, status: answered.status, fault: fault?.kind ?? null })
    send(response, answered, fault)
  }

  const server = await listenHere(take, options.port)
  return {
    url: server.url,
    key,
    world,
    faults,
    requests,
    newKey: keys.make,
    revoke: keys.revoke,
    stop: server.stop,
  }
}

/** What is sent instead of an answer. */
function spoilt(fault: Fault | undefined): Answer | undefined {
  if (fault?.kind === 'throttle') return throttled(fault.retryAfter)
  return fault?.kind === 'status' ? failed(fault.status) : undefined
}
