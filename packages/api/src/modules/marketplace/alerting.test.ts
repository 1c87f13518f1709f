import { sql } from '@hub/db'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { textOfSentence } from '../../shared/sentence.ts'
import { sendDueMails } from '../../testing/index.ts'
import { lookedAgain, newRoaster, openMall, shopKeeper, watched } from './testing.ts'
import type { MallPlace } from './testing.ts'

let place: MallPlace
beforeAll(async () => {
  place = await openMall()
})
afterAll(() => place.stop())

const OWN = { price: '23.50', currency: 'EUR' } as const

/** A product of ours at 23.50 EUR, and one roaster that sells it too. */
async function compared(price: string) {
  const org = await shopKeeper(place)
  const { marketplace } = org.api.modules
  const { id: productId } = await marketplace.products.create({ name: 'House blend, 1 kg', ...OWN })
  const roaster = newRoaster(place, { price })
  const { id } = await watched(org, { url: roaster.url, productId })
  const alerts = async () => (await marketplace.alerts.list({ sort: 'newest' })).items.toReversed()
  return { org, marketplace, productId, roaster, id, alerts }
}

const told = async (org: Awaited<ReturnType<typeof compared>>['org']): Promise<string[]> => {
  await place.hub.deliver()
  const { items } = await org.api.notifications.list({})
  return items
    .filter(({ kind }) => kind.startsWith('marketplace.'))
    .map(({ sentence }) => textOfSentence(sentence))
}

