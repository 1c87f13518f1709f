import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { jobDone, lookedAgain, newRoaster, openMall, shopKeeper, tick, watched } from './testing.ts'
import type { MallPlace } from './testing.ts'
import { mallPages } from './testing/mall.ts'

const DAY_MS = 86_400_000

let place: MallPlace
beforeAll(async () => {
  place = await openMall()
})
afterAll(() => place.stop())

describe('a page of a shop (MKT-1)', () => {
  test('is read in six ways of writing a price, with its source and how sure it is', async () => {
    const org = await shopKeeper(place)
    const seen = await Promise.all(mallPages.map((url) => watched(org, { url })))
    const told = seen.map(({ listing: { shop, price, source, confidence } }) => ({
      shop,
      price,
      source,
      isSure: (confidence ?? 0) >= 40,
    }))
    expect(told).toEqual([
      {
        shop: 'kilnware.example.de',
        price: { amount: '2879.20', currency: 'EUR' },
        source: 'json-ld',
        isSure: true,
      },
      {
        shop: 'harbourtea.example.co.uk',
        price: { amount: '1249.50', currency: 'GBP' },
        source: 'microdata',
        isSure: true,
      },
      {
        shop: 'aoyama-paper.example.jp',
        price: { amount: '1980', currency: 'JPY' },
        source: 'open-graph',
        isSure: true,
      },
      {
        shop: 'monsoonsilks.example.in',
        price: { amount: '123456.78', currency: 'INR' },
        source: 'text',
        isSure: true,
      },
      {
        shop: 'fjallbod.example.se',
        price: { amount: '12990.00', currency: 'SEK' },
        source: 'microdata',
        isSure: true,
      },
      { shop: 'prairieboots.example', price: null, source: null, isSure: false },
    ])
    expect(seen[5]?.listing).toMatchObject({
      outcome: 'choose-variant',
      variants: [{ title: '41 / brown' }, {}, { title: '42 / lined' }],
    })
    expect(seen[1]?.listing).toMatchObject({ outcome: 'out-of-stock', availability: 'out-of-stock' })
    const { items } = await org.api.modules.marketplace.products.list({ sort: 'name' })
    expect(items.map(({ name }) => name)).toContain('Earl Grey, loose leaf')
  })

  test('whose variant is chosen once is remembered', async () => {
    const org = await shopKeeper(place)
    const { id, listing } = await watched(org, { url: mallPages[5] ?? '' })
    const { listings } = org.api.modules.marketplace
    await listings.choose({ id, variant: listing.variants[2]?.id ?? '' })
    expect(await lookedAgain(org, id)).toMatchObject({
      price: { amount: '209.00', currency: 'USD' },
      source: 'shopify',
    })
    expect(await lookedAgain(org, id)).toMatchObject({ outcome: 'unchanged', variant: '73' })
  })

  test('is asked for under a name of our own, and not again for what did not change', async () => {
    const org = await shopKeeper(place)
    const roaster = newRoaster(place, { price: '22.90' })
    const { id } = await watched(org, { url: roaster.url })
    await lookedAgain(org, id)
    const asked = place.sites.asked.filter(({ url }) => url.includes(roaster.host))
    expect(asked.map(({ url }) => new URL(url).pathname)).toEqual([
      '/robots.txt',
      '/products/house-blend',
      '/products/house-blend',
    ])
    for (const { headers } of asked)
      expect(headers['user-agent']).toMatch(/^SmartAIHub-Prices\/1\.0 \(\+http/)
    expect(asked[2]?.headers['if-none-match']).toBe('"22.90-EUR-false"')
    const { items } = await org.api.modules.marketplace.checks.list({ listingId: id })
    expect(items.map(({ outcome, price }) => [outcome, price?.amount])).toEqual([
      ['unchanged', '22.90'],
      ['ok', '22.90'],
    ])
  })

  test('is not read where robots.txt forbids it, nor while that cannot be had', async () => {
    const org = await shopKeeper(place)
    const forbidding = newRoaster(place, { price: '22.90' })
    place.sites.set(forbidding.host, {
      robots: { body: 'User-agent: SmartAIHub-Prices\nDisallow: /products' },
    })
    const broken = newRoaster(place, { price: '22.90' })
    place.sites.set(broken.host, { robots: { status: 503, body: '' } })
    for (const { url, host } of [forbidding, broken]) {
      const { listing } = await watched(org, { url })
      expect(listing).toMatchObject({ outcome: 'blocked', price: null })
      expect(listing.note).toMatch(/robots\.txt/)
      expect(place.sites.asked.filter((one) => one.url.includes(`${host}/products`))).toEqual([])
    }
  })

  test('is asked once in five seconds where the shop says nothing else', async () => {
    const org = await shopKeeper(place)
    const roaster = newRoaster(place, { price: '22.90' })
    place.sites.set(roaster.host, { robots: { status: 404, body: '' } })
    const { id } = await watched(org, { url: roaster.url })
    const began = performance.now()
    await lookedAgain(org, id)
    expect(performance.now() - began).toBeGreaterThan(4_000)
  })

  test('that redirects is judged by the rules of where it leads, and never leads inward', async () => {
    const org = await shopKeeper(place)
    const forbidden = newRoaster(place, { price: '22.90' })
    place.sites.set(forbidden.host, { robots: { body: 'User-agent: *\nDisallow: /' } })
    const moved = newRoaster(place, { price: '22.90' })
    place.sites.set(moved.host, {
      files: { '/products/house-blend': { status: 301, body: '', headers: [['location', forbidden.url]] } },
    })
    expect((await watched(org, { url: moved.url })).listing).toMatchObject({ outcome: 'blocked' })
    const inward = newRoaster(place, { price: '22.90' })
    place.sites.set(inward.host, {
      files: {
        '/products/house-blend': { status: 302, body: '', headers: [['location', 'http://127.0.0.1/']] },
      },
    })
    expect((await watched(org, { url: inward.url })).listing).toMatchObject({
      outcome: 'unreachable',
      price: null,
    })
  })

  test('that leads to the front page of the shop is gone, whatever costs something there', async () => {
    const org = await shopKeeper(place)
    const roaster = newRoaster(place, { price: '22.90' })
    const front = new URL('/', roaster.url).href
    place.sites.set(roaster.host, {
      html: '<h1>Roasters</h1><p>Cups from €4.00</p>',
      files: { '/products/house-blend': { status: 302, body: '', headers: [['location', front]] } },
    })
    expect((await watched(org, { url: roaster.url })).listing).toMatchObject({ outcome: 'gone', price: null })
  })

  test.each([
    ['127.0.0.1/price', 'number of a machine'],
    ['https://shop.example:8443/x', 'port'],
    ['ftp://shop.example/x', 'http or https'],
    ['https://me:pass@shop.example/x', 'name and password'],
    ['localhost', 'whole address'],
    ['https://nowhere-at-all.example/x', 'no such name'],
  ])('of the address %s is refused at its field', async (url, words) => {
    const org = await shopKeeper(place)
    const refused = await org.api.modules.marketplace.listings.add({ url }).catch((error: unknown) => error)
    expect(refused).toMatchObject({ code: 'BAD_REQUEST', details: { issues: [{ path: 'url' }] } })
    expect(String((refused as Error).message)).toContain(words)
    expect((await org.api.modules.marketplace.products.list({})).items).toEqual([])
  })

  test('is watched once for a product, whatever follows a visitor in its address', async () => {
    const org = await shopKeeper(place)
    const roaster = newRoaster(place, { price: '22.90' })
    const { productId, listing } = await watched(org, { url: `${roaster.url}?utm_source=mail#reviews` })
    expect(listing.url).toBe(roaster.url)
    await expect(
      org.api.modules.marketplace.listings.add({ url: roaster.url, productId }),
    ).rejects.toMatchObject({
      code: 'CONFLICT',
    })
  })

  test('costs 0.20 a look, and nothing where nobody can pay', async () => {
    const org = await shopKeeper(place, 200_000)
    const roaster = newRoaster(place, { price: '22.90' })
    const { id } = await watched(org, { url: roaster.url })
    await expect(org.api.modules.marketplace.checks.start({ id })).rejects.toMatchObject({
      code: 'PAYMENT_REQUIRED',
    })
    place.move(DAY_MS)
    await tick(place, org)
    expect((await org.api.modules.marketplace.listings.get({ id })).note).toMatch(/not enough credits/)
  })
})

test('two looks at once are one job', async () => {
  const org = await shopKeeper(place)
  const roaster = newRoaster(place, { price: '22.90' })
  const { id } = await watched(org, { url: roaster.url })
  const { checks } = org.api.modules.marketplace
  const [one, other] = await Promise.all([checks.start({ id }), checks.start({ id })])
  expect(one.jobId).toBe(other.jobId)
  await jobDone(org, one.jobId)
})
