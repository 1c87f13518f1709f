import { sql } from '@hub/db'
import { definerAccess, tenantForeignKey, tenantTable } from '@hub/db/migrations'
import type { OwnerDb } from '@hub/db/migrations'

/**
 * A site is a host and whether somebody proved that it is theirs. A scan looks at it once; what it saw stays as it was seen, so
 * that everything derived from it can be derived again. A finding is one matter of a site over all its scans.
 */
const tables = sql`
create table app.security_site (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  host text not null,
  token text not null,
  proof text check (proof in ('dns', 'file', 'meta')),
  proved_at timestamptz,
  proof_looked_at timestamptz,
  proof_note text not null,
  score int,
  grade text,
  -- What two scans agreed on: of this people are told.
  agreed_score int,
  agreed_grade text,
  -- What it was before, and since when it is this.
  previous_grade text,
  agreed_at timestamptz,
  told_certificate text,
  scanned_at timestamptz,
  created_by_id uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  unique (org_id, host)
);
create table app.security_scan (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  site_id uuid not null,
  kind text not null check (kind in ('quick', 'full')),
  score int,
  grade text,
  parts jsonb not null,
  rules int not null,
  started_at timestamptz not null,
  finished_at timestamptz not null
);
create index security_scan_site on app.security_scan (org_id, site_id, id desc);
create table app.security_observation (
  scan_id uuid not null,
  org_id uuid not null references app.organization (id) on delete cascade,
  observed jsonb not null,
  primary key (org_id, scan_id)
);
create table app.security_finding (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  site_id uuid not null,
  key text not null,
  part text not null,
  severity text not null check (severity in ('high', 'medium', 'low')),
  points int not null,
  result text not null,
  title text not null,
  about text not null,
  evidence jsonb not null,
  state text not null check (state in ('open', 'closed')),
  -- Scans in a row that saw it.
  seen int not null,
  first_scan_id uuid not null,
  last_scan_id uuid not null,
  told_at timestamptz,
  opened_at timestamptz not null,
  closed_at timestamptz,
  task_id uuid,
  updated_at timestamptz not null,
  version int not null default 1,
  unique (org_id, site_id, key)
);
create index security_finding_open on app.security_finding (org_id, site_id, state, severity);
create table app.security_mute (
  finding_id uuid not null,
  org_id uuid not null references app.organization (id) on delete cascade,
  reason text not null,
  until date,
  muted_by_id uuid not null,
  created_at timestamptz not null,
  primary key (org_id, finding_id)
);
create table app.security_schedule (
  site_id uuid not null,
  org_id uuid not null references app.organization (id) on delete cascade,
  kind text not null check (kind in ('quick', 'full')),
  weekday int not null check (weekday between 1 and 7),
  next_at timestamptz not null,
  -- Why nothing is scanned, in words; null while it is.
  held text,
  set_by_id uuid not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (org_id, site_id)
);
`

const granted = {
  security_site: 'select, insert, update, delete',
  security_scan: 'select, insert, delete',
  security_observation: 'select, insert, delete',
  security_finding: 'select, insert, update, delete',
  security_mute: 'select, insert, update, delete',
  security_schedule: 'select, insert, update, delete',
}

const belongs = [
  ['security_scan', 'site_id', 'security_site'],
  ['security_finding', 'site_id', 'security_site'],
  ['security_schedule', 'site_id', 'security_site'],
  ['security_observation', 'scan_id', 'security_scan'],
  ['security_mute', 'finding_id', 'security_finding'],
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
