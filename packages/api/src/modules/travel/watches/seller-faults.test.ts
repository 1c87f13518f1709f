import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { machineIn } from '../../../platform/calls/machine.ts'
import type { TestOrg } from '../../../testing/index.ts'
import { lookAtDue } from '../jobs.ts'
import type { OfferPrice } from '../offers/schema.ts'
import { dayAhead, openTravel } from '../testing.ts'
import type { TravelPlace } from '../testing.ts'
import { asOwner, asWatcher, failing, onlyTo, pricing, silent, together } from '../testing-sellers.ts'
import type { AskOptions } from '../looking/providers.ts'
import { listDueWatches, lookAtWatches } from './look.ts'
import { createWatch } from './service.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** Much for a seller that answers, and far from the eight seconds that others have. */
const LIMIT_MS = 1_000
/** Where none answers, nobody has to be given time. */
const AT_ONCE_MS = 50

const NOT_ASKED = 'The sellers could not be asked. We try again in an hour.'

let place: TravelPlace
beforeAll(async () => {
  place = await openTravel()
})
afterAll(() => place.stop())

const journeyTo = (town: string): string =>
  `Berlin to ${town}, ${dayAhead(place, 100)} to ${dayAhead(place, 105)}, two people`

interface Watched {
  org: TestOrg
  ids: Record<'lisbon' | 'porto' | 'rome', string>
}

/** Three watches that were looked at six hours ago, below their lines or above them. */
async function watched(amount: '2.00' | '99000.00' = '2.00'): Promise<Watched> {
  const org = await place.hub.newOrg()
  const watch = async (town: string) => {
    const { id } = await org.api.modules.travel.watches.create({ text: journeyTo(town), amount })
    return id
  }
  const ids = { lisbon: await watch('Lisbon'), porto: await watch('Porto'), rome: await watch('Rome') }
  place.move(6 * HOUR_MS + MINUTE_MS)
  return { org, ids }
}

/** A tick that asks somebody else than usual. */
async function tickWith({ org }: Watched, options: AskOptions) {
  const ctx = await asWatcher(place, org)
  return lookAtWatches(ctx, await listDueWatches(ctx), options)
}

const usualTick = ({ org: { orgId } }: Watched) =>
  lookAtDue.run(machineIn(place.hub.hub, { name: 'travel.watcher', orgId }))

async function read({ org, ids }: Watched) {
  const { list, history } = org.api.modules.travel.watches
  const { items } = await list({})
  const one = async (id: string) => {
    const watch = items.find((item) => item.id === id)
    if (!watch) throw new Error('The watch is gone.')
    const { points } = await history({ id })
    return { ...watch, points }
  }
  return { lisbon: await one(ids.lisbon), porto: await one(ids.porto), rome: await one(ids.rome) }
}

const momentOf = ({ lookedAt }: { lookedAt: string | null }): number => Date.parse(lookedAt ?? '')

/** Of how many watches somebody was told, those that are settled among them. */
async function toldIn({ org }: Watched): Promise<number> {
  await place.hub.deliver()
  const { list } = org.api.notifications
  const pages = [await list({ view: 'todo' }), await list({ view: 'done' })]
  return pages
    .flatMap(({ items }) => items)
    .filter(({ kind }) => kind === 'travel.watch')
    .reduce((sum, { count }) => sum + count, 0)
}

describe('a seller that fails at one of several watches (TRV-2)', () => {
  test.each([
    ['hangs up in the middle of its answer', failing],
    ['never answers', silent],
  ])('and %s: that one says so and keeps what was known, and the others are judged', async (_how, seller) => {
    const all = await watched()
    const before = await read(all)
    const start = performance.now()
    const provider = onlyTo('OPO', seller)
    expect(await tickWith(all, { provider, limitMs: LIMIT_MS })).toEqual({ looked: 3, told: 0 })
    expect(performance.now() - start).toBeLessThan(LIMIT_MS * 4)
    const after = await read(all)
    const { price, lowest, isBelow, lookedAt, points, state } = before.porto
    const known = { price, lowest, isBelow, lookedAt, points, state }
    expect(after.porto).toMatchObject({ ...known, note: NOT_ASKED })
    for (const town of ['lisbon', 'rome'] as const) {
      expect(after[town]).toMatchObject({ note: '', price: expect.any(String) as unknown })
      expect(momentOf(after[town])).toBeGreaterThan(momentOf(before[town]))
    }
  })

  test('holds up no other: all are asked at the same time', async () => {
    const all = await watched()
    await tickWith(all, { provider: together(3), limitMs: LIMIT_MS })
    for (const watch of Object.values(await read(all))) expect(watch.note).toBe('')
  })

  test('is asked again in an hour, not before, and what it says then counts', async () => {
    const all = await watched()
    await tickWith(all, { provider: onlyTo('OPO', failing) })
    const due = async () => (await listDueWatches(await asWatcher(place, all.org))).ids
    place.move(59 * MINUTE_MS)
    expect(await due()).toEqual([])
    place.move(2 * MINUTE_MS)
    expect(await due()).toEqual([all.ids.porto])
    const before = await read(all)
    await usualTick(all)
    const { porto } = await read(all)
    expect(porto.note).toBe('')
    expect(momentOf(porto)).toBeGreaterThan(momentOf(before.porto))
  })

  test.each([
    ['fails', failing],
    ['never answers', silent],
  ])(
    'tells nobody of a line that was crossed: what was below stays below where it %s',
    async (_how, provider) => {
      const all = await watched('99000.00')
      expect(await toldIn(all)).toBe(3)
      expect(await tickWith(all, { provider, limitMs: AT_ONCE_MS })).toEqual({ looked: 3, told: 0 })
      for (const watch of Object.values(await read(all)))
        expect(watch).toMatchObject({ isBelow: true, note: NOT_ASKED })
      place.move(HOUR_MS + MINUTE_MS)
      await usualTick(all)
      for (const watch of Object.values(await read(all)))
        expect(watch).toMatchObject({ isBelow: true, note: '' })
      expect(await toldIn(all)).toBe(3)
    },
  )
})

