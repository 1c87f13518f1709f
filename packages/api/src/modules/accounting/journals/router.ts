import type { Meta } from '../../../platform/calls/meta.ts'
import { orgProcedure, router } from '../../../platform/calls/trpc.ts'
import * as schema from './schema.ts'
import { getJournalEntry, listJournalEntries, postJournalEntry, reverseJournalEntry } from './service.ts'

const read = {
  permission: 'accounting.book.read',
  price: null,
  effect: 'read',
  doors: 'all',
} as const satisfies Partial<Meta>
const write = {
  ...read,
  permission: 'accounting.book.write',
  effect: 'write',
} as const satisfies Partial<Meta>

export const journalsRouter = router({
  list: orgProcedure
    .meta({
      ...read,
      title: 'List journal entries',
      description: 'What was posted in the books, newest first, by words, account or days.',
    })
    .input(schema.ListJournalEntries)
    .output(schema.JournalEntryPage)
    .query(({ ctx, input }) => listJournalEntries(ctx, input)),
  get: orgProcedure
    .meta({
      ...read,
      title: 'Read a journal entry',
      description: 'One entry of the books with its lines.',
    })
    .input(schema.GetJournalEntry)
    .output(schema.WholeJournalEntry)
    .query(({ ctx, input }) => getJournalEntry(ctx, input)),
  post: orgProcedure
    .meta({
      ...write,
      title: 'Post a journal entry',
      description: 'Writes an entry into the books by hand. Debit and credit must be the same.',
    })
    .input(schema.PostJournalEntry)
    .output(schema.JournalEntry)
    .mutation(({ ctx, input }) => postJournalEntry(ctx, input)),
  reverse: orgProcedure
    .meta({
      ...write,
      effect: 'destructive',
      title: 'Reverse a journal entry',
      description: 'Takes an entry back by its mirror, since what is posted never changes.',
    })
    .input(schema.ReverseJournalEntry)
    .output(schema.JournalEntry)
    .mutation(({ ctx, input }) => reverseJournalEntry(ctx, input)),
})
