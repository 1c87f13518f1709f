import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openShop } from '../testing/shopify/testing-app.ts'
import type { TestedShop } from '../testing/shopify/testing-app.ts'
import { ProviderFault } from './provider.ts'
import type { Access, ReadPage } from './provider.ts'
import { BULK_FROM } from './shopify-bulk.ts'
import { shopifyReader } from './shopify.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

let shop: TestedShop
beforeAll(async () => {
  // More than one part of a file.
  shop = await openShop({ orders: 3_000, plan: 'Shopify Plus' })
})
afterAll(() => shop.stop())
beforeEach(() => shop.faults.clear())

async function accessNow(): Promise<Access> {
  shop.move(MINUTE)
  const { access_token: token } = await shop.connect()
  const base = `${shop.url}/${shop.shop}`
  return { base, token, withPersonal: true, outside: { allowsPrivate: true } }
}

const readAt = async (after: string | null, total: number | null = BULK_FROM): Promise<ReadPage> =>
  shopifyReader.read(await accessNow(), { stream: 'orders', after, since: null, total })

const isBusy = (error: unknown) => error instanceof ProviderFault && error.kind === 'busy'

/** Asks as often as it is asked to wait. */
async function patiently(after: string | null): Promise<ReadPage> {
  for (;;) {
    try {
      return await readAt(after)
    } catch (error) {
      if (!isBusy(error)) throw error
    }
  }
}

/** Everything from this place on. */
async function readFrom(after: string | null): Promise<{ keys: string[]; parts: number }> {
  const keys: string[] = []
  for (let place = after, parts = 1; ; parts += 1) {
    const page = await patiently(place)
    keys.push(...page.records.map(({ key }) => key))
    if (page.after === null) return { keys, parts }
    place = page.after
  }
}

const there = () => shop.world.orders().length

describe('much of a shop is read as a file (CONN-2)', () => {
  test('each row once, whole, and as it comes page by page', async () => {
    const { after, records } = await readAt(null)
    expect(records).toEqual([])
    await expect(readAt(after)).rejects.toSatisfy(isBusy)
    const { keys, parts } = await readFrom(after)
    expect(parts).toBeGreaterThan(1)
    expect(new Set(keys).size).toBe(there())
    expect(keys).toHaveLength(there())
    const [fromFile] = (await patiently(after)).records
    const one = await shopifyReader.one(await accessNow(), 'orders', fromFile?.key ?? '')
    expect(fromFile).toEqual(one)
  })

  test('a file that comes cut, late or as something else is read on from the same place', async () => {
    const { after } = await readAt(null)
    await patiently(after)
    for (const fault of ['cut', 'lostAnswer', 'garbage'] as const) {
      shop.faults.next({ kind: fault, at: 'file' })
      await expect(readAt(after)).rejects.toMatchObject({ kind: 'away' })
    }
    shop.faults.next({ kind: 'status', status: 502, at: 'file' })
    await expect(readAt(after)).rejects.toMatchObject({ kind: 'away' })
    const { keys } = await readFrom(after)
    expect(new Set(keys).size).toBe(there())
  })

  test('what Shopify does not put together, keeps no more or has no word for is read page by page', async () => {
    const { after } = await readAt(null)
    const { after: second } = await patiently(after)
    shop.move(8 * DAY)
    const first = await readAt(second)
    expect(first.records).toHaveLength(100)
    expect(first.after).not.toMatch(/^bulk:/)
    shop.faults.next({ kind: 'newField', at: 'graphql' })
    expect((await readAt(after)).records).toHaveLength(100)
    expect((await readAt('bulk:0:gid://shopify/BulkOperation/1')).records).toHaveLength(100)
  })

  test('where five are under way already it is read page by page', async () => {
    const begun = await Promise.all(Array.from({ length: 6 }, () => readAt(null)))
    const paged = begun.filter(({ records }) => records.length > 0)
    expect(paged).not.toEqual([])
    expect(paged[0]?.after).not.toMatch(/^bulk:/)
    for (const { after, records } of begun) if (records.length === 0) await patiently(after)
  })

  test('lines of orders come as a file as well, each with its order, and as they come page by page', async () => {
    const read = async (after: string | null): Promise<ReadPage> =>
      shopifyReader.read(await accessNow(), { stream: 'lines', after, since: null, total: BULK_FROM })
    const found = new Map<string, unknown>()
    const take = async (after: string | null): Promise<string | null> => {
      const page = await read(after).catch((error: unknown): ReadPage => {
        if (isBusy(error)) return { records: [], after }
        throw error
      })
      for (const { key, raw } of page.records) found.set(key, raw)
      return page.after
    }
    for (let after = await take(null); after !== null;) after = await take(after)
    expect(found.size).toBe(shop.world.orders().flatMap(({ lines }) => lines).length)
    const [key = '', raw] = [...found][0] ?? []
    expect(await shopifyReader.one(await accessNow(), 'lines', key)).toMatchObject({ key, raw })
    const { seen } = await shopifyReader.seen(await accessNow(), 'lines', null)
    expect(seen.length).toBeGreaterThan(0)
    expect(seen.every((one) => found.has(one.key))).toBe(true)
  })

  test('little, and what changed, is asked for page by page at once', async () => {
    expect((await readAt(null, BULK_FROM - 1)).records).toHaveLength(100)
    expect((await readAt(null, null)).records).toHaveLength(100)
    const since = new Date(0).toISOString()
    const asked = { stream: 'orders', after: null, since, total: BULK_FROM }
    expect((await shopifyReader.read(await accessNow(), asked)).records).toHaveLength(100)
  })
})
