import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { definerFunction } from '../tenant-table.ts'

/**
 * Does the acts of several organizations, so that they share one way to the database and one wait for the disk. An
 * account that somebody else has locked is "busy" and left alone: no organization ever waits for the lock of another, and
 * two such statements cannot wait for each other. What is done for an organization sees that organization only.
 */
const actFor = sql`
declare
  one jsonb;
  before text := coalesce(current_setting('app.org_id', true), '');
begin
  for one in select a.value from jsonb_array_elements(parts) with ordinality as a (value, n) order by a.n loop
    perform set_config('app.org_id', one ->> 'org', true);
    perform from app.credit_account a where a.org_id = app.org_id() for update skip locked;
    if found then
      return query select a.outcome, a.hold_id, a.available from app.credit_act(one -> 'acts') a;
    else
      return query select 'busy', null::uuid, null::bigint from jsonb_array_elements(one -> 'acts');
    end if;
  end loop;
  perform set_config('app.org_id', before, true);
end `

export async function up(db: Kysely<unknown>): Promise<void> {
  await definerFunction(db, {
    owner: 'hub_ledger',
    language: 'plpgsql',
    volatility: 'volatile',
    signature: 'app.credit_act_for(parts jsonb) returns table (outcome text, hold_id uuid, available bigint)',
    body: actFor,
    execute: ['hub_system'],
  })
}
