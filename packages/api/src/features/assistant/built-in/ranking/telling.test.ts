import { expect, test } from 'vitest'
import { ownClauses } from './own-sentences.ts'
import { learnTelling, Telling } from './telling.ts'

const words = (text: string) => text.split(' ')
const mixingOf = (said: readonly string[]) => said.join(' ').length

const { asks, tells } = ownClauses()
const isKept = (_: unknown, at: number) => at % 4 === 0
const taught = {
  asks: asks.filter((one, at) => !isKept(one, at)),
  tells: tells.filter((one, at) => !isKept(one, at)),
  mixingOf,
}
const telling = new Telling(learnTelling(taught))

test('clauses that were kept from learning are mostly known for what they are', () => {
  const share = (all: readonly (readonly string[])[]) => {
    const kept = all.filter(isKept)
    return kept.filter((one) => telling.chance(one) >= 0.6).length / kept.length
  }
  expect(share(tells)).toBeGreaterThan(0.85)
  expect(share(asks)).toBeLessThan(0.4)
})

test('it is the form that tells, whatever the words mean', () => {
  expect(telling.chance(words('our glazier never rang us back'))).toBeGreaterThan(0.9)
  expect(telling.chance(words('tag it glazing'))).toBeLessThan(0.3)
})

test('the same clauses teach the same', () => {
  expect(learnTelling(taught)).toEqual(learnTelling(taught))
})
