import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lookedAgain, newRoaster, openMall, shopKeeper, tick, watched } from './testing.ts'
import type { MallPlace } from './testing.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

let place: MallPlace
beforeAll(async () => {
  place = await openMall()
})
afterAll(() => place.stop())

describe('a price that changes', () => {
  test('is a point of the history, and told as an event', async () => {
    const org = await shopKeeper(place)
    const roaster = newRoaster(place, { price: '22.90' })
    const { id, productId } = await watched(org, { url: roaster.url })
    await org.api.modules.marketplace.products.update({ id: productId, price: '23.50', currency: 'EUR' })
    roaster.sells({ price: '21.90' })
    expect(await lookedAgain(org, id)).toMatchObject({ outcome: 'ok', price: { amount: '21.90' } })
    const { series, currency } = await org.api.modules.marketplace.products.history({ id: productId })
    expect(currency).toBe('EUR')
    expect(series.map(({ shop, points }) => [shop, points.map(({ amount }) => amount)])).toEqual([
      [null, ['23.50']],
      [roaster.host, ['22.90', '21.90']],
    ])
    expect(await org.api.modules.marketplace.products.get({ id: productId })).toMatchObject({
      lowest: { amount: '21.90', currency: 'EUR', shop: roaster.host },
      middle: { amount: '21.90' },
    })
    await place.hub.deliver()
    const { items } = await org.api.events.list({ limit: 100 })
    expect(items.filter(({ topic }) => topic === 'marketplace.price.changed')).toHaveLength(1)
  })

  test('is shown of the cheapest pages where there are more than a chart has lines for', async () => {
    const org = await shopKeeper(place)
    const first = newRoaster(place, { price: '30.00' })
    const { productId } = await watched(org, { url: first.url })
    for (let at = 1; at < 13; at += 1)
      await watched(org, { url: newRoaster(place, { price: `${30 - at}.00` }).url, productId })
    const { series } = await org.api.modules.marketplace.products.history({ id: productId })
    expect(series).toHaveLength(12)
    expect(series.map(({ shop }) => shop)).not.toContain(first.host)
    expect(series.map(({ points }) => points.at(-1)?.amount)).toContain('18.00')
  })

  test('tenfold waits, is looked at again after ten minutes and an hour, and then counts', async () => {
    const org = await shopKeeper(place)
    const roaster = newRoaster(place, { price: '22.90' })
    const { id, productId } = await watched(org, { url: roaster.url })
    await org.api.modules.marketplace.rules.create({ kind: 'move', percent: 5, productId })
    roaster.sells({ price: '229.00' })
    const waiting = await lookedAgain(org, id)
    expect(waiting).toMatchObject({
      outcome: 'quarantined',
      price: { amount: '22.90' },
      waiting: { amount: '229.00', because: expect.stringContaining('decimal point') as string },
    })
    expect((await org.api.modules.marketplace.alerts.list({})).items).toEqual([])
    place.move(11 * MINUTE_MS)
    await tick(place, org)
    expect(await org.api.modules.marketplace.listings.get({ id })).toMatchObject({
      outcome: 'quarantined',
      price: { amount: '22.90' },
    })
    place.move(50 * MINUTE_MS)
    await tick(place, org)
    expect(await org.api.modules.marketplace.listings.get({ id })).toMatchObject({
      outcome: 'ok',
      price: { amount: '229.00' },
      waiting: null,
    })
    expect((await org.api.modules.marketplace.alerts.list({})).items).toHaveLength(1)
  })

  test('tenfold is forgotten where the shop mends it, and pressing again and again makes nobody believe it', async () => {
    const org = await shopKeeper(place)
    const roaster = newRoaster(place, { price: '22.90' })
    const { id } = await watched(org, { url: roaster.url })
    roaster.sells({ price: '2.29' })
    for (let times = 0; times < 3; times += 1)
      expect(await lookedAgain(org, id)).toMatchObject({ outcome: 'quarantined' })
    roaster.sells({ price: '22.90' })
    expect(await lookedAgain(org, id)).toMatchObject({
      outcome: 'unchanged',
      waiting: null,
      price: { amount: '22.90' },
    })
  })

  test('tenfold counts at once where a person says so, and not where they say it is a mistake', async () => {
    const org = await shopKeeper(place)
    const roaster = newRoaster(place, { price: '22.90' })
    const { id } = await watched(org, { url: roaster.url })
    roaster.sells({ price: '2.29' })
    await lookedAgain(org, id)
    const { listings } = org.api.modules.marketplace
    expect(await listings.accept({ id, isRight: false })).toMatchObject({
      price: { amount: '22.90' },
      waiting: null,
    })
    await expect(listings.accept({ id, isRight: false })).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await listings.accept({ id, isRight: true })).toMatchObject({
      price: { amount: '2.29' },
      waiting: null,
    })
    await expect(listings.accept({ id, isRight: true })).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  test('that a person called a mistake counts neither after an hour nor the next morning', async () => {
    const org = await shopKeeper(place)
    const roaster = newRoaster(place, { price: '22.90' })
    const { id, productId } = await watched(org, { url: roaster.url })
    await org.api.modules.marketplace.rules.create({ kind: 'move', percent: 5, productId })
    roaster.sells({ price: '2.29' })
    await lookedAgain(org, id)
    const { listings, alerts, checks } = org.api.modules.marketplace
    await listings.accept({ id, isRight: false })
    for (const ms of [DAY_MS, 11 * MINUTE_MS, 50 * MINUTE_MS]) {
      place.move(ms)
      await tick(place, org)
    }
    expect(await listings.get({ id })).toMatchObject({
      outcome: 'unchanged',
      note: '',
      price: { amount: '22.90' },
      waiting: null,
      refused: '2.29 EUR',
    })
    const { items } = await checks.list({ listingId: id })
    expect(items[0]).toMatchObject({ outcome: 'unchanged', note: '2.29 EUR was called a mistake.' })
    expect((await alerts.list({})).items).toEqual([])
    roaster.sells({ price: '22.90' })
    expect(await lookedAgain(org, id)).toMatchObject({ refused: '' })
    roaster.sells({ price: '2.29' })
    expect(await lookedAgain(org, id)).toMatchObject({ outcome: 'quarantined', waiting: { amount: '2.29' } })
  })

  test('of a page that is sold out is judged, and the page is sold out still', async () => {
    const org = await shopKeeper(place)
    const roaster = newRoaster(place, { price: '22.90' })
    const { id } = await watched(org, { url: roaster.url })
    roaster.sells({ price: '229.00', isSoldOut: true })
    await lookedAgain(org, id)
    const { listings } = org.api.modules.marketplace
    expect(await listings.accept({ id, isRight: true })).toMatchObject({ outcome: 'out-of-stock' })
  })

  test('written otherwise is the same price', async () => {
    const org = await shopKeeper(place)
    const roaster = newRoaster(place, { price: '22.9' })
    const { id } = await watched(org, { url: roaster.url })
    roaster.sells({ price: '22.90' })
    expect(await lookedAgain(org, id)).toMatchObject({ outcome: 'unchanged' })
  })
})

describe('each morning', () => {
  test('at six where the organization is, every page is looked at once', async () => {
    const org = await shopKeeper(place)
    const roaster = newRoaster(place, { price: '22.90' })
    const { id, listing } = await watched(org, { url: roaster.url })
    const { timeZone } = await org.api.organizations.get({})
    const hour = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' })
    expect(hour.format(new Date(listing.nextAt))).toBe('06:00')
    await tick(place, org)
    expect((await org.api.modules.marketplace.checks.list({ listingId: id })).items).toHaveLength(1)
    place.move(Date.parse(listing.nextAt) - place.hub.hub.now().getTime() + MINUTE_MS)
    await tick(place, org)
    await tick(place, org)
    expect((await org.api.modules.marketplace.checks.list({ listingId: id })).items).toHaveLength(2)
  })

  test('a page that is gone is told once two looks agree, given up after a week, and can be watched again', async () => {
    const org = await shopKeeper(place)
    const roaster = newRoaster(place, { price: '22.90' })
    const { id } = await watched(org, { url: roaster.url })
    roaster.closes()
    const topics = async () => {
      await place.hub.deliver()
      const { items } = await org.api.events.list({ limit: 100 })
      return items.map(({ topic }) => topic).filter((topic) => topic.startsWith('marketplace.listing'))
    }
    expect(await lookedAgain(org, id)).toMatchObject({ outcome: 'gone', price: { amount: '22.90' } })
    expect(await topics()).toEqual([])
    place.move(61 * MINUTE_MS)
    await tick(place, org)
    expect(await topics()).toEqual(['marketplace.listing.gone'])
    const { lines } = await org.api.system.briefing({})
    expect(lines.map(({ words }) => words).join('\n')).toContain(`at ${roaster.host} cannot be read any more`)
    for (let day = 0; day < 8; day += 1) {
      place.move(DAY_MS)
      await tick(place, org)
    }
    expect(await org.api.modules.marketplace.listings.get({ id })).toMatchObject({ state: 'off' })
    expect((await topics()).toSorted()).toEqual(['marketplace.listing.gone', 'marketplace.listing.off'])
    roaster.sells({ price: '22.90' })
    await org.api.modules.marketplace.listings.watch({ id, isWatched: true })
    await tick(place, org)
    expect(await org.api.modules.marketplace.listings.get({ id })).toMatchObject({
      state: 'watched',
      outcome: 'unchanged',
    })
    expect(await topics()).toContain('marketplace.listing.back')
  })

  test('a shop that asks to come later is not asked before, and pays nothing', async () => {
    const org = await shopKeeper(place)
    const roaster = newRoaster(place, { price: '22.90' })
    const { id } = await watched(org, { url: roaster.url })
    place.sites.set(roaster.host, {
      files: { '/products/house-blend': { status: 429, body: '', headers: [['retry-after', '7200']] } },
    })
    place.move(DAY_MS)
    const before = (await org.api.credits.balance()).availableMicro
    await tick(place, org)
    const { nextAt, outcome } = await org.api.modules.marketplace.listings.get({ id })
    expect(outcome).toBe('ok')
    expect(Date.parse(nextAt) - place.hub.hub.now().getTime()).toBeGreaterThan(7_100_000)
    expect((await org.api.credits.balance()).availableMicro).toBe(before)
  })
})
