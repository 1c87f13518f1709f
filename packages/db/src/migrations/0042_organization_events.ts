import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { definerAccess, definerFunction } from '../tenant-table.ts'

/** A tenth of what an organization begins with. */
const LOW_MICRO = 10_000_000

/**
 * Whatever took the credits: a charge, an adjustment, or an end of what was given. What is set aside for calls under way counts
 * as left, or a call that sets much aside and costs little would tell of it each time. Ids are UUIDv7 here as elsewhere.
 */
const tellLow = sql`
declare
  left_over bigint := new.available + new.held;
begin
  insert into app.outbox_event (id, org_id, topic, aggregate, payload)
    values (
      encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
        placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid,
      new.org_id, 'credits.low', 'credits:' || new.org_id,
      jsonb_build_object('availableMicro', left_over, 'thresholdMicro', ${sql.lit(LOW_MICRO)}::bigint));
  return null;
end `

export async function up(db: Kysely<unknown>): Promise<void> {
  // Whoever takes up an invitation is no member yet, so the system writes down that they joined.
  await sql`drop policy system_insert on app.outbox_event`.execute(db)
  await sql`create policy system_insert on app.outbox_event for insert to hub_system with check (
    org_id = '00000000-0000-0000-0000-000000000000' or topic = 'member.joined')`.execute(db)
  const role = 'hub_event'
  await definerAccess(db, 'outbox_event', {
    role,
    privileges: 'insert (id, org_id, topic, aggregate, payload)',
    rows: 'all',
  })
  await definerFunction(db, {
    owner: role,
    signature: 'app.credit_tell_low() returns trigger',
    language: 'plpgsql',
    volatility: 'volatile',
    body: tellLow,
    execute: ['hub_owner'],
  })
  await sql`
    create trigger tell_low after update on app.credit_account for each row
      when (old.available + old.held >= ${sql.lit(LOW_MICRO)} and new.available + new.held < ${sql.lit(LOW_MICRO)})
      execute function app.credit_tell_low()`.execute(db)
}
