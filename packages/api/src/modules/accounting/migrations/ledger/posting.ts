import { sql } from '@hub/db'
import type { RawBuilder } from 'kysely'
import { definerFunction } from '@hub/db/migrations'
import type { OwnerDb } from '@hub/db/migrations'

/**
 * The fingerprint of an entry, which its audit entry keeps: columns by name, so that one that is added later changes none
 * that was taken.
 */
const hash = sql`
  select encode(sha256(convert_to(jsonb_build_array(
    h.id, h.series, h.fiscal_year, h.number, h.entry_date, h.kind, h.source_key, h.reverses_id, h.memo,
    (select jsonb_agg(jsonb_build_array(l.n, l.account_id, l.currency, l.amount_minor, l.base_minor, l.contact_id,
      l.tax_code_id, l.memo) order by l.n) from unnest(lines) l)
  )::text, 'UTF8')), 'hex')`

/** Nothing at all is posted to an account that is archived. */
const onArchived = sql`a.archived_at is not null`

/** What is wrong with the first entry that cannot be posted; null if all can. `isRefused` tells which lines stand on no account of use. */
const faultOf = (isRefused: RawBuilder<unknown>) => sql`
declare
  found_fault jsonb;
begin
  select jsonb_build_object('outcome', 'lines', 'entry', h.ordinality - 1) into found_fault
    from unnest(headers) with ordinality h where h.line_count < 2 order by h.ordinality limit 1;
  if found then
    return found_fault;
  end if;
  select jsonb_build_object('outcome', 'locked', 'entry', e.at - 1, 'until', closed.until) into found_fault
    from jsonb_array_elements(entries) with ordinality e (item, at)
    cross join lateral (select greatest(
      book.hard_until,
      case when (e.item ->> 'may_override')::boolean then null else book.soft_until end,
      case e.item ->> 'scope' when 'sale' then book.sale_until when 'purchase' then book.purchase_until
        when 'bank' then book.bank_until end,
      case when (e.item ->> 'is_taxed')::boolean then book.tax_until end
    )) closed (until)
    where (e.item ->> 'entry_date')::date <= closed.until order by e.at limit 1;
  if found then
    return found_fault;
  end if;
  select jsonb_build_object('outcome', 'unbalanced', 'entry', h.ordinality - 1, 'currency', s.currency, 'by', s.amount::text)
    into found_fault
    from (
      select l.entry_id, l.currency, sum(l.amount_minor) as amount from unnest(lines) l group by 1, 2
      union all select l.entry_id, book.base_currency, sum(l.base_minor) from unnest(lines) l group by 1
    ) s join unnest(headers) with ordinality h on h.id = s.entry_id
    where s.amount <> 0 order by h.ordinality limit 1;
  if found then
    return found_fault;
  end if;
  select jsonb_build_object('entry', h.ordinality - 1, 'line', l.n - 1, 'code', a.code, 'currency', a.currency, 'role', a.role,
      'outcome', case
        when a.id is null then 'account'
        when ${isRefused} then 'archived'
        when a.currency <> l.currency then 'currency'
        else 'control' end)
    into found_fault
    from unnest(headers) with ordinality h
    join unnest(lines) l on l.entry_id = h.id
    join jsonb_array_elements(entries) with ordinality e (item, at) on e.at = h.ordinality
    left join app.accounting_account a on a.org_id = h.org_id and a.id = l.account_id
    where a.id is null or ${isRefused} or a.currency <> l.currency
      or ((e.item ->> 'by_hand')::boolean and a.role in ('receivable', 'payable'))
    order by h.ordinality, l.n limit 1;
  if found then
    return found_fault;
  end if;
  select jsonb_build_object('outcome', 'unknown-reversed', 'entry', h.ordinality - 1) into found_fault
    from unnest(headers) with ordinality h
    where h.reverses_id is not null
      and not exists (select from app.accounting_entry e where e.org_id = h.org_id and e.id = h.reverses_id)
    order by h.ordinality limit 1;
  return found_fault;
end `

/**
 * Posts a list of entries, all or none. Everything that goes together comes in one list: balances and counters are taken in
 * one order, and two lists in one transaction would wait for each other's. The book's row is held first, so that who closes
 * a period waits for who posts into it. What a person can mend is answered, not raised: `locked`, `unbalanced`, `account`,
 * `archived`, `currency`, `control`, `lines`, `duplicate`, `reversed`. Numbers have no gaps, because they come back with
 * what does not happen.
 */
