import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AppError } from '../../../shared/errors.ts'
import type { TestOrg } from '../../../testing/index.ts'
import { dayAhead, looked, openTravel, planned } from '../testing.ts'
import type { TravelPlace } from '../testing.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const MOST_AT_ONCE = 20

let place: TravelPlace
let org: TestOrg
beforeAll(async () => {
  place = await openTravel()
  org = await place.hub.newOrg()
})
afterAll(() => place.stop())

const offers = () =>
  planned(
    org,
    `Berlin to Lisbon, ${dayAhead(place, 120)} to ${dayAhead(place, 124)}, two people, with a rental car`,
  )

async function firstHeld() {
  const { trip, cards } = await offers()
  const [card] = cards
  if (!card) throw new Error('There are no offers.')
  return { trip, card, booking: await org.api.modules.travel.bookings.hold({ cardId: card.id }) }
}

describe('an offer is held, booked and given back (TRV-3)', () => {
  test('at the price it was shown at', async () => {
    const { bookings, trips } = org.api.modules.travel
    const { trip, card, booking } = await firstHeld()
    expect(booking).toMatchObject({ state: 'held', total: card.total, currency: card.currency })
    expect(booking.services.map(({ kind }) => kind)).toEqual(['flight', 'stay', 'car'])
    expect((await trips.get({ id: trip.id })).state).toBe('held')
    expect(await bookings.confirm({ id: booking.id })).toMatchObject({ state: 'confirmed' })
    expect((await trips.get({ id: trip.id })).state).toBe('booked')
    await expect(bookings.confirm({ id: booking.id })).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await bookings.cancel({ id: booking.id })).toMatchObject({ state: 'cancelled' })
    await expect(bookings.cancel({ id: booking.id })).rejects.toMatchObject({ code: 'CONFLICT' })
    expect((await trips.get({ id: trip.id })).state).toBe('found')
  })

  test('begins the next day, which is told once, and only of what is booked', async () => {
    const own = await place.hub.newOrg()
    const { bookings, trips } = own.api.modules.travel
    const booked = async (days: number, isConfirmed = true) => {
      const { cards } = await planned(
        own,
        `Berlin to Lisbon, ${dayAhead(place, days)} to ${dayAhead(place, days + 4)}, two people`,
      )
      const { id, tripId, startsOn } = await bookings.hold({ cardId: cards[0]?.id ?? '' })
      if (isConfirmed) await bookings.confirm({ id })
      return { bookingId: id, tripId, startsOn, title: (await trips.get({ id: tripId })).title }
    }
    const tomorrow = await booked(1)
    await booked(1, false)
    await booked(3)
    const tell = async () =>
      place.hub.hub.catalog.call(
        'modules.travel.bookings.tellBeginning',
        {},
        place.hub.call({
          door: 'system',
          credential: { kind: 'machine', name: 'travel.watcher', orgId: own.orgId },
          org: own.orgId,
        }),
      )
    expect(await tell()).toEqual({ told: 1, isMore: false })
    expect(await tell()).toEqual({ told: 0, isMore: false })
    const { items } = await own.api.events.list({ topic: 'travel.trip.begins' })
    expect(items.map(({ payload }) => payload)).toEqual([tomorrow])
  })

  test(`${MOST_AT_ONCE} who hold the offers of one trip at once: one gets it`, async () => {
    const { bookings } = org.api.modules.travel
    const { trip, cards } = await offers()
    const answers = await Promise.allSettled(
      Array.from({ length: MOST_AT_ONCE }, (_, at) =>
        bookings.hold({ cardId: cards[at % cards.length]?.id ?? '' }),
      ),
    )
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const codes = answers.flatMap((answer) =>
      answer.status === 'rejected' ? [(answer.reason as AppError).code] : [],
    )
    expect(new Set(codes)).toEqual(new Set(['CONFLICT']))
    const { items } = await bookings.list({ tripId: trip.id })
    expect(items).toHaveLength(1)
  })

  test('what is held or booked is read day by day, as it was offered; what is over is not', async () => {
    const { bookings, days } = org.api.modules.travel
    const { card, booking } = await firstHeld()
    const offered = await days.get({ cardId: card.id })
    expect(offered.days.map(({ items }) => items.length)).not.toContain(0)
    expect(await days.ofBooking({ bookingId: booking.id })).toEqual(offered)
    await bookings.confirm({ id: booking.id })
    expect(await days.ofBooking({ bookingId: booking.id })).toEqual(offered)
    const other = await place.hub.newOrg()
    await expect(other.api.modules.travel.days.ofBooking({ bookingId: booking.id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await bookings.cancel({ id: booking.id })
    await expect(days.ofBooking({ bookingId: booking.id })).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  test('the same key holds once and answers the same', async () => {
    const { bookings } = org.api.modules.travel
    const { cards } = await offers()
    const wish = { cardId: cards[0]?.id ?? '', idempotencyKey: 'hold-the-first-one' }
    const first = await bookings.hold(wish)
    expect(await bookings.hold(wish)).toEqual(first)
  })

  test('a held trip cannot be changed nor removed until it is let go', async () => {
    const { bookings, trips } = org.api.modules.travel
    const { trip, booking } = await firstHeld()
    await expect(trips.setParty({ id: trip.id, adults: 1 })).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(trips.plan({ id: trip.id })).rejects.toMatchObject({ code: 'CONFLICT' })
    await bookings.cancel({ id: booking.id })
    await trips.setParty({ id: trip.id, adults: 1 })
    expect((await looked(org, trip.id)).trip.state).toBe('found')
  })

  test('a trip is removed with what was let go or ran out, and kept by what is held or was bought', async () => {
    const { bookings, trips } = org.api.modules.travel
    const { trip, booking } = await firstHeld()
    await expect(trips.remove({ id: trip.id })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: 'An offer of this trip is held. Let it go first.',
    })
    await bookings.cancel({ id: booking.id })
    await trips.remove({ id: trip.id })
    await expect(trips.get({ id: trip.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const ranOut = await firstHeld()
    place.move(21 * MINUTE_MS)
    await trips.remove({ id: ranOut.trip.id })
    const bought = await firstHeld()
    await bookings.confirm({ id: bought.booking.id })
    await bookings.cancel({ id: bought.booking.id })
    await expect(trips.remove({ id: bought.trip.id })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: 'This trip was booked once, which stays on record.',
    })
  })

  test('a hold that was let go was no booking: it says so, also to others, and can be held again', async () => {
    const { bookings } = org.api.modules.travel
    const { trip, card, booking } = await firstHeld()
    expect(await bookings.cancel({ id: booking.id })).toMatchObject({ state: 'released' })
    for (const act of [bookings.cancel, bookings.confirm])
      await expect(act({ id: booking.id })).rejects.toMatchObject({
        code: 'CONFLICT',
        message: 'This offer was let go already. Choose again.',
      })
    expect((await bookings.list({ tripId: trip.id, state: 'released' })).items).toHaveLength(1)
    expect((await bookings.list({ tripId: trip.id, state: 'cancelled' })).items).toEqual([])
    const [entry] = (await org.api.audit.list({ limit: 1 })).items
    expect(entry?.action).toBe('travel.booking.released')
    const again = await bookings.hold({ cardId: card.id })
    await bookings.confirm({ id: again.id })
    expect(await bookings.cancel({ id: again.id })).toMatchObject({ state: 'cancelled' })
  })

  test('an offer of a trip that was changed since is not sold', async () => {
    const { bookings, trips } = org.api.modules.travel
    const { trip, cards } = await offers()
    await trips.setParty({ id: trip.id, adults: 1 })
    await expect(bookings.hold({ cardId: cards[0]?.id ?? '' })).rejects.toMatchObject({
      code: expect.stringMatching(/CONFLICT|NOT_FOUND/),
    })
  })
})

describe('the price of a trip that is booked', () => {
  test('is watched again when the booking is cancelled, but for what was paused by hand', async () => {
    const { bookings, watches } = org.api.modules.travel
    const { trip, booking } = await firstHeld()
    const on = await watches.create({ tripId: trip.id, amount: '50.00' })
    const byHand = await watches.create({ tripId: trip.id, amount: '50.00' })
    await watches.update({ id: byHand.id, isOn: false })
    const statesOf = async () =>
      Object.fromEntries(
        (await watches.list({ tripId: trip.id })).items.map(({ id, state, note }) => [id, [state, note]]),
      )
    await bookings.confirm({ id: booking.id })
    expect(await statesOf()).toEqual({
      [on.id]: ['paused', 'The trip is booked.'],
      [byHand.id]: ['paused', ''],
    })
    await bookings.cancel({ id: booking.id })
    expect(await statesOf()).toEqual({ [on.id]: ['watching', ''], [byHand.id]: ['paused', ''] })
  })

  test('is not watched again by letting go of a hold', async () => {
    const { bookings, watches } = org.api.modules.travel
    const { trip, booking } = await firstHeld()
    const { id } = await watches.create({ tripId: trip.id, amount: '50.00' })
    await watches.update({ id, isOn: false })
    await bookings.cancel({ id: booking.id })
    expect((await watches.list({ tripId: trip.id })).items).toMatchObject([{ id, state: 'paused' }])
  })
})

describe('time passes', () => {
  test('a hold ends after twenty minutes: it cannot be confirmed, and another can be held', async () => {
    const { bookings, trips } = org.api.modules.travel
    const { trip, card, booking } = await firstHeld()
    place.move(19 * MINUTE_MS)
    expect((await trips.get({ id: trip.id })).state).toBe('held')
    place.move(2 * MINUTE_MS)
    expect((await trips.get({ id: trip.id })).state).toBe('found')
    await expect(bookings.confirm({ id: booking.id })).rejects.toMatchObject({ code: 'CONFLICT' })
    const [listed] = (await bookings.list({ tripId: trip.id, state: 'expired' })).items
    expect(listed?.id).toBe(booking.id)
    // Where the day turned meanwhile, the price may be another; that is said.
    const again = await bookings.hold({ cardId: card.id }).then(
      ({ state }) => state,
      (error: AppError) => error.message,
    )
    expect(again).toMatch(/^held$|now costs/)
  })

  test('a price that changed over night is said before anything is held', async () => {
    const { bookings } = org.api.modules.travel
    const { cards } = await offers()
    place.move(3 * DAY_MS)
    await expect(bookings.hold({ cardId: cards[0]?.id ?? '' })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(/now costs|no longer offered/),
    })
  })

  test('who cancels on the day of the journey or later starts no watch again', async () => {
    const { bookings, watches } = org.api.modules.travel
    const { trip, booking } = await firstHeld()
    const { id } = await watches.create({ tripId: trip.id, amount: '50.00' })
    await bookings.confirm({ id: booking.id })
    place.move(121 * DAY_MS)
    await bookings.cancel({ id: booking.id })
    expect((await watches.list({ tripId: trip.id })).items).toMatchObject([
      { id, state: 'over', note: 'The trip is booked.' },
    ])
  })
})
