import { once } from 'node:events'
import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { issueKey, openSession, probeRouter } from '@hub/api/testing'
import type { TestOrg } from '@hub/api/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

const MOST = 20
const PATIENCE = { timeout: 5_000, interval: 20 }

let hub: ServedHub
beforeAll(async () => {
  hub = await serveHub({ router: probeRouter })
})
afterAll(() => hub.stop())

interface Person {
  org: TestOrg
  cookie: string
}

async function newPerson(): Promise<Person> {
  const org = await hub.newOrg()
  const { accessToken } = await openSession(hub.hub, org.owner.userId)
  return { org, cookie: `hub_access=${accessToken}` }
}

interface Opened {
  status: number
  retryAfter: string | undefined
  /** As a device that vanishes: no farewell. */
  cut: () => void
}

function openSocket({ cookie }: Person): Promise<Opened> {
  const socket = new WebSocket(`${hub.origin.replace('http', 'ws')}/trpc/ws`, {
    headers: { cookie, origin: hub.hub.settings.publicUrl },
  })
  const cut = () => socket.terminate()
  return new Promise((resolve) => {
    socket.on('error', () => undefined)
    socket.on('open', () => resolve({ status: 101, retryAfter: undefined, cut }))
    socket.on('unexpected-response', (_request, { statusCode = 0, headers }: IncomingMessage) =>
      resolve({ status: statusCode, retryAfter: headers['retry-after'], cut }),
    )
  })
}

/** Server-sent events of the probe clock. */
async function openStream(headers: Record<string, string>): Promise<Opened> {
  const asked = request(`${hub.origin}/trpc/probe.ticks?input=${encodeURIComponent('{}')}`, {
    headers: { accept: 'text/event-stream', ...headers },
    agent: false,
  }).end()
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  response.on('error', () => undefined).resume()
  const { statusCode = 0, headers: answered } = response
  return { status: statusCode, retryAfter: answered['retry-after'], cut: () => asked.destroy() }
}

const openMany = <T>(count: number, open: () => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, open))

const tally = (all: readonly Opened[], status: number) => all.filter((one) => one.status === status).length

/** How many connections this person gets at once; all of them are cut off again. */
async function placesOf(person: Person): Promise<number> {
  const all = await openMany(MOST, () => openSocket(person))
  for (const { cut } of all) cut()
  return tally(all, 101)
}

describe('live connections of one person', () => {
  test('are at most 20 over sockets and streams together, and the next is told when to come back', async () => {
    const person = await newPerson()
    const streams = await openMany(10, () =>
      openStream({ cookie: person.cookie, 'x-hub-org': person.org.slug }),
    )
    const sockets = await openMany(15, () => openSocket(person))
    expect([tally(streams, 200), tally(sockets, 101), tally(sockets, 429)]).toEqual([10, 10, 5])
    expect(sockets.find(({ status }) => status === 429)?.retryAfter).toBe('10')
    const { text: key } = await issueKey(hub.hub, {
      orgId: person.org.orgId,
      userId: person.org.owner.userId,
    })
    const program = await openStream({ authorization: `Bearer ${key}` })
    expect([program.status, program.retryAfter]).toEqual([429, '10'])
    const other = await openSocket(await newPerson())
    expect(other.status).toBe(101)
    for (const { cut } of [...streams, ...sockets, program, other]) cut()
  })

  test('free their places when they are cut off without a farewell', async () => {
    const person = await newPerson()
    for (let round = 0; round < 3; round += 1) await expect.poll(() => placesOf(person), PATIENCE).toBe(MOST)
  })

  test('leak no place in a storm of connections that leave before they are let in', async () => {
    const person = await newPerson()
    for (let round = 0; round < 10; round += 1) {
      const storm = Array.from({ length: 40 }, () => {
        const asked = request(`${hub.origin}/trpc/probe.ticks?input=${encodeURIComponent('{}')}`, {
          headers: { accept: 'text/event-stream', cookie: person.cookie, 'x-hub-org': person.org.slug },
          agent: false,
        }).end()
        asked.on('error', () => undefined).on('response', (response) => response.resume())
        return asked
      })
      await new Promise((resolve) => setTimeout(resolve, round))
      for (const asked of storm) asked.destroy()
    }
    await expect.poll(() => placesOf(person), PATIENCE).toBe(MOST)
  })
})

