import { beforeAll, describe, expect, test } from 'vitest'
import { hub } from '../../../../testing/bare-hub.ts'
import { maskedWords, readSaid } from '../acts/said.ts'
import { rank, rankerOf } from './hub-ranker.ts'
import { Ranker } from './ranker.ts'

const around = {
  people: [{ id: 'ana', name: 'Ana Lopes' }],
  clock: {
    now: new Date('2026-11-20T09:00:00Z'),
    timeZone: 'Europe/Lisbon',
    orgTimeZone: 'Europe/Lisbon',
    isMonthFirst: false,
  },
}
const first = (text: string) => rankerOf(hub).rank(maskedWords(readSaid(text, around)))[0]?.name

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
beforeAll(() => void rankerOf(hub), 60_000)

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
    expect(rank(hub, 'what can you do', around).filter(({ name }) => !hub.catalog.get(name))).toEqual([])
  })

  test('learns the same from the same sentences', () => {
    const said = ['book', 'back']
    expect(new Ranker(shelf).rank(said)).toEqual(new Ranker(shelf).rank(said))
  })

  test('learns from counter-examples what an act is not', () => {
    const without = shelf.map((act) => ({ ...act, counters: [] }))
    const chance = (acts: typeof shelf) =>
      new Ranker(acts).rank(['give', 'back', 'the', 'book']).find(({ name }) => name === 'lend')?.chance ?? 0
    expect(chance(shelf)).toBeLessThan(chance(without))
  })

  test('gives chances that add up to one, also for words it has never heard', () => {
    const all = new Ranker(shelf).rank(['xylophone'])
    expect(all.reduce((sum, { chance }) => sum + chance, 0)).toBeCloseTo(1)
    expect(new Ranker(shelf).rank([])).toHaveLength(2)
  })
})
