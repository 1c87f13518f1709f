import type { Books } from '../testing.ts'
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