describe('who wants to be told (MKT-1)', () => {
  test('under an amount, is told once, in the inbox and by mail, and again after it was above', async () => {
    const { org, marketplace, productId, roaster, id, alerts } = await compared('22.90')
    await marketplace.rules.create({ kind: 'below', productId, amount: '22.00' })
    expect(await alerts()).toEqual([])
    roaster.sells({ price: '21.90' })
    await lookedAgain(org, id)
    await lookedAgain(org, id)
    roaster.sells({ price: '21.50' })
    await lookedAgain(org, id)
    expect(await alerts()).toMatchObject([
      { from: { amount: '22.90' }, price: { amount: '21.90' }, settledAt: null },
    ])
    const words = `${roaster.host} went from 22.90 EUR to 21.90 EUR for House blend, 1 kg`
    expect(await told(org)).toEqual([words])
    await sendDueMails(place.hub.hub)
    await place.hub.deliver()
    const mails = place.hub.mails.filter(
      ({ to, text }) => to === org.owner.email && text.includes(roaster.host),
    )
    expect(mails).toHaveLength(1)
    expect(mails[0]?.text).toContain(`${words}.`)
    roaster.sells({ price: '22.10' })
    await lookedAgain(org, id)
    expect((await alerts())[0]?.settledAt).not.toBeNull()
    roaster.sells({ price: '21.80' })
    await lookedAgain(org, id)
    expect(await alerts()).toHaveLength(2)
  })

  test('of what is so already, is told when the rule is made', async () => {
    const { marketplace, productId, alerts } = await compared('21.00')
    await marketplace.rules.create({ kind: 'below', productId, amount: '22.00' })
    expect(await alerts()).toMatchObject([{ price: { amount: '21.00' }, from: null }])
  })

  test('of being undercut, is told when the own price is raised as well', async () => {
    const { marketplace, productId, alerts } = await compared('24.80')
    await marketplace.rules.create({ kind: 'undercut' })
    expect(await alerts()).toEqual([])
    await marketplace.products.update({ id: productId, price: '25.00' })
    expect(await alerts()).toMatchObject([{ kind: 'undercut', price: { amount: '24.80' } }])
    await marketplace.products.update({ id: productId, price: '24.80' })
    expect((await alerts())[0]?.settledAt).not.toBeNull()
  })

  test('of prices that move, is told of each move that is large enough', async () => {
    const { org, marketplace, roaster, id, alerts } = await compared('20.00')
    await marketplace.rules.create({ kind: 'move', percent: 5 })
    for (const price of ['20.90', '21.99', '20.50']) {
      roaster.sells({ price })
      await lookedAgain(org, id)
    }
    expect((await alerts()).map(({ from, price }) => [from?.amount, price?.amount])).toEqual([
      ['20.90', '21.99'],
      ['21.99', '20.50'],
    ])
  })

  test('of shops that are sold out, is told once, and never that they undercut', async () => {
    const { org, marketplace, productId, roaster, id, alerts } = await compared('23.90')
    await marketplace.rules.create({ kind: 'stock', productId })
    await marketplace.rules.create({ kind: 'undercut', productId })
    roaster.sells({ price: '19.90', isSoldOut: true })
    await lookedAgain(org, id)
    expect((await alerts()).map(({ kind }) => kind)).toEqual(['stock'])
    expect(await marketplace.products.get({ id: productId })).toMatchObject({ lowest: null })
    expect((await told(org))[0]).toContain(`${roaster.host} has sold out of House blend, 1 kg`)
  })

  test('is told no more of a page that is gone, sold out, or compared with nothing', async () => {
    const { org, marketplace, productId, roaster, id, alerts } = await compared('21.00')
    await marketplace.rules.create({ kind: 'undercut', productId })
    const isOpen = async () => (await alerts()).at(-1)?.settledAt === null
    expect(await isOpen()).toBe(true)
    roaster.sells({ price: '21.00', isSoldOut: true })
    await lookedAgain(org, id)
    expect(await isOpen()).toBe(false)
    roaster.sells({ price: '21.00' })
    await lookedAgain(org, id)
    expect(await isOpen()).toBe(true)
    await marketplace.products.update({ id: productId, price: null })
    expect(await isOpen()).toBe(false)
    await marketplace.products.update({ id: productId, ...OWN })
    expect(await isOpen()).toBe(true)
    roaster.closes()
    await lookedAgain(org, id)
    expect(await isOpen()).toBe(true)
    place.move(61 * 60_000)
    await lookedAgain(org, id)
    expect(await isOpen()).toBe(false)
  })

  test('in another currency, is told nothing that was never compared', async () => {
    const { marketplace, productId, alerts } = await compared('21.00')
    await marketplace.rules.create({ kind: 'below', productId, amount: '900.00', currency: 'SEK' })
    expect(await alerts()).toEqual([])
  })

  test('twice for the same, is refused; for another amount or product, is not', async () => {
    const { marketplace, productId } = await compared('21.00')
    const rule = { kind: 'below', productId, amount: '20.00' } as const
    await marketplace.rules.create(rule)
    await expect(marketplace.rules.create({ ...rule, currency: 'EUR' })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: 'There is such a rule already.',
    })
    await marketplace.rules.create({ ...rule, amount: '19.00' })
    await marketplace.rules.create({ kind: 'below', amount: '20.00', currency: 'EUR' })
    await marketplace.rules.create({ kind: 'undercut', productId })
    await expect(marketplace.rules.create({ kind: 'undercut', productId })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    expect((await marketplace.rules.list({})).items).toHaveLength(4)
  })

  test('no more, hears nothing, and once more hears it anew', async () => {
    const { marketplace, productId, alerts } = await compared('21.00')
    const { id } = await marketplace.rules.create({ kind: 'below', productId, amount: '20.00' })
    await marketplace.rules.update({ id, isOn: false, amount: '22.00' })
    expect(await alerts()).toEqual([])
    await marketplace.rules.update({ id, isOn: true })
    expect(await alerts()).toHaveLength(1)
    await marketplace.rules.remove({ id })
    expect(await alerts()).toEqual([])
  })

  test.each([
    [{ kind: 'below' }, 'amount'],
    [{ kind: 'below', amount: '22.00' }, 'currency'],
    [{ kind: 'below', amount: '22.005', currency: 'EUR' }, 'amount'],
    [{ kind: 'below', amount: '-1.00', currency: 'EUR' }, 'amount'],
    [{ kind: 'below', amount: '0.00', currency: 'EUR' }, 'amount'],
    [{ kind: 'move' }, 'percent'],
    [{ kind: 'move', percent: 5, amount: '1.00' }, 'amount'],
    [{ kind: 'undercut', percent: 5 }, 'percent'],
  ] as const)('by %j, hears which field is wrong', async (input, path) => {
    const org = await shopKeeper(place)
    await expect(org.api.modules.marketplace.rules.create(input)).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      details: { issues: [{ path }] },
    })
  })

  test('makes a task of it, once', async () => {
    const { org, marketplace, productId, roaster, alerts } = await compared('21.00')
    await marketplace.rules.create({ kind: 'undercut', productId })
    const [alert] = await alerts()
    const { lines } = await org.api.system.briefing({})
    expect(lines.map(({ words }) => words).join('\n')).toContain(
      `${roaster.host} asks 21.00 EUR for House blend, 1 kg`,
    )
    const one = await marketplace.alerts.makeTask({ id: alert?.id ?? '' })
    expect(await marketplace.alerts.makeTask({ id: alert?.id ?? '' })).toEqual(one)
    const task = await org.api.modules.ops.tasks.get({ id: one.taskId })
    expect(task.title).toBe(`${roaster.host} asks 21.00 EUR for House blend, 1 kg`)
    const after = await org.api.system.briefing({})
    expect(after.lines.map(({ words }) => words).join('\n')).not.toContain(roaster.host)
  })
})

