import { asSuperuser } from '@hub/db/testing'
import type { TestHub, TestOrg } from '../../testing/index.ts'

export type Books = Awaited<ReturnType<typeof openBooks>>

/** An organization with books in euros from 2026 on, and its accounts by code. */
export async function openBooks(hub: TestHub, given: object = {}) {
  const org: TestOrg = await hub.newOrg()
  const books = org.api.modules.accounting
  await books.book.setUp({ baseCurrency: 'EUR', country: 'IE', startsOn: '2026-01-01', ...given })
  const { items } = await books.accounts.list({ limit: 100 })
  const ids = new Map(items.map(({ code, id }) => [code, id]))
  const idOf = (code: string): string => {
    const id = ids.get(code)
    if (id === undefined) throw new Error(`There is no account ${code}.`)
    return id
  }
  return { ...org, books, idOf }
}

/** An entry of two lines by hand: debit one account, credit the other. */
export const move = ({ books, idOf }: Books, by: Moved) =>
  books.journals.post({
    date: by.date ?? '2026-03-05',
    memo: by.memo ?? 'Moved',
    lines: [
      { accountId: idOf(by.debit), debit: by.amount },
      { accountId: idOf(by.credit), credit: by.amount },
    ],
  })

interface Moved {
  debit: string
  credit: string
  amount: string
  date?: string
  memo?: string
}

/** What the database itself holds against whoever goes past the program. */
export const asAdministrator = (hub: TestHub, text: string, values: unknown[] = []) =>
  asSuperuser<Record<string, unknown>>(hub.database, text, values)

export type Shop = Awaited<ReturnType<typeof openShop>>

/** Books with a customer and taxes of 19, 7 and 0 per cent on what is sold. */
export async function openShop(hub: TestHub, given: object = {}) {
  const taxRates = [
    { name: 'VAT 19 %', percent: '19' },
    { name: 'VAT 7 %', percent: '7' },
  ]
  const place = await openBooks(hub, { taxRates, ...given })
  const customer = await place.books.contacts.create({ name: 'Lantern Street Bakery', country: 'IE' })
  const { items } = await place.books.taxes.list({ side: 'sale' })
  const taxOf = (percent: string): string => items.find((tax) => tax.percent === percent)?.id ?? ''
  const taxes = { standard: taxOf('19'), reduced: taxOf('7'), none: taxOf('0') }
  return { ...place, customer, taxes }
}
