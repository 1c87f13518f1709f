import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { verifyBooks } from '../ledger/verify.ts'
import { openShop } from '../testing.ts'
import type { Shop } from '../testing.ts'
import { invoicedIn, onlyIn, openBank } from './testing.ts'
import type { Row } from './testing.ts'

let hub: TestHub
let shop: Shop
let bankAccountId: string
beforeAll(async () => {
  hub = await startHub({ now: () => new Date('2026-11-20T09:00:00Z') })
})
afterAll(() => hub.stop())
beforeEach(async () => {
  shop = await openShop(hub)
  bankAccountId = (await openBank(shop)).id
})

const invoiced = (unitPrice: string) => invoicedIn(shop, unitPrice)
const only = (row: Row) => onlyIn(shop, bankAccountId, row)

const accept = (bankLineId: string, given: object) =>
  shop.books.bank.matches.accept({ bankLineId, ...given } as never)

const stateOf = async (id: string) => {
  const { status, open } = await shop.books.invoices.get({ id })
  return [status, open]
}
const verified = async () => expect(await verifyBooks(hub.hub.db.org(shop.orgId))).toEqual([])

describe('a line of the bank', () => {
  test('that names several invoices of a customer and comes to them together pays them all (ACC-4)', async () => {
    const [one, two, other] = [await invoiced('100.00'), await invoiced('50.00'), await invoiced('7.00')]
    const text = `${one.number} and ${two.number}`
    const line = await only(['2026-11-19', '150.00', text, 'Lantern Street Bakery'])
    const { offers } = await shop.books.bank.lines.get({ id: line })
    expect(offers).toMatchObject([
      {
        id: one.id,
        title: `Invoices ${text}, Lantern Street Bakery`,
        number: `${one.number}, ${two.number}`,
        amount: '150.00',
        strength: 'sure',
      },
    ])
    const match = await accept(line, { kind: 'invoice', invoiceId: two.id })
    const states = async () => [await stateOf(one.id), await stateOf(two.id), await stateOf(other.id)]
    const left = ['overdue', '7.00']
    expect(await states()).toEqual([['paid', '0.00'], ['paid', '0.00'], left])
    expect((await shop.books.paymentsIn.list({ unallocated: true })).items).toEqual([])
    await shop.books.bank.matches.undo({ id: match.id })
    expect(await states()).toEqual([['overdue', '100.00'], ['overdue', '50.00'], left])
    await verified()
  })

  test('that names several invoices and comes to something else is put to the one that is chosen', async () => {
    const [one, two] = [await invoiced('100.00'), await invoiced('50.00')]
    const line = await only(['2026-11-19', '149.00', `${one.number} ${two.number}`, 'Lantern'])
    const { offers } = await shop.books.bank.lines.get({ id: line })
    expect(offers.map(({ number, strength }) => [number, strength])).toEqual([
      [one.number, 'likely'],
      [two.number, 'likely'],
    ])
    await accept(line, { kind: 'invoice', invoiceId: one.id })
    expect([await stateOf(one.id), await stateOf(two.id)]).toEqual([
      ['paid', '0.00'],
      ['overdue', '50.00'],
    ])
    await verified()
  })
})
