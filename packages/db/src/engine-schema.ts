import { Client, Pool } from 'pg'
import { OWNER_ROLE } from './definer-role.ts'
import { openSetup, withLock } from './setup-lock.ts'

/** Where the durable engine (DBOS Transact) keeps what it has under way. Nobody else writes there. */
export const ENGINE_SCHEMA = 'hub_dbos'

/** The release whose tables are expected; a test holds it against the package that is installed. */
export const ENGINE_VERSION = '5.3.0'

/**
 * What each login may do there. `hub_system` runs the engine. Requests only put work in line, in the transaction that has
 * a reason for it, and see none but their own organization's: the engine's `authenticated_user` holds its id.
 */
const access = `
grant usage on schema ${ENGINE_SCHEMA} to hub_app, hub_system;
grant select, insert, update, delete on all tables in schema ${ENGINE_SCHEMA} to hub_system;
grant usage on all sequences in schema ${ENGINE_SCHEMA} to hub_system;
grant execute on all functions in schema ${ENGINE_SCHEMA} to hub_system;
grant select, insert, update (creator_xid) on ${ENGINE_SCHEMA}.workflow_status to hub_app;
grant select (workflow_uuid), insert on ${ENGINE_SCHEMA}.workflow_input to hub_app;
alter table ${ENGINE_SCHEMA}.workflow_status enable row level security;
alter table ${ENGINE_SCHEMA}.workflow_input enable row level security;
drop policy if exists engine on ${ENGINE_SCHEMA}.workflow_status;
drop policy if exists engine on ${ENGINE_SCHEMA}.workflow_input;
drop policy if exists org on ${ENGINE_SCHEMA}.workflow_status;
drop policy if exists org on ${ENGINE_SCHEMA}.workflow_input;
create policy engine on ${ENGINE_SCHEMA}.workflow_status for all to hub_system using (true) with check (true);
create policy engine on ${ENGINE_SCHEMA}.workflow_input for all to hub_system using (true) with check (true);
create policy org on ${ENGINE_SCHEMA}.workflow_status for all to hub_app
  using (authenticated_user = nullif(current_setting('app.org_id', true), ''))
  with check (authenticated_user = nullif(current_setting('app.org_id', true), ''));
create policy org on ${ENGINE_SCHEMA}.workflow_input for all to hub_app
  using (exists (select from ${ENGINE_SCHEMA}.workflow_status s where s.workflow_uuid = workflow_input.workflow_uuid))
  with check (exists (select from ${ENGINE_SCHEMA}.workflow_status s where s.workflow_uuid = workflow_input.workflow_uuid));
comment on schema ${ENGINE_SCHEMA} is '${ENGINE_VERSION}';
`

/** Its news of each step would stand where programs of the hub print their own answers. */
const quiet = () => undefined
const silent = { debug: quiet, info: quiet, warn: quiet, error: quiet }

/**
 * Brings the engine's tables to the release of this program. Safe from several programs at once, and quick when nothing is to do.
 * Under the lock of migrations, which look at all tables there are and fail where one goes meanwhile.
 */
export async function ensureEngine(adminUrl: string, onWait?: (message: string) => void): Promise<void> {
  const client = await openSetup(adminUrl)
  try {
    if ((await installedVersion(client)) === ENGINE_VERSION) return
  } finally {
    await client.end().catch(() => undefined)
  }
  const installOnce = async (holder: Client): Promise<void> => {
    if ((await installedVersion(holder)) !== ENGINE_VERSION) await install(holder, adminUrl)
  }
  await withLock(adminUrl, installOnce, { onWait })
}

async function install(client: Client, adminUrl: string): Promise<void> {
  await client.query(`create schema if not exists ${ENGINE_SCHEMA} authorization ${OWNER_ROLE}`)
  // Only now: it takes a tenth of a second to load, and most starts have nothing for it to do.
  const { ensureSystemDatabase } = await import('@dbos-inc/dbos-sdk/internal/system_database')
  const { GlobalLogger } = await import('@dbos-inc/dbos-sdk/internal/telemetry/logs')
  const owner = new Pool({ connectionString: adminUrl, max: 1, options: `-c role=${OWNER_ROLE}` })
  owner.on('error', () => undefined)
  try {
    await ensureSystemDatabase(
      adminUrl,
      new GlobalLogger(undefined, { logger: silent }),
      owner,
      ENGINE_SCHEMA,
    )
  } finally {
    await owner.end()
  }
  await client.query(`begin; set local role ${OWNER_ROLE}; ${access} commit`)
}

/** How many changes of its tables the engine of this program knows. */
export async function knownEngineSteps(): Promise<number> {
  const { allMigrations } = await import('@dbos-inc/dbos-sdk/internal/sysdb_migrations/internal/migrations')
  return allMigrations(ENGINE_SCHEMA).length
}

/** Makes the engine's tables as they were after so many changes; `ensureEngine` brings them to this release. */
export async function installEngineSteps(adminUrl: string, steps: number): Promise<void> {
  const { allMigrations } = await import('@dbos-inc/dbos-sdk/internal/sysdb_migrations/internal/migrations')
  const { runSysMigrationsPg } = await import('@dbos-inc/dbos-sdk/internal/sysdb_migrations/migration_runner')
  const client = new Client({ connectionString: adminUrl, application_name: 'hub-setup' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query(`create schema if not exists ${ENGINE_SCHEMA} authorization ${OWNER_ROLE}`)
    await client.query(`set role ${OWNER_ROLE}`)
    await runSysMigrationsPg(client, allMigrations(ENGINE_SCHEMA).slice(0, steps), ENGINE_SCHEMA, {
      onWarn: quiet,
    })
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function installedVersion(client: Client): Promise<string | null> {
  const { rows } = await client.query<{ version: string | null }>(
    `select obj_description(oid, 'pg_namespace') as version from pg_namespace where nspname = $1`,
    [ENGINE_SCHEMA],
  )
  return rows[0]?.version ?? null
}
