import type { Door } from '@hub/api/server'
import { appRouter, createCatalog, worstCaseMicro } from '@hub/api/server'
import { expect, test } from 'vitest'
import { creditHistory } from './history.ts'

test('the sample history charges what the price book says', () => {
  const catalog = createCatalog(appRouter, () => {
    throw new Error('only reads the book')
  })
  const spenders = { orgId: 'o', people: ['p'], givenMicro: 0, dailyMicro: 2_000_000 }
  const { moves } = creditHistory(spenders, new Date('2026-11-20T09:00:00Z'))
  const charges = moves.flatMap((move) => ('procedure' in move ? [move] : []))
  expect(charges.length).toBeGreaterThan(100)
  for (const { procedure, door, micro } of charges) {
    const meta = catalog.get(procedure)?.meta
    expect(meta && worstCaseMicro(meta, { door: door as Door, driver: undefined }, {})).toBe(micro)
  }
})
