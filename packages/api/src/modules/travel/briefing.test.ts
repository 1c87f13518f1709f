import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayAhead, openTravel, planned } from './testing.ts'
import type { TravelPlace } from './testing.ts'

const DAY_MS = 86_400_000

let place: TravelPlace
beforeAll(async () => {
  place = await openTravel()
})
afterAll(() => place.stop())

test('a booked trip is told of as it comes near, and to those who do not travel as nobody’s own', async () => {
  const org = await place.hub.newOrg()
  const { bookings } = org.api.modules.travel
  const told = async () =>
    (await org.api.system.briefing()).lines.find(({ name }) => name === 'travel.soon')?.words
  const { cards } = await planned(org, `Berlin to Lisbon, ${dayAhead(place, 4)} to ${dayAhead(place, 8)}`)
  const { id } = await bookings.hold({ cardId: cards[0]?.id ?? '' })
  await bookings.confirm({ id })
  expect(await told()).toBeUndefined()
  const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' })
  const begins = day.format(new Date(place.now().getTime() + 4 * DAY_MS))
  place.move(DAY_MS)
  expect(await told()).toContain(`A booked trip begins on ${begins}`)
  place.move(2 * DAY_MS)
  expect(await told()).toBe('A booked trip begins tomorrow')
  place.move(DAY_MS)
  expect(await told()).toBe('A booked trip begins today')
  await bookings.cancel({ id })
  expect(await told()).toBeUndefined()
})
