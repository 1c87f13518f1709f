import { uuidv7 } from '@hub/db'
import { asSuperuser, createTestDatabase } from '@hub/db/testing'
import type { TestDatabase } from '@hub/db/testing'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { createOutbox } from './outbox.ts'
import type { Listener } from './outbox.ts'
import { logOptions } from '../logs/log.ts'
import { currentRequestId } from '../calls/request-scope.ts'

const log = pino({ level: 'silent' })
let database: TestDatabase
const orgId = uuidv7()
beforeAll(async () => {
  database = await createTestDatabase({ adminUrl: inject('adminUrl'), template: inject('templateName') })
})
afterAll(() => database.drop())
beforeEach(() => asSuperuser(database, 'delete from app.outbox_event'))

async function emit(aggregate: string, n: number): Promise<void> {
  const payload = JSON.stringify({ n })
  await database.db
    .org(orgId)
    .insertInto('outboxEvent')
    .values({ id: uuidv7(), orgId, topic: 'test', aggregate, payload })
    .execute()
}

const outboxWith = (listener: Listener) =>
  createOutbox({ db: database.db, log, listeners: { test: listener }, sweeps: [] })
const makeDue = () => asSuperuser(database, 'update app.outbox_event set available_at = now()')

describe('the outbox (EVT-1)', () => {
  test('delivers every event once when all goes well, in order per aggregate', async () => {
    for (let n = 0; n < 30; n += 1) await emit(`thing:${n % 3}`, n)
    const seen: Record<string, number[]> = {}
    const outbox = outboxWith(
      async ({ aggregate, payload }) => void (seen[aggregate] ??= []).push(Number(payload['n'])),
    )
    await expect(outbox.drain()).resolves.toBe(30)
    await expect(outbox.drain()).resolves.toBe(0)
    expect(seen['thing:1']).toEqual([1, 4, 7, 10, 13, 16, 19, 22, 25, 28])
  })

  test('holds later events of an aggregate back until the failed one is delivered, and only those', async () => {
    await emit('broken', 1)
    await emit('broken', 2)
    await emit('fine', 3)
    const seen: number[] = []
    let isDown = true
    const outbox = outboxWith(async ({ aggregate, payload }) => {
      if (aggregate === 'broken' && isDown) throw new Error('mail server is down')
      seen.push(Number(payload['n']))
    })
    await outbox.drain()
    expect(seen).toEqual([3])
    isDown = false
    await makeDue()
    await outbox.drain()
    await outbox.drain()
    expect(seen).toEqual([3, 1, 2])
  })

  test('lets two dispatchers share the work without delivering twice', async () => {
    for (let n = 0; n < 40; n += 1) await emit(`one:${n}`, n)
    const seen: number[] = []
    const listener: Listener = async ({ payload }) => void seen.push(Number(payload['n']))
    await Promise.all([outboxWith(listener).drain(), outboxWith(listener).drain()])
    expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, n) => n))
  })

  test('gives a killed dispatcher’s events to the next one when the lease ends', async () => {
    await emit('lost', 1)
    await asSuperuser(
      database,
      "update app.outbox_event set attempts = 1, available_at = now() + interval '60 seconds'",
    )
    const seen: number[] = []
    const outbox = outboxWith(async ({ payload }) => void seen.push(Number(payload['n'])))
    await outbox.drain()
    expect(seen).toEqual([])
    await makeDue()
    await outbox.drain()
    expect(seen).toEqual([1])
  })

  test('gives up after twelve tries and keeps the event as a dead letter', async () => {
    await emit('dead', 1)
    const outbox = outboxWith(async () => {
      throw new Error('never works')
    })
    for (let attempt = 0; attempt < 12; attempt += 1) {
      await outbox.drain()
      await makeDue()
    }
    await expect(outbox.drain()).resolves.toBe(0)
    const rows = await asSuperuser<{ attempts: number; last_error: string; dead: boolean }>(
      database,
      'select attempts, last_error, dead_at is not null as dead from app.outbox_event',
    )
    expect(rows).toEqual([{ attempts: 12, last_error: 'never works', dead: true }])
  })
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
    for (const id of ['request-1', 'request-2']) await emitBy(id)
    const lines: string[] = []
    const own = pino(logOptions('debug'), { write: (line) => void lines.push(line) })
    const seen: string[] = []
    const test = async () => {
      seen.push(currentRequestId())
      if (currentRequestId() === 'request-2') throw new Error('the mail server is down')
      own.info('sent')
    }
    await createOutbox({ db: database.db, log: own, listeners: { test }, sweeps: [] }).drain()
    expect(seen.toSorted()).toEqual(['request-1', 'request-2'])
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ requestId: 'request-1', msg: 'sent' }),
        expect.objectContaining({ requestId: 'request-2', msg: 'event not delivered' }),
      ]),
    )
  })
})

describe('sweeps', () => {
  test('run at the start, whatever their interval, and are over when the dispatcher has stopped', async () => {
    let begun = 0
    let ended = 0
    const run = async () => {
      begun += 1
      await new Promise((resolve) => setTimeout(resolve, 30))
      ended += 1
    }
    const sweeps = [{ name: 'rare', everyMs: 3_600_000, run }]
    const outbox = createOutbox({ db: database.db, log, listeners: {}, sweeps })
    outbox.start()
    await outbox.stop()
    expect([begun, ended]).toEqual([1, 1])
  })
})
