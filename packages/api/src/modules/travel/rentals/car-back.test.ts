import { addModules, asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays } from '../../../shared/time.ts'
import * as carBack from '../migrations/202612060100_car_back.ts'
import { dayAhead, openTravel, planned } from '../testing.ts'
import type { TravelPlace } from '../testing.ts'

const AHEAD = 40
const NIGHTS = 3
const MINUTE_MS = 60_000

let place: TravelPlace
beforeAll(async () => {
  // A migration goes by the clock of the database.
  place = await openTravel({ begins: new Date() })
})
afterAll(() => place.stop())

const dayIn = (days: number): string =>
  new Date(place.now().getTime() + days * 24 * 60 * MINUTE_MS).toISOString().slice(0, 10)

const trip = (from: number) =>
  `Berlin to Lisbon, ${dayAhead(place, from)} to ${dayAhead(place, from + NIGHTS)}, two people, with a rental car`

/** A car that is held as the release before held it: without the day it comes back. */
async function heldBefore() {
  const org = await place.hub.newOrg()
  const { rentals, bookings } = org.api.modules.travel
  const car = await rentals.create({ name: 'Blue van', place: 'Lisbon', seats: 5, amount: '45.00' })
  const { cards } = await planned(org, trip(AHEAD))
  const booking = await bookings.hold({ cardId: cards[0]?.id ?? '' })
  const back = dayIn(AHEAD + NIGHTS)
  await asSuperuser(
    place.hub.database,
    'delete from app.travel_rental_day where booking_id = $1 and day = $2',
    [booking.id, back],
  )
  return { org, rentals, bookings, car, booking, back }
}

async function stateOn({ rentals, car }: Awaited<ReturnType<typeof heldBefore>>, day: string) {
  const { days } = await rentals.days({ id: car.id, month: day.slice(0, 7) })
  return days.find((one) => one.day === day)?.state ?? 'free'
}

/** Under a later name, as migrations run in their order. */
const AGAIN = 'travel/209912310000_car_back'

/** Runs it as the start of a hub does. */
async function migrateAgain() {
  const modules = place.hub.modules.map((one) =>
    one.name === 'travel' ? { ...one, migrations: { ...one.migrations, [AGAIN]: carBack } } : one,
  )
  await asSuperuser(place.hub.database, 'delete from app.kysely_migration where name = $1', [AGAIN])
  expect(await addModules(place.hub.database, modules)).toEqual([AGAIN])
}

describe('what was held before the day it comes back counted (TRV-3)', () => {
  test('takes that day from the start of this release on, held and booked', async () => {
    const [held, booked] = [await heldBefore(), await heldBefore()]
    await asSuperuser(place.hub.database, `update app.travel_booking set state = 'confirmed' where id = $1`, [
      booked.booking.id,
    ])
    expect([await stateOn(held, held.back), await stateOn(booked, booked.back)]).toEqual(['free', 'free'])
    await migrateAgain()
    expect([await stateOn(held, held.back), await stateOn(booked, booked.back)]).toEqual(['held', 'booked'])
    expect(await stateOn(held, addDays(held.back, 1))).toBe('free')
    await held.bookings.cancel({ id: held.booking.id })
    expect(await stateOn(held, held.back)).toBe('free')
  })

  test('takes nothing for a hold that ran out, and nothing that somebody else has', async () => {
    const [lapsed, kept] = [await heldBefore(), await heldBefore()]
    await asSuperuser(
      place.hub.database,
      `update app.travel_booking set held_until = now() - interval '1 second' where id = $1`,
      [lapsed.booking.id],
    )
    await kept.rentals.keep({ id: kept.car.id, from: kept.back, to: kept.back })
    await migrateAgain()
    expect(await stateOn(lapsed, lapsed.back)).toBe('free')
    expect(await stateOn(kept, kept.back)).toBe('kept')
  })

  test('takes it with the confirmation, where a server of before held it; not where somebody else has it', async () => {
    const [free, kept] = [await heldBefore(), await heldBefore()]
    await free.bookings.confirm({ id: free.booking.id })
    expect(await stateOn(free, free.back)).toBe('booked')
    await kept.rentals.keep({ id: kept.car.id, from: kept.back, to: kept.back })
    await expect(kept.bookings.confirm({ id: kept.booking.id })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(/^The car is taken on /) as unknown,
    })
    expect((await kept.bookings.list({})).items[0]?.state).toBe('held')
  })
})