describe('a product of ours', () => {
  test('needs a currency with its price, and keeps the one it has', async () => {
    const org = await shopKeeper(place)
    const { products } = org.api.modules.marketplace
    await expect(products.create({ name: 'Blend', price: '1.00' })).rejects.toMatchObject({
      details: { issues: [{ path: 'currency' }] },
    })
    const { id } = await products.create({ name: 'Blend', price: '1980', currency: 'JPY' })
    expect(await products.update({ id, price: '2000' })).toMatchObject({
      price: { amount: '2000', currency: 'JPY' },
    })
    await expect(products.update({ id, price: '2000.5' })).rejects.toMatchObject({
      details: { issues: [{ path: 'price' }] },
    })
    await expect(products.update({ id, currency: 'EUR' })).rejects.toMatchObject({
      details: { issues: [{ path: 'price' }] },
    })
    expect(await products.update({ id, price: null })).toMatchObject({ price: null })
  })

  test.each(['0', '0.00', '-1.00'])('is not sold for %s', async (price) => {
    const org = await shopKeeper(place)
    const { products } = org.api.modules.marketplace
    const refused = {
      code: 'BAD_REQUEST',
      details: {
        issues: [{ path: 'price', message: 'A price is above zero. Leave it empty where you ask for none.' }],
      },
    }
    await expect(products.create({ name: 'Blend', price, currency: 'EUR' })).rejects.toMatchObject(refused)
    const { id } = await products.create({ name: 'Blend', price: '0.01', currency: 'EUR' })
    await expect(products.update({ id, price })).rejects.toMatchObject(refused)
  })

  test('counts the pages that are looked at apart from those that are paused', async () => {
    const { marketplace, productId, id } = await compared('21.00')
    expect(await marketplace.products.get({ id: productId })).toMatchObject({ listings: 1, watched: 1 })
    await marketplace.listings.watch({ id, isWatched: false })
    expect(await marketplace.products.get({ id: productId })).toMatchObject({ listings: 1, watched: 0 })
  })

  test('that goes takes its pages, prices, rules and alerts along', async () => {
    const { marketplace, productId, id } = await compared('21.00')
    await marketplace.rules.create({ kind: 'undercut', productId })
    await marketplace.products.remove({ id: productId })
    await expect(marketplace.listings.get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await marketplace.rules.list({})).items).toEqual([])
    expect((await marketplace.alerts.list({})).items).toEqual([])
  })

  test('has a history that is thin where there are very many prices, and begins with what held before', async () => {
    const { org, marketplace, productId, id } = await compared('21.00')
    const now = place.hub.hub.now()
    await sql`insert into marketplace_price (id, org_id, product_id, listing_id, minor, currency, seen_at)
      select gen_random_uuid(), ${org.orgId}, ${productId}, ${id}, 2000 + n % 300, 'EUR',
        ${now}::timestamptz - make_interval(mins => 100000 - n * 10)
      from generate_series(1, 9000) n`.execute(place.hub.hub.db.org(org.orgId))
    const { series } = await marketplace.products.history({ id: productId, days: 60 })
    const [, shop] = series
    expect(shop?.points.length).toBeGreaterThan(350)
    expect(shop?.points.length).toBeLessThan(410)
    expect(Date.parse(shop?.points[0]?.at ?? '')).toBeLessThanOrEqual(now.getTime() - 59.9 * 86_400_000)
    expect(shop?.points.at(-1)?.amount).toBe('21.00')
  })
})
