import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { raisesEpoch, raisesFellowEpochs } from '../epochs.ts'
import { definerAccess, definerFunction } from '../tenant-table.ts'
import { eraseInOrder } from './0022_erase_order.ts'

/** Many rows of one transaction raise an epoch once. An organization that is going has none. */
const raiseEpoch = sql`
begin
  insert into app.cache_epoch as held (org_id, feature)
    select o.id, tg_argv[0] from app.organization o where o.id = coalesce(new.org_id, old.org_id)
    on conflict (org_id, feature) do update set epoch = held.epoch + 1
    where held.xmin <> pg_current_xact_id()::xid;
  return null;
end `

/** In one order, so that two people who share organizations cannot wait for each other. */
const raiseFellowEpochs = sql`
begin
  insert into app.cache_epoch as held (org_id, feature)
    select m.org_id, tg_argv[0] from app.organization_member m
    where m.user_id = (to_jsonb(coalesce(new, old)) ->> tg_argv[1])::uuid order by m.org_id
    on conflict (org_id, feature) do update set epoch = held.epoch + 1
    where held.xmin <> pg_current_xact_id()::xid;
  return null;
end `

/** A person's own epoch follows their row. When they were last here is not part of any answer that is kept. */
const ownEpoch = sql`
create function app.raise_own_epoch() returns trigger language plpgsql as $$
begin
  new.cache_epoch := old.cache_epoch + 1;
  return new;
end $$;
revoke execute on function app.raise_own_epoch() from public;
create trigger epoch before update on app.auth_user for each row
  when ((to_jsonb(old) - 'last_seen_at') is distinct from (to_jsonb(new) - 'last_seen_at'))
  execute function app.raise_own_epoch();
`

/**
 * Epochs follow what was written, not who asked: until now `ctx.write` raised the epoch of the procedure that was called,
 * and a change made by another feature went unseen. The logins may still raise epochs themselves, as servers of the
 * version before do while an upgrade is under way.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const role = 'hub_epoch'
  await sql`grant usage on schema app to hub_epoch`.execute(db)
  await definerAccess(db, 'cache_epoch', { role, privileges: 'select, insert, update (epoch)', rows: 'all' })
  await definerAccess(db, 'organization', { role, privileges: 'select (id, org_id)', rows: 'all' })
  await definerAccess(db, 'organization_member', {
    role,
    privileges: 'select (org_id, user_id)',
    rows: 'all',
  })
  const trigger = {
    owner: role,
    language: 'plpgsql',
    volatility: 'volatile',
    execute: ['hub_owner'],
  } as const
  await definerFunction(db, { ...trigger, signature: 'app.raise_epoch() returns trigger', body: raiseEpoch })
  await definerFunction(db, {
    ...trigger,
    signature: 'app.raise_fellow_epochs() returns trigger',
    body: raiseFellowEpochs,
  })
  // It goes on counting for as long as the row of an organization is there to change.
  await sql`revoke delete on app.cache_epoch from hub_sweep`.execute(db)
  await ownEpoch.execute(db)
  await raisesEpoch(db, 'organization', 'organizations')
  await raisesEpoch(db, 'organization_member', 'organizations')
  // What fellow members see of a person: who they are, and whether a second factor protects them.
  const feature = 'organizations'
  await raisesFellowEpochs(db, 'auth_user', { feature, person: 'id', columns: ['name', 'email', 'avatar'] })
  await raisesFellowEpochs(db, 'auth_totp', { feature, person: 'user_id', columns: ['confirmed_at'] })
  await raisesFellowEpochs(db, 'auth_passkey', { feature, person: 'user_id', columns: ['user_id'] })
  await eraseInOrder(db)
}
