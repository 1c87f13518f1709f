import { expect, test } from 'vitest'
import type { Check, PartResult } from '../checks/check.ts'
import { compareParts } from './compare.ts'

const check = (key: string, state: Check['state'], result: string = state): Check => ({
  key: `libraries.${key}`,
  part: 'libraries',
  state,
  severity: 'medium',
  result,
  points: state === 'failed' ? -20 : 0,
  title: key,
  about: '',
  evidence: [],
})
const parts = (score: number | null, ...checks: Check[]): PartResult[] => [
  { part: 'libraries', score, grade: score === null ? null : 'B', checks },
]
const keys = (some: { key: string }[]) => some.map(({ key }) => key)

test('what is new, mended, otherwise and could not be looked at', () => {
  const before = parts(60, check('a', 'failed'), check('b', 'failed', 'old'), check('c', 'failed'))
  const after = parts(
    60,
    check('a', 'passed'),
    check('b', 'failed', 'older'),
    check('c', 'unknown'),
    check('d', 'failed'),
  )
  const { opened, closed, moved, unknown } = compareParts(before, after)
  expect([keys(opened), keys(closed), keys(unknown)]).toEqual([
    ['libraries.d'],
    ['libraries.a'],
    ['libraries.c'],
  ])
  expect(moved).toMatchObject([{ key: 'libraries.b', from: 'old', to: 'older' }])
})

test('a library that is no longer found is gone only where every script was read', () => {
  const before = parts(80, check('jquery', 'failed'))
  expect(keys(compareParts(before, parts(100, check('none', 'passed'))).closed)).toEqual(['libraries.jquery'])
  const unread = compareParts(before, parts(100, check('none', 'passed'), check('unread', 'unknown')))
  expect([keys(unread.closed), keys(unread.unknown)]).toEqual([[], ['libraries.jquery']])
  expect(keys(compareParts(before, parts(null)).closed)).toEqual([])
})
