import { sql } from '@hub/db'
import { definerAccess, tenantForeignKey, tenantTable } from '@hub/db/migrations'
import type { OwnerDb } from '@hub/db/migrations'
import { guardLedger } from './ledger/guards.ts'
import { createPosting } from './ledger/posting.ts'

/**
 * Amounts are minor units of the currency beside them, and of the book's own currency (`base`): + debit, - credit. Days of
 * locks stand in the book's row, because a day that is not there yet cannot be held while somebody posts. Entries, lines
 * and counters name no organization by a key: their deletion with it would fire the triggers that refuse deletion.
 */
const tables = sql`
create table app.accounting_book (
  org_id uuid primary key references app.organization (id) on delete cascade,
  base_currency text not null,
  country text not null,
  year_start_month int not null check (year_start_month between 1 and 12),
  year_start_day int not null check (year_start_day between 1 and 28),
  soft_until date,
  hard_until date,
  sale_until date,
  purchase_until date,
  bank_until date,
  tax_until date,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1
);
create table app.accounting_account (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  code text not null,
  name text not null,
  type text not null check (type in ('asset', 'liability', 'equity', 'income', 'expense')),
  subtype text not null,
  role text,
  currency text,
  archived_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  unique (org_id, id),
  unique (org_id, code),
  unique (org_id, role)
);
create table app.accounting_counter (
  org_id uuid not null,
  series text not null,
  fiscal_year int not null,
  last bigint not null check (last > 0),
  primary key (org_id, series, fiscal_year)
) with (fillfactor = 50);
create table app.accounting_entry (
  id uuid primary key,
  org_id uuid not null,
  series text not null,
  fiscal_year int not null,
  number bigint not null check (number > 0),
  entry_date date not null,
  kind text not null check (kind in ('ordinary', 'opening', 'revaluation', 'closing')),
  line_count int not null check (line_count >= 2),
  source_key text,
  reverses_id uuid,
  memo text not null,
  actor_id uuid,
  posted_at timestamptz not null,
  unique (org_id, id),
  unique (org_id, series, fiscal_year, number),
  constraint accounting_entry_source unique (org_id, source_key),
  constraint accounting_entry_reversal unique (org_id, reverses_id)
);
create index on app.accounting_entry (org_id, entry_date, id);
create table app.accounting_line (
  org_id uuid not null,
  entry_id uuid not null,
  n int not null check (n >= 1),
  entry_date date not null,
  account_id uuid not null,
  currency text not null,
  amount_minor bigint not null check (amount_minor <> 0 and abs(amount_minor) < 1000000000000000),
  base_minor bigint not null check (abs(base_minor) < 1000000000000000),
  contact_id uuid,
  tax_code_id uuid,
  memo text not null,
  primary key (org_id, entry_id, n)
);
create index on app.accounting_line (org_id, account_id, entry_date, entry_id);
create index on app.accounting_line (org_id, entry_date);
create table app.accounting_balance (
  org_id uuid not null,
  month date not null check (extract(day from month) = 1),
  account_id uuid not null,
  currency text not null,
  is_closing boolean not null,
  amount_minor bigint not null,
  base_minor bigint not null,
  lines bigint not null,
  primary key (org_id, month, account_id, currency, is_closing)
) with (fillfactor = 50);
`

const BOOK = 'base_currency, country, year_start_month, year_start_day'
const LOCKS = 'soft_until, hard_until, sale_until, purchase_until, bank_until, tax_until'

/** What the program may do; all else is done by the function that posts. */
const granted = {
  accounting_book: `select, insert, update (${BOOK}, ${LOCKS}, updated_at, version)`,
  accounting_account: 'select, insert, update',
  accounting_counter: 'select',
  accounting_entry: 'select',
  accounting_line: 'select',
  accounting_balance: 'select',
}

const posting = {
  accounting_book: 'select, update (version)',
  accounting_account: 'select',
  accounting_counter: 'select, insert, update',
  accounting_entry: 'select, insert',
  accounting_line: 'select, insert',
  accounting_balance: 'select, insert, update',
}

export async function up(db: OwnerDb): Promise<void> {
  await tables.execute(db)
  for (const [table, app] of Object.entries(granted)) {
    await tenantTable(db, table, { app })
    await definerAccess(db, table, {
      role: 'hub_sweep',
      privileges: 'select (org_id, ctid), delete',
      rows: 'all',
    })
  }
  for (const [table, privileges] of Object.entries(posting))
    await definerAccess(db, table, { role: 'hub_books', privileges, rows: 'org' })
  await tenantForeignKey(db, 'accounting_line', {
    column: 'entry_id',
    references: 'accounting_entry',
    onDelete: 'restrict',
  })
  await tenantForeignKey(db, 'accounting_line', {
    column: 'account_id',
    references: 'accounting_account',
    onDelete: 'restrict',
  })
  await guardLedger(db)
  await createPosting(db)
}
