import { afterEach, expect, test, vi } from 'vitest'
import { ExpressionError } from '../definition/expressions.ts'
import { Patience } from './patience.ts'

let clock = 0
const takes = (ms: number) => () => {
  clock += ms
  return ms
}

function begin(): Patience {
  vi.spyOn(performance, 'now').mockImplementation(() => clock)
  return new Patience()
}
afterEach(() => vi.restoreAllMocks())

const times = (count: number, work: () => unknown) => {
  for (let time = 0; time < count; time += 1) work()
}

test('expressions that are slow one by one are refused once they took five seconds together (WF-1)', () => {
  const patience = begin()
  times(11, () => expect(patience.with(takes(480))).toBe(480))
  expect(() => patience.with(takes(1))).toThrow(ExpressionError)
})

test('quick ones are free, and a process that was asleep pays for one', () => {
  const patience = begin()
  times(1_000, () => patience.with(takes(49)))
  times(9, () => patience.with(takes(60_000)))
  expect(patience.with(takes(1))).toBe(1)
})

test('what throws counts as well, and is thrown', () => {
  const patience = begin()
  const fails = () => {
    takes(500)()
    throw new Error('no')
  }
  times(11, () => expect(() => patience.with(fails)).toThrow('no'))
  expect(() => patience.with(fails)).toThrow(ExpressionError)
})
