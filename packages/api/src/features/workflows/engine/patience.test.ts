import { randomUUID } from 'node:crypto'
import { afterEach, expect, test, vi } from 'vitest'
import { ExpressionError } from '../definition/expressions.ts'
import { Patience } from './patience.ts'

/** Milliseconds of the processor. */
let clock = 0
const takes = (ms: number) => () => {
  clock += ms
  return ms
}

function begin(orgId: string = randomUUID()): Patience {
  vi.spyOn(process, 'threadCpuUsage').mockImplementation((before) => ({
    user: clock * 1_000 - (before?.user ?? 0),
    system: 0,
  }))
  return new Patience(orgId)
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

test('all of an organization have ten seconds in a minute together, and others have their own', () => {
  const orgId = randomUUID()
  times(21, () => expect(begin(orgId).with(takes(480))).toBe(480))
  expect(() => begin(orgId).with(takes(1))).toThrow(ExpressionError)
  expect(begin().with(takes(1))).toBe(1)
  const now = performance.now()
  vi.spyOn(performance, 'now').mockReturnValue(now + 60_000)
  expect(begin(orgId).with(takes(1))).toBe(1)
})

test('quick ones are free', () => {
  const patience = begin()
  times(1_000, () => patience.with(takes(49)))
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
