import { uuidv7 } from '@hub/db'
import { asSuperuser, createTestDatabase } from '@hub/db/testing'
import type { TestDatabase } from '@hub/db/testing'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { logOptions } from '../logs/log.ts'
import { currentRequestId } from '../calls/request-scope.ts'
import { claim, forgetListeners } from './deliveries.ts'
import type { DeliveredEvent } from './deliveries.ts'
import { createOutbox } from './outbox.ts'
import type { Listener, OutboxDispatcher } from './outbox.ts'
import { outboxState } from './outbox-state.ts'
import { byTheClock } from '../../testing/by-the-clock.ts'

const log = pino({ level: 'silent' })
let database: TestDatabase
const orgId = uuidv7()
beforeAll(async () => {
  database = await createTestDatabase({ adminUrl: inject('adminUrl'), template: inject('templateName') })
})
afterAll(() => database.drop())
beforeEach(async () => {
  await asSuperuser(database, 'delete from app.outbox_event')
  await asSuperuser(database, 'delete from app.event_listener')
})

async function emit(aggregate: string, n: number, topic = 'test'): Promise<void> {
  const payload = JSON.stringify({ n })
  await database.db
    .org(orgId)
    .insertInto('outboxEvent')
    .values({ id: uuidv7(), orgId, topic, aggregate, payload })
    .execute()
}

const numberOf = ({ payload }: DeliveredEvent) => Number(payload['n'])
const listening = (run: Listener['run'], changes: Partial<Listener> = {}): Listener => ({
  name: 'test.one',
  topics: ['test'],
  since: 'newest',
  run,
  ...changes,
})

/** A dispatcher whose listeners are known, so that what is emitted from now on reaches them. */
async function outboxWith(...listeners: (Listener | Listener['run'])[]): Promise<OutboxDispatcher> {
  const all = listeners.map((one) => (typeof one === 'function' ? listening(one) : one))
  const outbox = createOutbox({ db: database.db, log, listeners: all })
  await outbox.register()
  return outbox
}
const makeDue = () => asSuperuser(database, 'update app.outbox_delivery set available_at = now()')

