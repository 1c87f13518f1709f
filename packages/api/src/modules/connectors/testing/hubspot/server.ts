import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { missing, refused, throttled } from './answers.ts'
import type { Answer } from './answers.ts'
import { crmRoute } from './crm-api.ts'
import type { Asked } from './crm-api.ts'
import type { Faults } from '../fault-queue.ts'
import { listenHere } from '../local-server.ts'
import { hubspotFaults, ofTomorrow } from './faults.ts'
import type { Fault, Place } from './faults.ts'
import { limitsOf } from './limits.ts'
import type { LimitOptions } from './limits.ts'
import { HUB_ID, oauthOf } from './oauth.ts'
import type { App, Oauth } from './oauth.ts'
import { tokenStore } from './tokens.ts'
import type { Tokens } from './tokens.ts'
import { webhooksOf } from './webhooks.ts'
import type { Webhooks } from './webhooks.ts'
import { worldOf } from './world.ts'
import type { Size, World } from './world.ts'

export interface HubspotOptions extends Partial<Size>, Partial<App>, LimitOptions {
  port?: number
  now?: () => Date
  seed?: number
}

export interface HubspotRequest {
  method: string
  path: string
  status: number
  fault: Fault['kind'] | null
}

export interface HubspotServer extends App {
  url: string
  hubId: number
  world: World
  faults: Faults<Fault>
  oauth: Oauth
  tokens: Tokens
  webhooks: Webhooks
  /** Where the app wants to be told of changes in all accounts. */
  target(url: string): void
  /** All that was asked, refused or not. */
  requests: HubspotRequest[]
  stop(): Promise<void>
}

async function read(request: IncomingMessage): Promise<Asked> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://hubspot.test')
  return {
    method: request.method ?? 'GET',
    path: pathname,
    query: searchParams,
    body: Buffer.concat(parts).toString(),
  }
}

/** What is sent instead of an answer. */
function spoilt(fault: Fault | undefined): Answer | undefined {
  if (fault?.kind === 'throttle') return throttled(fault.policy ?? 'TEN_SECONDLY_ROLLING', fault.retryAfter)
  return fault?.kind === 'status' ? refused(fault.status, 'INTERNAL_ERROR', 'internal error') : undefined
}

/** What a fault makes of an answer, before it is sent. */
function bodyOf({ body, headers }: Answer, fault: Fault | undefined): string {
  if (fault?.kind === 'garbage') return '<html>Bad gateway</html>'
  const isJson = headers['content-type']?.startsWith('application/json') === true
  return fault?.kind === 'newField' && isJson ? JSON.stringify(ofTomorrow(JSON.parse(body))) : body
}

interface Sent {
  fault: Fault | undefined
  /** By the clock of the account, in milliseconds. */
  at: number
}

function send(response: ServerResponse, answer: Answer, { fault, at }: Sent): void {
  if (fault?.kind === 'lostAnswer') return void response.socket?.destroy()
  const body = Buffer.from(bodyOf(answer, fault))
  response.writeHead(fault?.kind === 'garbage' ? 200 : answer.status, {
    ...answer.headers,
    'content-length': body.length,
    date: new Date(at).toUTCString(),
    'x-hubspot-correlation-id': randomUUID(),
  })
  if (fault?.kind !== 'cut') return void response.end(body)
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.socket?.resetAndDestroy())
}

interface Routed {
  place: Place | undefined
  answer: () => Answer
}

function accountOf(app: App, options: HubspotOptions) {
  const { seed = 11, contacts = 120, companies = 40, deals = 80 } = options
  const now = () => (options.now?.() ?? new Date()).getTime()
  let target: string | undefined
  const tokens = tokenStore(now)
  const oauth = oauthOf(app, tokens)
  const webhooks = webhooksOf({
    clientSecret: app.clientSecret,
    portalId: () => HUB_ID,
    now,
    target: () => target,
  })
  const world = worldOf({ seed, contacts, companies, deals, now, tell: webhooks.hear })
  const limits = limitsOf(options, now)

  function routeOauth({ method, path, query, body }: Asked): Routed | undefined {
    const fields = new URLSearchParams(body)
    if (path === '/oauth/authorize')
      return { place: undefined, answer: () => oauth.authorize(method, method === 'POST' ? fields : query) }
    const step = /^\/oauth\/2026-03\/token(?:\/(introspect|revoke))?$/.exec(path)
    if (!step || method !== 'POST') return undefined
    if (step[1] === 'introspect') return { place: 'account', answer: () => oauth.introspect(fields) }
    return {
      place: 'token',
      answer: () => (step[1] === 'revoke' ? oauth.revoke(fields) : oauth.token(fields)),
    }
  }

  function route(asked: Asked, authorization: string | undefined): Routed {
    const byOauth = routeOauth(asked)
    if (byOauth) return byOauth
    const crm = crmRoute(asked)
    if (!crm) return { place: undefined, answer: missing }
    const isSearch = crm.place === 'search'
    const answer = () => {
      const answered =
        oauth.refuse(authorization, crm.scope) ?? limits.take(isSearch) ?? crm.answer(world, asked)
      return isSearch ? answered : { ...answered, headers: { ...answered.headers, ...limits.headers() } }
    }
    return { place: crm.place, answer }
  }
  return { oauth, tokens, webhooks, world, route, now, aim: (url: string) => void (target = url) }
}

/** HubSpot as an app meets it: one account, which it is let into and may read. */
export async function startHubspot(options: HubspotOptions = {}): Promise<HubspotServer> {
  const app: App = {
    clientId: options.clientId ?? randomUUID(),
    clientSecret: options.clientSecret ?? randomUUID(),
  }
  const { oauth, tokens, webhooks, world, route, now, aim } = accountOf(app, options)
  const faults = hubspotFaults()
  const requests: HubspotRequest[] = []

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await read(request)
    const { place, answer } = route(asked, request.headers.authorization)
    const fault = place && faults.take(place)
    if (fault?.kind === 'slow') await wait(fault.ms)
    const answered = spoilt(fault) ?? answer()
    const path = request.url ?? ''
    requests.push({ method: asked.method, path, status: answered.status, fault: fault?.kind ?? null })
    send(response, answered, { fault, at: now() })
  }

  const server = await listenHere(take, options.port)
  return {
    ...app,
    url: server.url,
    hubId: HUB_ID,
    world,
    faults,
    oauth,
    tokens,
    webhooks,
    target: aim,
    requests,
    stop: server.stop,
  }
}
