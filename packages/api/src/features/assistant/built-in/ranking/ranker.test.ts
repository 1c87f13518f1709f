import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { modules } from '../../../../modules/index.ts'
import { createCatalog } from '../../../../platform/catalog/create-catalog.ts'
import { routerOf } from '../../../../router.ts'
import { hub } from '../../../../testing/bare-hub.ts'
import { processorTime } from '../../../../testing/processor-time.ts'
import { actTable } from '../acts/act-table.ts'
import { maskedWords } from '../acts/masked-words.ts'
import { readSaid } from '../acts/said.ts'
import { rank, rankerOf } from './hub-ranker.ts'
import { learnFrom, learnLessons } from './learning.ts'
import { lessonsOf } from './lessons.ts'
import type { RankedAct } from './sentences.ts'
import { Ranker } from './ranker.ts'

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
const ranker = await rankerOf(hub)
const first = (text: string) => ranker.rank(maskedWords(readSaid(text, around)))[0]?.name

const learnt = (acts: readonly RankedAct[]) => new Ranker(learnFrom(acts, { asks: [], tells: [] }))

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

/** What the product declares, as a hub that nobody has asked yet. */
const unasked = () => ({
  catalog: createCatalog(routerOf(modules), () => hub as never),
  phrases: hub.phrases,
  guides: new Map(),
})

/** As many as `count` ways of asking, so that it is learnt soon. */
const few = (count: number) => ({ ...unasked(), phrases: new Map([...hub.phrases].slice(0, count)) })

describe('learning', () => {
  // In a process of its own: here collecting the garbage of all the tests before would count as well.
  test('is prepared in steps that hold up nobody for long', async () => {
    const program = fileURLToPath(new URL('../testing/step-times.ts', import.meta.url))
    const { stdout } = await promisify(execFile)(process.execPath, [program])
    expect(Number(stdout)).toBeGreaterThan(0)
    expect(Number(stdout)).toBeLessThan(50)
  })

  test('is done in a thread of its own and leaves this one to those who call', async () => {
    const begun = processorTime()
    await rankerOf(few(80))
    const aside = processorTime() - begun
    // Not as a hub would have it: that may be there from an earlier run.
    learnLessons(lessonsOf({ acts: actTable(few(81)).acts, guides: new Map() }))
    expect(aside).toBeLessThan((processorTime() - begun - aside) / 3)
  })

  test('is done once for hubs that declare the same, and anew for another', async () => {
    const [one, same] = [few(5), few(5)]
    expect(await rankerOf(same)).toBe(await rankerOf(one))
    expect(await rankerOf(few(3))).not.toBe(await rankerOf(one))
  })

  test('is tried again where it failed', async () => {
    let isAway = true
    class Phrases extends Map<string, never> {
      override get(path: string) {
        if (isAway) throw new Error('away')
        return super.get(path)
      }
    }
    const failing = { ...unasked(), phrases: new Phrases([...few(4).phrases] as never) }
    await expect(rankerOf(failing)).rejects.toThrow('away')
    isAway = false
    expect((await rankerOf(failing)).rank(['credits'])).not.toEqual([])
  })

  test('happens once, however many ask before it is done', async () => {
    expect(rankerOf(hub)).toBe(rankerOf(hub))
  })
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
    ['what is 23 times 41', '#outside'],
    ['is Ana on shift tomorrow', '#outside'],
  ])('puts first what "%s" asks for', (text, path) => {
    expect(first(text)).toBe(path)
  })

  test('leaves out what is no act for those who ask for acts alone', () => {
    expect(rank(ranker, 'what can you do', around).filter(({ name }) => !hub.catalog.get(name))).toEqual([])
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
