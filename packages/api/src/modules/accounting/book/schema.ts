import { z } from 'zod'
import { Amount, CurrencyCode } from '../../../shared/money.ts'
import { chartKinds } from '../../../shared/ledger-chart.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { Day, Instant } from '../../../shared/time.ts'
import { line } from '../../../shared/text.ts'
import { CountryCode } from '../contacts/schema.ts'
import { Percent } from '../taxes/schema.ts'

/** Days that books know; others are typing errors. */
export const BookDay = Day.refine(
  (day) => day >= '1900-01-01' && day <= '2200-12-31',
  'Use a day between 1900 and 2200.',
)

/** What can be closed up to a day; only `forGood` stays so. */
export const BookPart = z.enum(['forGood', 'forNow', 'sales', 'bank', 'taxes'])
export type BookPart = z.infer<typeof BookPart>
const ReopenedPart = BookPart.exclude(['forGood'])

const closedUntil = (description: string) => z.string().nullable().meta({ description })
export const ClosedDays = z.strictObject({
  forGood: closedUntil('Nobody posts anything up to this day, ever'),
  forNow: closedUntil('Up to this day only those post who may set up the books'),
  sales: closedUntil('No invoice or credit note is posted up to this day'),
  bank: closedUntil('No payment or line of the bank is posted up to this day'),
  taxes: closedUntil('Nothing with a tax on it is posted up to this day'),
})
export type ClosedDays = z.infer<typeof ClosedDays>

export const Book = z.strictObject({
  baseCurrency: z.string(),
  country: z.string(),
  yearStart: z.string().meta({ description: 'First day of the fiscal year, MM-DD' }),
  closed: ClosedDays.meta({ description: 'The last closed day of each part; null: none' }),
  createdAt: Instant,
  version: z.int(),
})
export type Book = z.infer<typeof Book>
export const BookState = z.strictObject({ book: Book.nullable().meta({ description: 'null until set up' }) })
export type BookState = z.infer<typeof BookState>

export const ChartKind = z.enum(chartKinds)
export type ChartKind = z.infer<typeof ChartKind>

export const OpeningBalance = z.strictObject({
  code: z.string().trim().min(1).max(20).meta({ description: 'Code of the account' }),
  debit: Amount.optional(),
  credit: Amount.optional(),
})
export type OpeningBalance = z.infer<typeof OpeningBalance>

export const SetUpBook = mutationInput({
  baseCurrency: CurrencyCode,
  country: CountryCode,
  yearStart: z
    .string()
    .regex(/^(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$/, 'Write the day as 04-01 for 1 April, up to the 28th.')
    .default('01-01'),
  startsOn: BookDay.meta({ description: 'First day these books hold' }),
  chart: ChartKind.default('services').meta({ description: 'Which accounts to begin with' }),
  taxRates: z
    .array(z.strictObject({ name: line(60), percent: Percent }))
    .max(8)
    .default([])
    .meta({ description: 'Taxes charged on sales and paid on purchases' }),
  opening: z.array(OpeningBalance).max(100).default([]),
})
export type SetUpBook = z.infer<typeof SetUpBook>

export const CloseDays = mutationInput({
  part: BookPart.default('forNow').meta({
    description:
      'forNow: all, but for those who may set up the books; forGood: all, and it cannot be opened again; or sales, bank, taxes alone',
  }),
  until: BookDay.meta({ description: 'Last day that is closed; before today' }),
})
export type CloseDays = z.infer<typeof CloseDays>

export const ReopenDays = mutationInput({
  part: ReopenedPart.default('forNow').meta({ description: 'What is open again' }),
})
export type ReopenDays = z.infer<typeof ReopenDays>

export const VerifyBook = mutationInput({})
export const BookVerdict = z.strictObject({
  ok: z.boolean().meta({ description: 'Everything adds up' }),
  faults: z.array(
    z.strictObject({
      check: z.string().meta({ description: 'What was recomputed' }),
      detail: z.string().meta({ description: 'Where it differs, and how' }),
    }),
  ),
})
export type BookVerdict = z.infer<typeof BookVerdict>
