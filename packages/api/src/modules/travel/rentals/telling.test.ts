import { uuidv7 } from '@hub/db'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stopAnswers } from '../../../features/assistant/run.ts'
import { read, say } from '../../../features/assistant/testing.ts'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import type { Rental, RentalDays } from './schema.ts'
import { rentalDaysTold, rentalsTold } from './telling.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(async () => {
  await stopAnswers(hub.hub)
  await hub.stop()
})

const carOf = (more: Partial<Rental> = {}): Rental => ({
  id: uuidv7(),
  name: 'Blue van',
  placeId: 'lisbon-pt',
  place: 'Lisbon',
  seats: 5,
  isAutomatic: false,
  amount: '45.00',
  currency: 'EUR',
  isArchived: false,
  createdAt: '2020-11-20T08:00:00.000Z',
  version: 1,
  ...more,
})
const page = (items: readonly Rental[], nextCursor: string | null = null) => ({ items, nextCursor })

test('cars: none, one, several and more than ten', () => {
  expect(rentalsTold(page([])).text).toBe(
    'There is no rental car like that: add one with its town and what a day costs.',
  )
  const rows = [carOf(), carOf({ name: 'Kart', seats: 1, isAutomatic: true, isArchived: true })]
  expect(rentalsTold(page(rows.slice(0, 1))).text).toBe(
    '1 rental car:\n1. Blue van: in Lisbon, €45 a day, 5 seats, manual',
  )
  expect(rentalsTold(page(rows))).toEqual({
    text: [
      '2 rental cars:',
      '1. Blue van: in Lisbon, €45 a day, 5 seats, manual',
      '2. Kart: in Lisbon, €45 a day, 1 seat, automatic, no longer offered',
    ].join('\n'),
    shown: rows.map(({ id, name }) => ({ id, name })),
  })
  const more = rentalsTold(page(Array.from({ length: 11 }, () => carOf())))
  expect(more.text).toMatch(/\n10\. .*\nThere are more\.$/)
  expect(more.shown).toHaveLength(10)
})

test('days that follow one another are told as one', () => {
  const told = (days: RentalDays['days']) => rentalDaysTold({ days }).text
  expect(told([])).toBe('The car is free on every day of that month.')
  expect(told([{ day: '2020-11-27', state: 'kept' }])).toBe(
    'The car is taken on 1 day of that month, and free on all others:\n1. Friday, 27 November 2020: kept free of bookings',
  )
  expect(
    told([
      { day: '2020-11-20', state: 'booked' },
      { day: '2020-11-21', state: 'booked' },
      { day: '2020-11-22', state: 'held' },
      { day: '2020-11-27', state: 'booked' },
    ]),
  ).toBe(
    [
      'The car is taken on 4 days of that month, and free on all others:',
      '1. Friday, 20 November 2020 to Saturday, 21 November 2020: booked',
      '2. Sunday, 22 November 2020: held, not booked yet',
      '3. Friday, 27 November 2020: booked',
    ].join('\n'),
  )
  const apart = Array.from({ length: 11 }, (_, n) => ({
    day: `2020-11-${String(2 * n + 1).padStart(2, '0')}`,
    state: 'kept' as const,
  }))
  expect(told(apart)).toMatch(/\n10\. .*\nThere are more\.$/)
})

test('said to the assistant', async () => {
  const org = await hub.newOrg()
  await org.api.modules.travel.rentals.create({
    name: 'Blue van',
    place: 'Lisbon',
    seats: 5,
    amount: '45.00',
  })
  expect(read((await say(org.api, 'show our rental cars')).events)).toContain(
    '1 rental car:\n1. Blue van: in Lisbon, €45 a day, 5 seats, manual',
  )
})
