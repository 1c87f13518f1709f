import { sql } from '@hub/db'
import { definerAccess, tenantForeignKey, tenantTable } from '@hub/db/migrations'
import type { OwnerDb } from '@hub/db/migrations'

/**
 * A product is what the business sells, a listing is one page of a shop that sells it too. Every look at a listing is a check; a price
 * point is written only where a price changed, so that a chart of years is short. Amounts are whole minor units of their currency.
 */
const tables = sql`
create table app.marketplace_product (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  name text not null,
  -- What the business itself asks for it.
  minor bigint check (minor >= 0),
  currency text,
  gtin text,
  created_by_id uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  check ((minor is null) = (currency is null))
);
create table app.marketplace_listing (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  product_id uuid not null,
  url text not null,
  shop text not null,
  title text not null,
  -- What a person chose where the page leaves it open.
  variant text,
  selector text,
  currency_meant text,
  state text not null check (state in ('watched', 'paused', 'off')),
  -- Of the latest check.
  outcome text,
  note text not null,
  availability text not null check (availability in ('in-stock', 'out-of-stock', 'unknown')),
  variants jsonb not null,
  -- The price that counts.
  minor bigint,
  currency text,
  was_minor bigint,
  source text,
  confidence int,
  reasons jsonb not null,
  priced_at timestamptz,
  -- A price that nobody believes yet.
  waiting_minor bigint,
  waiting_currency text,
  waiting_because text,
  waiting_at timestamptz,
  etag text,
  modified text,
  checked_at timestamptz,
  next_at timestamptz not null,
  failing_at timestamptz,
  told_gone_at timestamptz,
  created_by_id uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  unique (org_id, product_id, url)
);
create index marketplace_listing_due on app.marketplace_listing (org_id, next_at) where state = 'watched';
create table app.marketplace_check (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  listing_id uuid not null,
  outcome text not null,
  minor bigint,
  currency text,
  note text not null,
  checked_at timestamptz not null
);
create index marketplace_check_listing on app.marketplace_check (org_id, listing_id, id desc);
create table app.marketplace_price (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  product_id uuid not null,
  -- Null where it is the price of the business itself.
  listing_id uuid,
  minor bigint,
  currency text,
  seen_at timestamptz not null
);
create index marketplace_price_listing on app.marketplace_price (org_id, listing_id, seen_at desc);
create index marketplace_price_product on app.marketplace_price (org_id, product_id, seen_at desc) where listing_id is null;
create table app.marketplace_rule (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  -- Null for every product.
  product_id uuid,
  kind text not null check (kind in ('below', 'undercut', 'move', 'stock')),
  minor bigint,
  currency text,
  percent int,
  is_on boolean not null,
  created_by_id uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  check ((kind = 'below') = (minor is not null)),
  check ((minor is null) = (currency is null)),
  check ((kind = 'move') = (percent is not null))
);
create table app.marketplace_alert (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  rule_id uuid not null,
  listing_id uuid not null,
  kind text not null,
  from_minor bigint,
  minor bigint,
  currency text,
  raised_at timestamptz not null,
  -- Null while it holds: nobody is told again until it was otherwise in between.
  settled_at timestamptz,
  task_id uuid
);
create unique index marketplace_alert_open on app.marketplace_alert (org_id, rule_id, listing_id) where settled_at is null;
create index marketplace_alert_recent on app.marketplace_alert (org_id, id desc);
`

const granted = {
  marketplace_product: 'select, insert, update, delete',
  marketplace_listing: 'select, insert, update, delete',
  marketplace_check: 'select, insert, delete',
  marketplace_price: 'select, insert, delete',
  marketplace_rule: 'select, insert, update, delete',
  marketplace_alert: 'select, insert, update, delete',
}

const belongs = [
  ['marketplace_listing', 'product_id', 'marketplace_product'],
  ['marketplace_check', 'listing_id', 'marketplace_listing'],
  ['marketplace_price', 'product_id', 'marketplace_product'],
  ['marketplace_price', 'listing_id', 'marketplace_listing'],
  ['marketplace_rule', 'product_id', 'marketplace_product'],
  ['marketplace_alert', 'rule_id', 'marketplace_rule'],
  ['marketplace_alert', 'listing_id', 'marketplace_listing'],
] as const

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
  for (const [table, column, references] of belongs)
    await tenantForeignKey(db, table, { column, references, onDelete: 'cascade' })
}
