import { asSuperuser } from '@hub/db/testing'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { startHub } from '../../testing/index.ts'
import type { TestHub } from '../../testing/index.ts'
import type { Pump } from '../events/pump.ts'
import type { Sweep } from './schedule-rows.ts'
import { createScheduler } from './scheduler.ts'

const log = pino({ level: 'silent' })
const HOUR_MS = 3_600_000

let hub: TestHub
const begun: Pump[] = []
beforeAll(async () => {
  hub = await startHub()
})
beforeEach(async () => {
  for (const one of begun.splice(0)) await one.stop()
  await asSuperuser(hub.database, 'delete from app.schedule')
})
afterAll(async () => {
  for (const one of begun) await one.stop()
  await hub.stop()
})

/** One process with these. */
function processWith(...sweeps: Sweep[]): Pump {
  const made = createScheduler({ db: hub.hub.db, bus: hub.hub.bus, log, sweeps })
  begun.push(made)
  return made
}

const rows = () =>
  asSuperuser<{ name: string; runs: string; failures: number; lastError: string | null; inMs: number }>(
    hub.database,
    `select name, runs, failures, last_error as "lastError", (extract(epoch from due_at - now()) * 1000)::float8 as "inMs"
     from app.schedule order by name`,
  )
const makeDue = () => asSuperuser(hub.database, `update app.schedule set due_at = now() - interval '1 s'`)
const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 8_000, interval: 20 })

test('of many processes one does what is due, and the next time is set with some chance in it (JOB-1)', async () => {
  let runs = 0
  const run = async () => void (runs += 1)
  const processes = [1, 2, 3].map(() => processWith({ name: 'count', everyMs: HOUR_MS, run }))
  await Promise.all(processes.map((one) => one.drain()))
  expect(runs).toBe(1)
  const [row] = await rows()
  expect(row).toMatchObject({ name: 'count', runs: '1', failures: 0, lastError: null })
  expect(row?.inMs).toBeGreaterThan(0.94 * HOUR_MS)
  expect(row?.inMs).toBeLessThan(1.06 * HOUR_MS)
  await makeDue()
  await Promise.all(processes.map((one) => one.drain()))
  expect(runs).toBe(2)
})

test('what fails says so with its reason and how often in a row, until it goes well', async () => {
  let isBroken = true
  const one = processWith({
    name: 'broken',
    everyMs: HOUR_MS,
    run: async () => {
      if (isBroken) throw new Error('the shelf is shut')
    },
  })
  await one.drain()
  await makeDue()
  await one.drain()
  expect(await rows()).toMatchObject([{ runs: '2', failures: 2, lastError: 'the shelf is shut' }])
  isBroken = false
  await makeDue()
  await one.drain()
  expect(await rows()).toMatchObject([{ runs: '3', failures: 0, lastError: null }])
})

test('what a process that died was at is taken by another once its lease is over, and not before', async () => {
  let runs = 0
  await processWith({ name: 'count', everyMs: HOUR_MS, run: async () => undefined }).drain()
  await asSuperuser(
    hub.database,
    `update app.schedule set holder = gen_random_uuid(), leased_until = now() + interval '1 minute'`,
  )
  await makeDue()
  const other = processWith({ name: 'count', everyMs: HOUR_MS, run: async () => void (runs += 1) })
  await other.drain()
  expect(runs).toBe(0)
  await asSuperuser(hub.database, `update app.schedule set leased_until = now() - interval '1 second'`)
  await other.drain()
  expect(runs).toBe(1)
})

test('what takes long is held as long as its process lives, and holds up no other', async () => {
  let open = () => undefined as void
  const gate = new Promise<void>((resolve) => {
    open = resolve
  })
  let quick = 0
  const one = processWith(
    { name: 'long', everyMs: 1_000, run: () => gate },
    { name: 'quick', everyMs: 1_000, run: async () => void (quick += 1) },
  )
  one.start()
  await until(() => expect(quick).toBeGreaterThanOrEqual(2))
  const held = await asSuperuser(hub.database, 'select name from app.schedule where leased_until > now()')
  expect(held).toContainEqual({ name: 'long' })
  open()
  await until(async () => expect((await rows())[0]).toMatchObject({ name: 'long', runs: '1' }))
})

test('is over when its process has stopped, which is written down', async () => {
  let ended = 0
  const one = processWith({
    name: 'rare',
    everyMs: HOUR_MS,
    run: async () => {
      await new Promise((resolve) => setTimeout(resolve, 50))
      ended += 1
    },
  })
  one.start()
  await one.stop()
  expect(ended).toBe(1)
  expect(await rows()).toMatchObject([{ name: 'rare', runs: '1' }])
})

test('what each process does for itself is nobody else’s', async () => {
  let runs = 0
  const local = { name: 'own', everyMs: HOUR_MS, isLocal: true, run: async () => void (runs += 1) }
  for (const one of [processWith(local), processWith(local)]) one.start()
  await until(() => expect(runs).toBe(2))
  expect(await rows()).toEqual([])
})

test('a shorter interval holds from the next start on', async () => {
  const run = async () => undefined
  await processWith({ name: 'count', everyMs: 24 * HOUR_MS, run }).drain()
  await processWith({ name: 'count', everyMs: 60_000, run }).drain()
  expect((await rows())[0]?.inMs).toBeLessThan(60_000)
})
