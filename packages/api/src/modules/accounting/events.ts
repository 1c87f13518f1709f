import { z } from 'zod'
import type { EventPayloads, EventSchemas } from '../../platform/events/topics.ts'
import { JournalEntryId } from './journals/schema.ts'

export const accountingEvents = {
  'accounting.book.differs': z.strictObject({ faults: z.int() }).meta({
    permission: 'accounting.book.manage',
    title: 'Books do not add up',
    description: 'The books were recomputed, and something differs from what they keep.',
  }),
  'accounting.entry.posted': z
    .strictObject({ entryId: JournalEntryId, date: z.string(), reversesId: JournalEntryId.nullable() })
    .meta({
      permission: 'accounting.book.read',
      title: 'Entry posted',
      description: 'An entry was written into the books, or one was taken back by another.',
    }),
} as const satisfies EventSchemas

type AccountingEvents = EventPayloads<typeof accountingEvents>

declare module '../../platform/events/topics.ts' {
  // oxlint-disable-next-line typescript/no-empty-interface, typescript/no-empty-object-type -- declaration merging
  interface ModuleEvents extends AccountingEvents {}
}
