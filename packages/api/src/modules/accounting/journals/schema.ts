import { z } from 'zod'
import { EXAMPLE_ID, entityId } from '../../../shared/ids.ts'
import { listInput, listOutput } from '../../../shared/list.ts'
import { Amount, CurrencyCode, ExchangeRate } from '../../../shared/money.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { line, searchPhrase } from '../../../shared/text.ts'
import { Instant } from '../../../shared/time.ts'
import { LedgerAccountId } from '../accounts/schema.ts'
import { BookDay } from '../book/schema.ts'

export const JournalEntryId = entityId('accounting_entry')

const entry = {
  id: JournalEntryId,
  number: z.string(),
  date: z.string(),
  memo: z.string(),
  kind: z.enum(['ordinary', 'opening', 'revaluation', 'closing']),
  currency: z.string().meta({ description: 'Of the amounts: that of the books' }),
  total: z.string().meta({ description: 'Sum of its debits' }),
  reversesId: JournalEntryId.nullable(),
  reversedById: JournalEntryId.nullable(),
  postedAt: Instant,
}
export const JournalEntry = z.strictObject(entry)
export type JournalEntry = z.infer<typeof JournalEntry>
export const JournalEntryPage = listOutput(JournalEntry)

export const JournalLine = z.strictObject({
  accountId: LedgerAccountId,
  code: z.string(),
  account: z.string(),
  currency: z.string(),
  debit: z.string().nullable(),
  credit: z.string().nullable(),
  baseDebit: z.string().nullable().meta({ description: 'In the currency of the books' }),
  baseCredit: z.string().nullable(),
  memo: z.string(),
})
export type JournalLine = z.infer<typeof JournalLine>
/** What an entry was posted for. */
const EntrySource = z.strictObject({ kind: z.enum(['invoice', 'payment', 'refund']), id: z.uuid() })
export const WholeJournalEntry = z.strictObject({
  ...entry,
  source: EntrySource.nullable().meta({ description: 'The invoice, payment or refund behind it' }),
  lines: z.array(JournalLine),
})
export type WholeJournalEntry = z.infer<typeof WholeJournalEntry>

export const ListJournalEntries = listInput(['newest'], {
  search: searchPhrase.optional(),
  accountId: LedgerAccountId.optional(),
  reversible: z.boolean().optional().meta({ description: 'Only by hand, and not taken back' }),
  from: BookDay.optional(),
  to: BookDay.optional(),
})
export type ListJournalEntries = z.infer<typeof ListJournalEntries>

export const GetJournalEntry = z.strictObject({ id: JournalEntryId })
export type GetJournalEntry = z.infer<typeof GetJournalEntry>

const NewJournalLine = z.strictObject({
  accountId: LedgerAccountId,
  debit: Amount.optional(),
  credit: Amount.optional(),
  memo: line(200).optional(),
})
export type NewJournalLine = z.infer<typeof NewJournalLine>

export const PostJournalEntry = mutationInput({
  date: BookDay,
  memo: line(200),
  currency: CurrencyCode.optional().meta({ description: 'Default: that of the books' }),
  rate: ExchangeRate.optional().meta({ description: 'Units of the books’ currency for one of this' }),
  lines: z.array(NewJournalLine).min(2).max(200),
}).meta({
  examples: [
    {
      date: '2026-11-20',
      memo: 'Rent of November',
      lines: [
        { accountId: EXAMPLE_ID, debit: '950.00' },
        { accountId: EXAMPLE_ID, credit: '950.00' },
      ],
    },
  ],
})
export type PostJournalEntry = z.infer<typeof PostJournalEntry>

export const ReverseJournalEntry = mutationInput({
  id: JournalEntryId,
  date: BookDay.optional().meta({ description: 'Default: today' }),
})
export type ReverseJournalEntry = z.infer<typeof ReverseJournalEntry>
