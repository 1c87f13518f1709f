import { z } from 'zod'
import { EXAMPLE_ID, entityId } from '../../../shared/ids.ts'
import { listInput, listOutput } from '../../../shared/list.ts'
import { CurrencyCode, ExchangeRate } from '../../../shared/money.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { line, searchPhrase } from '../../../shared/text.ts'
import { Instant } from '../../../shared/time.ts'
import { KnownVersion } from '../../../shared/version.ts'
import { LedgerAccountId } from '../accounts/schema.ts'
import { BookDay } from '../book/schema.ts'
import { ContactId, words } from '../contacts/schema.ts'
import { InvoiceId } from '../documents/schema.ts'
import { JournalEntryId } from '../journals/schema.ts'
import { PaymentId } from '../payments/schema.ts'

export const BankAccountId = entityId('accounting_bank_account')
export const BankLineId = entityId('accounting_bank_line')
export const StatementId = entityId('accounting_statement')
export const MatchId = entityId('accounting_match')

export const BankAccount = z.strictObject({
  id: BankAccountId,
  name: z.string(),
  accountId: LedgerAccountId,
  account: z.string().meta({ description: 'Code and name of the ledger account' }),
  currency: z.string(),
  identifier: z.string().meta({ description: 'IBAN or number, as its files name it' }),
  lines: z.int(),
  toMatch: z.int().meta({ description: 'How many of the lines are not matched' }),
  archivedAt: Instant.nullable(),
  version: z.int(),
})
export type BankAccount = z.infer<typeof BankAccount>
export const BankAccountPage = listOutput(BankAccount)

export const ListBankAccounts = listInput(['name', 'newest'], {
  search: searchPhrase.optional(),
  archived: z.boolean().optional(),
})
export type ListBankAccounts = z.infer<typeof ListBankAccounts>

const identifier = words(60).meta({ description: 'IBAN or number, as its files name it' })

export const CreateBankAccount = mutationInput({
  name: line(80),
  accountId: LedgerAccountId.meta({ description: 'Ledger account of the subtype bank or cash' }),
  currency: CurrencyCode.optional().meta({ description: 'Default: that of the ledger account or the books' }),
  identifier: identifier.default(''),
})
export type CreateBankAccount = z.infer<typeof CreateBankAccount>

const version = KnownVersion.optional()

export const UpdateBankAccount = mutationInput({
  id: BankAccountId,
  name: line(80).optional(),
  identifier: identifier.optional(),
  version,
})
export type UpdateBankAccount = z.infer<typeof UpdateBankAccount>
export const ArchiveBankAccount = mutationInput({ id: BankAccountId, version })
export type ArchiveBankAccount = z.infer<typeof ArchiveBankAccount>

/** What a column of a CSV file is. */
export const CsvColumn = z.enum([
  'day',
  'amount',
  'moneyIn',
  'moneyOut',
  'fee',
  'mark',
  'text',
  'counterparty',
  'reference',
  'balance',
  'none',
])
export type CsvColumn = z.infer<typeof CsvColumn>

export const DayOrder = z.enum(['ymd', 'dmy', 'mdy'])
export type DayOrder = z.infer<typeof DayOrder>

const csvShape = {
  columns: z.array(CsvColumn).min(2).max(100),
  decimal: z.enum([',', '.']).default('.'),
  markOut: z.string().max(20).nullable().default(null),
}

/** What the columns of a CSV file are, in their order. */
export const CsvLayout = z.strictObject({ ...csvShape, dayOrder: DayOrder })
export type CsvLayout = z.infer<typeof CsvLayout>

/** The same as far as it can be told. */
export const CsvGuess = z.strictObject({ ...csvShape, dayOrder: DayOrder.nullable() })
export type CsvGuess = z.infer<typeof CsvGuess>

const MOST_SIGNS = 256_000

export const ImportStatement = mutationInput({
  bankAccountId: BankAccountId,
  fileId: entityId('attached_file').optional().meta({ description: 'Attached to the bank account' }),
  text: z.string().min(1).max(MOST_SIGNS).optional().meta({ description: 'Or the small file itself' }),
  fileName: line(200).optional().meta({ description: 'Of `text`' }),
  layout: CsvLayout.optional().meta({
    description: 'Of a CSV, when asked',
  }),
})
export type ImportStatement = z.infer<typeof ImportStatement>

export const ImportAnswer = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('layout'),
    question: z.string().nullable(),
    guess: CsvGuess,
    head: z.array(z.string()),
    sample: z.array(z.array(z.string())),
  }),
  z.strictObject({
    outcome: z.literal('imported'),
    statementId: StatementId,
    read: z.int(),
    added: z.int(),
    left: z.int(),
    leftOut: z.array(z.string()).meta({ description: 'The first 20, in words' }),
    from: z.string().nullable(),
    to: z.string().nullable(),
    warning: z.string().nullable(),
  }),
])
export type ImportAnswer = z.infer<typeof ImportAnswer>

