import { sql } from '@hub/db'
import { definerAccess, tenantForeignKey, tenantTable } from '@hub/db/migrations'
import type { OwnerDb } from '@hub/db/migrations'
import { bankTables } from './documents/bank.ts'
import { guardDocuments } from './documents/guards.ts'

/**
 * What invoices are written from, to whom, and what became of them. Amounts are minor units of the document's or payment's
 * currency, `base` those of the book. `settled_minor`, `allocated_minor` and `matched_minor` are moved by conditional
 * updates alone, so that the last cent goes to one of those who want it.
 */
const tables = sql`
create table app.accounting_company (
  org_id uuid primary key references app.organization (id) on delete cascade,
  legal_name text not null,
  street text not null,
  postcode text not null,
  city text not null,
  country text,
  tax_id text not null,
  email text not null,
  phone text not null,
  iban text not null,
  bic text not null,
  terms_days int not null check (terms_days between 0 and 365),
  footer text not null,
  updated_at timestamptz not null,
  version int not null default 1
);
create table app.accounting_contact (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  name text not null,
  is_customer boolean not null,
  is_vendor boolean not null,
  email text not null,
  phone text not null,
  street text not null,
  postcode text not null,
  city text not null,
  country text,
  tax_id text not null,
  terms_days int check (terms_days between 0 and 365),
  note text not null,
  archived_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  check (is_customer or is_vendor)
);
create table app.accounting_tax_code (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  name text not null,
  side text not null check (side in ('sale', 'purchase')),
  category text not null check (category in ('S', 'Z', 'E', 'AE', 'K', 'G', 'O', 'L', 'M')),
  percent numeric(9, 6) not null check (percent between 0 and 100),
  reason text not null,
  archived_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1
);
create table app.accounting_tax_component (
  org_id uuid not null,
  tax_code_id uuid not null,
  n int not null check (n between 1 and 4),
  name text not null,
  percent numeric(9, 6) not null check (percent between 0 and 100),
  sign int not null check (sign in (1, -1)),
  account_id uuid not null,
  primary key (org_id, tax_code_id, n)
);
create table app.accounting_document (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  kind text not null check (kind in ('invoice', 'credit_note')),
  state text not null check (state in ('draft', 'posted', 'void')),
  contact_id uuid not null,
  corrects_id uuid,
  number text,
  issued_on date not null,
  due_on date not null,
  delivered_on date,
  currency text not null,
  rate numeric(20, 10) not null check (rate > 0),
  prices_include_tax boolean not null,
  discount_percent numeric(9, 6) not null check (discount_percent between 0 and 100),
  reference text not null,
  message text not null,
  net_minor bigint not null check (net_minor between 0 and 999999999999999),
  tax_minor bigint not null check (abs(tax_minor) < 1000000000000000),
  rounding_minor bigint not null check (abs(rounding_minor) < 1000),
  total_minor bigint not null check (total_minor between 0 and 999999999999999),
  base_minor bigint not null check (base_minor between 0 and 999999999999999),
  settled_minor bigint not null default 0,
  released_minor bigint not null default 0,
  seller jsonb,
  buyer jsonb,
  entry_id uuid,
  created_by_id uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  posted_at timestamptz,
  sent_at timestamptz,
  overdue_told_on date,
  version int not null default 1,
  unique (org_id, number),
  check (settled_minor between 0 and total_minor),
  check (released_minor between 0 and base_minor),
  check ((state = 'draft') = (posted_at is null)),
  check (posted_at is null or (number is not null and entry_id is not null and seller is not null and buyer is not null))
);
create index on app.accounting_document (org_id, issued_on, id);
create index on app.accounting_document (org_id, contact_id);
create index accounting_document_open on app.accounting_document (org_id, due_on)
  where posted_at is not null and settled_minor < total_minor;
create table app.accounting_document_line (
  org_id uuid not null,
  document_id uuid not null,
  n int not null check (n >= 1),
  description text not null,
  quantity numeric(18, 6) not null,
  unit_code text not null,
  unit_price numeric(20, 8) not null,
  discount_percent numeric(9, 6) not null check (discount_percent between 0 and 100),
  amount_minor bigint not null,
  net_minor bigint not null,
  tax_code_id uuid not null,
  account_id uuid not null,
  primary key (org_id, document_id, n)
);
create table app.accounting_document_tax (
  org_id uuid not null,
  document_id uuid not null,
  tax_code_id uuid not null,
  category text not null,
  percent numeric(9, 6) not null,
  taxable_minor bigint not null,
  tax_minor bigint not null,
  primary key (org_id, document_id, tax_code_id)
);
create table app.accounting_payment (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  direction text not null check (direction in ('in', 'out')),
  contact_id uuid not null,
  paid_on date not null,
  method text not null check (method in ('bank', 'card', 'cash', 'other')),
  reference text not null,
  account_id uuid not null,
  currency text not null,
  rate numeric(20, 10) not null check (rate > 0),
  amount_minor bigint not null check (amount_minor between 1 and 999999999999999),
  base_minor bigint not null check (base_minor between 0 and 999999999999999),
  allocated_minor bigint not null default 0,
  released_minor bigint not null default 0,
  entry_id uuid not null,
  undone_on date,
  undo_entry_id uuid,
  created_by_id uuid,
  created_at timestamptz not null,
  version int not null default 1,
  check (allocated_minor between 0 and amount_minor),
  check (released_minor between 0 and base_minor),
  check (undone_on is null or allocated_minor = 0)
);
create index on app.accounting_payment (org_id, paid_on, id);
create index on app.accounting_payment (org_id, contact_id);
create index accounting_payment_open on app.accounting_payment (org_id) where undone_on is null and allocated_minor < amount_minor;
create table app.accounting_allocation (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  document_id uuid not null,
  payment_id uuid,
  credit_id uuid,
  allocated_on date not null,
  amount_minor bigint not null check (amount_minor <> 0),
  document_base_minor bigint not null,
  source_base_minor bigint not null,
  undoes_id uuid,
  created_by_id uuid,
  created_at timestamptz not null,
  unique (org_id, undoes_id),
  check ((payment_id is null) <> (credit_id is null)),
  check ((amount_minor < 0) = (undoes_id is not null))
);
create index on app.accounting_allocation (org_id, document_id);
create index on app.accounting_allocation (org_id, allocated_on);
create index on app.accounting_allocation (org_id, payment_id) where payment_id is not null;
create index on app.accounting_allocation (org_id, credit_id) where credit_id is not null;
`

