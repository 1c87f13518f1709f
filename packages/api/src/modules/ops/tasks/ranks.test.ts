import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rankBetween, topRank } from './ranks.ts'

const at = (ms: number) => topRank(new Date(ms), '0192f3a4-0000-7000-8000-00000000beef')
const anyId = fc.uuid({ version: 7 })

describe('the keys of the board order', () => {
  test('what comes later stands above', () => {
    const keys = [1, 1_700_000_000_000, 1_700_000_000_001, 4_000_000_000_000].map(at)
    expect(keys.toSorted()).toEqual(keys.toReversed())
  })

  test('what comes by itself stands above what was there before there were keys', () => {
    const keys = [at(Date.now()), 'a0', 'h00000001']
    expect(keys.toSorted()).toEqual(keys)
  })

  test('between any two keys there is another one, and not the same for two tasks', () => {
    const other = '0192f3a4-0000-7000-8000-00000000abcd'
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(), anyId), { minLength: 1, maxLength: 200 }),
        fc.boolean(),
        (places, isNarrow) => {
          const keys = [at(1_700_000_000_000), 'h00000001', 'h00000002']
          for (const [place, id] of places) {
            const index = isNarrow ? 1 : place % (keys.length + 1)
            const gap = [keys[index - 1] ?? null, keys[index] ?? null] as const
            expect(rankBetween(...gap, id)).not.toBe(rankBetween(...gap, other))
            keys.splice(index, 0, rankBetween(...gap, id))
          }
          expect(keys.toSorted()).toEqual(keys)
          expect(new Set(keys).size).toBe(keys.length)
        },
      ),
    )
  })
})
