import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { RawBuilder } from 'kysely'
import type { CheckFault, Verify } from '../../../platform/check.ts'
import { documentChecks } from '../documents/checks.ts'

const MOST_TOLD = 20

/** Each selects a line of words for what does not hold. */
const checks: Readonly<Record<string, RawBuilder<{ detail: string }>>> = {
  balances: sql`
    with folded as (
      select date_trunc('month', l.entry_date)::date as month, l.account_id, l.currency, e.kind = 'closing' as is_closing,
        sum(l.amount_minor) as amount, sum(l.base_minor) as base, count(*) as lines
      from accounting_line l join accounting_entry e on e.id = l.entry_id
      group by 1, 2, 3, 4
    )
    select format('%s in %s: kept %s (base %s, %s lines), from lines %s (base %s, %s lines)', a.code, month,
      coalesce(b.amount_minor, 0), coalesce(b.base_minor, 0), coalesce(b.lines, 0),
      coalesce(f.amount, 0), coalesce(f.base, 0), coalesce(f.lines, 0)) as detail
    from folded f full join accounting_balance b using (month, account_id, currency, is_closing)
    join accounting_account a on a.id = account_id
    where (coalesce(b.amount_minor, 0), coalesce(b.base_minor, 0), coalesce(b.lines, 0))
      is distinct from (coalesce(f.amount, 0), coalesce(f.base, 0), coalesce(f.lines, 0))`,
  entries: sql`
    select 'entry ' || e.id || ' is not zero, or lacks lines' as detail
    from accounting_entry e left join accounting_line l on l.entry_id = e.id
    group by e.id, e.line_count
    having count(l.n) <> e.line_count or sum(l.base_minor) <> 0
    union all
    select 'entry ' || l.entry_id || ' is not zero in ' || l.currency
    from accounting_line l group by l.entry_id, l.currency having sum(l.amount_minor) <> 0`,
  numbers: sql`
    select format('series %s of %s: %s entries, highest number %s, counter %s', c.series, c.fiscal_year,
      count(e.id), max(e.number), c.last) as detail
    from accounting_counter c
    left join accounting_entry e on e.series = c.series and e.fiscal_year = c.fiscal_year
    group by c.series, c.fiscal_year, c.last
    having count(e.id) <> c.last or max(e.number) is distinct from c.last`,
  audit: sql`
    select case when u.entry_id is null then format('entry %s was posted without a word in the audit log', e.id)
      else format('entry %s is not as it was when it was posted', e.id) end as detail
    from accounting_entry e
    left join (
      select (target ->> 'entry')::uuid as entry_id, data ->> 'hash' as hash
      from audit_entry where action = 'accounting.entry.posted'
    ) u on u.entry_id = e.id
    where u.hash is distinct from app.accounting_hash(
      e, (select array_agg(l order by l.n) from accounting_line l where l.entry_id = e.id))`,
  ...documentChecks,
}

/** Recomputes the books from their lines (ACC-1): balances, sums, numbers, what the audit log
 * says was posted, and whether customers owe in the books what their invoices and payments come to. */
export const verifyBooks: Verify = async (db) => {
  const faults: CheckFault[] = []
  for (const [check, query] of Object.entries(checks)) faults.push(...(await faultsOf(db, check, query)))
  return faults
}

async function faultsOf(
  db: OrgDb,
  check: string,
  query: RawBuilder<{ detail: string }>,
): Promise<CheckFault[]> {
  const { rows } = await sql<{ detail: string }>`${query} limit ${MOST_TOLD}`.execute(db)
  return rows.map(({ detail }) => ({ check, detail }))
}