/** Follows the probe's clock many times over one socket; the answer counts what began and what was refused. */
async function followOn(person: Person) {
  const socket = new WebSocket(`${hub.origin.replace('http', 'ws')}/trpc/ws`, {
    headers: { cookie: person.cookie, origin: hub.hub.settings.publicUrl },
  })
  const answered = new Map<number, 'started' | 'refused'>()
  socket.on('message', (data: Buffer) => {
    const { id, result, error } = JSON.parse(data.toString()) as {
      id: number
      result?: object
      error?: object
    }
    if (error || result) answered.set(id, answered.get(id) ?? (error ? 'refused' : 'started'))
  })
  await once(socket, 'open')
  const params = { path: 'probe.ticks', input: {} }
  return {
    async follow(ids: number[]): Promise<{ started: number; refused: number }> {
      for (const id of ids) socket.send(JSON.stringify({ id, method: 'subscription', params }))
      await expect.poll(() => ids.every((id) => answered.has(id)), PATIENCE).toBe(true)
      const all = ids.map((id) => answered.get(id))
      return {
        started: all.filter((one) => one === 'started').length,
        refused: all.filter((one) => one === 'refused').length,
      }
    },
    stop: (ids: number[]) => {
      for (const id of ids) socket.send(JSON.stringify({ id, method: 'subscription.stop' }))
    },
    cut: () => socket.terminate(),
  }
}

const idsFrom = (first: number, count: number) => Array.from({ length: count }, (_, n) => first + n)

test('the subscriptions of one person are at most 100, whichever sockets carry them', async () => {
  const person = await newPerson()
  const [one, other] = [await followOn(person), await followOn(person)]
  expect(await one.follow(idsFrom(1, 60))).toEqual({ started: 60, refused: 0 })
  expect(await other.follow(idsFrom(1, 60))).toEqual({ started: 40, refused: 20 })
  one.stop(idsFrom(1, 10))
  let id = 100
  await expect.poll(async () => (await other.follow([(id += 1)])).started, PATIENCE).toBe(1)
  one.cut()
  await expect.poll(async () => (await other.follow(idsFrom((id += 60), 40))).refused, PATIENCE).toBe(0)
  const stranger = await followOn(await newPerson())
  expect(await stranger.follow([1])).toEqual({ started: 1, refused: 0 })
  for (const { cut } of [other, stranger]) cut()
})

test('a listening MCP client takes a place, a tool call does not', async () => {
  const person = await newPerson()
  const { orgId, owner } = person.org
  const { text: key } = await issueKey(hub.hub, { orgId, userId: owner.userId, kind: 'assistant' })
  const sockets = await openMany(MOST, () => openSocket(person))
  const ask = (method: string, tool: string) =>
    hub.request('/mcp', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'mcp-method': method,
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { name: tool, arguments: {} } }),
    })
  const listening = await ask('subscriptions/listen', '')
  expect([listening.status, listening.headers.get('retry-after')]).toEqual([429, '10'])
  expect((await ask('tools/call', 'probe_count')).status).toBe(200)
  for (const { cut } of sockets) cut()
})

test('a server that is stopping answers 503 in the one error shape and says when to come back (CON-4)', async () => {
  const own = await serveHub({ router: probeRouter })
  const { port } = new URL(own.origin)
  const slow = await own.newOrg()
  const { accessToken } = await openSession(own.hub, slow.owner.userId)
  // The next request of this connection arrives while an earlier one is still being answered.
  const socket = connect(Number(port), '127.0.0.1')
  let text = ''
  socket.on('data', (chunk) => (text += chunk.toString()))
  const head = `Host: localhost:${port}\r\nAuthorization: Bearer ${accessToken}\r\n\r\n`
  socket.write(`GET /api/v1/probe/slow HTTP/1.1\r\n${head}`)
  await new Promise((resolve) => setTimeout(resolve, 40))
  const stopping = own.stop()
  socket.write(`GET /api/v1/probe/open HTTP/1.1\r\n${head}`)
  await once(socket, 'close')
  await stopping
  expect(text).toMatch(/^HTTP\/1.1 200/)
  const second = text.slice(text.lastIndexOf('HTTP/1.1'))
  expect(second).toMatch(/^HTTP\/1.1 503/)
  expect(second.toLowerCase()).toContain('retry-after: 2')
  expect(second).toContain('"code":"UNAVAILABLE"')
})