describe('the outbox (EVT-1)', () => {
  test('delivers every event once when all goes well, in order per aggregate', async () => {
    const seen: Record<string, number[]> = {}
    // What comes first takes longest, so that only waiting for it keeps the order.
    const outbox = await outboxWith(async (event) => {
      for (let turn = 30 - numberOf(event); turn > 0; turn -= 1) await new Promise(setImmediate)
      ;(seen[event.aggregate] ??= []).push(numberOf(event))
    })
    for (let n = 0; n < 30; n += 1) await emit(`thing:${n % 3}`, n)
    await expect(outbox.drain()).resolves.toBe(30)
    await expect(outbox.drain()).resolves.toBe(0)
    expect(seen['thing:1']).toEqual([1, 4, 7, 10, 13, 16, 19, 22, 25, 28])
  })

  test('holds later events of an aggregate back until the failed one is delivered, and only those', async () => {
    const seen: number[] = []
    let isDown = true
    const outbox = await outboxWith(async (event) => {
      if (numberOf(event) === 1 && isDown) throw new Error('mail server is down')
      seen.push(numberOf(event))
    })
    await emit('broken', 1)
    await emit('broken', 2)
    await emit('fine', 3)
    await outbox.drain()
    expect(seen).toEqual([3])
    isDown = false
    await makeDue()
    await outbox.drain()
    expect(seen).toEqual([3, 1, 2])
  })

  test('lets two dispatchers share the work without delivering twice', async () => {
    const seen: number[] = []
    const run: Listener['run'] = async (event) => void seen.push(numberOf(event))
    const [one, two] = [await outboxWith(run), await outboxWith(run)]
    for (let n = 0; n < 60; n += 1) await emit(`one:${n}`, n)
    await Promise.all([one.drain(), two.drain()])
    expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, n) => n))
  })

  test('gives a killed dispatcher’s deliveries to the next one when the lease ends', async () => {
    const seen: number[] = []
    const outbox = await outboxWith(async (event) => void seen.push(numberOf(event)))
    await emit('lost', 1)
    await asSuperuser(
      database,
      "update app.outbox_delivery set attempts = 1, available_at = now() + interval '60 seconds'",
    )
    await outbox.drain()
    expect(seen).toEqual([])
    await makeDue()
    await outbox.drain()
    expect(seen).toEqual([1])
  })

  test('does not let a delivery whose lease ended end the one that took over', async () => {
    let finish = (): void => undefined
    const late = new Promise<void>((resolve) => (finish = resolve))
    let tries = 0
    const outbox = await outboxWith(async () => {
      tries += 1
      if (tries === 1) await late.then(() => Promise.reject(new Error('too late')))
    })
    await emit('slow', 1)
    const first = outbox.drain()
    await expect.poll(() => tries).toBe(1)
    await makeDue()
    const second = await outboxWith(async () => void (tries += 1))
    await second.drain()
    finish()
    await first
    expect(tries).toBe(2)
    const rows = await asSuperuser(
      database,
      'select last_error, delivered_at is not null as done from app.outbox_delivery',
    )
    expect(rows).toEqual([{ last_error: null, done: true }])
  })

  test('gives up after twelve tries and keeps the event as a dead letter', async () => {
    const outbox = await outboxWith(async () => {
      throw new Error('never works')
    })
    await emit('dead', 1)
    for (let attempt = 0; attempt < 12; attempt += 1) {
      await outbox.drain()
      await makeDue()
    }
    await expect(outbox.drain()).resolves.toBe(0)
    const rows = await asSuperuser<{ attempts: number; last_error: string; dead: boolean }>(
      database,
      'select attempts, last_error, dead_at is not null as dead from app.outbox_delivery',
    )
    expect(rows).toEqual([{ attempts: 12, last_error: 'never works', dead: true }])
    expect(await outboxState(database.db.system)).toMatchObject({ waiting: 0, dead: 1 })
  })
})

describe('listeners of one topic', () => {
  test('each hear every event, and one that fails holds up no other', async () => {
    const seen: Record<string, number[]> = { one: [], two: [] }
    let isDown = true
    const outbox = await outboxWith(
      listening(async (event) => void seen['one']?.push(numberOf(event))),
      listening(
        async (event) => {
          if (isDown) throw new Error('away')
          seen['two']?.push(numberOf(event))
        },
        { name: 'test.two', topics: ['test', 'other'] },
      ),
    )
    for (let n = 0; n < 3; n += 1) await emit('thing', n, n === 1 ? 'other' : 'test')
    await outbox.drain()
    expect(seen).toEqual({ one: [0, 2], two: [] })
    const { listeners } = await outboxState(database.db.system)
    expect(listeners).toMatchObject([
      { name: 'test.one', waiting: 0 },
      { name: 'test.two', waiting: 3 },
    ])
    isDown = false
    await makeDue()
    await outbox.drain()
    expect(seen).toEqual({ one: [0, 2], two: [0, 1, 2] })
  })

  test('wait for none that takes its time, however much it has to do', byTheClock, async () => {
    let finish = (): void => undefined
    const held = new Promise<void>((resolve) => (finish = resolve))
    const seen: number[] = []
    const outbox = await outboxWith(
      listening(() => held, { name: 'test.slow', topics: ['slow'] }),
      listening(async (event) => void seen.push(numberOf(event)), { name: 'test.quick' }),
    )
    outbox.start()
    try {
      for (let n = 0; n < 100; n += 1) await emit(`slow:${n}`, n, 'slow')
      outbox.wake()
      await expect
        .poll(() => asSuperuser(database, 'select 1 from app.outbox_delivery where attempts = 1'))
        .toHaveLength(20)
      const begin = performance.now()
      await emit('quick', 1)
      outbox.wake()
      await expect.poll(() => seen, { interval: 5 }).toEqual([1])
      expect(performance.now() - begin).toBeLessThan(500)
    } finally {
      finish()
      await outbox.stop()
    }
  })

  test('begin with what happens from then on, or with what is kept where they ask', async () => {
    await emit('thing', 1)
    const seen: string[] = []
    const hears = (name: string, since: Listener['since']) =>
      listening(async (event) => void seen.push(`${name} ${numberOf(event)}`), { name, since })
    const outbox = await outboxWith(hears('test.new', 'newest'), hears('test.all', 'kept'))
    await emit('thing', 2)
    await outbox.drain()
    await outbox.register()
    await expect(outbox.drain()).resolves.toBe(0)
    expect(seen.toSorted()).toEqual(['test.all 1', 'test.all 2', 'test.new 2'])
  })

  test('that no server has any more are not late, and are forgotten with what they had to hear', async () => {
    await outboxWith(listening(async () => undefined, { name: 'test.gone' }))
    const outbox = await outboxWith(async () => undefined)
    await emit('thing', 1)
    await outbox.drain()
    const age = (interval: string) =>
      asSuperuser(
        database,
        `update app.event_listener set seen_at = now() - interval '${interval}' where name = 'test.gone'`,
      )
    expect(await outboxState(database.db.system)).toMatchObject({ waiting: 1 })
    await age('2 hours')
    expect(await outboxState(database.db.system)).toMatchObject({ waiting: 0 })
    await forgetListeners(database.db.system)
    const open = () =>
      asSuperuser(database, 'select listener from app.outbox_delivery where delivered_at is null')
    expect(await open()).toEqual([{ listener: 'test.gone' }])
    await age('8 days')
    await forgetListeners(database.db.system)
    expect(await open()).toEqual([])
  })
})

