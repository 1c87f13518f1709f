import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { productModules } from '../../../testing/index.ts'
import type { TestOrg } from '../../../testing/index.ts'
import type { TravelProvider } from '../inventory/provider.ts'
import { dayAhead, looked, openTravel, planned } from '../testing.ts'
import type { TravelPlace } from '../testing.ts'
import { failing, onlyTo, pricing, silent, slow } from '../testing-sellers.ts'
import { lookJobOf } from './job.ts'
import { usualProvider } from './providers.ts'

/** Much for a seller that answers, and less than a test may wait for one that does not. */
const LIMIT_MS = 2_000

/** Who sells at the moment. */
let seller: TravelProvider = usualProvider

/** The job as it is, but for who is asked, how often it is tried and how long it may take. */
const job = {
  ...lookJobOf({
    provider: {
      ...usualProvider,
      searchFlights: (query, signal) => seller.searchFlights(query, signal),
      searchStays: (query, signal) => seller.searchStays(query, signal),
      searchCars: (query, signal) => seller.searchCars(query, signal),
    },
  }),
  attempts: 1,
  timeLimitMs: LIMIT_MS,
}

let place: TravelPlace
beforeAll(async () => {
  const modules = productModules.map((one) => (one.name === 'travel' ? { ...one, jobKinds: [job] } : one))
  place = await openTravel({ modules })
})
afterAll(() => place.stop())

const journeyTo = (town: string): string =>
  `Berlin to ${town}, ${dayAhead(place, 90)} to ${dayAhead(place, 95)}, two people`

/** A trip whose offers were found, before its seller becomes another. */
async function foundAt(next: TravelProvider) {
  seller = usualProvider
  const org = await place.hub.newOrg()
  const before = await planned(org, journeyTo('Lisbon'))
  expect(before.cards.length).toBeGreaterThan(3)
  seller = next
  return { org, before, id: before.trip.id }
}

/** What became of the look, once it is tried no more. */
async function endOfLook({ api }: TestOrg, tripId: string) {
  const { jobId } = await api.modules.travel.trips.get({ id: tripId })
  return vi.waitFor(
    async () => {
      const { status, error, attempts } = await api.jobs.get({ id: jobId ?? '' })
      if (status === 'queued' || status === 'running') throw new Error('Offers are being looked for.')
      return { status, error, attempts }
    },
    { timeout: 20_000, interval: 20 },
  )
}

describe('a seller that does not answer while offers are looked for (TRV-1)', () => {
  test.each([
    ['hangs up in the middle', failing, /try again/i],
    ['never answers', silent, /^This took too long and was stopped\.$/],
  ])('%s: the look is given up in words, and no old offer is sold', async (_how, next, message) => {
    const { org, before, id } = await foundAt(next)
    const { trips, cards, bookings } = org.api.modules.travel
    await trips.plan({ id })
    expect(await endOfLook(org, id)).toMatchObject({
      status: 'dead',
      attempts: 1,
      error: { message: expect.stringMatching(message) as unknown },
    })
    expect((await trips.get({ id })).state).toBe('looking')
    // Those of before are whole, and for what was wished before.
    expect((await cards.list({ tripId: id })).items).toEqual(before.cards)
    await expect(bookings.hold({ cardId: before.cards[0]?.id ?? '' })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: 'The trip was changed since. Choose among its new offers.',
    })
    expect((await bookings.list({})).items).toEqual([])
    seller = usualProvider
    await trips.plan({ id })
    expect(await looked(org, id)).toMatchObject({ trip: { state: 'found' } })
  })

  test('holds up no other trip: one that is asked elsewhere is found meanwhile', async () => {
    const { org } = await foundAt(onlyTo('OPO', silent))
    const { trips } = org.api.modules.travel
    const porto = await trips.create({ text: journeyTo('Porto') })
    const rome = await planned(org, journeyTo('Rome'))
    expect(rome.trip.state).toBe('found')
    expect(rome.cards.length).toBeGreaterThan(3)
    expect(await endOfLook(org, porto.id)).toMatchObject({ status: 'dead', error: { code: 'TIMEOUT' } })
  })
})