export const Statement = z.strictObject({
  id: StatementId,
  bankAccountId: BankAccountId,
  fileName: z.string(),
  format: z.enum(['ofx', 'csv', 'camt']),
  from: z.string().nullable().meta({ description: 'Its first day; null where it names none' }),
  to: z.string().nullable(),
  read: z.int().meta({ description: 'Lines in the file' }),
  added: z.int().meta({ description: 'Those that were not there before' }),
  matched: z.int().meta({ description: 'Those of them that are matched; with any, it is not removed' }),
  overlaps: z.int().meta({ description: 'Later imports of these days that left lines out' }),
  importedByName: z.string(),
  importedAt: Instant,
})
export type Statement = z.infer<typeof Statement>
export const StatementPage = listOutput(Statement)

export const ListStatements = listInput(['newest'], {
  bankAccountId: BankAccountId.optional(),
  search: searchPhrase.optional(),
})
export type ListStatements = z.infer<typeof ListStatements>
export const RemoveStatement = mutationInput({ id: StatementId })
export type RemoveStatement = z.infer<typeof RemoveStatement>

export const Strength = z.enum(['sure', 'likely', 'possible'])
export type Strength = z.infer<typeof Strength>

const bankLine = {
  id: BankLineId,
  bankAccountId: BankAccountId,
  day: z.string(),
  amount: z.string().meta({ description: '+ came in, - went out' }),
  currency: z.string(),
  counterparty: z.string(),
  text: z.string(),
  reference: z.string(),
  isMatched: z.boolean(),
  best: Strength.nullable().meta({ description: 'How well the best proposal fits; null = none' }),
  proposals: z.int(),
}
export const BankLine = z.strictObject(bankLine)
export type BankLine = z.infer<typeof BankLine>
export const BankLinePage = listOutput(BankLine)

export const ListBankLines = listInput(['newest'], {
  bankAccountId: BankAccountId.optional(),
  state: z.enum(['to-match', 'matched', 'all']).default('to-match'),
  search: searchPhrase.optional(),
  from: BookDay.optional(),
  to: BookDay.optional(),
})
export type ListBankLines = z.infer<typeof ListBankLines>
export const GetBankLine = z.strictObject({ id: BankLineId })
export type GetBankLine = z.infer<typeof GetBankLine>

export const Reason = z.strictObject({
  what: z.enum(['amount', 'who', 'reference', 'day']),
  bankSays: z.string(),
  booksSay: z.string(),
  agrees: z.boolean(),
  why: z.string(),
})
export type Reason = z.infer<typeof Reason>

export const Proposal = z.strictObject({
  kind: z.enum(['invoice', 'payment', 'entry', 'refund']).meta({
    description: 'refund = money of a customer that can go back',
  }),
  id: z.uuid().meta({ description: 'Of the invoice, payment, entry or customer' }),
  title: z.string(),
  number: z.string().meta({ description: 'Of the invoice or entry' }),
  contact: z.string().nullable(),
  amount: z.string().meta({ description: 'What is open, or what was booked' }),
  strength: Strength,
  reasons: z.array(Reason),
})
export type Proposal = z.infer<typeof Proposal>

export const Match = z.strictObject({
  id: MatchId,
  bankLineId: BankLineId,
  amount: z.string(),
  paymentId: PaymentId.nullable(),
  entryId: JournalEntryId.nullable(),
  title: z.string().meta({ description: 'What it is matched to' }),
  createdAt: Instant,
  undoneAt: Instant.nullable(),
})
export type Match = z.infer<typeof Match>

export const WholeBankLine = z.strictObject({
  ...bankLine,
  match: Match.nullable(),
  offers: z.array(Proposal).meta({ description: 'Proposals, the best first' }),
})
export type WholeBankLine = z.infer<typeof WholeBankLine>

export const AcceptMatch = mutationInput({
  bankLineId: BankLineId,
  kind: z.enum(['invoice', 'payment', 'entry', 'refund', 'account']).meta({
    description:
      'invoice = records its payment; refund = of contactId; account = posts straight to accountId',
  }),
  invoiceId: InvoiceId.optional(),
  paymentId: PaymentId.optional(),
  entryId: JournalEntryId.optional(),
  contactId: ContactId.optional(),
  accountId: LedgerAccountId.optional(),
  memo: line(200).optional(),
  on: BookDay.optional().meta({ description: 'Day in the books. Default: that of the line, or later' }),
  rate: ExchangeRate.optional().meta({ description: 'Books’ currency for one of this' }),
}).meta({ examples: [{ bankLineId: EXAMPLE_ID, kind: 'account', accountId: EXAMPLE_ID }] })
export type AcceptMatch = z.infer<typeof AcceptMatch>

export const UndoMatch = mutationInput({ id: MatchId })
export type UndoMatch = z.infer<typeof UndoMatch>