describe('a burst', () => {
  const emitMany = (count: number, aggregate: string) =>
    asSuperuser(
      database,
      `insert into app.outbox_event (id, org_id, topic, aggregate, payload)
       select gen_random_uuid(), $1, 'test', ${aggregate}, '{}' from generate_series(1, $2::int) n`,
      [orgId, count],
    )

  test(
    'is claimed as fast after a time in which nothing waited, and statistics know of nothing that waits',
    byTheClock,
    async () => {
      await outboxWith(async () => undefined)
      await emitMany(100, `'one:' || n`)
      await asSuperuser(database, 'update app.outbox_delivery set delivered_at = now()')
      await asSuperuser(database, 'analyze app.outbox_delivery')
      await emitMany(4_000, `'worked on again and again'`)
      await emitMany(4_000, `'one:' || n`)
      const begin = performance.now()
      expect(await claim(database.db.system, [{ name: 'test.one', places: 20 }])).toHaveLength(20)
      expect(performance.now() - begin).toBeLessThan(1_500)
    },
  )
})

describe('the request behind an event (GW-5)', () => {
  const emitBy = (requestId: string) =>
    asSuperuser(
      database,
      `insert into app.outbox_event (id, org_id, topic, aggregate, payload, request_id)
       values (gen_random_uuid(), $1, 'test', $2, '{}', $2)`,
      [orgId, requestId],
    )

  test('is known to what delivers it and named by its log lines, failed deliveries included', async () => {
    const lines: string[] = []
    const own = pino(logOptions('debug'), { write: (line) => void lines.push(line) })
    const seen: string[] = []
    const hear = listening(async () => {
      seen.push(currentRequestId())
      if (currentRequestId() === 'request-2') throw new Error('the mail server is down')
      own.info('sent')
    })
    const outbox = createOutbox({ db: database.db, log: own, listeners: [hear] })
    await outbox.register()
    for (const id of ['request-1', 'request-2']) await emitBy(id)
    await outbox.drain()
    expect(seen.toSorted()).toEqual(['request-1', 'request-2'])
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ requestId: 'request-1', msg: 'sent' }),
        expect.objectContaining({ requestId: 'request-2', listener: 'test.one', msg: 'event not delivered' }),
      ]),
    )
  })
})
