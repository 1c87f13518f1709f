import { escapeIdentifier } from 'pg'
import type { Client } from 'pg'
import { OWNER_ROLE } from '../definer-role.ts'
import { BACKUP_SCHEMAS, qualified } from './contents.ts'

/** Sees every row and changes none. It cannot log in; only the administrator's login may act as it. */
const READER_ROLE = 'hub_backup'

/** Requests come first: where a table is busy for so long, the backup fails and is tried again. */
const LOCK_TIMEOUT = '2s'

/**
 * Row-level security binds even the owner of the tables, and a hosted database gives no login that stands above it. So a role
 * of its own reads them, by policies that are made where they are missing. Answers the role to act as, or null where the
 * login of `client` sees every row by itself.
 */
export async function ensureReader(client: Client): Promise<string | null> {
  const { rows } = await client.query<{
    seesAll: boolean
    login: string
    exists: boolean
    isMember: boolean
  }>(
    `select rolsuper or rolbypassrls as "seesAll", rolname::text as login,
       to_regrole('${READER_ROLE}') is not null as exists,
       coalesce(pg_has_role(rolname, to_regrole('${READER_ROLE}'), 'set'), false) as "isMember"
     from pg_roles where rolname = current_user`,
  )
  const { seesAll = false, login = '', exists = false, isMember = false } = rows[0] ?? {}
  if (seesAll) return null
  if (!exists) await client.query(`create role ${READER_ROLE} nologin`)
  if (!isMember) await client.query(`grant ${READER_ROLE} to ${escapeIdentifier(login)}`)
  await client.query(`set role ${OWNER_ROLE}; set lock_timeout = '${LOCK_TIMEOUT}'`)
  await grantReading(client)
  await client.query('reset role; reset lock_timeout')
  return READER_ROLE
}

async function grantReading(client: Client): Promise<void> {
  const { rows: schemas } = await client.query<{ name: string }>(
    'select nspname::text as name from pg_namespace where nspname = any ($1)',
    [[...BACKUP_SCHEMAS]],
  )
  for (const { name } of schemas)
    await client.query(
      `grant usage on schema ${name} to ${READER_ROLE};
       grant select on all tables in schema ${name} to ${READER_ROLE};
       grant select on all sequences in schema ${name} to ${READER_ROLE}`,
    )
  const { rows: closed } = await client.query<{ schema: string; name: string }>(
    `select n.nspname::text as schema, c.relname::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any ($1) and c.relkind = 'r' and c.relrowsecurity
       and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = '${READER_ROLE}')`,
    [[...BACKUP_SCHEMAS]],
  )
  // Each by itself, so that none waits while it holds another.
  for (const table of closed)
    await client.query(
      `create policy ${READER_ROLE} on ${qualified(table)} for select to ${READER_ROLE} using (true)`,
    )
}
