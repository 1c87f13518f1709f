import { openDatabase } from '@hub/db'
import type { Database } from '@hub/db'
import { createTestDatabase } from '@hub/db/testing'
import type { TestDatabase } from '@hub/db/testing'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { hasRedisServer, startRedisServer } from '../../testing/redis-server.ts'
import { createBus } from './bus.ts'
import { createFanout } from './fanout.ts'
import type { Fanout } from './fanout.ts'
import { openRedis } from './redis.ts'
import type { SharedRedis } from './redis.ts'

const log = pino({ level: 'silent' })
let database: TestDatabase
const databases: Database[] = []
beforeAll(async () => {
  database = await createTestDatabase({ adminUrl: inject('adminUrl'), template: inject('templateName') })
})
afterAll(async () => {
  await Promise.all(databases.map((db) => db.close()))
  await database.drop()
})

/** As another process would have it: pools of its own. */
function processOf(redis: SharedRedis | null): { fanout: Fanout; heard: string[] } {
  const { appUrl, systemUrl } = database
  const db = openDatabase({ appUrl, systemUrl, onError: () => undefined })
  databases.push(db)
  const fanout = createFanout({ db, redis, log })
  const heard: string[] = []
  fanout.on('wake', (topic) => void heard.push(topic))
  fanout.start()
  return { fanout, heard }
}

/** Sends until it is heard: listening begins some time after `start`. */
const reaches = (from: Fanout, heard: string[]) =>
  expect
    .poll(() => {
      from.send('wake', 'hello')
      return heard.includes('hello')
    })
    .toBe(true)

describe('by PostgreSQL', () => {
  test('reaches the other process and not the sender', async () => {
    const [one, two] = [processOf(null), processOf(null)]
    await reaches(one.fanout, two.heard)
    await reaches(two.fanout, one.heard)
    one.heard.length = 0
    two.heard.length = 0
    for (let index = 0; index < 500; index += 1) one.fanout.send('wake', `answer:${index}-${'x'.repeat(40)}`)
    await expect.poll(() => two.heard.filter((topic) => topic.startsWith('answer:')).length).toBe(500)
    expect(one.heard.filter((topic) => topic.startsWith('answer:'))).toEqual([])
    await Promise.all([one.fanout.stop(), two.fanout.stop()])
  })

  test('sends what repeats within a moment once', async () => {
    const [one, two] = [processOf(null), processOf(null)]
    await reaches(one.fanout, two.heard)
    for (let index = 0; index < 100; index += 1) one.fanout.send('wake', 'again')
    await one.fanout.stop()
    await expect.poll(() => two.heard.filter((topic) => topic === 'again').length).toBe(1)
    await two.fanout.stop()
  })

  test('wakes a reader that waits in another process', async () => {
    const [one, two] = [processOf(null), processOf(null)]
    await reaches(one.fanout, two.heard)
    const [here, there] = [createBus(one.fanout), createBus(two.fanout)]
    const begin = performance.now()
    const woken = there.next('answer:1', 10_000, undefined)
    here.wake('answer:1')
    await woken
    expect(performance.now() - begin).toBeLessThan(2_000)
    await Promise.all([one.fanout.stop(), two.fanout.stop()])
  })

  test('tells nobody before it is started, and nothing fails', async () => {
    const quiet = createFanout({ db: database.db, redis: null, log })
    quiet.send('wake', 'nobody')
    await expect(quiet.stop()).resolves.toBeUndefined()
  })
})

// Without the server (Debian package redis-server) there is nothing to test against; CI has it.
describe.skipIf(!hasRedisServer())('by Redis', () => {
  test('reaches the other process, and does so by PostgreSQL while Redis is away', async () => {
    const server = await startRedisServer()
    const redis = () => openRedis({ url: server.url, keyPrefix: 'test:', log })
    const shared = [redis(), redis()] as const
    const [one, two] = [processOf(shared[0]), processOf(shared[1])]
    await expect.poll(() => shared[0].state).toBe('up')
    await reaches(one.fanout, two.heard)
    await server.kill()
    two.heard.length = 0
    await reaches(one.fanout, two.heard)
    await server.start()
    await expect.poll(() => shared[0].state, { timeout: 10_000 }).toBe('up')
    two.heard.length = 0
    await reaches(one.fanout, two.heard)
    await Promise.all([one.fanout.stop(), two.fanout.stop(), ...shared.map((each) => each.close())])
    await server.stop()
  })
})
