import { usualWeights } from '@hub/api/schemas/modules/travel/bundles'
import { expect, test } from 'vitest'
import { levelChoices, levelsOf, weightsOf } from './fit-weights.ts'
import type { Levels } from './fit-weights.ts'

const usual: Levels = { price: 'usual', time: 'usual', hours: 'usual', stay: 'usual', wishes: 'usual' }
const values = levelChoices.map(({ value }) => value)

/** Every way to say what counts. */
const all: Levels[] = values.flatMap((price) =>
  values.flatMap((time) =>
    values.flatMap((hours) =>
      values.flatMap((stay) => values.map((wishes) => ({ price, time, hours, stay, wishes }))),
    ),
  ),
)

test('what is usual is what offers are judged by at first', () => {
  // The hub has its own copy of them, which brings all schemas of offers along.
  expect(weightsOf(usual)).toEqual(usualWeights)
  expect(levelsOf(usualWeights)).toEqual(usual)
})

test('weights add up to 100 whatever is said, but for nothing', () => {
  expect(all).toHaveLength(1_024)
  for (const levels of all) {
    const weights = weightsOf(levels)
    const isNothing = Object.values(levels).every((level) => level === 'none')
    const sum = weights && Object.values(weights).reduce((total, one) => total + one, 0)
    expect(sum, JSON.stringify(levels)).toBe(isNothing ? null : 100)
  }
})

test('what does not count stays so, and what is said of one part alone is read back', () => {
  for (const levels of all) {
    const weights = weightsOf(levels)
    if (!weights) continue
    const read = levelsOf(weights)
    for (const [part, level] of Object.entries(levels) as [keyof Levels, Levels['price']][])
      expect(read[part] === 'none', JSON.stringify({ levels, read })).toBe(level === 'none')
  }
  for (const part of Object.keys(usual))
    for (const level of values) {
      const levels = { ...usual, [part]: level }
      expect(levelsOf(weightsOf(levels) ?? { price: 0, time: 0, hours: 0, stay: 0, wishes: 0 })).toEqual(
        levels,
      )
    }
})
