import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { definerFunction } from '../tenant-table.ts'

/**
 * As in 0005, with the act the work leaves in the audit log, so that the history of the credits tells it in the same words.
 * The act is optional: while a new version is rolled out, the old one still calls with the hold alone.
 */
const markWorked = sql`
begin
  update app.credit_hold c
    set worked_at = clock_timestamp(), expires_at = greatest(c.expires_at, clock_timestamp() + interval '30 seconds'),
      act = credit_mark_worked.act
    where c.org_id = app.org_id() and c.id = hold and c.status in ('open', 'expired');
  return found;
end `

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table app.credit_hold add column act jsonb`.execute(db)
  await sql`set local role hub_ledger`.execute(db)
  await sql`drop function app.credit_mark_worked(uuid)`.execute(db)
  await sql`set local role hub_owner`.execute(db)
  await definerFunction(db, {
    owner: 'hub_ledger',
    language: 'plpgsql',
    volatility: 'volatile',
    signature: 'app.credit_mark_worked(hold uuid, act jsonb default null) returns boolean',
    body: markWorked,
    execute: ['hub_app'],
  })
}