/** What the program may do; a trigger keeps what was posted as it was. */
const granted = {
  accounting_company: 'select, insert, update',
  accounting_contact: 'select, insert, update',
  accounting_tax_code: 'select, insert, update (name, archived_at, updated_at, version)',
  accounting_tax_component: 'select, insert',
  accounting_document: 'select, insert, update, delete',
  accounting_document_line: 'select, insert, delete',
  accounting_document_tax: 'select, insert, delete',
  accounting_payment:
    'select, insert, update (allocated_minor, released_minor, undone_on, undo_entry_id, version)',
  accounting_allocation: 'select, insert',
}

const keys: readonly (readonly [table: string, column: string, references: string])[] = [
  ['accounting_tax_component', 'tax_code_id', 'accounting_tax_code'],
  ['accounting_tax_component', 'account_id', 'accounting_account'],
  ['accounting_document', 'contact_id', 'accounting_contact'],
  ['accounting_document', 'entry_id', 'accounting_entry'],
  ['accounting_document_line', 'document_id', 'accounting_document'],
  ['accounting_document_line', 'tax_code_id', 'accounting_tax_code'],
  ['accounting_document_line', 'account_id', 'accounting_account'],
  ['accounting_document_tax', 'document_id', 'accounting_document'],
  ['accounting_document_tax', 'tax_code_id', 'accounting_tax_code'],
  ['accounting_payment', 'contact_id', 'accounting_contact'],
  ['accounting_payment', 'account_id', 'accounting_account'],
  ['accounting_payment', 'entry_id', 'accounting_entry'],
  ['accounting_payment', 'undo_entry_id', 'accounting_entry'],
  ['accounting_allocation', 'document_id', 'accounting_document'],
  ['accounting_allocation', 'payment_id', 'accounting_payment'],
  ['accounting_allocation', 'credit_id', 'accounting_document'],
]

export async function up(db: OwnerDb): Promise<void> {
  await tables.execute(db)
  await bankTables.tables.execute(db)
  for (const [table, app] of Object.entries({ ...granted, ...bankTables.granted })) {
    await tenantTable(db, table, { app })
    await definerAccess(db, table, {
      role: 'hub_sweep',
      privileges: 'select (org_id, ctid), delete',
      rows: 'all',
    })
  }
  for (const [table, column, references] of [...keys, ...bankTables.keys])
    await tenantForeignKey(db, table, { column, references, onDelete: 'restrict' })
  await guardDocuments(db)
}
