import { sql } from '@hub/db'

/**
 * What banks say. A bank line never changes but in how much of it is matched. `twin_key` is what makes two lines look alike
 * (bank's id, day, amount, currency, text): banks reuse ids, and two alike in one statement are two. A match says whether it
 * made what the line is matched to, so that undoing takes it back.
 */
const tables = sql`
create table app.accounting_bank_account (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  name text not null,
  account_id uuid not null,
  currency text not null,
  identifier text not null,
  archived_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  unique (org_id, account_id)
);
create table app.accounting_statement (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  bank_account_id uuid not null,
  file_name text not null,
  format text not null check (format in ('ofx', 'csv')),
  from_on date,
  to_on date,
  opening_minor bigint,
  closing_minor bigint,
  read_count int not null,
  added_count int not null,
  created_by_id uuid,
  created_at timestamptz not null
);
create table app.accounting_bank_line (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  bank_account_id uuid not null,
  statement_id uuid not null,
  booked_on date not null,
  amount_minor bigint not null check (amount_minor <> 0 and abs(amount_minor) < 1000000000000000),
  currency text not null,
  text text not null,
  counterparty text not null,
  reference text not null,
  bank_ref text not null,
  twin_key bytea not null,
  matched_minor bigint not null default 0,
  check (matched_minor = 0 or (sign(matched_minor) = sign(amount_minor) and abs(matched_minor) <= abs(amount_minor)))
);
create index on app.accounting_bank_line (org_id, bank_account_id, booked_on, id);
create index on app.accounting_bank_line (org_id, bank_account_id, twin_key);
create index accounting_bank_line_open on app.accounting_bank_line (org_id, bank_account_id, booked_on)
  where matched_minor <> amount_minor;
create table app.accounting_match (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  bank_line_id uuid not null,
  amount_minor bigint not null check (amount_minor <> 0),
  payment_id uuid,
  entry_id uuid,
  is_made boolean not null,
  created_by_id uuid,
  created_at timestamptz not null,
  undone_at timestamptz,
  undone_by_id uuid,
  check ((payment_id is null) <> (entry_id is null))
);
create index on app.accounting_match (org_id, bank_line_id);
create unique index on app.accounting_match (org_id, payment_id) where undone_at is null and payment_id is not null;
create table app.accounting_csv_layout (
  org_id uuid not null references app.organization (id) on delete cascade,
  bank_account_id uuid not null,
  head text not null,
  layout jsonb not null,
  updated_at timestamptz not null,
  primary key (org_id, bank_account_id, head)
);
`

export const bankTables = {
  tables,
  granted: {
    accounting_bank_account: 'select, insert, update (name, identifier, archived_at, updated_at, version)',
    accounting_statement: 'select, insert',
    accounting_bank_line: 'select, insert, update (matched_minor)',
    accounting_match: 'select, insert, update (undone_at, undone_by_id)',
    accounting_csv_layout: 'select, insert, update (layout, updated_at)',
  },
  keys: [
    ['accounting_bank_account', 'account_id', 'accounting_account'],
    ['accounting_statement', 'bank_account_id', 'accounting_bank_account'],
    ['accounting_bank_line', 'bank_account_id', 'accounting_bank_account'],
    ['accounting_bank_line', 'statement_id', 'accounting_statement'],
    ['accounting_match', 'bank_line_id', 'accounting_bank_line'],
    ['accounting_match', 'payment_id', 'accounting_payment'],
    ['accounting_match', 'entry_id', 'accounting_entry'],
    ['accounting_csv_layout', 'bank_account_id', 'accounting_bank_account'],
  ],
} as const
