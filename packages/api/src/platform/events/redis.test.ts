import { Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { hasRedisServer, startRedisServer } from '../../testing/redis-server.ts'
import type { RedisServer } from '../../testing/redis-server.ts'
import { openRedis } from './redis.ts'
import type { SharedRedis } from './redis.ts'
import { byTheClock } from '../../testing/by-the-clock.ts'

const PATIENCE = { timeout: 10_000, interval: 10 }
const opened: { close(): Promise<void> }[] = []
const servers: RedisServer[] = []

afterEach(async () => {
  for (const redis of opened.splice(0)) await redis.close()
  for (const server of servers.splice(0)) {
    server.resume()
    await server.stop()
  }
})

interface Linked {
  server: RedisServer
  redis: SharedRedis
  lines: string[]
}

async function link({
  password,
  typed = password,
}: { password?: string; typed?: string } = {}): Promise<Linked> {
  const server = await startRedisServer(password)
  servers.push(server)
  const lines: string[] = []
  const log = pino(
    {},
    new Writable({ write: (chunk: Buffer, _encoding, done) => (lines.push(chunk.toString()), done()) }),
  )
  const url = typed === undefined ? server.url : server.url.replace(`:${password}@`, `:${typed}@`)
  const redis = openRedis({ url, keyPrefix: 'hub:', log })
  opened.push(redis)
  return { server, redis, lines }
}

const up = ({ redis }: Linked) => vi.waitFor(() => expect(redis.state).toBe('up'), PATIENCE)
const down = ({ redis }: Linked) => vi.waitFor(() => expect(redis.state).toBe('down'), PATIENCE)

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const begin = performance.now()
  return [await work(), performance.now() - begin]
}

// Where the machine has no redis-server (Debian package of that name) nothing here can be shown; CI installs it.
describe.skipIf(!hasRedisServer())('the connection to Redis (GW-7)', () => {
  test('a result comes back, and keys carry the prefix of the hub', async () => {
    const linked = await link()
    await up(linked)
    await linked.redis.attempt((client) => client.set('word', 'here'))
    expect(await linked.redis.attempt((client) => client.get('word'))).toBe('here')
    expect(await linked.redis.attempt((client) => client.get('absent'))).toBeNull()
    expect(await linked.server.ask((client) => client.keys('*'))).toEqual(['hub:word'])
  })

  test('a killed Redis is noticed, costs no wait and is used again when it is back', byTheClock, async () => {
    const linked = await link()
    await up(linked)
    await linked.server.kill()
    await down(linked)
    const [answer, ms] = await timed(() => linked.redis.attempt((client) => client.get('word')))
    expect(answer).toBeUndefined()
    expect(ms).toBeLessThan(150)
    await linked.server.start()
    await up(linked)
    expect(await linked.redis.attempt((client) => client.ping())).toBe('PONG')
  })

  test('a Redis that says nothing costs one wait of 200 ms, not one for each call', byTheClock, async () => {
    const linked = await link()
    await up(linked)
    linked.server.pause()
    const together = Array.from({ length: 20 }, () => linked.redis.attempt((client) => client.get('word')))
    const [answers, ms] = await timed(() => Promise.all(together))
    expect(answers.every((answer) => answer === undefined)).toBe(true)
    expect(ms).toBeGreaterThan(150)
    expect(ms).toBeLessThan(2_000)
    expect(linked.redis.state).toBe('down')
    // It accepts new connections all the while, so only its silence can tell.
    const until = Date.now() + 2_500
    while (Date.now() < until) {
      const [answer, each] = await timed(() => linked.redis.attempt((client) => client.get('word')))
      expect(answer).toBeUndefined()
      expect(each).toBeLessThan(150)
      await sleep(20)
    }
    expect(linked.lines).toHaveLength(1)
    linked.server.resume()
    await up(linked)
  })

  test('an answer that waits behind a busy event loop is not late', byTheClock, async () => {
    const linked = await link()
    await up(linked)
    // After this the loop looks at its timers before it reads from sockets.
    await new Promise((resolve) => setImmediate(resolve))
    const answer = linked.redis.attempt((client) => client.ping())
    const until = performance.now() + 300
    while (performance.now() < until);
    expect(await answer).toBe('PONG')
    expect(linked.redis.state).toBe('up')
  })

  test('an outage is one line in the log, and its end another', async () => {
    const linked = await link()
    await up(linked)
    await linked.server.kill()
    await down(linked)
    for (let count = 0; count < 50; count += 1) {
      await linked.redis.attempt((client) => client.get('word'))
      await sleep(10)
    }
    expect(linked.lines).toHaveLength(1)
    await linked.server.start()
    await up(linked)
    expect(linked.lines).toHaveLength(2)
    expect(linked.lines[1]).toContain('Redis is back')
  })

  test('a command that Redis refuses is no outage and is said once', async () => {
    const linked = await link()
    await up(linked)
    await linked.redis.attempt((client) => client.set('word', 'here'))
    for (let count = 0; count < 5; count += 1)
      expect(await linked.redis.attempt((client) => client.lpush('word', 'x'))).toBeUndefined()
    expect(linked.redis.state).toBe('up')
    expect(linked.lines).toHaveLength(1)
    expect(linked.lines[0]).toContain('WRONGTYPE')
  })

  test('a wrong password is told without the password', async () => {
    const linked = await link({ password: 'the-right-one', typed: 'a-secret-that-is-wrong' })
    await vi.waitFor(() => expect(linked.lines.length).toBeGreaterThan(0), PATIENCE)
    expect(linked.redis.state).toBe('down')
    expect(linked.lines.join('')).toContain('WRONGPASS')
    expect(linked.lines.join('')).not.toContain('a-secret-that-is-wrong')
  })

  test('closing ends it for good, also while Redis is away', async () => {
    const linked = await link()
    await up(linked)
    await linked.server.kill()
    await down(linked)
    await linked.redis.close()
    await linked.server.start()
    await sleep(300)
    expect(linked.redis.state).toBe('down')
  })
})
