import { once } from 'node:events'
import { openSession, probeRouter } from '@hub/api/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

let hub: ServedHub
beforeAll(async () => {
  hub = await serveHub({ router: probeRouter })
})
afterAll(() => hub.stop())

interface Opened {
  socket: WebSocket
  /** How many operations were answered so far. */
  answered: () => number
}

async function openSocket(headers: Record<string, string> = {}): Promise<Opened> {
  const socket = new WebSocket(`${hub.origin.replace('http', 'ws')}/trpc/ws`, { headers })
  let answers = 0
  socket.on('message', () => void (answers += 1)).on('error', () => undefined)
  await once(socket, 'open')
  return { socket, answered: () => answers }
}

const asks = (id: number, path = 'no.such') =>
  JSON.stringify({ id, method: 'subscription', params: { path, input: {} } })

const codeOf = async ({ socket }: Opened): Promise<number> => {
  const [code] = (await once(socket, 'close')) as [number]
  return code
}

describe('a connection ends that sends more than any page', () => {
  test('by many messages, of which the first alone are answered', async () => {
    const opened = await openSocket()
    const code = codeOf(opened)
    for (let id = 0; id < 5_000; id += 1) opened.socket.send(asks(id))
    const sent = performance.now()
    expect(await code).toBe(1008)
    // It answers no farewell, and its place is free again all the same.
    expect(performance.now() - sent).toBeLessThan(15_000)
    expect(opened.answered()).toBeLessThanOrEqual(300)
    expect(await hub.hub.metrics.text()).toContain('hasty sockets')
  })

  test('by few messages that hold very many operations', async () => {
    const opened = await openSocket()
    const code = codeOf(opened)
    const many = `[${Array.from({ length: 700 }, (_, id) => asks(id)).join(',')}]`
    for (let n = 0; n < 20; n += 1) opened.socket.send(many)
    expect(await code).toBe(1008)
    expect(opened.answered()).toBeLessThan(3_000)
  })

  test('and one that opens as much as a page may, and ends it again, stays', async () => {
    const { owner, slug } = await hub.newOrg()
    const { accessToken } = await openSession(hub.hub, owner.userId)
    const opened = await openSocket({
      cookie: `hub_access=${accessToken}`,
      origin: hub.hub.settings.publicUrl,
      'x-hub-org': slug,
    })
    for (let id = 1; id <= 100; id += 1) opened.socket.send(asks(id, 'probe.ticks'))
    for (let id = 1; id <= 100; id += 1)
      opened.socket.send(JSON.stringify({ id, method: 'subscription.stop' }))
    await expect.poll(opened.answered).toBeGreaterThanOrEqual(100)
    expect(opened.socket.readyState).toBe(WebSocket.OPEN)
    opened.socket.terminate()
  })
})