describe('a seller that takes its time (TRV-1)', () => {
  const soFarOf = (org: TestOrg, id: string) =>
    vi.waitFor(
      async () => {
        const { trips, cards } = org.api.modules.travel
        const { items } = await cards.soFar({ tripId: id })
        if (items.length === 0) throw new Error('Nothing is found yet.')
        const { jobId } = await trips.get({ id })
        return { soFar: items, note: (await org.api.jobs.get({ id: jobId ?? '' })).note }
      },
      { timeout: 10_000, interval: 20 },
    )

  test('shows what it said so far, which cannot be held, and then everything', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const { org, id, before } = await foundAt(slow(promise))
    const { trips, cards, bookings } = org.api.modules.travel
    await trips.plan({ id })
    const { soFar, note } = await soFarOf(org, id)
    expect(soFar).toHaveLength(3)
    expect(note).toBe('4 flights and 4 places to stay so far')
    for (const { title, total, currency, fit } of soFar)
      expect([title !== '', Number(total) > 0, currency, fit > 0]).toEqual([true, true, 'EUR', true])
    expect((await cards.list({ tripId: id })).items).toEqual(before.cards)
    await expect(bookings.hold({ cardId: before.cards[0]?.id ?? '' })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    resolve()
    const { trip, cards: after } = await looked(org, id)
    expect(trip.state).toBe('found')
    expect((await cards.soFar({ tripId: id })).items).toEqual([])
    expect(after.map(({ total }) => total)).toEqual(before.cards.map(({ total }) => total))
  })

  test('and is given up: what it said so far is gone', async () => {
    const { org, id, before } = await foundAt(slow(new Promise(() => undefined)))
    const { trips, cards } = org.api.modules.travel
    await trips.plan({ id })
    await soFarOf(org, id)
    expect(await endOfLook(org, id)).toMatchObject({ status: 'dead', error: { code: 'TIMEOUT' } })
    expect((await cards.soFar({ tripId: id })).items).toEqual([])
    expect((await cards.list({ tripId: id })).items).toEqual(before.cards)
  })

  test('and a trip that is changed meanwhile does not show what was found for it before', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const { org, id } = await foundAt(slow(promise))
    const { trips, cards } = org.api.modules.travel
    await trips.plan({ id })
    await soFarOf(org, id)
    await trips.update({ id, text: 'three people' })
    expect((await cards.soFar({ tripId: id })).items).toEqual([])
    resolve()
    expect(await looked(org, id)).toMatchObject({ trip: { state: 'found' } })
  })
})

describe('a seller that answers nonsense while offers are looked for (TRV-1)', () => {
  test.each([
    ['below zero', { amount: '-900.00', currency: 'EUR' }],
    ['that are no numbers', { amount: 'NaN', currency: 'EUR' }],
    ['in no currency', { amount: '0.01', currency: 'DOUBLOONS' }],
  ])('prices %s are no offers: none is shown, and none of before is left', async (_what, price) => {
    const { org, id } = await foundAt(pricing(() => price))
    await org.api.modules.travel.trips.plan({ id })
    expect(await looked(org, id)).toMatchObject({ trip: { state: 'found', cards: 0 }, cards: [] })
  })

  test('in two currencies is never added up: what is in the rarer one is left out, however cheap', async () => {
    let count = 0
    const { org, id } = await foundAt(
      pricing((price) => {
        count += 1
        return count % 3 === 0 ? { amount: '1.00', currency: 'USD' } : price
      }),
    )
    await org.api.modules.travel.trips.plan({ id })
    const { cards } = await looked(org, id)
    expect(cards.length).toBeGreaterThan(3)
    expect(new Set(cards.map(({ currency }) => currency))).toEqual(new Set(['EUR']))
    expect(cards.flatMap(({ services }) => services.map(({ amount }) => amount))).not.toContain('1.00')
  })

  test('a name that no table takes: the look is given up, and the offers of before are whole', async () => {
    const { org, id, before } = await foundAt(unwritable)
    await org.api.modules.travel.trips.plan({ id })
    expect(await endOfLook(org, id)).toMatchObject({ status: 'dead' })
    expect((await org.api.modules.travel.cards.list({ tripId: id })).items).toEqual(before.cards)
  })
})

/** Names each place to stay with a sign that PostgreSQL keeps in no text. */
const unwritable: TravelProvider = {
  ...usualProvider,
  async *searchStays(query, signal) {
    for await (const stay of usualProvider.searchStays(query, signal))
      yield { ...stay, name: `${stay.name}\u0000` }
  },
}
