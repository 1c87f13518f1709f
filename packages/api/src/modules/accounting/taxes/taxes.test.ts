import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { verifyBooks } from '../ledger/verify.ts'
import { asAdministrator, openBooks, openShop } from '../testing.ts'
import type { Shop } from '../testing.ts'
import { salesTaxes, taxCodesById } from './queries.ts'

let hub: TestHub
let shop: Shop
beforeAll(async () => {
  hub = await startHub({ now: () => new Date('2026-11-20T09:00:00Z') })
})
afterAll(() => hub.stop())
beforeEach(async () => {
  shop = await openShop(hub)
})

const taxes = () => shop.books.taxes
const db = () => hub.hub.db.org(shop.orgId)
const partsOf = async (id: string) => (await taxCodesById(db(), [id])).get(id)?.components
const refused = (path: string) => ({ code: 'BAD_REQUEST', details: { issues: [{ path }] } })
/** What an invoice of 100.00 with this tax leaves on the accounts. */
async function booked(taxCodeId: string): Promise<Record<string, number>> {
  const lines = [{ description: 'Coffee', unitPrice: '100.00', taxCodeId }]
  const { id } = await shop.books.invoices.create({ contactId: shop.customer.id, lines })
  await shop.books.invoices.post({ id })
  const { rows } = await shop.books.reports.trialBalance({})
  return Object.fromEntries(rows.map(({ code, debit, credit }) => [code, Number(debit ?? `-${credit}`)]))
}

describe('taxes that books begin with (ACC-3)', () => {
  test('each rate is there for sales and for purchases, and “No tax” always is, as a rate of zero', async () => {
    for (const side of ['sale', 'purchase'] as const) {
      const { items } = await taxes().list({ side })
      expect(items).toMatchObject([
        { name: 'VAT 19 %', category: 'S', percent: '19' },
        { name: 'VAT 7 %', category: 'S', percent: '7' },
        { name: 'No tax', category: 'Z', percent: '0', reason: '' },
      ])
    }
    const bare = await openBooks(hub)
    expect((await bare.books.taxes.list({})).items.map(({ name }) => name)).toEqual(['No tax', 'No tax'])
  })

  test('the whole stands on the account of taxes of its side', async () => {
    const { items } = await taxes().list({ search: '19' })
    const accounts = { sale: shop.idOf('2200'), purchase: shop.idOf('1400') }
    expect(items).toHaveLength(2)
    for (const { components, side } of items)
      expect(components).toEqual([{ name: 'VAT 19 %', percent: '19', sign: 1, accountId: accounts[side] }])
  })
})

describe('adding a tax (ACC-3)', () => {
  test('a tax of two parts is booked on the account of each', async () => {
    const { id } = await taxes().create({
      name: 'State and county',
      percent: '8.25',
      components: [
        { name: 'State', percent: '6.25' },
        { name: 'County', percent: '2', accountId: shop.idOf('2400') },
      ],
    })
    expect(await booked(id)).toEqual({ 1200: 108.25, 2200: -6.25, 2400: -2, 4000: -100 })
    expect(await verifyBooks(db())).toEqual([])
  })

  test('a reverse charge has parts that come to nothing, and says why', async () => {
    const components = [
      { name: 'Owed', percent: '19', sign: -1 as const, accountId: shop.idOf('2200') },
      { name: 'Taken back', percent: '19' },
    ]
    const given = { name: 'Reverse charge', side: 'purchase' as const, category: 'AE' as const, percent: '0' }
    await expect(taxes().create({ ...given, components })).rejects.toMatchObject(refused('reason'))
    const { id } = await taxes().create({ ...given, components, reason: 'Reverse charge' })
    expect(await partsOf(id)).toMatchObject([{ sign: -1 }, { sign: 1, accountId: shop.idOf('1400') }])
  })

  test('parts that do not come to the rate are refused, in figures', async () => {
    const components = [{ name: 'State', percent: '6' }]
    await expect(taxes().create({ name: 'Two', percent: '8', components })).rejects.toMatchObject({
      ...refused('components'),
      message: expect.stringContaining('6 %') as string,
    })
  })

  test.each(['S', 'L', 'M'] as const)('category %s charges something', async (category) => {
    await expect(taxes().create({ name: 'X', category, percent: '0' })).rejects.toMatchObject(
      refused('percent'),
    )
    expect(await taxes().create({ name: 'X', category, percent: '4' })).toMatchObject({
      category,
      percent: '4',
    })
  })

  test.each(['E', 'AE', 'K', 'G', 'O'] as const)(
    'category %s charges nothing and says why',
    async (category) => {
      const given = { name: 'X', category, percent: '0', reason: 'By law' }
      await expect(taxes().create({ ...given, percent: '4' })).rejects.toMatchObject(refused('percent'))
      await expect(taxes().create({ ...given, reason: '' })).rejects.toMatchObject(refused('reason'))
      expect(await taxes().create(given)).toMatchObject({ category, percent: '0', reason: 'By law' })
    },
  )

  test('a part stands on no account that follows documents, is earned or owned, is archived or is another’s', async () => {
    const { id: archived } = await shop.books.accounts.create({
      code: '2290',
      name: 'Old',
      type: 'liability',
    })
    await shop.books.accounts.archive({ id: archived })
    const other = await openBooks(hub)
    const on = (accountId: string) =>
      taxes().create({ name: 'X', percent: '5', components: [{ name: 'X', percent: '5', accountId }] })
    const path = 'components.0.accountId'
    const others = ['1200', '2000', '4000', '3000'].map((code) => shop.idOf(code))
    for (const id of [...others, archived]) await expect(on(id)).rejects.toMatchObject(refused(path))
    await expect(on(other.idOf('2200'))).rejects.toMatchObject({
      code: 'NOT_FOUND',
      details: { issues: [{ path }] },
    })
    expect(await verifyBooks(db())).toEqual([])
  })
})

describe('a tax never changes (ACC-3)', () => {
  test('an archived one leaves what can be sold with, and stays where it is used', async () => {
    const id = shop.taxes.standard
    const { version } = await taxes().archive({ id, version: 1 })
    expect(version).toBe(2)
    await expect(taxes().archive({ id, version: 1 })).rejects.toMatchObject({ code: 'STALE_VERSION' })
    expect((await taxes().list({ side: 'sale' })).items.map(({ name }) => name)).toEqual([
      'VAT 7 %',
      'No tax',
    ])
    expect([...(await salesTaxes(db())).keys()]).not.toContain(id)
    expect((await taxCodesById(db(), [id])).get(id)).toMatchObject({ name: 'VAT 19 %', percent: '19' })
  })

  test('the program may not change its rate, its kind or its parts', async () => {
    const may = (table: string, column: string) =>
      asAdministrator(hub, 'select has_column_privilege($1, $2, $3, $4) as may', [
        'hub_app',
        `app.${table}`,
        column,
        'update',
      ])
    expect(await may('accounting_tax_code', 'name')).toEqual([{ may: true }])
    for (const column of ['percent', 'category', 'side', 'reason'])
      expect(await may('accounting_tax_code', column)).toEqual([{ may: false }])
    for (const column of ['percent', 'sign', 'account_id'])
      expect(await may('accounting_tax_component', column)).toEqual([{ may: false }])
  })

  test('a tax of another organization is not there', async () => {
    const other = await openShop(hub)
    const id = other.taxes.standard
    await expect(taxes().archive({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await taxCodesById(db(), [id])).size).toBe(0)
  })
})
