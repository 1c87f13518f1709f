import { uuidv7 } from '@hub/db'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stopAnswers } from '../../features/assistant/run.ts'
import { read, say } from '../../features/assistant/testing.ts'
import { usualWeights } from './bundles/schema.ts'
import type { TripCard } from './cards/schema.ts'
import type { NextTrip } from './next/schema.ts'
import type { Trip, WholeTrip } from './trips/schema.ts'
import { nextTripTold, offersTold, tripTold, tripsTold } from './telling.ts'
import { dayAhead, openTravel, planned } from './testing.ts'
import type { TravelPlace } from './testing.ts'

const at = '2020-11-20T08:00:00.000Z'
const OUT = 'Friday, 27 November 2020'
const BACK = 'Sunday, 29 November 2020'
const stored = { createdAt: at, version: 1 }
const page = <T>(items: readonly T[], nextCursor: string | null = null) => ({ items, nextCursor })
const many = <T>(count: number, of: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => of(n + 1))

const tripOf = (more: Partial<Trip> = {}): Trip => ({
  id: uuidv7(),
  title: 'Hamburg, Fri 27 Nov to Sun 29 Nov',
  state: 'found',
  departs: '2020-11-27',
  returns: '2020-11-29',
  cards: 8,
  updatedAt: at,
  ...stored,
  ...more,
})

describe('the next trip', () => {
  type Next = NonNullable<NextTrip['trip']>
  const nextOf = (more: Partial<Next> = {}): Next => ({
    ...tripOf(),
    to: 'Hamburg',
    travellers: 2,
    asks: null,
    ...more,
  })
  const price = {
    total: '634.50',
    currency: 'EUR',
    left: '65.50',
    services: [
      { kind: 'flight', amount: '300.00' },
      { kind: 'stay', amount: '334.50' },
    ],
  } as const
  const bare = { price: null, watch: null }

  test('none', () => {
    expect(nextTripTold({ trip: null, ...bare })).toEqual({
      text: 'No trip is ahead: say where to and when, and offers are looked for.',
    })
  })

  test('with its offer and its watch', () => {
    const trip = nextOf()
    expect(nextTripTold({ trip, price, watch: { amount: '600.00', currency: 'EUR' } })).toEqual({
      text: [
        `Your next trip to Hamburg begins on ${OUT} and ends on ${BACK}, for 2 people.`,
        'The best offer costs €634.50: flight €300, stay €334.50; €65.50 of the budget left.',
        'Its price is watched: you are told below €600.',
      ].join('\n'),
      shown: [{ id: trip.id, name: trip.title }],
    })
  })

  test.each<[string, Partial<Next>, string]>([
    ['held', { state: 'held' }, 'It is held, not bought yet, at €634.50: flight €300, stay €334.50.'],
    ['booked', { state: 'booked' }, 'It is booked at €634.50: flight €300, stay €334.50.'],
  ])('%s', (_what, more, words) => {
    const told = nextTripTold({ trip: nextOf(more), price: { ...price, left: null }, watch: null })
    expect(told.text.split('\n')[1]).toBe(words)
  })

  test.each<[string, Partial<Next>, string]>([
    [
      'that lacks something',
      { state: 'open', title: 'A trip', to: null, departs: null, returns: null, asks: 'Where to?' },
      'Your next trip has no day yet, for 2 people.\nTo look for offers, this has to be said first: Where to?',
    ],
    [
      'one way, with a name of its own',
      { state: 'looking', title: 'Coffee fair', returns: null, travellers: 1 },
      `Your next trip Coffee fair to Hamburg begins on ${OUT}, for one person.\nOffers are being looked for.`,
    ],
    [
      'without offers',
      { cards: 0 },
      `Your next trip to Hamburg begins on ${OUT} and ends on ${BACK}, for 2 people.\nNo offer was found: change its days or its budget.`,
    ],
  ])('one %s', (_what, more, text) => {
    expect(nextTripTold({ trip: nextOf(more), ...bare }).text).toBe(text)
  })
})

