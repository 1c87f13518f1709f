import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AppError } from '../../../shared/errors.ts'
import { addDays } from '../../../shared/time.ts'
import type { TestOrg } from '../../../testing/index.ts'
import { dayAhead, openTravel, planned } from '../testing.ts'
import type { TravelPlace } from '../testing.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const AT_ONCE = 50

let place: TravelPlace
beforeAll(async () => {
  place = await openTravel()
})
afterAll(() => place.stop())

const van = { name: 'Blue van', place: 'Lisbon', seats: 5, amount: '45.00' } as const

async function renter() {
  const org = await place.hub.newOrg()
  const { rentals } = org.api.modules.travel
  const car = await rentals.create(van)
  return { org, rentals, car }
}

const isoDay = (days: number): string =>
  new Date(place.now().getTime() + days * DAY_MS).toISOString().slice(0, 10)

/** Offers for three days in Lisbon with a car, from so many days ahead. */
const withCar = (org: TestOrg, from: number) =>
  planned(
    org,
    `Berlin to Lisbon, ${dayAhead(place, from)} to ${dayAhead(place, from + 3)}, two people, with a rental car`,
  )

const carOf = ({ cards }: Awaited<ReturnType<typeof withCar>>) =>
  cards[0]?.services.find(({ kind }) => kind === 'car')

/** The days that are taken, of the month of a day. */
async function takenIn({ rentals, car }: Awaited<ReturnType<typeof renter>>, day: string) {
  const { days } = await rentals.days({ id: car.id, month: day.slice(0, 7) })
  return days
}

describe('an own car on a trip (TRV-3)', () => {
  test('is offered before those of others, for its price a day, in its own business alone', async () => {
    const { org } = await renter()
    expect(carOf(await withCar(org, 60))).toMatchObject({
      title: 'Blue van',
      details: [expect.stringMatching(/, 3 days of 24 hours$/), '5 seats, manual'],
      amount: '135.00',
      source: 'own',
    })
    const other = await place.hub.newOrg()
    expect(carOf(await withCar(other, 60))?.source).toBe('demo')
  })

  test('is taken from the hold on, also on the day it comes back, and free again when that is given back', async () => {
    const rented = await renter()
    const { bookings } = rented.org.api.modules.travel
    const { cards } = await withCar(rented.org, 61)
    const { id } = await bookings.hold({ cardId: cards[0]?.id ?? '' })
    const first = isoDay(61)
    const expected = [0, 1, 2, 3]
      .map((days) => addDays(first, days))
      .filter((day) => day.slice(0, 7) === first.slice(0, 7))
    expect(await takenIn(rented, first)).toEqual(expected.map((day) => ({ day, state: 'held' })))
    await bookings.confirm({ id })
    expect((await takenIn(rented, first)).map(({ state }) => state)).toContain('booked')
    for (const shared of [58, 62, 64]) expect(carOf(await withCar(rented.org, shared))?.source).toBe('demo')
    for (const beside of [57, 65]) expect(carOf(await withCar(rented.org, beside))?.source).toBe('own')
    await bookings.cancel({ id })
    expect(await takenIn(rented, first)).toEqual([])
  })

  test(`is never sold twice: ${AT_ONCE} holds at once for days that overlap, and one gets it`, async () => {
    const rented = await renter()
    const { bookings } = rented.org.api.modules.travel
    const trips = await Promise.all(Array.from({ length: 5 }, (_, at) => withCar(rented.org, 90 + (at % 3))))
    const offers = trips.flatMap(({ cards }) => cards.slice(0, AT_ONCE / 5))
    const answers = await Promise.allSettled(offers.map(({ id }) => bookings.hold({ cardId: id })))
    const held = answers.filter(({ status }) => status === 'fulfilled')
    expect(held).toHaveLength(1)
    const codes = answers.flatMap((one) => (one.status === 'rejected' ? [(one.reason as AppError).code] : []))
    expect(new Set(codes)).toEqual(new Set(['CONFLICT']))
  })

  test('is not handed on within a day: of 32 holds at once that share only the day it comes back, one gets it', async () => {
    const rented = await renter()
    const { bookings } = rented.org.api.modules.travel
    const trips = await Promise.all([90, 93, 90, 93].map((from) => withCar(rented.org, from)))
    const cards = trips.flatMap((trip) => trip.cards.slice(0, 8))
    expect(cards.every(({ services }) => services.some(({ source }) => source === 'own'))).toBe(true)
    const answers = await Promise.allSettled(cards.map(({ id }) => bookings.hold({ cardId: id })))
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const [held] = (await bookings.list({})).items
    await bookings.confirm({ id: held?.id ?? '' })
    expect(carOf(await withCar(rented.org, 90))?.source).toBe('demo')
    expect(carOf(await withCar(rented.org, 93))?.source).toBe('demo')
  })

  test('many who hold one trip with it at once hear that the trip is held, and not that the car is gone', async () => {
    const rented = await renter()
    const { bookings } = rented.org.api.modules.travel
    const { trip, cards } = await withCar(rented.org, 110)
    const cardId = cards[0]?.id ?? ''
    const answers = await Promise.allSettled(Array.from({ length: AT_ONCE }, () => bookings.hold({ cardId })))
    const refusals = answers.flatMap((one) =>
      one.status === 'rejected' ? [(one.reason as AppError).message] : [],
    )
    expect(refusals).toHaveLength(AT_ONCE - 1)
    expect(new Set(refusals)).toEqual(
      new Set(['An offer for this trip is held already. Confirm or cancel it first.']),
    )
    await expect(bookings.hold({ cardId })).rejects.toMatchObject({ message: refusals[0] })
    expect((await bookings.list({ tripId: trip.id })).items).toHaveLength(1)
  })

  test('is free again when a hold runs out, without anybody doing anything', async () => {
    const rented = await renter()
    const { bookings } = rented.org.api.modules.travel
    const { cards } = await withCar(rented.org, 70)
    await bookings.hold({ cardId: cards[0]?.id ?? '' })
    const again = await withCar(rented.org, 90)
    expect(carOf(again)?.source).toBe('own')
    place.move(21 * MINUTE_MS)
    expect(await takenIn(rented, isoDay(70))).toEqual([])
    const other = await withCar(rented.org, 70)
    await bookings.hold({ cardId: other.cards[0]?.id ?? '' })
    expect((await takenIn(rented, isoDay(70))).length).toBeGreaterThan(0)
  })

  test('is not held where it was brought to another town since', async () => {
    const { org, rentals, car } = await renter()
    const { cards } = await withCar(org, 80)
    await rentals.update({ id: car.id, place: 'Porto' })
    await expect(org.api.modules.travel.bookings.hold({ cardId: cards[0]?.id ?? '' })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: 'The car is no longer offered. Look for offers again.',
    })
    expect(carOf(await withCar(org, 80))?.source).toBe('demo')
  })

  test('is not held where its price was changed since, and keeps the price that was held', async () => {
    const { org, rentals, car } = await renter()
    const { bookings } = org.api.modules.travel
    const { cards } = await withCar(org, 75)
    await rentals.update({ id: car.id, amount: '60.00' })
    await expect(bookings.hold({ cardId: cards[0]?.id ?? '' })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('€180') as unknown,
    })
    const again = await withCar(org, 75)
    const { id } = await bookings.hold({ cardId: again.cards[0]?.id ?? '' })
    await rentals.update({ id: car.id, amount: '90.00', isArchived: true })
    expect(await bookings.confirm({ id })).toMatchObject({ state: 'confirmed' })
    expect(carOf(await withCar(org, 95))?.source).toBe('demo')
  })
})

