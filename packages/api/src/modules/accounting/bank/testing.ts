import type { Books, Shop } from '../testing.ts'
import type { z } from 'zod'
import type { CsvLayout, ImportAnswer } from './schema.ts'

export const layout: z.input<typeof CsvLayout> = {
  columns: ['day', 'amount', 'text', 'counterparty'],
  dayOrder: 'ymd',
}

/** Day, amount, text and name of the other side. */
export type Row = readonly [day: string, amount: string, text: string, counterparty?: string]

export const csvOf = (rows: readonly Row[]): string =>
  [
    'Date,Amount,Text,Payee',
    ...rows.map(([day, amount, text, who = '']) => `${day},${amount},${text},${who}`),
  ].join('\n')

/** The account at the bank on ledger account 1100. */
export const openBank = ({ books, idOf }: Books, given: object = {}) =>
  books.bank.accounts.create({ name: 'Everyday', accountId: idOf('1100'), ...given })

/** Reads rows in; throws where the hub asks for a layout. */
export async function importRows({ books }: Books, bankAccountId: string, rows: readonly Row[]) {
  const answer = await books.bank.statements.import({
    bankAccountId,
    text: csvOf(rows),
    layout,
  })
  return imported(answer)
}

export function imported(answer: ImportAnswer) {
  if (answer.outcome !== 'imported') throw new Error(`It asks: ${answer.question}`)
  return answer
}

/** A posted invoice over so much, with its number. */
export async function invoicedIn({ books, customer, taxes }: Shop, unitPrice: string) {
  const lines = [{ description: 'Coffee', unitPrice, taxCodeId: taxes.none }]
  const dates = { issuedOn: '2026-11-01', dueOn: '2026-11-11' }
  const { id } = await books.invoices.create({ contactId: customer.id, lines, ...dates })
  await books.invoices.post({ id })
  const { number } = await books.invoices.get({ id })
  return { id, number: number ?? '' }
}

/** The lines of the bank after these rows came in, as they are read. */
export async function saidIn(shop: Shop, bankAccountId: string, rows: readonly Row[]) {
  await importRows(shop, bankAccountId, rows)
  const { items } = await shop.books.bank.lines.list({ bankAccountId })
  return items
}

/** The one line of the bank that came in. */
export async function onlyIn(shop: Shop, bankAccountId: string, row: Row): Promise<string> {
  const [line] = await saidIn(shop, bankAccountId, [row])
  if (!line) throw new Error('There is no line.')
  return line.id
}
