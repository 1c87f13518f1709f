import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { systemAccess, tenantTable } from '../tenant-table.ts'

/**
 * What the authorization server keeps about clients and requests under way: nobody's organization yet, so only hub_system
 * reaches it. Whatever could be presented to the hub rests as its sha256.
 */
const underWay = sql`
create table app.oauth_client (
  id text primary key,
  metadata jsonb not null,
  created_at timestamptz not null
);
create index on app.oauth_client (created_at);
create table app.oauth_artifact (
  id_hash bytea primary key,
  model text not null,
  grant_id uuid,
  payload jsonb not null,
  consumed_at timestamptz,
  expires_at timestamptz not null
);
create index on app.oauth_artifact (grant_id);
create index on app.oauth_artifact (expires_at);
grant select, insert, update, delete on app.oauth_client, app.oauth_artifact to hub_system;
`

/** It goes with the membership it stands on, so whoever leaves takes no assistant along. */
const grants = sql`
create table app.oauth_grant (
  id uuid primary key,
  org_id uuid not null,
  user_id uuid not null,
  client_id text not null,
  client_name text not null,
  redirect_host text not null,
  scopes text[] not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  foreign key (org_id, user_id) references app.organization_member (org_id, user_id) on delete cascade
);
create index on app.oauth_grant (org_id, user_id);
create index on app.oauth_grant (client_id);
create index on app.oauth_grant (expires_at);
`

export async function up(db: Kysely<unknown>): Promise<void> {
  await underWay.execute(db)
  await grants.execute(db)
  await tenantTable(db, 'oauth_grant', { app: 'select, insert, update (revoked_at)' })
  await systemAccess(db, 'oauth_grant', {
    select: '*',
    update: ['last_used_at', 'revoked_at'],
    delete: '*',
  })
}