const post = sql`
declare
  org uuid := app.org_id();
  book app.accounting_book;
  headers app.accounting_entry[];
  lines app.accounting_line[];
  answer jsonb;
  broken text;
begin
  select * into book from app.accounting_book b where b.org_id = org for share;
  if not found then
    return jsonb_build_object('outcome', 'no-book');
  end if;
  select array_agg(jsonb_populate_record(null::app.accounting_entry, e.item || jsonb_build_object(
      'org_id', org, 'number', 0, 'posted_at', clock_timestamp(), 'line_count', jsonb_array_length(e.item -> 'lines'),
      'fiscal_year', app.accounting_fiscal_year((e.item ->> 'entry_date')::date, book.year_start_month, book.year_start_day)
    )) order by e.at)
    into headers from jsonb_array_elements(entries) with ordinality e (item, at);
  select array_agg(jsonb_populate_record(null::app.accounting_line, l.item || jsonb_build_object(
      'org_id', org, 'entry_id', e.item -> 'id', 'entry_date', e.item -> 'entry_date', 'n', l.n)) order by e.at, l.n)
    into lines from jsonb_array_elements(entries) with ordinality e (item, at)
    cross join lateral jsonb_array_elements(e.item -> 'lines') with ordinality l (item, n);
  answer := app.accounting_fault(book, entries, headers, lines);
  if answer is not null then
    return answer;
  end if;
  begin
    insert into app.accounting_balance as b (org_id, month, account_id, currency, is_closing, amount_minor, base_minor, lines)
      select org, date_trunc('month', l.entry_date)::date, l.account_id, l.currency, h.kind = 'closing',
        sum(l.amount_minor), sum(l.base_minor), count(*)
      from unnest(lines) l join unnest(headers) h on h.id = l.entry_id
      group by 2, 3, 4, 5 order by 2, 3, 4, 5
      on conflict (org_id, month, account_id, currency, is_closing) do update
        set amount_minor = b.amount_minor + excluded.amount_minor, base_minor = b.base_minor + excluded.base_minor,
          lines = b.lines + excluded.lines;
    with bumped as (
      insert into app.accounting_counter as c (org_id, series, fiscal_year, last)
        select org, h.series, h.fiscal_year, count(*) from unnest(headers) h group by 2, 3 order by 2, 3
        on conflict (org_id, series, fiscal_year) do update set last = c.last + excluded.last
        returning c.series, c.fiscal_year, c.last
    ), numbered as (
      select h.ordinality as at, b.last - count(*) over (partition by h.series, h.fiscal_year)
        + row_number() over (partition by h.series, h.fiscal_year order by h.ordinality) as number
      from unnest(headers) with ordinality h
      join bumped b on b.series = h.series and b.fiscal_year = h.fiscal_year
    )
    select array_agg(jsonb_populate_record(headers[n.at], jsonb_build_object('number', n.number)) order by n.at)
      into headers from numbered n;
    insert into app.accounting_entry select h.* from unnest(headers) h;
    insert into app.accounting_line select l.* from unnest(lines) l;
  exception when unique_violation then
    get stacked diagnostics broken = constraint_name;
    if broken = 'accounting_entry_source' then
      return jsonb_build_object('outcome', 'duplicate');
    elsif broken = 'accounting_entry_reversal' then
      return jsonb_build_object('outcome', 'reversed');
    end if;
    raise;
  end;
  return jsonb_build_object('outcome', 'posted', 'entries', (
    select jsonb_agg(jsonb_build_object('id', h.id, 'number', h.number, 'fiscal_year', h.fiscal_year,
      'hash', app.accounting_hash(headers[h.ordinality],
        (select array_agg(l.* order by l.n) from unnest(lines) l where l.entry_id = h.id))) order by h.ordinality)
    from unnest(headers) with ordinality h));
end `

/** The fiscal year of a day is named by the calendar year in which it begins. */
const fiscalYear = sql`
create function app.accounting_fiscal_year(day date, start_month int, start_day int) returns int language sql immutable as $$
  select extract(year from day)::int
    - case when (extract(month from day), extract(day from day)) < (start_month, start_day) then 1 else 0 end
$$;
revoke execute on function app.accounting_fiscal_year(date, int, int) from public;
grant execute on function app.accounting_fiscal_year(date, int, int) to hub_books, hub_app;
grant execute on function app.org_id() to hub_books;
`

const inside = { owner: 'hub_books', execute: [] } as const

const createFault = (db: OwnerDb, isRefused: RawBuilder<unknown>): Promise<void> =>
  definerFunction(db, {
    ...inside,
    signature:
      'app.accounting_fault(book app.accounting_book, entries jsonb, headers app.accounting_entry[], lines app.accounting_line[]) returns jsonb',
    language: 'plpgsql',
    body: faultOf(isRefused),
  })

/** What takes something back may stand on an account that was archived since: nobody can choose another one for it. */
export const allowTakingBack = (db: OwnerDb): Promise<void> =>
  createFault(db, sql`(${onArchived} and not coalesce((e.item ->> 'takes_back')::boolean, false))`)

export async function createPosting(db: OwnerDb): Promise<void> {
  await fiscalYear.execute(db)
  await definerFunction(db, {
    ...inside,
    signature: 'app.accounting_hash(h app.accounting_entry, lines app.accounting_line[]) returns text',
    volatility: 'stable',
    body: hash,
    execute: ['hub_app'],
  })
  await createFault(db, onArchived)
  await definerFunction(db, {
    ...inside,
    signature: 'app.accounting_post(entries jsonb) returns jsonb',
    language: 'plpgsql',
    volatility: 'volatile',
    body: post,
    execute: ['hub_app'],
  })
}