describe('a seller that lies about a price (TRV-2)', () => {
  /** Each offer to Porto costs the same. */
  const saying = (price: OfferPrice) => {
    const seller = pricing(() => price)
    return onlyTo('OPO', seller)
  }

  test('in another currency is not held against the line, however low the number is', async () => {
    const all = await watched()
    const before = await read(all)
    const provider = saying({ amount: '0.01', currency: 'USD' })
    expect(await tickWith(all, { provider })).toEqual({ looked: 3, told: 0 })
    const { porto, lisbon, rome } = await read(all)
    const { price, lookedAt, points } = before.porto
    expect(porto).toMatchObject({ price, lookedAt, points, isBelow: false })
    expect(porto.note).toBe('The prices are in USD, so they cannot be held against EUR.')
    expect([lisbon.note, rome.note]).toEqual(['', ''])
    expect(await toldIn(all)).toBe(0)
  })

  test.each([
    ['below zero', { amount: '-900.00', currency: 'EUR' }],
    ['that is no number', { amount: 'NaN', currency: 'EUR' }],
    ['with more digits than the currency has', { amount: '0.001', currency: 'EUR' }],
    ['that no table takes', { amount: '999999999999999999.00', currency: 'EUR' }],
    ['in no currency', { amount: '0.01', currency: 'DOUBLOONS' }],
  ])('%s has no offer, is below no line, and the others are judged', async (_what, price) => {
    const all = await watched()
    expect(await tickWith(all, { provider: saying(price) })).toEqual({ looked: 3, told: 0 })
    const { porto, lisbon, rome } = await read(all)
    expect(porto).toMatchObject({
      price: null,
      isBelow: false,
      note: 'Nothing is offered for these days at the moment.',
    })
    expect([lisbon.note, rome.note]).toEqual(['', ''])
    expect(await toldIn(all)).toBe(0)
  })

  test('below zero here and there is left out, and the price is that of the others', async () => {
    const all = await watched()
    let count = 0
    const provider = pricing((price) => {
      count += 1
      return count % 2 === 0 ? { ...price, amount: '-900.00' } : price
    })
    await tickWith(all, { provider })
    for (const { price, note } of Object.values(await read(all))) {
      expect(Number(price)).toBeGreaterThan(100)
      expect(note).toBe('')
    }
    expect(await toldIn(all)).toBe(0)
  })
})

describe('a watch that is made while the seller is down (TRV-2)', () => {
  test.each([
    ['fails', failing],
    ['never answers', silent],
  ])('is kept whole without a price where it %s, and has one at the next look', async (_how, provider) => {
    const org = await place.hub.newOrg()
    const ctx = await asOwner(place, org, 'watches.create')
    const wish = { text: journeyTo('Lisbon'), amount: '99000.00' }
    const made = await createWatch(ctx, wish, { provider, limitMs: AT_ONCE_MS })
    expect(made).toMatchObject({
      state: 'watching',
      price: null,
      lowest: null,
      lookedAt: null,
      isBelow: false,
      note: NOT_ASKED,
    })
    const { watches } = org.api.modules.travel
    expect(await watches.list({})).toMatchObject({ items: [made] })
    expect((await watches.history({ id: made.id })).points).toEqual([])
    place.move(HOUR_MS + MINUTE_MS)
    const ids = { lisbon: made.id, porto: made.id, rome: made.id }
    expect(await toldIn({ org, ids })).toBe(0)
    await usualTick({ org, ids })
    expect((await watches.list({})).items).toMatchObject([{ note: '', isBelow: true }])
    expect(await toldIn({ org, ids })).toBe(1)
  })
})
