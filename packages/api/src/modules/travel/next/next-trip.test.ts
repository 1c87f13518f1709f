import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayAhead, openTravel, planned } from '../testing.ts'
import type { TravelPlace } from '../testing.ts'

let place: TravelPlace
beforeAll(async () => {
  place = await openTravel()
})
afterAll(() => place.stop())

describe('trips.next', () => {
  test('is the one that begins next, with its best offer, its booking and its watch', async () => {
    const org = await place.hub.newOrg()
    const { trips, watches, bookings } = org.api.modules.travel
    expect(await trips.next({})).toEqual({ trip: null, price: null, watch: null })
    await trips.create({ text: 'Somewhere warm' })
    const later = `Berlin to Lisbon, ${dayAhead(place, 120)} to ${dayAhead(place, 124)}, two people`
    await planned(org, later)
    const { trip, cards } = await planned(
      org,
      `Berlin to Lisbon, ${dayAhead(place, 90)} to ${dayAhead(place, 94)}, two people`,
    )
    await watches.create({ tripId: trip.id, amount: '900.00' })
    expect(await trips.next({})).toMatchObject({
      trip: { id: trip.id, state: 'found', to: 'Lisbon', travellers: 2, asks: null },
      price: { total: cards[0]?.total, currency: cards[0]?.currency },
      watch: { amount: '900.00' },
    })
    const { id, total } = await bookings.hold({ cardId: cards[0]?.id ?? '' })
    expect(await trips.next({})).toMatchObject({ trip: { state: 'held' }, price: { total, left: null } })
    await bookings.cancel({ id })
    expect(await trips.next({})).toMatchObject({ trip: { id: trip.id, state: 'found' } })
  })

  test('is the one without a day where none has one', async () => {
    const org = await place.hub.newOrg()
    const { trips } = org.api.modules.travel
    const { id } = await trips.create({ text: 'Somewhere warm' })
    expect((await trips.next({})).trip).toMatchObject({
      id,
      state: 'open',
      asks: expect.any(String) as string,
    })
  })
})
