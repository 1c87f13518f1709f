import { afterAll, beforeAll, expect, test } from 'vitest'
import { FIRST_ID } from '../../platform/files/personal-data.ts'
import { startHub } from '../../testing/index.ts'
import type { TestHub } from '../../testing/index.ts'
import { openBank, importRows } from './bank/testing.ts'
import { accountingPersonalData } from './personal-data.ts'
import { move, openShop } from './testing.ts'
import type { Shop } from './testing.ts'

let hub: TestHub
let shop: Shop
beforeAll(async () => {
  hub = await startHub({ now: () => new Date('2026-11-20T09:00:00Z') })
  shop = await openShop(hub)
})
afterAll(() => hub.stop())

/** What the export of somebody's account holds of these books, by file. */
async function exportOf(userId: string): Promise<Record<string, unknown[]>> {
  const db = hub.hub.db.org(shop.orgId)
  const files = accountingPersonalData.files.map(
    async ({ name, read }) => [name, await read({ db, userId }, FIRST_ID)] as const,
  )
  return Object.fromEntries(await Promise.all(files))
}

test('the export of an account holds what its person did in the books, credit notes too, and of nobody else (AUTH-10)', async () => {
  const { books, customer, taxes, idOf } = shop
  const lines = [{ description: 'House blend', unitPrice: '80.00', taxCodeId: taxes.none }]
  const overdue = { contactId: customer.id, lines, issuedOn: '2026-09-01', dueOn: '2026-09-15' }
  const { id } = await books.invoices.create(overdue)
  await books.invoices.post({ id })
  await books.invoices.credit({ id, amount: '20.00', on: '2026-10-01' })
  await books.reminders.send({ invoiceId: id, recipient: 'books@lantern.example' })
  await books.paymentsIn.record({ invoiceId: id, amount: '10.00', reference: 'R 1' })
  await move(shop, { debit: '6100', credit: '1100', amount: '9.00', memo: 'Rent' })
  const bank = await openBank(shop)
  await importRows(shop, bank.id, [['2026-11-03', '-3.20', 'Coffee']])
  const { items } = await books.bank.lines.list({ bankAccountId: bank.id })
  const line = { bankLineId: items[0]?.id ?? '', kind: 'account', accountId: idOf('6850') } as const
  await books.bank.matches.accept(line)
  const fellow = await shop.join('admin')
  const own = await exportOf(shop.owner.userId)
  expect(Object.keys(own)).toEqual(accountingPersonalData.files.map(({ name }) => name))
  expect(own['invoices.json']).toMatchObject([
    { kind: 'invoice', number: 'INV-2026-0001' },
    { kind: 'credit_note', number: 'CN-2026-0001', issuedOn: '2026-10-01' },
  ])
  expect(own['payments.json']).toMatchObject([{ reference: 'R 1' }])
  expect(own['reminders.json']).toMatchObject([{ documentId: id, level: 1 }])
  expect(own['statements.json']).toMatchObject([{ addedCount: 1 }])
  expect(own['matches.json']).toHaveLength(1)
  const memos = (own['journal.json'] ?? []).map((entry) => (entry as { memo: string }).memo)
  expect(memos).toEqual(expect.arrayContaining(['Rent', 'Payment of Lantern Street Bakery: R 1']))
  expect(Object.values(await exportOf(fellow.userId)).flat()).toEqual([])
})
