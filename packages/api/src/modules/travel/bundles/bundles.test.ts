import { describe, expect, test } from 'vitest'
import { processorTime } from '../../../testing/processor-time.ts'
import { destinationOf } from '../places/destinations.ts'
import { placeOf } from '../places/places.ts'
import type { Place } from '../places/place.ts'
import type { TripSlots } from '../slots/schema.ts'
import { offersFor, wanted } from '../testing-offers.ts'
import type { TripWanted } from '../testing-offers.ts'
import { checkDays, planDays } from './days.ts'
import { makeBundles } from './make-bundles.ts'
import { TripBundle, usualWeights } from './schema.ts'
import type { FitWeights } from './schema.ts'

const bundlesFor = async (trip: Partial<TripWanted> = {}, weights: FitWeights = usualWeights) => {
  const slots: TripSlots = wanted(trip)
  return makeBundles({ ...(await offersFor(slots)), slots, weights })
}
const only = (part: keyof FitWeights): FitWeights => ({
  price: 0,
  time: 0,
  hours: 0,
  stay: 0,
  wishes: 0,
  [part]: 100,
})
const totals = (bundles: readonly TripBundle[]) => bundles.map(({ total }) => Number(total.amount))
const minutes = ({ flight }: TripBundle) => (flight?.out.minutes ?? 0) + (flight?.back?.minutes ?? 0)

describe('offers put together (TRV-2)', () => {
  test('totals are exact, points add up to the fit, and labels are true', async () => {
    const bundles = await bundlesFor({ budget: '1500.00', wishes: ['car'] })
    expect(bundles.length).toBeGreaterThan(3)
    expect(bundles.length).toBeLessThanOrEqual(12)
    for (const bundle of bundles) {
      expect(TripBundle.safeParse(bundle).error).toBeUndefined()
      const cents = [bundle.flight, bundle.stay, bundle.car].reduce(
        (sum, offer) => sum + Math.round(Number(offer?.price.amount ?? 0) * 100),
        0,
      )
      expect(cents).toBe(Math.round(Number(bundle.total.amount) * 100))
      expect(Math.round(Number(bundle.left) * 100)).toBe(150_000 - cents)
      expect(bundle.parts.reduce((sum, { points }) => sum + points, 0)).toBe(bundle.fit)
      expect(bundle.reasons.length).toBeGreaterThan(0)
    }
    const labelled = (label: TripBundle['labels'][number]) =>
      bundles.find(({ labels }) => labels.includes(label))
    expect(Number(labelled('cheapest')?.total.amount)).toBe(Math.min(...totals(bundles)))
    expect(minutes(labelled('shortest') as TripBundle)).toBe(Math.min(...bundles.map(minutes)))
    expect(labelled('best')?.fit).toBe(Math.max(...bundles.map(({ fit }) => fit)))
  })

  test('a budget that nobody can meet says how far it is over', async () => {
    const bundles = await bundlesFor({ budget: '20.00' })
    expect(bundles.length).toBeGreaterThan(0)
    for (const { left, reasons } of bundles) {
      expect(Number(left)).toBeLessThan(0)
      expect(reasons.some(({ part, isGood }) => part === 'price' && !isGood)).toBe(true)
    }
  })

  test('under €900 some fit and the best does', async () => {
    const [best] = await bundlesFor({ budget: '900.00' })
    expect(Number(best?.left)).toBeGreaterThan(0)
  })

  test('one way is a flight alone, and it is judged whatever counts', async () => {
    for (const weights of [usualWeights, only('stay'), only('price')]) {
      const bundles = await bundlesFor({ returning: null }, weights)
      expect(bundles.length).toBeGreaterThan(0)
      for (const { stay, flight, fit } of bundles) {
        expect(stay).toBeNull()
        expect(flight).not.toBeNull()
        expect(fit).toBeGreaterThanOrEqual(0)
        expect(fit).toBeLessThanOrEqual(100)
      }
    }
  })

  test('what counts alone orders them', async () => {
    const byPrice = await bundlesFor({}, only('price'))
    expect(byPrice[0]?.labels).toContain('cheapest')
    const byTime = await bundlesFor({}, only('time'))
    expect(minutes(byTime[0] as TripBundle)).toBe(Math.min(...byTime.map(minutes)))
  })

  test('what is wished for is found first', async () => {
    const [best] = await bundlesFor({ wishes: ['direct', 'breakfast'] }, only('wishes'))
    expect(best?.flight?.out.legs).toHaveLength(1)
    expect(best?.stay?.hasBreakfast).toBe(true)
  })

  test('examples never stand beside what is sold, and currencies are not mixed', async () => {
    const slots = wanted()
    const { flights, stays, cars } = await offersFor(slots)
    const sold = stays.map((stay) => ({ ...stay, source: 'live' as const }))
    for (const { flight, stay } of makeBundles({ flights, stays: sold, cars, slots, weights: usualWeights }))
      expect(flight !== null && stay !== null).toBe(false)
    const dollars = stays.map((stay) => ({ ...stay, price: { ...stay.price, currency: 'USD' } }))
    for (const { flight, stay } of makeBundles({
      flights,
      stays: dollars,
      cars,
      slots,
      weights: usualWeights,
    }))
      expect(flight !== null && stay !== null).toBe(false)
  })

  test('two hundred flights and two hundred stays take little time', async () => {
    const slots = wanted({ budget: '900.00', wishes: ['direct', 'breakfast'] })
    const { flights, stays } = await offersFor(slots)
    const many = <T extends { id: string }>(offers: readonly T[]): T[] =>
      Array.from({ length: 200 }, (_, at) => ({ ...(offers[at % offers.length] as T), id: `${at}` }))
    const start = processorTime()
    const bundles = makeBundles({
      flights: many(flights),
      stays: many(stays),
      cars: [],
      slots,
      weights: usualWeights,
    })
    expect(processorTime() - start).toBeLessThan(500)
    expect(bundles.length).toBeGreaterThan(3)
  })
})

