import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { normalizeError } from '../../../platform/calls/normalize-error.ts'
import type { TestOrg } from '../../../testing/index.ts'
import type { TravelProvider } from '../inventory/provider.ts'
import { dayAhead, openTravel, planned } from '../testing.ts'
import type { TravelPlace } from '../testing.ts'
import { offersFor, wanted } from '../testing-offers.ts'
import { asOwner, failing, pricing, silent } from '../testing-sellers.ts'
import { confirmBooking, holdBooking } from './service.ts'

const AT_ONCE_MS = 50

let place: TravelPlace
beforeAll(async () => {
  place = await openTravel()
})
afterAll(() => place.stop())

/** A trip with offers, one of an own car among them. */
async function offered() {
  const org = await place.hub.newOrg()
  const { rentals } = org.api.modules.travel
  const car = await rentals.create({ name: 'Blue van', place: 'Lisbon', seats: 5, amount: '45.00' })
  const { trip, cards } = await planned(
    org,
    `Berlin to Lisbon, ${dayAhead(place, 120)} to ${dayAhead(place, 124)}, two people, with a rental car`,
  )
  const [card] = cards
  if (!card) throw new Error('There are no offers.')
  return { org, trip, card, carId: car.id }
}

type Offered = Awaited<ReturnType<typeof offered>>

interface Pressed {
  provider: TravelProvider
  /** Ends when whoever pressed goes away. */
  signal?: AbortSignal
}

async function contextOf(org: TestOrg, path: string, signal: AbortSignal | undefined) {
  const ctx = await asOwner(place, org, path)
  return { ...ctx, call: { ...ctx.call, signal } }
}

/** What one is told who holds an offer of that seller; null where it is held. */
async function toldAtHold({ org, card }: Offered, { provider, signal }: Pressed) {
  const ctx = await contextOf(org, 'bookings.hold', signal)
  return holdBooking(ctx, { cardId: card.id }, { provider }).then(() => null, normalizeError)
}

async function toldAtConfirm({ org }: Offered, id: string, { provider, signal }: Pressed) {
  const ctx = await contextOf(org, 'bookings.confirm', signal)
  return confirmBooking(ctx, { id }, { provider }).then(() => null, normalizeError)
}

/** Nothing was kept of a hold: no booking, no state, no day of the car. */
async function nothingIsHeld({ org, trip, carId }: Offered): Promise<void> {
  const { bookings, trips, rentals } = org.api.modules.travel
  expect((await bookings.list({ tripId: trip.id })).items).toEqual([])
  expect(await trips.get({ id: trip.id })).toMatchObject({ state: 'found', version: trip.version })
  const month = trip.departs?.slice(0, 7) ?? ''
  expect((await rentals.days({ id: carId, month })).days).toEqual([])
}

/** The same offer is held and booked where the seller is itself again. */
async function isHeldAfterwards({ org, card }: Offered): Promise<void> {
  const { bookings } = org.api.modules.travel
  const { id } = await bookings.hold({ cardId: card.id })
  expect(await bookings.confirm({ id })).toMatchObject({ state: 'confirmed' })
}

/** Ends soon after it began. */
const soonGone = () => AbortSignal.timeout(AT_ONCE_MS)

describe('an offer of a seller that is down (TRV-3)', () => {
  test('is not held where the seller fails, nor half of it, and can be held afterwards', async () => {
    const at = await offered()
    expect(await toldAtHold(at, { provider: failing })).not.toBeNull()
    await nothingIsHeld(at)
    await isHeldAfterwards(at)
  })

  test('is not held where the seller never answers and nobody waits any more', async () => {
    const at = await offered()
    expect(await toldAtHold(at, { provider: silent, signal: soonGone() })).not.toBeNull()
    await nothingIsHeld(at)
    await isHeldAfterwards(at)
  })

  test.each([
    ['fails', failing],
    ['never answers', silent],
  ])(
    'is not booked where the seller of a held one %s, and stays held for its twenty minutes',
    async (_how, provider) => {
      const at = await offered()
      const { bookings, trips, rentals } = at.org.api.modules.travel
      const held = await bookings.hold({ cardId: at.card.id })
      expect(await toldAtConfirm(at, held.id, { provider, signal: soonGone() })).not.toBeNull()
      expect((await bookings.list({})).items).toEqual([held])
      expect((await trips.get({ id: at.trip.id })).state).toBe('held')
      const month = at.trip.departs?.slice(0, 7) ?? ''
      const { days } = await rentals.days({ id: at.carId, month })
      expect(new Set(days.map(({ state }) => state))).toEqual(new Set(['held']))
      expect(await bookings.confirm({ id: held.id })).toMatchObject({ state: 'confirmed' })
    },
  )
})

describe('an offer of a seller that says something else than before (TRV-3)', () => {
  test.each([
    [
      'another price',
      { amount: '1234.50', currency: 'EUR' },
      'The flight now costs €1,234.50. Look for offers again.',
    ],
    [
      'another currency',
      { amount: '300.00', currency: 'USD' },
      'The flight now costs US$300. Look for offers again.',
    ],
  ])('%s is told, and nothing is held', async (_what, price, message) => {
    const at = await offered()
    expect(await toldAtHold(at, { provider: pricing(() => price) })).toMatchObject({
      code: 'CONFLICT',
      message,
    })
    await nothingIsHeld(at)
  })

  test('the same number in another currency is another price', async () => {
    const at = await offered()
    const provider = pricing(({ amount }) => ({ amount, currency: 'USD' }))
    expect(await toldAtHold(at, { provider })).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(/^The flight now costs US\$/) as unknown,
    })
    await nothingIsHeld(at)
  })

  test('an answer about another journey, at the price of that, holds nothing', async () => {
    const at = await offered()
    const other = await offersFor(wanted({ to: 'rome-it' }), { now: place.now() })
    const [offer] = other.flights
    if (!offer) throw new Error('There are no flights.')
    const provider = { ...failing, getOffer: async () => ({ kind: 'flight', offer }) as const }
    expect(await toldAtHold(at, { provider })).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(/^The flight (now costs|is no longer offered)/) as unknown,
    })
    await nothingIsHeld(at)
  })

  test('that it is no more is told, and nothing is held', async () => {
    const at = await offered()
    const provider = { ...failing, getOffer: async () => null }
    expect(await toldAtHold(at, { provider })).toMatchObject({
      code: 'CONFLICT',
      message: 'The flight is no longer offered. Look for offers again.',
    })
    await nothingIsHeld(at)
  })

  test.each([
    ['below zero', { amount: '-5.00', currency: 'EUR' }],
    ['that is no number', { amount: 'NaN', currency: 'EUR' }],
    ['in no currency', { amount: '300.00', currency: 'DOUBLOONS' }],
  ])('a price %s holds and books nothing', async (_what, price) => {
    const at = await offered()
    const provider = pricing(() => price)
    expect(await toldAtHold(at, { provider })).not.toBeNull()
    await nothingIsHeld(at)
    const held = await at.org.api.modules.travel.bookings.hold({ cardId: at.card.id })
    expect(await toldAtConfirm(at, held.id, { provider })).not.toBeNull()
    expect((await at.org.api.modules.travel.bookings.list({})).items).toEqual([held])
  })
})
