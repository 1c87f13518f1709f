import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { opensTo } from '../../../platform/catalog/catalog.ts'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { stopAnswers } from '../run.ts'
import { say } from '../testing.ts'
import { sentencesOf } from './acts/template.ts'
import { NOW } from './testing/firm.ts'
import { score } from './testing/score.ts'
import type { Place } from './testing/score.ts'
import { workshop } from './testing/workshop/module.ts'
import type { Bike, Repair } from './testing/workshop/schema.ts'
import { callerIn, openShop, shopNames } from './testing/workshop/shop.ts'

const FEWEST = 20
const AT_ONCE = 12

let hub: TestHub
beforeAll(async () => {
  // Without the modules of the product: it measures the way of learning, which a module that comes later must not move.
  hub = await startHub({ now: () => NOW, modules: [workshop] })
  // The first message of a hub waits until it has learnt.
  await say((await openShop(hub)).org.api, 'hello')
})
afterAll(async () => {
  await stopAnswers(hub.hub)
  await hub.stop()
})

const place = (): Place => ({ hub, open: () => openShop(hub), names: (firm) => shopNames(hub, firm) })

const acts = () => hub.hub.catalog.entries.filter(({ path }) => path.startsWith('modules.workshop.'))

describe('the workshop', () => {
  test('has ten acts within reach, each said in twenty ways or more', () => {
    const ways = acts().map((act) => {
      const { say: lines = [], setting = [] } = hub.hub.phrases.get(act.path)?.phrases ?? {}
      const said = [...lines, ...setting.flatMap((one) => one.say)].flatMap(sentencesOf).length
      return [act.path, opensTo(act, 'assistant'), said >= FEWEST]
    })
    expect(ways).toHaveLength(10)
    expect(ways.filter(([, isOpen, isEnough]) => isOpen !== true || isEnough !== true)).toEqual([])
  })

  test('numbers repairs one after the other, also those booked at once', async () => {
    const { org } = await openShop(hub)
    const call = callerIn(hub, org)
    const { id: bikeId } = (await call('bikes.add', { name: 'Red Raleigh' })) as Bike
    const booked = (await Promise.all(
      Array.from({ length: AT_ONCE }, (_, at) => call('repairs.book', { bikeId, problem: `Spoke ${at}` })),
    )) as Repair[]
    const numbers = Array.from({ length: AT_ONCE }, (_, at) => `R-${113 + at}`)
    expect(booked.map(({ number }) => number).toSorted()).toEqual(numbers)
  })

  test('keeps what is cancelled out of its lists', async () => {
    const { org } = await openShop(hub)
    const call = callerIn(hub, org)
    const listed = async () =>
      ((await call('repairs.list', { search: 'gears cube' })) as { items: Repair[] }).items
    const [repair] = await listed()
    await call('repairs.cancel', { id: repair?.id })
    expect(repair?.number).toBe('R-110')
    expect(await listed()).toEqual([])
    await expect(call('repairs.get', { id: repair?.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('is closed to another organization', async () => {
    const [{ org }, stranger] = [await openShop(hub), await hub.newOrg()]
    const { items } = (await callerIn(hub, org)('repairs.list', {})) as { items: Repair[] }
    const call = callerIn(hub, stranger)
    expect(await call('repairs.list', {})).toEqual({ items: [], nextCursor: null })
    for (const act of ['get', 'cancel'])
      await expect(call(`repairs.${act}`, { id: items[0]?.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const booking = { bikeId: items[0]?.bikeId, problem: 'Bent fork' }
    await expect(call('repairs.book', booking)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const foreign = { id: items[0]?.id, mechanicId: stranger.owner.userId }
    await expect(callerIn(hub, org)('repairs.assign', foreign)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('the assistant in a trade for which nobody wrote a rule', () => {
  test('proposes what was asked for, and approved it is done', async () => {
    const { org } = await openShop(hub)
    const { events } = await say(org.api, 'R-109 is ready')
    const asked = events.flatMap(({ data }) => (data.type === 'approval' ? [data.approvalId] : []))
    expect(asked).toHaveLength(1)
    await org.api.approvals.approve({ id: asked[0] ?? '' })
    const { items } = (await callerIn(hub, org)('repairs.list', { search: 'r-109' })) as { items: Repair[] }
    expect(items).toMatchObject([{ number: 'R-109', status: 'ready' }])
  })

  test('a row whose name holds all of another’s is meant by that name (AI-2)', async () => {
    const { org } = await openShop(hub)
    const { events } = await say(org.api, 'Give Rui’s old Peugeot to Inês Matos')
    const [approvalId] = events.flatMap(({ data }) => (data.type === 'approval' ? [data.approvalId] : []))
    await org.api.approvals.approve({ id: approvalId ?? '' })
    const { items } = (await callerIn(hub, org)('repairs.list', { search: 'peugeot' })) as { items: Repair[] }
    expect(items).toMatchObject([{ number: 'R-106', mechanicName: 'Inês Matos' }])
  })

  const aims = { first: 0.8, near: 0.92, args: 0.8, wrong: 0.01 }
  const plain = { first: 0.9, near: 0.9, args: 0.9, wrong: 0.01 }
  // Built on; a little below what was measured last.
  const floors = { first: 0.89, near: 0.95, args: 0.88, wrong: 0.01 }
  // Its misses were read once it had been run: what they had in common was mended, nothing of the trade.
  const watched = { first: 0.72, near: 0.9, args: 0.65, wrong: 0.03 }
  // Plain requests by two more, of whom one is at the counter and one at the desk.
  const desk = { first: 0.81, near: 0.94, args: 0.76, wrong: 0.01 }
  // By eight more, each read before the next was tried; "blind" is by two whose sentences nobody has read.
  const counter = { first: 0.81, near: 0.94, args: 0.76, wrong: 0.02 }
  const least: Record<string, typeof aims> = { own: plain, dev: floors, watched, desk, counter, blind: aims }
  test.each(Object.entries(least))(
    'understands the sentences of “%s”',
    async (name, floor) => {
      const { first, near, args, wrong } = await score(place(), `workshop/${name}`)
      expect(first).toBeGreaterThanOrEqual(floor.first)
      expect(near).toBeGreaterThanOrEqual(floor.near)
      expect(args).toBeGreaterThanOrEqual(floor.args)
      expect(wrong).toBeLessThanOrEqual(floor.wrong)
    },
    600_000,
  )
})
