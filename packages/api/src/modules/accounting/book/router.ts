import { orgProcedure, router } from '../../../platform/calls/trpc.ts'
import { NoInput } from '../../../shared/no-input.ts'
import * as schema from './schema.ts'
import { closeDays, reopenDays } from './closing.ts'
import { getBook, setUpBook, verifyBook } from './service.ts'

export const bookRouter = router({
  get: orgProcedure
    .meta({
      permission: 'accounting.book.read',
      price: null,
      effect: 'read',
      doors: 'all',
      title: 'Read how the books are set up',
      description: 'Currency, country, fiscal year and closed days of the books.',
    })
    .input(NoInput)
    .output(schema.BookState)
    .query(({ ctx }) => getBook(ctx)),
  setUp: orgProcedure
    .meta({
      permission: 'accounting.book.manage',
      price: null,
      effect: 'write',
      doors: 'noTools',
      title: 'Set up the books',
      description:
        'Chooses the currency and fiscal year, adds the accounts and what they hold on the first day.',
    })
    .input(schema.SetUpBook)
    .output(schema.Book)
    .mutation(({ ctx, input }) => setUpBook(ctx, input)),
  close: orgProcedure
    .meta({
      permission: 'accounting.book.manage',
      price: null,
      effect: 'write',
      doors: 'all',
      title: 'Close days of the books',
      description:
        'Takes no more entries up to a day: for now, for good, or for sales, the bank or taxes alone.',
    })
    .input(schema.CloseDays)
    .output(schema.Book)
    .mutation(({ ctx, input }) => closeDays(ctx, input)),
  reopen: orgProcedure
    .meta({
      permission: 'accounting.book.manage',
      price: null,
      effect: 'write',
      doors: 'all',
      title: 'Open closed days again',
      description: 'Takes entries on all days again that were not closed for good.',
    })
    .input(schema.ReopenDays)
    .output(schema.Book)
    .mutation(({ ctx, input }) => reopenDays(ctx, input)),
  verify: orgProcedure
    .meta({
      permission: 'accounting.book.write',
      price: null,
      effect: 'write',
      doors: 'all',
      isRepeatable: true,
      title: 'Check the books',
      description: 'Recomputes balances, numbers and entries from their lines, and names what differs.',
    })
    .input(schema.VerifyBook)
    .output(schema.BookVerdict)
    .mutation(({ ctx }) => verifyBook(ctx)),
})