describe('its calendar', () => {
  test('keeps days by hand, all or none, and gives back only those', async () => {
    const rented = await renter()
    const { rentals, car, org } = rented
    const [from, to] = ['2027-05-03', '2027-05-05']
    expect(await rentals.keep({ id: car.id, from, to })).toEqual({ days: 3 })
    await expect(rentals.keep({ id: car.id, from: '2027-05-01', to: '2027-05-04' })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: 'The car is taken on Mon 3 May. Choose other days.',
    })
    expect((await takenIn(rented, from)).map(({ day }) => day)).toEqual([from, '2027-05-04', to])
    expect(
      carOf(await planned(org, 'Berlin to Lisbon, 4 to 8 May 2027, two people, with a rental car'))?.source,
    ).toBe('demo')
    expect(await rentals.free({ id: car.id, from: '2027-05-04', to: '2027-05-31' })).toEqual({ days: 2 })
    expect((await takenIn(rented, from)).map(({ day }) => day)).toEqual([from])
    await expect(rentals.days({ id: car.id, month: '0000-05' })).rejects.toMatchObject({
      details: { issues: [{ path: 'month' }] },
    })
    expect(await rentals.keep({ id: car.id, from: '9999-12-30', to: '9999-12-31' })).toEqual({ days: 2 })
  })

  test.each([
    [{ from: '2027-05-05', to: '2027-05-03' }, 'to'],
    [{ from: '2027-05-05', to: '2029-05-03' }, 'to'],
    [{ from: '0000-05-05', to: '2027-05-05' }, 'from'],
  ])('hears which field is wrong: %j', async (span, path) => {
    const { rentals, car } = await renter()
    await expect(rentals.keep({ id: car.id, ...span })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      details: { issues: [{ path }] },
    })
  })

  test.each([
    [{ place: 'Atlantis' }, 'place'],
    [{ place: 'London' }, 'place'],
    [{ amount: '45.005' }, 'amount'],
    [{ amount: '-1' }, 'amount'],
  ])('a car with %j hears which field is wrong', async (change, path) => {
    const { org } = await renter()
    await expect(org.api.modules.travel.rentals.create({ ...van, ...change })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      details: { issues: [{ path }] },
    })
  })
})