describe('a trip day by day', () => {
  const lisbon = placeOf('lisbon-pt') as Place
  const destination = destinationOf('lisbon-pt')

  test('every day has a line, nothing overlaps, and no sight comes twice', async () => {
    for (const bundle of await bundlesFor()) {
      const days = planDays({ bundle, destination, place: lisbon })
      expect(days.map(({ day }) => day)).toEqual([
        '2027-05-03',
        '2027-05-04',
        '2027-05-05',
        '2027-05-06',
        '2027-05-07',
        '2027-05-08',
      ])
      const sights = days.flatMap(({ items }) =>
        items.filter(({ kind }) => kind === 'sight').map(({ title }) => title),
      )
      expect(new Set(sights).size).toBe(sights.length)
      expect(sights.length).toBeGreaterThan(2)
      // Whatever the words: nobody is told to move what we planned ourselves.
      expect(checkDays(days, bundle)).toEqual([])
    }
  })

  test('no sight before one is there', async () => {
    const [bundle] = await bundlesFor()
    const [first] = planDays({ bundle: bundle as TripBundle, destination, place: lisbon })
    const lands = bundle?.flight?.out.legs.at(-1)?.arrives.slice(11, 16) ?? ''
    for (const { kind, at } of first?.items ?? [])
      expect(kind !== 'sight' || (at ?? '') > lands, `${at} after ${lands}`).toBe(true)
  })

  test('time that is free on the last day comes before one leaves for the airport', async () => {
    const plans = (await bundlesFor()).map((bundle) => planDays({ bundle, destination: null, place: lisbon }))
    const last = plans.map((days) => days.at(-1)?.items.map(({ title }) => title) ?? [])
    const strolls = last.filter((titles) => titles.includes('Look around Lisbon'))
    expect(strolls.length).toBeGreaterThan(0)
    for (const titles of strolls)
      expect(titles.indexOf('Look around Lisbon')).toBeLessThan(titles.indexOf('Leave for the airport'))
  })

  test('a month in a place with few sights has free days', async () => {
    const bundles = await bundlesFor({ depart: '2027-05-03', returning: '2027-06-02' })
    const days = planDays({ bundle: bundles[0] as TripBundle, destination, place: lisbon })
    expect(days).toHaveLength(31)
    expect(days.every(({ items }) => items.length > 0)).toBe(true)
  })
})
