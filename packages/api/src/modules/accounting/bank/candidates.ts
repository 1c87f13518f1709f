import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { calendarDay } from '../../../shared/day-text.ts'
import { addDays } from '../../../shared/time.ts'
import { numberInSql } from '../journals/number-text.ts'
import type { Candidate } from './candidate.ts'
import type { OpenLine } from './open-line.ts'

/** More that fit by amount or number are no help to anybody. */
const MOST = 500

/** How far around a line what was booked already is looked for. */
const BOOKED_DAYS = 10

const amountsOf = (lines: readonly OpenLine[]) => [...new Set(lines.map(({ amount }) => amount.toString()))]

/** Posted invoices with something open that one of these lines may pay: by their amount, or by their number in a text. */
export async function openInvoices(db: OrgDb, lines: readonly OpenLine[]): Promise<Candidate[]> {
  const paid = lines.filter(({ amount }) => amount > 0n)
  if (paid.length === 0) return []
  const digits = paid.map(({ text, reference, counterparty }) =>
    `${text} ${reference} ${counterparty}`.replaceAll(/\D/g, ''),
  )
  const bare = (column: string) => sql`regexp_replace(${sql.ref(column)}, '\\D', '', 'g')`
  const rows = await db
    .selectFrom('accountingDocument as d')
    .innerJoin('accountingContact as c', 'c.id', 'd.contactId')
    .select(['d.id', 'd.number', 'd.reference', 'd.issuedOn', 'd.dueOn', 'd.contactId', 'c.name as contact'])
    .select(sql<string>`(d.total_minor - d.settled_minor)::text`.as('open'))
    .where('d.kind', '=', 'invoice')
    .where('d.state', '=', 'posted')
    .where('d.postedAt', 'is not', null)
    .where(sql<boolean>`d.settled_minor < d.total_minor`)
    .where('d.currency', '=', paid[0]?.currency ?? '')
    .where(
      sql<boolean>`(d.total_minor - d.settled_minor = any(${amountsOf(paid)}::bigint[])
        or exists (select from unnest(${digits}::text[]) said
          where (length(${bare('d.number')}) > 3 and strpos(said, ${bare('d.number')}) > 0)
            or (length(${bare('d.reference')}) > 3 and strpos(said, ${bare('d.reference')}) > 0)))`,
    )
    .orderBy('d.dueOn')
    .limit(MOST)
    .execute()
  return rows.map(({ id, number, reference, issuedOn, dueOn, contactId, contact, open }) => ({
    kind: 'invoice',
    id,
    title: `Invoice ${number ?? ''}, ${contact}`,
    number: number ?? '',
    reference,
    contact,
    contactId,
    beside: [],
    amount: BigInt(open),
    day: dueOn,
    notBefore: issuedOn,
  }))
}

/** Days around these lines. */
function daysAround(lines: readonly OpenLine[]): { from: string; to: string } {
  const days = lines.map(({ day }) => day).toSorted()
  return { from: addDays(days[0] ?? '', -BOOKED_DAYS), to: addDays(days.at(-1) ?? '', BOOKED_DAYS) }
}

/** Payments on the same ledger account that no line is matched to. */
export async function openPayments(db: OrgDb, lines: readonly OpenLine[]): Promise<Candidate[]> {
  const { from, to } = daysAround(lines)
  const rows = await db
    .selectFrom('accountingPayment as p')
    .innerJoin('accountingContact as c', 'c.id', 'p.contactId')
    .select(['p.id', 'p.direction', 'p.paidOn', 'p.reference', 'c.name as contact'])
    .select(
      sql<string>`(case p.direction when 'in' then p.amount_minor else -p.amount_minor end)::text`.as(
        'amount',
      ),
    )
    .where('p.accountId', '=', lines[0]?.accountId ?? '')
    .where('p.currency', '=', lines[0]?.currency ?? '')
    .where('p.undoneOn', 'is', null)
    .where('p.paidOn', '>=', from)
    .where('p.paidOn', '<=', to)
    .where(
      sql<boolean>`case p.direction when 'in' then p.amount_minor else -p.amount_minor end = any(${amountsOf(lines)}::bigint[])`,
    )
    .where(
      sql<boolean>`not exists (select from accounting_match m where m.payment_id = p.id and m.undone_at is null)`,
    )
    .limit(MOST)
    .execute()
  return rows.map(({ id, direction, paidOn, reference, contact, amount }) => ({
    kind: 'payment',
    id,
    title: `${direction === 'in' ? 'Payment of' : 'Refund to'} ${contact}, ${calendarDay(paidOn)}`,
    number: '',
    reference,
    contact,
    contactId: null,
    beside: [],
    amount: BigInt(amount),
    day: paidOn,
    notBefore: null,
  }))
}

/** Entries that moved the same ledger account, are no payment's and stand, and that no line of this bank is matched to. */
export async function openEntries(db: OrgDb, lines: readonly OpenLine[]): Promise<Candidate[]> {
  const { from, to } = daysAround(lines)
  const rows = await db
    .selectFrom('accountingLine as l')
    .innerJoin('accountingEntry as e', 'e.id', 'l.entryId')
    .select(['e.id', 'e.entryDate', 'e.memo', numberInSql.as('number')])
    .select(sql<string>`sum(l.amount_minor)::text`.as('amount'))
    .where('l.accountId', '=', lines[0]?.accountId ?? '')
    .where('l.currency', '=', lines[0]?.currency ?? '')
    .where('l.entryDate', '>=', from)
    .where('l.entryDate', '<=', to)
    .where('e.kind', '=', 'ordinary')
    .where('e.reversesId', 'is', null)
    .where(
      sql<boolean>`not exists (select from accounting_entry r where r.reverses_id = e.id)
        and not exists (select from accounting_payment p where p.entry_id = e.id)
        and not exists (select from accounting_match m join accounting_bank_line b on b.id = m.bank_line_id
          where m.entry_id = e.id and m.undone_at is null and b.bank_account_id = ${lines[0]?.bankAccountId ?? null})`,
    )
    .groupBy(['e.id', 'e.orgId', 'e.entryDate', 'e.memo', 'e.series', 'e.fiscalYear', 'e.number'])
    .having(sql<boolean>`sum(l.amount_minor) = any(${amountsOf(lines)}::bigint[])`)
    .limit(MOST)
    .execute()
  return rows.map(({ id, entryDate, memo, number, amount }) => ({
    kind: 'entry',
    id,
    title: `Entry ${number}, ${memo}`,
    number,
    reference: memo,
    contact: null,
    contactId: null,
    beside: [],
    amount: BigInt(amount),
    day: entryDate,
    notBefore: null,
  }))
}
