import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { connectRedis, hasRedisServer, startRedisServer } from '../../testing/redis-server.ts'
import type { RedisServer } from '../../testing/redis-server.ts'
import { createLimits, limitSubject } from './limits.ts'
import type { LimitState, Limits } from './limits.ts'
import type { SharedRedis } from '../events/redis.ts'
import { byTheClock } from '../../testing/by-the-clock.ts'

describe('limitSubject (GW-1)', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::FFFF:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0db8:0001:0002::1', '2001:db8:1:2'],
    ['2001:DB8:1:2::1', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['2001:db8:1:2::', '2001:db8:1:2'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['::1', '0:0:0:0'],
  ])('%s counts as %s', (ip, subject) => {
    expect(limitSubject(ip)).toBe(subject)
  })

  test('two addresses of one line share a counter, two lines do not', () => {
    expect(limitSubject('2001:db8:1:2:ffff::1')).toBe(limitSubject('2001:db8:1:2::9'))
    expect(limitSubject('2001:db8:1:3::9')).not.toBe(limitSubject('2001:db8:1:2::9'))
  })

  test('mapped addresses of two callers stay two callers, also where they are written in hex', () => {
    expect(limitSubject('::ffff:cb00:7107')).toBe('203.0.113.7')
    expect(limitSubject('::ffff:203.0.113.7')).not.toBe(limitSubject('::ffff:203.0.113.8'))
    expect(limitSubject('::ffff:cb00:7107')).not.toBe(limitSubject('::ffff:cb00:7108'))
  })
})

const rule = { name: 'test', points: 2, seconds: 60 }
const refusal = { code: 'TOO_MANY_REQUESTS', details: { retryAfter: 60 } }

describe('without Redis', () => {
  test('the call over the limit is told when to come back', async () => {
    const limits = createLimits()
    await limits.take(rule, 'a')
    await limits.take(rule, 'a')
    await expect(limits.take(rule, 'a')).rejects.toMatchObject(refusal)
    await expect(limits.take(rule, 'b')).resolves.toBeUndefined()
  })

  test('a point that is given back can be taken again', async () => {
    const limits = createLimits()
    for (let count = 0; count < 5; count += 1) {
      await limits.take(rule, 'a')
      await limits.giveBack(rule, 'a')
    }
    await limits.take(rule, 'a')
    await limits.take(rule, 'a')
    await expect(limits.take(rule, 'a')).rejects.toMatchObject(refusal)
  })

  test('every call hears where it stands, the refused one too', async () => {
    const refused: string[] = []
    const limits = createLimits({ onRefusal: (limit) => refused.push(limit) })
    const states: LimitState[] = []
    for (let count = 0; count < 3; count += 1)
      await limits.take(rule, 'a', (state) => states.push(state)).catch(() => undefined)
    expect(states.map(({ remaining, resetSeconds }) => [remaining, resetSeconds])).toEqual([
      [1, 60],
      [0, 60],
      [0, 60],
    ])
    expect(refused).toEqual(['test'])
  })
})

// Where the machine has no redis-server (Debian package of that name) this cannot be shown; CI installs it.
describe.skipIf(!hasRedisServer())('with Redis (GW-1, GW-7)', () => {
  const opened: SharedRedis[] = []
  let server: RedisServer
  beforeEach(async () => {
    server = await startRedisServer()
  })
  afterEach(async () => {
    for (const redis of opened.splice(0)) await redis.close()
    server.resume()
    await server.stop()
  })

  async function openLimits(keyPrefix = 'hub:'): Promise<{ limits: Limits; redis: SharedRedis }> {
    const redis = await connectRedis(server, keyPrefix)
    opened.push(redis)
    return { limits: createLimits({ redis }), redis }
  }

  /** How many of so many calls, made one after the other, are let through. */
  async function passes(limits: Limits, count: number, allowed = 10): Promise<number> {
    let passed = 0
    for (let call = 0; call < count; call += 1)
      passed += await limits.take({ ...rule, points: allowed }, 'a').then(
        () => 1,
        (error: unknown) => {
          expect(error).toMatchObject({ code: 'TOO_MANY_REQUESTS' })
          return 0
        },
      )
    return passed
  }

  test('two servers share one limit', async () => {
    const [one, other] = [await openLimits(), await openLimits()]
    expect(await passes(one.limits, 6)).toBe(6)
    expect(await passes(other.limits, 6)).toBe(4)
    expect(await passes(one.limits, 2)).toBe(0)
    await expect(other.limits.take({ ...rule, points: 10 }, 'a')).rejects.toMatchObject(refusal)
  })

  test('of parallel calls over two servers exactly the allowed pass', async () => {
    const [one, other] = [await openLimits(), await openLimits()]
    const all = await Promise.all(
      Array.from({ length: 40 }, (_, count) => passes(count % 2 === 0 ? one.limits : other.limits, 5, 100)),
    )
    expect(all.reduce((sum, count) => sum + count)).toBe(100)
  })

  test('a point that is given back counts on no server', async () => {
    const [one, other] = [await openLimits(), await openLimits()]
    const ten = { ...rule, points: 10 }
    for (let count = 0; count < 20; count += 1) {
      await one.limits.take(ten, 'a')
      await one.limits.giveBack(ten, 'a')
    }
    expect(await passes(other.limits, 12)).toBe(10)
  })

  test('a killed Redis: counting goes on in the process from where it was', byTheClock, async () => {
    const [one, other] = [await openLimits(), await openLimits()]
    expect(await passes(one.limits, 3)).toBe(3)
    expect(await passes(other.limits, 4)).toBe(4)
    expect(await passes(one.limits, 1)).toBe(1)
    await server.kill()
    await vi.waitFor(() => expect(one.redis.state).toBe('down'))
    const begin = performance.now()
    expect(await passes(one.limits, 100)).toBe(2)
    // A wait for each call would be 20 s.
    expect(performance.now() - begin).toBeLessThan(2_000)
  })

  test('a flushed Redis counts anew and stays shared', async () => {
    const [one, other] = [await openLimits(), await openLimits()]
    expect(await passes(one.limits, 12)).toBe(10)
    await server.flush()
    expect(await passes(other.limits, 6)).toBe(6)
    expect(await passes(one.limits, 6)).toBe(4)
  })

  test(
    'a Redis that says nothing delays calls once, and they are limited all the while',
    byTheClock,
    async () => {
      const { limits, redis } = await openLimits()
      expect(await passes(limits, 4)).toBe(4)
      server.pause()
      const begin = performance.now()
      expect(await passes(limits, 50)).toBe(6)
      expect(performance.now() - begin).toBeLessThan(2_000)
      server.resume()
      await vi.waitFor(() => expect(redis.state).toBe('up'), { timeout: 5_000, interval: 20 })
    },
  )

  test('two hubs on one Redis count apart', async () => {
    const [one, other] = [await openLimits('hub:'), await openLimits('another:')]
    expect(await passes(one.limits, 12)).toBe(10)
    expect(await passes(other.limits, 12)).toBe(10)
  })
})
