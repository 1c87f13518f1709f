import { z } from 'zod'
import { listInput, listOutput } from '../../../shared/list.ts'
import { AccountType, LedgerAccountId } from '../accounts/schema.ts'
import { BookDay } from '../book/schema.ts'
import { ContactId } from '../contacts/schema.ts'
import { JournalEntryId } from '../journals/schema.ts'
import { TaxCategory, TaxCodeId } from '../taxes/schema.ts'

const asOf = BookDay.optional().meta({ description: 'Default: today' })

const account = { accountId: LedgerAccountId, code: z.string(), account: z.string() }

export const TrialBalanceRow = z.strictObject({
  ...account,
  type: AccountType,
  debit: z.string().nullable(),
  credit: z.string().nullable(),
})
const yearFrom = z.string().meta({ description: 'First day of its fiscal year' })
const earlier = {
  from: z.string().meta({ description: 'First day of the years it comes from' }),
  to: z.string(),
}
export const TrialBalance = z.strictObject({
  asOf: z.string(),
  yearFrom,
  currency: z.string(),
  rows: z.array(TrialBalanceRow).meta({ description: 'Income and expenses: of this fiscal year' }),
  carried: z
    .strictObject({ ...earlier, debit: z.string().nullable(), credit: z.string().nullable() })
    .nullable()
    .meta({ description: 'Result of earlier fiscal years, carried over; part of equity' }),
  debit: z.string(),
  credit: z.string(),
  isBalanced: z.boolean().meta({ description: 'Debit and credit are the same' }),
})
export type TrialBalance = z.infer<typeof TrialBalance>
export const GetTrialBalance = z.strictObject({ asOf })
export type GetTrialBalance = z.infer<typeof GetTrialBalance>

const ReportRow = z.strictObject({ ...account, amount: z.string() })
const ReportSection = z.strictObject({ rows: z.array(ReportRow), total: z.string() })
export type ReportSection = z.infer<typeof ReportSection>

export const ProfitAndLoss = z.strictObject({
  from: z.string(),
  to: z.string(),
  currency: z.string(),
  income: ReportSection,
  expense: ReportSection,
  profit: z.string(),
})
export type ProfitAndLoss = z.infer<typeof ProfitAndLoss>
export const GetProfitAndLoss = z.strictObject({
  from: BookDay.optional().meta({ description: 'Default: first day of the fiscal year' }),
  to: asOf,
})
export type GetProfitAndLoss = z.infer<typeof GetProfitAndLoss>

export const BalanceSheet = z.strictObject({
  asOf: z.string(),
  yearFrom,
  currency: z.string(),
  assets: ReportSection,
  liabilities: ReportSection,
  equity: ReportSection,
  carried: z
    .strictObject({ ...earlier, amount: z.string() })
    .nullable()
    .meta({ description: 'Profit of earlier fiscal years, carried over; part of equity' }),
  result: z.string().meta({ description: 'Profit of this fiscal year so far; part of equity' }),
  isBalanced: z.boolean().meta({ description: 'Assets = liabilities + equity' }),
})
export type BalanceSheet = z.infer<typeof BalanceSheet>
export const GetBalanceSheet = z.strictObject({ asOf })
export type GetBalanceSheet = z.infer<typeof GetBalanceSheet>

const TaxRow = z.strictObject({
  taxCodeId: TaxCodeId.nullable().meta({ description: 'null: entered by hand on an account of taxes' }),
  name: z.string(),
  category: TaxCategory.nullable(),
  percent: z.string().nullable(),
  taxable: z.string().nullable().meta({ description: 'What the tax is on, without it' }),
  tax: z.string(),
  accounts: z
    .array(z.strictObject({ ...account, of: z.enum(['taxable', 'tax']), amount: z.string() }))
    .meta({ description: 'On which accounts it stands' }),
})
export type TaxRow = z.infer<typeof TaxRow>
const TaxSection = z.strictObject({ rows: z.array(TaxRow), taxable: z.string(), tax: z.string() })
export type TaxSection = z.infer<typeof TaxSection>

export const Taxes = z.strictObject({
  from: z.string(),
  to: z.string(),
  currency: z.string(),
  sales: TaxSection,
  purchases: TaxSection,
  due: z.string().meta({ description: 'Tax on sales less tax on purchases; below 0 it is paid back' }),
  besides: z.string().meta({
    description: 'Paid back by the tax office in these days, or opening balances; below 0 it was paid to it',
  }),
  inBooks: z.string().meta({ description: 'What the accounts of taxes moved by' }),
  isBalanced: z.boolean().meta({ description: 'due and besides come to what the accounts moved by' }),
})
export type Taxes = z.infer<typeof Taxes>
export const GetTaxes = z.strictObject({
  from: BookDay.optional().meta({ description: 'Default: first day of the quarter of the last day' }),
  to: asOf,
})
export type GetTaxes = z.infer<typeof GetTaxes>

export const LedgerLine = z.strictObject({
  entryId: JournalEntryId,
  number: z.string(),
  date: z.string(),
  memo: z.string(),
  debit: z.string().nullable(),
  credit: z.string().nullable(),
})
export type LedgerLine = z.infer<typeof LedgerLine>
export const LedgerPage = listOutput(LedgerLine)

export const ListLedger = listInput(['newest'], {
  accountId: LedgerAccountId,
  taxCodeId: TaxCodeId.optional().meta({ description: 'Only lines of this tax' }),
  from: BookDay.optional(),
  to: BookDay.optional(),
})
export type ListLedger = z.infer<typeof ListLedger>

const CashPoint = z.strictObject({ on: z.string(), amount: z.string() })
export const Cash = z.strictObject({
  cash: z
    .strictObject({
      asOf: z.string(),
      currency: z.string(),
      amount: z.string(),
      accounts: z.int().meta({ description: 'How many accounts it lies on' }),
      points: z.array(CashPoint).meta({
        description: 'Each day’s end, the oldest first, today last; none before anything was posted',
      }),
      profit: z.string().meta({ description: 'Of this month so far' }),
      owed: z
        .strictObject({ open: z.string(), overdue: z.string() })
        .nullable()
        .meta({ description: 'On open invoices; null for who may not see them' }),
    })
    .nullable()
    .meta({ description: 'null until the books are set up' }),
})
export type Cash = z.infer<typeof Cash>
export const GetCash = z.strictObject({
  days: z.int().min(2).max(366).default(56).meta({ description: 'How far back the points go' }),
})
export type GetCash = z.infer<typeof GetCash>

const owed = {
  notDue: z.string(),
  upTo30: z.string().meta({ description: '1 to 30 days past due' }),
  upTo60: z.string(),
  upTo90: z.string(),
  over90: z.string(),
  open: z.string().meta({ description: 'What is owed: all open invoices' }),
  credit: z.string().meta({ description: 'Paid and not yet put to an invoice' }),
  total: z.string().meta({ description: 'open less credit' }),
}
export const Receivables = z.strictObject({
  asOf: z.string(),
  currency: z.string(),
  rows: z.array(z.strictObject({ contactId: ContactId, contact: z.string(), ...owed })),
  contacts: z.int().meta({ description: 'How many there are; those who owe most come first' }),
  totals: z.strictObject(owed),
  inBooks: z.string().meta({ description: 'What the account of customers holds' }),
  isBalanced: z.boolean().meta({ description: 'The open invoices come to what the account holds' }),
})
export type Receivables = z.infer<typeof Receivables>
export const GetReceivables = z.strictObject({ asOf, contactId: ContactId.optional() })
export type GetReceivables = z.infer<typeof GetReceivables>
