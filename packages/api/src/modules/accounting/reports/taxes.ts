import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { requireBook } from '../book/queries.ts'
import { todayOf } from '../documents/queries.ts'
import { amountText } from '../ledger/amounts.ts'
import { taxCodesById } from '../taxes/queries.ts'
import type { TaxWithParts } from '../taxes/queries.ts'
import type { TaxSide } from '../taxes/schema.ts'
import type { GetTaxes, TaxRow, Taxes, TaxSection } from './schema.ts'
import { sumsOf, totalOf } from './sums.ts'

/** What lines of one tax and account come to, in the books' currency: + debit, - credit. */
interface Moved {
  taxCodeId: string | null
  accountId: string
  code: string
  account: string
  type: string
  part:
    | 'taxable'
    | 'tax'
    /** On an account of taxes, but of no tax: an expense entered by hand, with its tax. */
    | 'by hand'
    /** Moves what is owed to the tax office, and is no tax of these days: a payment to it, an opening balance. */
    | 'besides'
  minor: bigint
}

/** Accounts that hold what is owed to the tax office, or by it. */
const held = sql`
  select a.id from accounting_account a
  where a.subtype = 'tax' or (a.type in ('asset', 'liability') and a.subtype not in ('bank', 'cash')
    and a.id in (select account_id from accounting_tax_component))`

/**
 * An entry that moves nothing but taxes, bank and cash earns and spends nothing: it pays the tax office. Tax that is put on
 * an account of expenses, or straight to the bank, is owed to nobody, and is none here.
 */
async function movedIn(db: OrgDb, { from, to }: { from: string; to: string }): Promise<Moved[]> {
  const { rows } = await sql<Omit<Moved, 'minor'> & { sum: string }>`
    with held as materialized (${held}),
    parts as (
      select l.tax_code_id, l.account_id, l.base_minor, case
        when l.tax_code_id is null then case
          when e.kind <> 'opening' and exists (
            select from accounting_line o join accounting_account oa on oa.id = o.account_id
            where o.entry_id = l.entry_id and o.account_id not in (select id from held)
              and oa.subtype not in ('bank', 'cash'))
          then 'by hand' else 'besides' end
        when not exists (
          select from accounting_tax_component c
          where c.tax_code_id = l.tax_code_id and c.account_id = l.account_id)
        then 'taxable'
        when l.account_id in (select id from held) then 'tax' end as part
      from accounting_line l join accounting_entry e on e.id = l.entry_id
      where l.entry_date between ${from} and ${to}
        and (l.tax_code_id is not null or l.account_id in (select id from held))
    )
    select p.tax_code_id, p.account_id, a.code, a.name as account, a.type, p.part, sum(p.base_minor)::text as sum
    from parts p join accounting_account a on a.id = p.account_id
    where p.part is not null
    group by p.tax_code_id, p.account_id, a.code, a.name, a.type, p.part
    order by a.code, p.account_id`.execute(db)
  return rows.map(({ sum, ...row }) => ({ ...row, minor: BigInt(sum) }))
}

/** The first day of the quarter of a day. */
function quarterStartOf(day: string): string {
  const month = Number(day.slice(5, 7))
  return `${day.slice(0, 5)}${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`
}

/**
 * Tax on sales and on purchases in a period, by rate, and what is due to the tax office (ACC-5). Counted from the lines of
 * the ledger by the day of their entry, so that what is voided is taken off on the day of its credit note.
 */
export async function readTaxes(ctx: OrgContext, input: GetTaxes): Promise<Taxes> {
  const { baseCurrency: currency } = await requireBook(ctx.db)
  const to = input.to ?? todayOf(ctx)
  const from = input.from ?? quarterStartOf(to)
  if (from > to) throw fieldFault('from', 'The first day has to be before the last one.')
  const moved = await movedIn(ctx.db, { from, to })
  const taxes = await taxCodesById(ctx.db, [...new Set(moved.flatMap(({ taxCodeId }) => taxCodeId ?? []))])
  const sales = sumsOn('sale', moved, taxes)
  const purchases = sumsOn('purchase', moved, taxes)
  const due = sales.tax - purchases.tax
  const besides = -totalOf(moved.filter(({ part }) => part === 'besides'))
  const inBooks = -(await heldMoved(ctx.db, { from, to }))
  return {
    from,
    to,
    currency,
    sales: toSection(sales, currency),
    purchases: toSection(purchases, currency),
    due: amountText(due, currency),
    besides: amountText(besides, currency),
    inBooks: amountText(inBooks, currency),
    isBalanced: due + besides === inBooks,
  }
}

/** What the accounts of taxes moved by, from the balances that posting keeps: another way to the same figure. */
async function heldMoved(db: OrgDb, { from, to }: { from: string; to: string }): Promise<bigint> {
  const { rows } = await sql<{ id: string }>`${held}`.execute(db)
  const ids = new Set(rows.map(({ id }) => id))
  const sums = await sumsOf(db, { from, to, withClosing: true })
  return totalOf(sums.filter(({ accountId }) => ids.has(accountId)))
}

/** Rows of one side with what they come to; above zero is what is sold, bought and taxed. */
interface SideSums {
  rows: { tax: TaxWithParts | null; moved: Moved[] }[]
  /** Which way its amounts grow: 1 by debit, -1 by credit. */
  sign: 1n | -1n
  taxable: bigint
  tax: bigint
}

function sumsOn(side: TaxSide, moved: readonly Moved[], taxes: ReadonlyMap<string, TaxWithParts>): SideSums {
  const sign = side === 'sale' ? -1n : 1n
  const coded = [...taxes.values()]
    .filter((tax) => tax.side === side)
    .toSorted((a, b) => Number(b.percent) - Number(a.percent) || a.name.localeCompare(b.name, 'en'))
  const ofSide = side === 'sale' ? 'liability' : 'asset'
  const byHand = moved.filter(({ part, type }) => part === 'by hand' && type === ofSide)
  const rows = [
    ...coded.map((tax) => ({ tax, moved: moved.filter(({ taxCodeId }) => taxCodeId === tax.id) })),
    ...byHand.map((one) => ({ tax: null, moved: [one] })),
  ]
  const all = rows.flatMap((row) => row.moved)
  return {
    rows,
    sign,
    taxable: sign * totalOf(all.filter(({ part }) => part === 'taxable')),
    tax: sign * totalOf(all.filter(({ part }) => part !== 'taxable')),
  }
}

function toSection({ sign, ...sums }: SideSums, currency: string): TaxSection {
  const text = (moved: readonly Moved[]) => amountText(sign * totalOf(moved), currency)
  const rows = sums.rows.map(({ tax, moved }): TaxRow => {
    const taxable = moved.filter(({ part }) => part === 'taxable')
    return {
      taxCodeId: tax?.id ?? null,
      name: tax?.name ?? moved[0]?.account ?? '',
      category: tax?.category ?? null,
      percent: tax?.percent ?? null,
      taxable: tax === null ? null : text(taxable),
      tax: text(moved.filter(({ part }) => part !== 'taxable')),
      accounts: moved.map((one) => ({
        accountId: one.accountId,
        code: one.code,
        account: one.account,
        of: one.part === 'taxable' ? 'taxable' : 'tax',
        amount: text([one]),
      })),
    }
  })
  return { rows, taxable: amountText(sums.taxable, currency), tax: amountText(sums.tax, currency) }
}
