import { sql, uuidv7 } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { calendarDay } from '../../../shared/day-text.ts'
import { AppError } from '../../../shared/errors.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { farAhead, requireNearDay } from '../book/far-days.ts'
import { amountText } from './amounts.ts'

export type EntryKind = 'ordinary' | 'opening' | 'revaluation' | 'closing'

/**
 * What numbers begin with (J-2026-0014): those of a series follow each other without gaps within a fiscal year. Entries by
 * hand, reversals, invoices, credit notes, payments.
 */
export type Series = 'J' | 'R' | 'INV' | 'CN' | 'PAY'

export interface NewLine {
  accountId: string
  currency: string
  /** Minor units: + debit, - credit. */
  amount: bigint
  /** The same in the book's currency. */
  base: bigint
  contactId?: string | null
  taxCodeId?: string | null
  memo?: string
}

export interface NewEntry {
  series: Series
  date: string
  kind?: EntryKind
  /** Names what happened, such as `reversal:<entry>`: it is posted once. */
  sourceKey?: string
  reversesId?: string
  memo: string
  /** Whose lock holds besides that of the whole book. */
  scope?: 'sale' | 'purchase' | 'bank'
  /** Written by a person: accounts that move by documents alone are refused. */
  byHand?: boolean
  /** The field of the input that holds the day, where it is not `date`. */
  dayField?: string
  lines: readonly NewLine[]
}

export interface PostedEntry {
  id: string
  number: number
  fiscalYear: number
}

type Outcome =
  | { outcome: 'posted'; entries: { id: string; number: number; fiscal_year: number; hash: string }[] }
  | { outcome: 'no-book' | 'duplicate' | 'reversed' }
  | { outcome: 'lines' | 'unknown-reversed'; entry: number }
  | { outcome: 'locked'; entry: number; until: string }
  | { outcome: 'unbalanced'; entry: number; currency: string; by: string }
  | {
      outcome: 'account' | 'archived' | 'currency' | 'control'
      entry: number
      line: number
      code: string | null
      currency: string | null
      role: string | null
    }

/**
 * Posts a list of entries, all or none (ACC-1): one call a transaction, whatever belongs together. Throws a BAD_REQUEST or
 * CONFLICT in words for what a person can mend.
 */
export async function postEntries(
  ctx: OrgContext,
  tx: OrgWriteTx,
  entries: readonly NewEntry[],
): Promise<PostedEntry[]> {
  await requireNearDays(ctx, tx, entries)
  const rows = entries.map((entry) => toRow(ctx, entry))
  const { rows: answers } = await sql<{ outcome: Outcome }>`
    select app.accounting_post(${JSON.stringify(rows)}::jsonb) as outcome`.execute(tx)
  const outcome = answers[0]?.outcome
  if (outcome?.outcome !== 'posted') throw refusal(outcome, entries)
  return outcome.entries.map(({ id, number, fiscal_year: fiscalYear, hash }, at) => {
    tx.audit('accounting.entry.posted', { entry: id }, { hash })
    tx.emit({
      topic: 'accounting.entry.posted',
      aggregate: `entry:${id}`,
      payload: { entryId: id, date: entries[at]?.date ?? '', reversesId: entries[at]?.reversesId ?? null },
    })
    return { id, number, fiscalYear }
  })
}

/** What takes an entry back may be as late as that one: hubs of before took days of any year. */
async function requireNearDays(ctx: OrgContext, tx: OrgWriteTx, entries: readonly NewEntry[]): Promise<void> {
  const far = entries.filter(({ date }) => farAhead(ctx, date) !== null)
  if (far.length === 0) return
  const reversed = entries.flatMap(({ reversesId = [] }) => reversesId)
  const { last } = await tx
    .selectFrom('accountingEntry')
    .select(sql<string | null>`max(entry_date)::text`.as('last'))
    .where(sql<boolean>`id = any(${reversed}::uuid[])`)
    .executeTakeFirstOrThrow()
  for (const { date, dayField = 'date' } of far)
    if (last === null || date > last) requireNearDay(ctx, { day: date, path: dayField })
}

function toRow({ actor, permissions }: OrgContext, entry: NewEntry) {
  return {
    id: uuidv7(),
    series: entry.series,
    entry_date: entry.date,
    kind: entry.kind ?? 'ordinary',
    source_key: entry.sourceKey ?? null,
    reverses_id: entry.reversesId ?? null,
    memo: entry.memo,
    actor_id: actor.userId,
    scope: entry.scope ?? null,
    by_hand: entry.byHand ?? false,
    takes_back: entry.reversesId !== undefined || entry.series === 'CN',
    may_override: permissions.has('accounting.book.manage'),
    is_taxed: entry.lines.some(({ taxCodeId }) => (taxCodeId ?? null) !== null),
    lines: entry.lines.map(({ accountId, currency, amount, base, ...line }) => ({
      account_id: accountId,
      currency,
      amount_minor: amount.toString(),
      base_minor: base.toString(),
      contact_id: line.contactId ?? null,
      tax_code_id: line.taxCodeId ?? null,
      memo: line.memo ?? '',
    })),
  }
}

type Refused = Exclude<Outcome, { outcome: 'posted' }>

function refusal(outcome: Refused | undefined, entries: readonly NewEntry[]): AppError {
  if (outcome === undefined) throw new Error('The database did not say what became of the entries.')
  if ('line' in outcome) return fieldFault(`lines.${outcome.line}.accountId`, accountFault(outcome))
  switch (outcome.outcome) {
    case 'no-book':
      return new AppError('CONFLICT', { message: 'Set up the books first.' })
    case 'duplicate':
      return new AppError('CONFLICT', { message: 'This was posted already.' })
    case 'reversed':
      return new AppError('CONFLICT', { message: 'This entry was reversed already.' })
    case 'unknown-reversed':
      return new AppError('NOT_FOUND')
    case 'lines':
      return fieldFault('lines', 'An entry needs two lines or more.')
    case 'locked':
      return fieldFault(
        entries[outcome.entry]?.dayField ?? 'date',
        `The books are closed up to ${calendarDay(outcome.until)}. Choose a later day.`,
      )
    case 'unbalanced':
      return fieldFault('lines', imbalance(outcome))
  }
}

function imbalance({ by, currency }: { by: string; currency: string }): string {
  const amount = amountText(by.replace('-', ''), currency)
  return `Debit and credit differ by ${amount} ${currency}. They must be the same.`
}

function accountFault({ outcome, code, currency, role }: Extract<Outcome, { code: string | null }>): string {
  switch (outcome) {
    case 'account':
      return 'There is no such account in these books.'
    case 'archived':
      return `Account ${code} is archived. Choose another one.`
    case 'currency':
      return `Account ${code} takes ${currency} only.`
    case 'control':
      return role === 'receivable'
        ? `Account ${code} follows the invoices. Write an invoice or record its payment.`
        : `Account ${code} follows the bills. Enter a bill or record its payment.`
  }
}
