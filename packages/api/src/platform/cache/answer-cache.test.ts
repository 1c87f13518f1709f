import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasRedisServer, startRedisServer } from '../../testing/redis-server.ts'
import type { RedisServer } from '../../testing/redis-server.ts'
import { createAnswerCache } from './answer-cache.ts'
import type { AnswerCache, AnswerCacheOptions } from './answer-cache.ts'
import { openRedis } from '../events/redis.ts'
import type { SharedRedis } from '../events/redis.ts'
import { deriveKey, ringOf } from '../secrets/secrets.ts'
import { byTheClock } from '../../testing/by-the-clock.ts'

const log = pino({ level: 'silent' })
const seen: string[] = []
const options: AnswerCacheOptions = {
  redis: null,
  key: ringOf(deriveKey('a secret of the tests, long enough to be accepted', 'cache')),
  log,
  metrics: { cache: ({ result }) => void seen.push(result) },
  now: () => new Date(),
}

const request = (key: string) => ({ procedure: 'a.b', key, seconds: 60 })

/** Looks up, counting how often the work ran. */
function reader(cache: AnswerCache) {
  const ran: string[] = []
  return {
    ran,
    read: async (key: string, data: unknown = { of: key }) => {
      const answer = await cache.answer(request(key), {
        run: async () => {
          ran.push(key)
          await sleep(5)
          return { data }
        },
        dataOf: (result) => result.data,
      })
      return 'kept' in answer ? answer.kept : answer.fresh.data
    },
  }
}

describe('kept in memory', () => {
  test('runs the work once for 50 calls at the same moment, and not again after them (GW-8)', async () => {
    const cache = createAnswerCache(options)
    const { ran, read } = reader(cache)
    const answers = await Promise.all(Array.from({ length: 50 }, () => read('one')))
    expect(answers).toEqual(Array.from({ length: 50 }, () => ({ of: 'one' })))
    await read('one')
    expect(ran).toEqual(['one'])
    expect(cache.stats()).toMatchObject({ misses: 1, joined: 49, hits: 1, entries: 1 })
    expect(seen.filter((result) => result === 'joined')).toHaveLength(49)
  })

  test('ends with its time', async () => {
    let now = 1_000_000
    const { ran, read } = reader(createAnswerCache({ ...options, now: () => new Date(now) }))
    await read('one')
    now += 59_999
    await read('one')
    expect(ran).toHaveLength(1)
    now += 1
    await read('one')
    expect(ran).toHaveLength(2)
  })

  test('gives up what was used longest ago when it holds too many, or too much', async () => {
    const cache = createAnswerCache({ ...options, limits: { entries: 3, bytes: 1_000 } })
    const { ran, read } = reader(cache)
    for (const key of ['a', 'b', 'c', 'a', 'd']) await read(key)
    expect(ran).toEqual(['a', 'b', 'c', 'd'])
    await read('a')
    await read('b')
    expect(ran).toEqual(['a', 'b', 'c', 'd', 'b'])
    await read('large', 'x'.repeat(900))
    expect(cache.stats().evicted).toBeGreaterThan(2)
    expect(seen.filter((result) => result === 'evicted')).toHaveLength(cache.stats().evicted)
    expect(cache.stats().bytes).toBeLessThanOrEqual(1_000)
    expect(cache.stats().entries).toBeLessThanOrEqual(3)
  })

  test('keeps no failure, and lets whoever waited for one try by themselves', async () => {
    const cache = createAnswerCache(options)
    let runs = 0
    const fail = () =>
      cache.answer(request('bad'), {
        run: async () => {
          runs += 1
          await sleep(5)
          return { ok: false }
        },
        dataOf: () => undefined,
      })
    await Promise.all([fail(), fail()])
    await fail()
    expect(runs).toBe(3)
    expect(cache.stats().entries).toBe(0)
    const thrown = cache.answer(request('worse'), {
      run: () => Promise.reject(new Error('no')),
      dataOf: () => 1,
    })
    await expect(thrown).rejects.toThrow('no')
  })

  test('gives every caller an object that nobody can change', async () => {
    const { read } = reader(createAnswerCache(options))
    await read('one', { list: [{ name: 'a' }] })
    const kept = (await read('one')) as { list: { name: string }[] }
    expect(() => kept.list.push({ name: 'b' })).toThrow(TypeError)
    expect(() => Object.assign(kept.list[0] ?? {}, { name: 'b' })).toThrow(TypeError)
  })
})

// Without the server (Debian package redis-server) there is nothing to test against; CI has it.
describe.skipIf(!hasRedisServer())('shared through Redis', () => {
  let server: RedisServer
  const open: SharedRedis[] = []
  beforeAll(async () => void (server = await startRedisServer()))
  afterAll(async () => {
    await Promise.all(open.map((redis) => redis.close()))
    await server.stop()
  })

  async function another(): Promise<AnswerCache> {
    const redis = openRedis({ url: server.url, keyPrefix: 'test:', log })
    open.push(redis)
    await expect.poll(() => redis.state).toBe('up')
    return createAnswerCache({ ...options, redis })
  }

  test('another server gives the answer without doing the work (GW-8)', async () => {
    const [first, second] = [await another(), await another()]
    await reader(first).read('shared')
    await sleep(50)
    const { ran, read } = reader(second)
    await expect(read('shared')).resolves.toEqual({ of: 'shared' })
    expect(ran).toEqual([])
    expect(second.stats()).toMatchObject({ sharedHits: 1, misses: 0 })
  })

  test('what lies in Redis shows nothing, and what others put there is no answer', async () => {
    const [first, second] = [await another(), await another()]
    await reader(first).read('sealed', { word: 'harbour' })
    await sleep(50)
    const names = await server.ask((client) => client.keys('test:answer:*'))
    expect(names.length).toBeGreaterThan(0)
    for (const name of names) {
      const text = String(await server.ask((client) => client.get(name)))
      expect(text).not.toContain('harbour')
      expect(name).not.toContain('sealed')
    }
    const stolen = await server.ask((client) => client.getBuffer(names[0] ?? ''))
    for (const name of names) await server.ask((client) => client.set(name, stolen?.subarray(1) ?? ''))
    const { ran, read } = reader(second)
    await expect(read('sealed', { word: 'harbour' })).resolves.toEqual({ word: 'harbour' })
    expect(ran).toEqual(['sealed'])
  })

  test(
    'a Redis that is flushed is a miss; one that is paused or gone costs no error and one short wait',
    byTheClock,
    async () => {
      const cache = await another()
      const { ran, read } = reader(cache)
      await read('flushed')
      await server.flush()
      const other = reader(await another())
      await other.read('flushed')
      expect([ran, other.ran]).toEqual([['flushed'], ['flushed']])
      server.pause()
      const begin = performance.now()
      for (let call = 0; call < 20; call += 1) await read(`paused ${call}`)
      expect(performance.now() - begin).toBeLessThan(1_500)
      server.resume()
      await server.kill()
      const gone = performance.now()
      for (let call = 0; call < 20; call += 1) await read(`gone ${call}`)
      expect(performance.now() - gone).toBeLessThan(1_000)
      await server.start()
    },
  )
})
