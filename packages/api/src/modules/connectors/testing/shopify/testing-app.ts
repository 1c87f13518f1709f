import { createServer } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startShopify } from './server.ts'
import type { ShopifyOptions, ShopifyServer } from './server.ts'
import type { TokenAnswer } from './tokens.ts'

/** An app of the tests in front of the stand-in, with a clock that stands until it is moved. */
export interface TestedShop extends ShopifyServer {
  move(ms: number): void
  install(scope: string): Promise<URL>
  exchange(fields: Record<string, string>): Promise<Response>
  /** Installs and exchanges, as an app does that wants expiring tokens. */
  connect(scope?: string): Promise<TokenAnswer>
  ask(token: string, query: string, variables?: object): Promise<Reply>
}

export interface Reply {
  status: number
  data: Record<string, Connected>
  errors?: { message: string; path?: string[]; extensions: Record<string, unknown> }[]
  extensions: { cost: Cost; search?: { warnings: { field: string }[] }[] }
}

export interface Connected {
  nodes: Record<string, unknown>[]
  pageInfo: { hasNextPage: boolean; endCursor: string }
  [field: string]: unknown
}

interface Cost {
  requestedQueryCost: number
  actualQueryCost: number | null
  throttleStatus: { maximumAvailable: number; currentlyAvailable: number; restoreRate: number }
}

export const ALL_SCOPES = 'read_orders,read_all_orders,read_customers,read_products'
export const REDIRECT = 'http://127.0.0.1:9/connectors/shopify/callback'
const START = Date.UTC(2026, 10, 2, 9, 30, 0)

const json = { 'content-type': 'application/json' }

export async function openShop(options: ShopifyOptions = {}): Promise<TestedShop> {
  let at = START
  const small = { orders: 120, customers: 30, products: 12 }
  const shopify = await startShopify({ ...small, now: () => new Date(at), ...options })
  const base = `${shopify.url}/${shopify.shop}`
  const { clientId, clientSecret } = shopify

  async function install(scope: string): Promise<URL> {
    const asked = { client_id: clientId, scope, redirect_uri: REDIRECT, state: 'a state of the app' }
    const answer = await fetch(`${base}/admin/oauth/authorize`, {
      method: 'POST',
      body: new URLSearchParams(asked),
      redirect: 'manual',
    })
    return new URL(answer.headers.get('location') ?? '')
  }

  const exchange = (fields: Record<string, string>) =>
    fetch(`${base}/admin/oauth/access_token`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ client_id: clientId, client_secret: clientSecret, ...fields }),
    })

  return {
    ...shopify,
    move: (ms) => void (at += ms),
    install,
    exchange,
    async connect(scope = ALL_SCOPES) {
      const code = (await install(scope)).searchParams.get('code') ?? ''
      return (await (await exchange({ code, expiring: '1' })).json()) as TokenAnswer
    },
    async ask(token, query, variables = {}) {
      const answer = await fetch(`${base}/admin/api/2026-10/graphql.json`, {
        method: 'POST',
        headers: { ...json, 'x-shopify-access-token': token },
        body: JSON.stringify({ query, variables }),
      })
      return { status: answer.status, ...((await answer.json()) as object) } as Reply
    },
  }
}

export interface Heard {
  headers: IncomingHttpHeaders
  body: string
}

export interface Listener {
  url: string
  heard: Heard[]
  /** What it answers, until it is changed. */
  answers(status: number | 'nothing'): void
  stop(): Promise<void>
}

/** Where an app hears webhooks. */
export async function listen(): Promise<Listener> {
  const heard: Heard[] = []
  let status: number | 'nothing' = 200
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      heard.push({ headers: request.headers, body: Buffer.concat(parts).toString() })
      if (status !== 'nothing') response.writeHead(status).end()
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/webhooks/shopify`,
    heard,
    answers: (next) => void (status = next),
    stop: () =>
      new Promise((stopped) => {
        server.closeAllConnections()
        server.close(() => stopped())
      }),
  }
}
