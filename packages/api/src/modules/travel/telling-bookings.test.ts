import { uuidv7 } from '@hub/db'
import { describe, expect, test } from 'vitest'
import type { Booking } from './bookings/schema.ts'
import type { TripDays } from './plans/schema.ts'
import { bookingsTold, daysTold, watchHistoryTold, watchesTold } from './telling.ts'
import type { TravelWatch } from './watches/schema.ts'

const at = '2020-11-20T08:00:00.000Z'
const OUT = 'Friday, 27 November 2020'
const BACK = 'Sunday, 29 November 2020'
const stored = { createdAt: at, version: 1 }
const page = <T>(items: readonly T[], nextCursor: string | null = null) => ({ items, nextCursor })
const many = <T>(count: number, of: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => of(n + 1))

test('bookings: none, one, several and more than ten', () => {
  const bookingOf = (more: Partial<Booking> = {}): Booking => ({
    id: uuidv7(),
    tripId: uuidv7(),
    title: 'Hamburg, Fri 27 Nov to Sun 29 Nov',
    state: 'confirmed',
    total: '634.50',
    currency: 'EUR',
    startsOn: '2020-11-27',
    heldUntil: at,
    services: [],
    ...stored,
    ...more,
  })
  expect(bookingsTold(page([])).text).toBe(
    'There is no travel booking like that: hold an offer of a trip, then confirm it.',
  )
  expect(bookingsTold(page([bookingOf()])).text).toBe(
    '1 travel booking:\n1. Hamburg, Fri 27 Nov to Sun 29 Nov: booked, €634.50',
  )
  const rows = [
    bookingOf({ title: 'Coffee fair', state: 'held' }),
    bookingOf({ state: 'cancelled' }),
    bookingOf({ state: 'released' }),
    bookingOf({ state: 'expired' }),
  ]
  expect(bookingsTold(page(rows)).text.split('\n')).toEqual([
    '4 travel bookings:',
    `1. Coffee fair: begins on ${OUT}, held, not bought yet, €634.50`,
    '2. Hamburg, Fri 27 Nov to Sun 29 Nov: cancelled, €634.50',
    '3. Hamburg, Fri 27 Nov to Sun 29 Nov: let go, nothing was bought, €634.50',
    '4. Hamburg, Fri 27 Nov to Sun 29 Nov: the hold ran out, nothing was bought, €634.50',
  ])
  const more = bookingsTold(page(many(11, () => bookingOf())))
  expect(more.text).toMatch(/\n10\. .*\nThere are more\.$/)
  expect(more.shown).toHaveLength(10)
})

describe('watched prices', () => {
  const watchOf = (more: Partial<TravelWatch> = {}): TravelWatch => ({
    id: uuidv7(),
    tripId: null,
    title: 'Hamburg, Fri 27 Nov to Sun 29 Nov',
    from: 'Berlin',
    travellers: 2,
    departs: '2020-11-27',
    state: 'watching',
    amount: '600.00',
    currency: 'EUR',
    price: '634.50',
    lowest: '610.00',
    isBelow: false,
    note: '',
    lookedAt: at,
    ...stored,
    ...more,
  })
  const NAME = 'Hamburg, Fri 27 Nov to Sun 29 Nov'

  test('none, one, several and more than ten', () => {
    expect(watchesTold(page([])).text).toBe(
      'No trip is watched for its price like that: name a trip and an amount to be told below.',
    )
    expect(watchesTold(page([watchOf()])).text).toBe(
      `1 watched trip:\n1. ${NAME}: now €634.50, told below €600`,
    )
    const rows = [
      watchOf({ isBelow: true, price: '590.00' }),
      watchOf({ state: 'paused' }),
      watchOf({ price: null, note: 'Nothing is offered for these days at the moment.' }),
      watchOf({ state: 'over', price: null }),
    ]
    expect(watchesTold(page(rows)).text.split('\n')).toEqual([
      '4 watched trips; 1 costs less than you named:',
      `1. ${NAME}: now €590, less than €600`,
      `2. ${NAME}: paused, last €634.50, told below €600`,
      `3. ${NAME}: no price (Nothing is offered for these days at the moment), told below €600`,
      `4. ${NAME}: over, no price yet, told below €600`,
    ])
    expect(watchesTold(page(many(11, () => watchOf()))).text).toMatch(/\n10\. .*\nThere are more\.$/)
  })

  test('how one moved', () => {
    const point = (amount: string | null, day = 20) => ({ at: `2020-11-${day}T08:00:00.000Z`, amount })
    const told = (...points: ReturnType<typeof point>[]) => watchHistoryTold({ currency: 'EUR', points }).text
    expect(told()).toBe('There is no price of it yet: the next look brings the first.')
    expect(told(point('634.50'))).toBe('It costs €634.50 now:\n1. Friday, 20 November 2020: €634.50')
    expect(told(point('634.50'), point('590.00', 21), point(null, 22))).toBe(
      [
        'Nothing is offered now, €590 at the lowest:',
        '1. Sunday, 22 November 2020: nothing offered',
        '2. Saturday, 21 November 2020: €590',
        '3. Friday, 20 November 2020: €634.50',
      ].join('\n'),
    )
    expect(told(...many(11, (n) => point(`${n}.00`)))).toMatch(/\n10\. .*: €2\nThere are more\.$/)
  })
})

test('the days of a booking', () => {
  const free: TripDays['days'][number]['items'] = []
  expect(daysTold({ days: [], warnings: [] }).text).toBe('There is no plan by day for it.')
  expect(daysTold({ days: [{ day: '2020-11-27', items: free }], warnings: [] }).text).toBe(
    `1 day, ${OUT}:\n1. ${OUT}: nothing planned`,
  )
  const days: TripDays['days'] = [
    {
      day: '2020-11-27',
      items: [
        { kind: 'flight', title: 'Flight to Hamburg', at: '09:10', until: '10:20' },
        { kind: 'stay', title: 'Hotel Speicherhof', at: '15:00', until: null },
        { kind: 'free', title: 'Free', at: null, until: null },
      ],
    },
    { day: '2020-11-29', items: free },
  ]
  expect(daysTold({ days, warnings: ['The flight back leaves early.'] }).text).toBe(
    [
      `2 days, ${OUT} to ${BACK}:`,
      `1. ${OUT}: Flight to Hamburg from 09:10 to 10:20; Hotel Speicherhof at 15:00; Free`,
      `2. ${BACK}: nothing planned`,
      'Mind: The flight back leaves early.',
    ].join('\n'),
  )
  const long = many(11, () => ({ day: '2020-11-27', items: free }))
  expect(daysTold({ days: long, warnings: [] }).text).toMatch(/\n10\. .*\nThere are more\.$/)
})
