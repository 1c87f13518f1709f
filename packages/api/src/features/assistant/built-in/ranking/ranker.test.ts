import { setImmediate } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { modules } from '../../../../modules/index.ts'
import { createCatalog } from '../../../../platform/catalog/create-catalog.ts'
import { routerOf } from '../../../../router.ts'
import { hub } from '../../../../testing/bare-hub.ts'
import { maskedWords, readSaid } from '../acts/said.ts'
import { finished } from '../slices.ts'
import { learningOf, rank, rankerNow, rankerOf } from './hub-ranker.ts'
import { learning } from './ranker.ts'
import type { RankedAct } from './ranker.ts'

const around = {
  currency: 'EUR',
  people: [{ id: 'ana', name: 'Ana Lopes' }],
  clock: {
    now: new Date('2026-11-20T09:00:00Z'),
    timeZone: 'Europe/Lisbon',
    orgTimeZone: 'Europe/Lisbon',
    isMonthFirst: false,
  },
}
const first = (text: string) => rankerNow(hub).rank(maskedWords(readSaid(text, around)))[0]?.name

const learnt = (acts: readonly RankedAct[]) => finished(learning(acts))

const shelf = [
  {
    name: 'lend',
    sentences: [
      ['lend', 'the', 'book'],
      ['give', 'out', 'a', 'book'],
    ],
    counters: [['give', 'back', 'the', 'book']],
  },
  {
    name: 'return',
    sentences: [
      ['bring', 'back', 'the', 'book'],
      ['book', 'came', 'back'],
    ],
    counters: [],
  },
]

// It learns when it is first asked.
beforeAll(() => void rankerNow(hub), 60_000)

/** What the product declares, as a hub that nobody has asked yet. */
const unasked = () => ({
  catalog: createCatalog(routerOf(modules), () => hub as never),
  phrases: hub.phrases,
})

const busyMs = () => process.threadCpuUsage().user / 1_000

/** How long each step of learning keeps the process busy, in ms, however much else the machine does meanwhile. */
function stepTimes(): number[] {
  const steps = learningOf(unasked())
  const times: number[] = []
  for (let isDone = false; !isDone;) {
    const begun = busyMs()
    isDone = steps.next().done === true
    times.push(busyMs() - begun)
  }
  return times
}

describe('learning', () => {
  test('holds up nobody for long in any step', () => {
    const [times, again] = [stepTimes(), stepTimes()]
    // A step that is slow once was compiled meanwhile; one that is slow each time is too long.
    const quickest = times.map((time, at) => Math.min(time, again[at] ?? time))
    expect(Math.max(...quickest)).toBeLessThan(50)
  }, 180_000)

  test('is done once for hubs that declare the same, and anew for another', async () => {
    const [one, same] = [unasked(), unasked()]
    expect(await rankerOf(same)).toBe(await rankerOf(one))
    const other = { ...unasked(), phrases: new Map([...hub.phrases].slice(1)) }
    expect(await rankerOf(other)).not.toBe(await rankerOf(one))
  }, 60_000)

  test('lets others have their turn between its steps', async () => {
    let turns = 0
    let isLearning = true
    const learnt = rankerOf(unasked()).finally(() => {
      isLearning = false
    })
    while (isLearning) {
      await setImmediate()
      turns += 1
    }
    expect((await learnt).rank(['credits'])).not.toEqual([])
    expect(turns).toBeGreaterThan(10)
  }, 180_000)

  test('happens once, however many ask before it is done', async () => {
    expect(rankerOf(hub)).toBe(rankerOf(hub))
    expect((await rankerOf(hub)).rank(['credits'])).toEqual(rankerNow(hub).rank(['credits']))
  }, 180_000)
})

describe('the ranker', () => {
  test.each([
    ['remind me to water the plants on Friday', 'modules.ops.tasks.create'],
    ["what's on today", 'modules.ops.tasks.list'],
    ['anything waiting for my ok?', 'approvals.list'],
    ['how many credits are left', 'credits.balance'],
    ['push the samples back by two days', 'modules.ops.tasks.update'],
    ['what does the assistant cost', 'credits.priceBook'],
    ['promote Ana to admin', 'organizations.members.changeRole'],
    ['show me the aduit log', 'audit.list'],
    ['what can you do', '#help'],
  ])('puts first what "%s" asks for', (text, path) => {
    expect(first(text)).toBe(path)
  })

  test('leaves out what is no act for those who ask for acts alone', () => {
    expect(
      rank(rankerNow(hub), 'what can you do', around).filter(({ name }) => !hub.catalog.get(name)),
    ).toEqual([])
  })

  test('learns the same from the same sentences', () => {
    const said = ['book', 'back']
    expect(learnt(shelf).rank(said)).toEqual(learnt(shelf).rank(said))
  })

  test('learns from counter-examples what an act is not', () => {
    const without = shelf.map((act) => ({ ...act, counters: [] }))
    const chance = (acts: typeof shelf) =>
      learnt(acts)
        .rank(['give', 'back', 'the', 'book'])
        .find(({ name }) => name === 'lend')?.chance ?? 0
    expect(chance(shelf)).toBeLessThan(chance(without))
  })

  test('gives chances that add up to one, also for words it has never heard', () => {
    const all = learnt(shelf).rank(['xylophone'])
    expect(all.reduce((sum, { chance }) => sum + chance, 0)).toBeCloseTo(1)
    expect(learnt(shelf).rank([])).toHaveLength(2)
  })
})
