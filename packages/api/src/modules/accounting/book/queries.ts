import type { OrgDb } from '@hub/db'
import { AppError } from '../../../shared/errors.ts'

const columns = [
  'baseCurrency',
  'country',
  'yearStartMonth',
  'yearStartDay',
  'hardUntil',
  'softUntil',
  'saleUntil',
  'bankUntil',
  'taxUntil',
  'createdAt',
  'version',
] as const

/** The book's row; null until it is set up. */
export const findBook = async (db: OrgDb) =>
  (await db.selectFrom('accountingBook').select(columns).executeTakeFirst()) ?? null

export type BookRow = NonNullable<Awaited<ReturnType<typeof findBook>>>

/** Throws a CONFLICT until the book is set up. */
export async function requireBook(db: OrgDb): Promise<BookRow> {
  const book = await findBook(db)
  if (!book) throw new AppError('CONFLICT', { message: 'Set up the books first.' })
  return book
}
