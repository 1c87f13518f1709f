import { sql } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { calendarDay } from '../../../shared/day-text.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { todayOf } from '../documents/queries.ts'
import { requireBook } from './queries.ts'
import type { Book, BookPart, CloseDays, ReopenDays } from './schema.ts'
import { toBook } from './service.ts'

/** The column of the book's row that holds the last closed day of a part. */
const columnOf = {
  forGood: 'hardUntil',
  forNow: 'softUntil',
  sales: 'saleUntil',
  bank: 'bankUntil',
  taxes: 'taxUntil',
} as const satisfies Record<BookPart, string>

/**
 * Closes a part of the books up to a day (ACC-1). Whoever is posting at that moment is waited for. Throws a BAD_REQUEST for a
 * day that is not over, and for one that is closed for good already.
 */
export async function closeDays(ctx: OrgContext, { part, until }: CloseDays): Promise<Book> {
  if (until >= todayOf(ctx)) throw fieldFault('until', 'Close days that are over: choose a day before today.')
  return ctx.write(async (tx) => {
    await requireBook(tx)
    if (!(await setClosed(tx, { ctx, part, until }))) {
      const { hardUntil } = await requireBook(tx)
      throw fieldFault(
        'until',
        `The books are closed for good up to ${calendarDay(hardUntil ?? '')}. Choose a later day.`,
      )
    }
    tx.audit('accounting.book.closed', {}, { part, until })
    return toBook(await requireBook(tx))
  })
}

/** Opens all days of a part again, but for those that are closed for good. */
export async function reopenDays(ctx: OrgContext, { part }: ReopenDays): Promise<Book> {
  return ctx.write(async (tx) => {
    await requireBook(tx)
    await setClosed(tx, { ctx, part, until: null })
    tx.audit('accounting.book.reopened', {}, { part })
    return toBook(await requireBook(tx))
  })
}

interface Closing {
  ctx: OrgContext
  part: BookPart
  until: string | null
}

/** @returns false where it would open days that are closed for good. */
async function setClosed(tx: OrgWriteTx, { ctx, part, until }: Closing): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('accountingBook')
    .set({ [columnOf[part]]: until, updatedAt: ctx.now(), version: sql<number>`version + 1` })
    .where((eb) =>
      part === 'forGood' ? eb.or([eb('hardUntil', 'is', null), eb('hardUntil', '<=', until)]) : eb.val(true),
    )
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}
