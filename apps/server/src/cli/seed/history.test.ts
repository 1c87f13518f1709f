import { expect, test } from 'vitest'
import { creditHistory } from './history.ts'

const NOW = new Date('2026-11-20T09:00:00Z')
const spenders = { orgId: 'o', people: ['p'], givenMicro: 0, dailyMicro: 2_000_000 }
const calls = [
  { procedure: 'system.find', door: 'mcp', micro: 10_000 },
  { procedure: 'modules.shelf.put', door: 'workflow', micro: 50_000 },
] as const

test('the sample history spends on its calls in turn, more each week', () => {
  const { moves } = creditHistory({ ...spenders, calls }, NOW)
  const charges = moves.flatMap((move) => ('procedure' in move ? [move] : []))
  expect(charges.length).toBeGreaterThan(100)
  expect(charges.slice(0, 2)).toMatchObject(calls)
  const before = (days: number) =>
    charges.filter(({ at }) => NOW.getTime() - at.getTime() > days * 86_400_000)
  expect(before(21).length).toBeLessThan(charges.length / 2)
})

test('a business without calls has only what it was given', () => {
  const { moves } = creditHistory({ ...spenders, calls: [] }, NOW)
  expect(moves).toHaveLength(2)
})
