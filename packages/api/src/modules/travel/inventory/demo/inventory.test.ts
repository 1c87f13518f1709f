import { describe, expect, test } from 'vitest'
import { askingAt } from '../../looking/providers.ts'
import type { Journey } from '../../offers/schema.ts'
import { CarOffer, FlightOffer, StayOffer } from '../../offers/schema.ts'
import { fixedNow, offersFor, wanted } from '../../testing-offers.ts'
import { demoProvider } from './provider.ts'

const DAY_MS = 86_400_000
const amounts = (offers: readonly { price: { amount: string } }[]) =>
  offers.map(({ price }) => Number(price.amount))
const asking = askingAt(fixedNow)

const minutesOf = ({ legs }: Journey): number => {
  const [first, last] = [legs.at(0), legs.at(-1)]
  return (Date.parse(last?.arrives ?? '') - Date.parse(first?.departs ?? '')) / 60_000
}

describe('flights of the built-in inventory (TRV-2)', () => {
  test.each([
    ['berlin-de', 'lisbon-pt'],
    ['berlin-de', 'new-york-us'],
    ['tokyo-jp', 'honolulu-us'],
    ['auckland-nz', 'los-angeles-us'],
    ['delhi-in', 'kathmandu-np'],
    ['kiel-de', 'palma-de-mallorca-es'],
  ])('%s to %s: land after they take off, in the clocks of both ends', async (from, to) => {
    const { flights } = await offersFor(wanted({ from, to }))
    expect(flights.length).toBeGreaterThan(3)
    for (const flight of flights) {
      expect(FlightOffer.safeParse(flight).error).toBeUndefined()
      expect(flight.source).toBe('demo')
      for (const journey of [flight.out, ...(flight.back ? [flight.back] : [])]) {
        expect(minutesOf(journey)).toBe(journey.minutes)
        expect(journey.minutes).toBeGreaterThan(30)
        for (const { from: start, to: goal } of journey.legs) expect(start).not.toBe(goal)
      }
      expect(flight.out.legs[0]?.departs.slice(0, 10)).toBe('2027-05-03')
      expect(flight.back?.legs[0]?.departs.slice(0, 10)).toBe('2027-05-08')
    }
  })

  test('clocks go forward in the night before: the offset is that of the day', async () => {
    const { flights } = await offersFor(wanted({ depart: '2027-03-27', returning: '2027-03-28' }))
    expect(flights[0]?.out.legs[0]?.departs).toMatch(/\+01:00$/)
    expect(flights[0]?.back?.legs.at(-1)?.arrives).toMatch(/\+02:00$/)
  })

  test('prices are such as people pay, and business is dearer', async () => {
    const economy = amounts((await offersFor(wanted())).flights)
    const business = amounts((await offersFor(wanted({ cabin: 'business' }))).flights)
    expect(Math.min(...economy)).toBeGreaterThan(100)
    expect(Math.max(...economy)).toBeLessThan(1_500)
    expect(Math.min(...business)).toBeGreaterThan(Math.min(...economy) * 1.5)
  })

  test('one way has no way back, and costs less than both', async () => {
    const both = await offersFor(wanted())
    const single = await offersFor(wanted({ returning: null }))
    expect(single.flights.every(({ back }) => back === null)).toBe(true)
    expect(single.stays).toEqual([])
    expect(Math.min(...amounts(single.flights))).toBeLessThan(Math.min(...amounts(both.flights)))
  })
})

describe('what the inventory answers', () => {
  test('is the same on one day, to the letter, and moves by the next', async () => {
    const first = await offersFor(wanted())
    expect(await offersFor(wanted())).toEqual(first)
    const later = await offersFor(wanted(), { now: new Date(fixedNow.getTime() + DAY_MS) })
    expect(amounts(later.flights)).not.toEqual(amounts(first.flights))
    const [before, after] = [Math.min(...amounts(first.flights)), Math.min(...amounts(later.flights))]
    expect(after / before).toBeGreaterThan(0.6)
    expect(after / before).toBeLessThan(1.6)
    expect(await offersFor(wanted(), { seed: 'other' })).not.toEqual(first)
  })

  test('is found again by its id, at the same price; a forged id is none', async () => {
    const { flights, stays, cars } = await offersFor(wanted({ wishes: ['car'], childAges: [4] }))
    expect(stays.length).toBeGreaterThan(3)
    expect(cars.length).toBeGreaterThan(0)
    for (const offer of [...flights, ...stays, ...cars])
      expect((await demoProvider.getOffer(offer.id, asking))?.offer).toEqual(offer)
    const ids = [flights[0]?.id, stays[0]?.id, cars[0]?.id].flatMap((id) => id ?? [])
    const forged = ids.flatMap((id) => [id.slice(0, -1), `${id}x`, id.replace(/\d/, '9'), id.toUpperCase()])
    for (const id of [...forged, '', 'x', '../..', '🛫', 'a'.repeat(10_000)])
      expect(await demoProvider.getOffer(id, asking), id).toBeNull()
  })

  test('stays and cars are whole, and more rooms and people cost more', async () => {
    const one = await offersFor(wanted({ wishes: ['car'] }))
    const two = await offersFor(wanted({ adults: 4, rooms: 2 }))
    for (const stay of one.stays) {
      expect(StayOffer.safeParse(stay).error).toBeUndefined()
      expect(stay).toMatchObject({ checkIn: '2027-05-03', checkOut: '2027-05-08' })
    }
    for (const car of one.cars) expect(CarOffer.safeParse(car).error).toBeUndefined()
    expect(Math.min(...amounts(two.stays))).toBeGreaterThan(Math.min(...amounts(one.stays)) * 1.5)
    expect(Math.min(...amounts(two.flights))).toBeGreaterThan(Math.min(...amounts(one.flights)) * 1.5)
  })

  test.each([
    ['JPY', /^\d+$/],
    ['EUR', /^\d+\.\d\d$/],
    ['CHF', /^\d+\.\d\d$/],
  ])('is in %s with its decimals', async (currency, form) => {
    const { flights, stays } = await offersFor(wanted(), { currency })
    expect(flights.length * stays.length).toBeGreaterThan(0)
    for (const { price } of [...flights, ...stays]) {
      expect(price.currency).toBe(currency)
      expect(price.amount).toMatch(form)
    }
  })

  test('is in euros, and says so, where no example rate is known', async () => {
    const { flights } = await offersFor(wanted(), { currency: 'KWD' })
    expect(new Set(flights.map(({ price }) => price.currency))).toEqual(new Set(['EUR']))
  })

  test('ends when nobody waits any more', async () => {
    const gone = AbortSignal.abort(new Error('Nobody waits.'))
    const { flights } = await offersFor(wanted())
    await expect(demoProvider.getOffer(flights[0]?.id ?? '', asking, gone)).rejects.toThrow('Nobody waits.')
  })
})