describe('trips', () => {
  test('none, one, several and more than ten', () => {
    expect(tripsTold(page([])).text).toBe('There is no trip like that: plan one by saying where to and when.')
    expect(tripsTold(page([tripOf()])).text).toBe(`1 trip:\n1. Hamburg: ${OUT} to ${BACK}, 8 offers found`)
    const rows = [
      tripOf({ title: 'Coffee fair', returns: null, state: 'booked' }),
      tripOf({ title: 'A trip', departs: null, returns: null, state: 'open' }),
      tripOf({ cards: 0 }),
    ]
    expect(tripsTold(page(rows))).toEqual({
      text: [
        '3 trips:',
        `1. Coffee fair: ${OUT}, booked`,
        '2. A trip: something is missing',
        `3. Hamburg: ${OUT} to ${BACK}, no offers found`,
      ].join('\n'),
      shown: rows.map(({ id, title }) => ({ id, name: title })),
    })
    const { text, shown } = tripsTold(page(many(11, tripOf.bind(null, {})), 'on'))
    expect([text.split('\n')[0], text.split('\n').at(-1)]).toEqual(['11 trips or more:', 'There are more.'])
    expect(shown).toHaveLength(10)
  })

  test('one, with what is known and what is not', () => {
    const whole: WholeTrip = {
      ...tripOf({ state: 'open' }),
      chips: [
        { slot: 'to', value: 'hamburg-de', words: 'Hamburg', source: 'said', quote: null },
        { slot: 'depart', value: '2020-11-27', words: 'Fri 27 Nov', source: 'said', quote: null },
        { slot: 'party', value: '1', words: '1', source: 'assumed', quote: null },
      ],
      questions: [{ slot: 'from', text: 'Where do you start?', choices: [] }],
      faults: ['That day has passed.'],
      unmet: ['“aisle seat”: seats are not chosen here.'],
      jobId: null,
    }
    expect(tripTold(whole)).toEqual({
      text: [
        `Hamburg: ${OUT} to ${BACK}, something is missing.`,
        '- To: Hamburg',
        '- Travellers: 1 (assumed)',
        'Still to be said: Where do you start?',
        'That day has passed.',
        'Not part of the offers, “aisle seat”: seats are not chosen here.',
      ].join('\n'),
      shown: [{ id: whole.id, name: whole.title }],
    })
  })
})

test('offers: none, one, several and more than ten', () => {
  const cardOf = (more: Partial<TripCard> = {}): TripCard => ({
    id: uuidv7(),
    title: 'Direct flight, Hotel Speicherhof',
    total: '634.50',
    each: '317.25',
    currency: 'EUR',
    left: null,
    fit: 80,
    labels: [],
    parts: [],
    reasons: [],
    services: [],
    minutes: 200,
    expiresAt: at,
    ...more,
  })
  const told = (items: readonly TripCard[]) => offersTold({ items, weights: usualWeights })
  expect(told([]).text).toBe(
    'There are no offers for this trip yet: look for them again, or change what is known of it.',
  )
  expect(told([cardOf({ left: '0.00' })]).text).toBe(
    '1 offer for this trip, at €634.50:\n1. Direct flight, Hotel Speicherhof: €634.50, exactly the budget',
  )
  const rows = [
    cardOf({ labels: ['Best fit'], left: '-34.50' }),
    cardOf({ title: 'Flight with one change', total: '412.00', labels: ['Cheapest'], left: '188.00' }),
  ]
  expect(told(rows)).toEqual({
    text: [
      '2 offers for this trip, from €412:',
      '1. Direct flight, Hotel Speicherhof: €634.50, best fit, €34.50 over the budget',
      '2. Flight with one change: €412, cheapest, €188 of the budget left',
    ].join('\n'),
    shown: rows.map(({ id, title }) => ({ id, name: title })),
  })
  expect(told(many(11, () => cardOf())).text).toMatch(/\n10\. .*\nThere are more\.$/)
})

describe('said to the assistant', () => {
  let place: TravelPlace
  beforeAll(async () => {
    place = await openTravel()
  })
  afterAll(async () => {
    await stopAnswers(place.hub.hub)
    await place.stop()
  })

  test('what the next trip is, what is watched, and what is booked', async () => {
    const org = await place.hub.newOrg()
    const { watches, bookings } = org.api.modules.travel
    const asked = async (text: string) => read((await say(org.api, text)).events)
    expect(await asked('what is our next trip?')).toContain(
      'No trip is ahead: say where to and when, and offers are looked for.',
    )
    const days = `${dayAhead(place, 90)} to ${dayAhead(place, 94)}`
    const { trip, cards } = await planned(org, `Berlin to Lisbon, ${days}, two people`)
    await watches.create({ tripId: trip.id, amount: '9000.00' })
    const next = await asked('what is our next trip?')
    expect(next).toMatch(/Your next trip to Lisbon begins on \w+,? \d+ .* and ends on .*, for 2 people\.\n/)
    expect(next).toMatch(/\nThe best offer costs €[\d,.]+: flight €[\d,.]+, stay €[\d,.]+\.\n/)
    expect(next).toContain('\nIts price is watched: you are told below €9,000.')
    expect(await asked('show our watched trips')).toContain(
      '1 watched trip; 1 costs less than you named:\n1. Lisbon, ',
    )
    await bookings.hold({ cardId: cards[0]?.id ?? '' })
    expect(await asked('show our travel bookings')).toMatch(
      /1 travel booking:\n1\. Lisbon, .*: held, not bought yet, €[\d,.]+$/,
    )
  })
})
