import { sql } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import { calendarDay } from '../../../shared/day-text.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Page } from '../../../shared/list.ts'
import { LARGEST_MINOR, rateOf } from '../../../shared/money.ts'
import { dayIn } from '../../../shared/time.ts'
import { requireAccounts } from '../accounts/service.ts'
import { releaseLine } from '../bank/release.ts'
import { requireBook } from '../book/queries.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { inBase, minorOf } from '../ledger/amounts.ts'
import { postEntries } from '../ledger/posting.ts'
import type { NewLine } from '../ledger/posting.ts'
import { numberInSql } from './number-text.ts'
import { findEntry, isReversible, linesOf, selectEntries, sourceOf, toEntry, toLine } from './queries.ts'
import { reversalOf, takeEntryTurn } from './reversal.ts'
import type {
  GetJournalEntry,
  JournalEntry,
  ListJournalEntries,
  PostJournalEntry,
  ReverseJournalEntry,
  WholeJournalEntry,
} from './schema.ts'

export async function listJournalEntries(
  ctx: OrgContext,
  input: ListJournalEntries,
): Promise<Page<JournalEntry>> {
  const { search, accountId, reversible, from, to } = input
  const found = selectEntries(ctx.db)
    .$if(from !== undefined, (query) => query.where('e.entryDate', '>=', from ?? ''))
    .$if(to !== undefined, (query) => query.where('e.entryDate', '<=', to ?? ''))
    .$if(accountId !== undefined, (query) =>
      query.where(
        sql<boolean>`exists (select from accounting_line l where l.entry_id = e.id and l.account_id = ${accountId})`,
      ),
    )
    .$if(reversible === true, (query) => query.where(isReversible))
    .$if(search !== undefined, (query) =>
      query.where(sql<boolean>`strpos(lower(${numberInSql} || ' ' || e.memo), lower(${search ?? ''})) > 0`),
    )
  const { items, nextCursor } = await readPage(found, {
    scope: { key: ctx.hub.keys.cursor, list: 'modules.accounting.journals.list', orgId: ctx.org.orgId },
    columns: [
      { expression: sql`e.entry_date`, type: 'date', direction: 'desc' },
      { expression: sql`e.id`, type: 'uuid', direction: 'desc' },
    ],
    input,
  })
  return { items: items.map(toEntry), nextCursor }
}

export async function getJournalEntry(ctx: OrgContext, { id }: GetJournalEntry): Promise<WholeJournalEntry> {
  const entry = await findEntry(ctx.db, id)
  const lines = await linesOf(ctx.db, id)
  const source = await sourceOf(ctx.db, id)
  return { ...entry, source, lines: lines.map((line) => toLine(line, entry.currency)) }
}

/**
 * Posts an entry by hand. Debit and credit are the same, and accounts that follow documents are refused. In another
 * currency each side is converted once, so that both come to the same in the books' own.
 */
export async function postJournalEntry(ctx: OrgContext, input: PostJournalEntry): Promise<JournalEntry> {
  return ctx.write(async (tx) => {
    await requireAccounts(
      tx,
      input.lines.map(({ accountId }) => accountId),
      'lines',
    )
    const { baseCurrency } = await requireBook(tx)
    const lines = newLines(input, baseCurrency)
    const [entry] = await postEntries(ctx, tx, [
      { series: 'J', date: input.date, memo: input.memo, byHand: true, lines },
    ])
    return findEntry(tx, entry?.id ?? '')
  })
}

/** Takes an entry back by its mirror, on a day that is still open. Only what was written by hand: documents are voided. */
export async function reverseJournalEntry(
  ctx: OrgContext,
  input: ReverseJournalEntry,
): Promise<JournalEntry> {
  const { id } = input
  return ctx.write(async (tx) => {
    await takeEntryTurn(tx, id)
    const before = await findEntry(tx, id)
    if (before.reversesId !== null)
      throw new AppError('CONFLICT', { message: 'This entry takes another one back. Post it anew instead.' })
    await requireByHand(tx, before)
    const date = input.date ?? dayIn(ctx.org.timeZone, ctx.now())
    if (date < before.date)
      throw fieldFault('date', `Choose ${calendarDay(before.date)} or a later day: the entry is of that day.`)
    const [entry] = await postEntries(ctx, tx, [{ ...(await reversalOf(tx, before)), date }])
    await releaseLine(ctx, tx, { entryId: id })
    tx.audit('accounting.entry.reversed', { entry: id })
    return findEntry(tx, entry?.id ?? '')
  })
}

/** What an invoice or a payment posted is taken back with it, so that both stay the same. */
async function requireByHand(tx: OrgWriteTx, { id, number }: JournalEntry): Promise<void> {
  const source = await sourceOf(tx, id)
  if (source === null) return
  const message = (await isOfCreditNote(tx, id))
    ? `${number} was posted by a credit note, which stays. Write an invoice over what is owed after all instead.`
    : `${number} was posted by ${MADE_BY[source.kind]} instead.`
  throw new AppError('CONFLICT', { message })
}

async function isOfCreditNote(tx: OrgWriteTx, entryId: string): Promise<boolean> {
  const found = tx.selectFrom('accountingDocument').select('kind').where('entryId', '=', entryId)
  return (await found.executeTakeFirst())?.kind === 'credit_note'
}

const MADE_BY = {
  invoice: 'an invoice. Void that invoice',
  payment: 'a payment. Undo that payment',
  refund: 'a refund. Undo that refund',
} as const

function newLines({ lines, currency: given, rate: rateText }: PostJournalEntry, base: string): NewLine[] {
  const currency = given ?? base
  const rate = rateText === undefined ? null : rateOf(rateText)
  if (currency !== base && rate === null)
    throw fieldFault('rate', `Give the rate: how many ${base} one ${currency} is, above 0.`)
  const read = lines.map(({ debit, credit, ...line }, at) => {
    if ((debit === undefined) === (credit === undefined))
      throw fieldFault(`lines.${at}`, 'Give each line a debit or a credit, one of the two.')
    const side = debit === undefined ? 'credit' : 'debit'
    const amount = minorOf(debit ?? credit ?? '', { currency, path: `lines.${at}.${side}` })
    if (amount <= 0n)
      throw fieldFault(`lines.${at}.${side}`, 'Amounts are above 0; the side says which way they go.')
    return { accountId: line.accountId, memo: line.memo ?? '', amount: side === 'debit' ? amount : -amount }
  })
  const inSides = [read.filter(({ amount }) => amount > 0n), read.filter(({ amount }) => amount < 0n)]
  const based = new Map(
    inSides.flatMap((side) => {
      const amounts = inBase(
        side.map(({ amount }) => amount),
        { currency, base, rate: rate ?? 1n },
      )
      return side.map((line, at) => [line, amounts[at] ?? 0n] as const)
    }),
  )
  if ([...based.values()].some((amount) => amount >= LARGEST_MINOR || -amount >= LARGEST_MINOR))
    throw fieldFault('rate', `At this rate an amount is too large in ${base}.`)
  return read.map((line) => ({ ...line, currency, base: based.get(line) ?? 0n }))
}
