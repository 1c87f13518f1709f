import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerTo, refused } from './stripe/answers.ts'
import type { Answer, Resource } from './stripe/answers.ts'
import { StripeWorld } from './stripe/world.ts'

export interface StripeOptions {
  port?: number
  now?: () => Date
  seed?: number
  customers?: number
  charges?: number
}

export type StripeFault =
  | { kind: 'status'; status: 429 | 500 | 502; retryAfter?: number }
  /** Half of the answer, and the connection is reset. */
  | { kind: 'cut' }
  | { kind: 'garbage' }
  /** Fields that no version has told of. */
  | { kind: 'newField' }

export interface StripeServer {
  url: string
  world: StripeWorld
  requests: string[]
  /** Makes a restricted key with these rights. */
  newKey(...rights: Resource[]): string
  revoke(key: string): void
  /** Does this wrong next, so many times. */
  fail(fault: StripeFault, times?: number): void
  stop(): Promise<void>
}

function send(response: ServerResponse, answer: Answer, fault: StripeFault | undefined): void {
  const text = fault?.kind === 'garbage' ? '<html>Oops</html>' : JSON.stringify(answer.body)
  response.writeHead(answer.status, {
    'content-type': 'application/json',
    'request-id': `req_${randomBytes(7).toString('hex')}`,
    ...answer.headers,
    'content-length': Buffer.byteLength(text),
  })
  if (fault?.kind !== 'cut') return void response.end(text)
  response.write(text.slice(0, text.length / 2), () => response.socket?.resetAndDestroy())
}

/** Stripe as a restricted key meets it: it lists and tells, and does nothing. */
export async function startStripe(options: StripeOptions = {}): Promise<StripeServer> {
  const now = () => Math.floor((options.now?.() ?? new Date()).getTime() / 1_000)
  const world = new StripeWorld(now, options)
  const keys = new Map<string, ReadonlySet<Resource>>()
  const requests: string[] = []
  let waiting: StripeFault[] = []

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://stripe.test')
    requests.push(`${request.method ?? ''} ${url.pathname}${url.search}`)
    const fault = waiting.shift()
    const key = request.headers.authorization?.replace(/^Bearer /, '') ?? ''
    if (fault?.kind === 'status') {
      const headers = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) }
      return send(response, { ...refused(fault.status, 'Try again.'), headers }, undefined)
    }
    const answer = answerTo({ world, keys, now }, { method: request.method ?? 'GET', url, key })
    send(
      response,
      fault?.kind === 'newField' ? { ...answer, body: { ...answer.body, since_tomorrow: [1] } } : answer,
      fault,
    )
  })
  await new Promise<void>((listening) => server.listen(options.port ?? 0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    world,
    requests,
    newKey(...rights) {
      const key = `rk_test_${randomBytes(24).toString('hex')}`
      keys.set(key, new Set(rights))
      return key
    },
    revoke: (key) => void keys.delete(key),
    fail: (fault, times = 1) => void waiting.push(...Array.from({ length: times }, () => fault)),
    stop: () =>
      new Promise((stopped) => {
        waiting = []
        server.closeAllConnections()
        server.close(() => stopped())
      }),
  }
}
