import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import { definerFunction } from '../tenant-table.ts'
import { adjust, grantCredit, sweep } from './0005_credits_system.ts'

/**
 * The one way a balance moves. The conditional update decides and locks the account; every function below takes that
 * lock before it changes a hold, so two of them never wait for each other. Returns null when the balance does not reach.
 */
const post = sql`
declare
  posted app.credit_entry := entry;
begin
  update app.credit_account a
    set available = a.available + posted.d_available, held = a.held + posted.d_held, seq = a.seq + 1
    where a.org_id = app.org_id() and a.available + posted.d_available >= 0 and a.held + posted.d_held >= 0
    returning a.org_id, a.seq, a.available, a.held
    into posted.org_id, posted.seq, posted.available_after, posted.held_after;
  if not found then
    return null;
  end if;
  posted.at := clock_timestamp();
  posted.lost := coalesce(posted.lost, 0);
  insert into app.credit_entry select posted.*;
  return posted;
end `

/** Takes from the grants in their order: priority, soonest end, id. */
const draw = sql`
declare
  drawn bigint;
begin
  if micro = 0 then
    return;
  end if;
  with waiting as (
    select g.id, g.remaining, sum(g.remaining) over (order by g.priority, g.expires_at, g.id) - g.remaining as before
    from app.credit_grant g where g.org_id = app.org_id() and g.remaining > 0
  ), part as (
    select w.id, least(w.remaining, micro - w.before)::bigint as amount from waiting w where w.before < micro
  ), taken as (
    update app.credit_grant g set remaining = g.remaining - p.amount from part p where g.org_id = app.org_id() and g.id = p.id
  ), noted as (
    insert into app.credit_draw (org_id, seq, grant_id, amount) select app.org_id(), entry_seq, p.id, p.amount from part p
  )
  select coalesce(sum(amount), 0) into drawn from part;
  if drawn <> micro then
    raise exception 'Grants hold % of the % micro-credits the balance shows.', drawn, micro;
  end if;
end `

const entryOfHold = sql`
declare
  made app.credit_entry;
begin
  made.hold_id := h.id;
  made.procedure := h.procedure;
  made.door := h.door;
  made.driver := h.driver;
  made.actor_id := h.actor_id;
  made.api_key_id := h.api_key_id;
  made.price_version := h.price_version;
  return made;
end `

/**
 * A key that is open or settled is answered from its hold, also when the balance is gone: the first call under the key
 * may have taken the last credit while this one waited, so "short" is said after a second look only. The insert's unique
 * index catches the race, and the block around it takes the debit back. A key counts for a day, as its stored answer does.
 */
const reserve = sql`
declare
  org uuid := app.org_id();
  fresh app.credit_hold := jsonb_populate_record(null::app.credit_hold, request - 'idem');
  prior app.credit_hold;
  entry app.credit_entry;
begin
  if fresh.amount is null or fresh.amount <= 0 then
    raise exception 'A hold needs an amount above 0.' using errcode = '22023';
  end if;
  fresh.org_id := org;
  fresh.idem := decode(request ->> 'idem', 'hex');
  fresh.status := 'open';
  fresh.created_at := clock_timestamp();
  fresh.expires_at := fresh.created_at + interval '30 seconds';
  for attempt in 1..4 loop
    if fresh.idem is not null then
      select * into prior from app.credit_hold h
        where h.org_id = org and h.idem = fresh.idem and h.status in ('open', 'settled');
      if found and prior.status = 'open' then
        outcome := 'running';
        return;
      elsif found and prior.closed_at > clock_timestamp() - interval '24 hours' then
        outcome := 'done';
        return;
      elsif found then
        update app.credit_hold h set idem = null where h.org_id = org and h.id = prior.id;
      end if;
    end if;
    exit when outcome = 'short';
    begin
      entry := app.credit_entry_of(fresh);
      entry.kind := 'hold';
      entry.d_available := -fresh.amount;
      entry.d_held := fresh.amount;
      entry := app.credit_post(entry);
      if entry.seq is not null then
        insert into app.credit_hold select fresh.*;
        outcome := 'held';
        hold_id := fresh.id;
        available := entry.available_after;
        return;
      end if;
      outcome := 'short';
    exception when unique_violation then
      outcome := 'running';
    end;
  end loop;
  select a.available into available from app.credit_account a where a.org_id = org;
  available := coalesce(available, 0);
end `

/**
 * Ends a hold with a charge of `micro`: the rest goes back; what exceeds the hold is debited as far as the balance
 * reaches, and what does not is noted as the platform's loss. A hold the sweeper freed in the meantime is charged late.
 */
const charge = sql`
declare
  from_hold bigint := case when h.status = 'open' then h.amount else 0 end;
  balance bigint;
  spent bigint;
  entry app.credit_entry := app.credit_entry_of(h);
begin
  select a.available into balance from app.credit_account a where a.org_id = h.org_id for update;
  spent := least(micro, from_hold + balance);
  entry.kind := case when spent = 0 then 'release' else 'charge' end;
  entry.d_available := from_hold - spent;
  entry.d_held := -from_hold;
  entry.model := usage ->> 'model';
  entry.input_tokens := (usage ->> 'input_tokens')::bigint;
  entry.output_tokens := (usage ->> 'output_tokens')::bigint;
  entry := app.credit_post(entry);
  if entry.seq is null then
    raise exception 'The account of % does not match its holds.', h.org_id;
  end if;
  perform app.credit_draw_from_grants(entry.seq, spent);
  if micro > spent then
    entry.kind := 'loss';
    entry.d_available := 0;
    entry.d_held := 0;
    entry.lost := micro - spent;
    entry := app.credit_post(entry);
  end if;
  -- A late charge gives up its key: a repeat of the call may already hold it.
  update app.credit_hold c
    set status = 'settled', closed_at = clock_timestamp(), idem = case when h.status = 'open' then c.idem end
    where c.org_id = h.org_id and c.id = h.id;
end `

const free = sql`
declare
  entry app.credit_entry := app.credit_entry_of(h);
begin
  entry.kind := 'release';
  entry.d_available := h.amount;
  entry.d_held := -h.amount;
  entry := app.credit_post(entry);
  if entry.seq is null then
    raise exception 'The account of % does not match its holds.', h.org_id;
  end if;
  update app.credit_hold c set status = as_status, closed_at = clock_timestamp() where c.org_id = h.org_id and c.id = h.id;
end `

/** The account's lock comes first everywhere; the hold is read after it, as others left it. */
const settle = sql`
declare
  h app.credit_hold;
begin
  if micro < 0 then
    raise exception 'A charge is never negative.' using errcode = '22023';
  end if;
  perform from app.credit_account a where a.org_id = app.org_id() for update;
  select * into h from app.credit_hold c where c.org_id = app.org_id() and c.id = hold for update;
  if not found then
    return 'unknown';
  elsif h.status in ('settled', 'voided') then
    return 'already';
  end if;
  perform app.credit_charge(h, micro, usage);
  return case h.status when 'open' then 'settled' else 'late' end;
end `

/** Work that committed stays charged even when the call failed after it; everything else costs nothing. */
const voidHold = sql`
declare
  h app.credit_hold;
begin
  perform from app.credit_account a where a.org_id = app.org_id() for update;
  select * into h from app.credit_hold c where c.org_id = app.org_id() and c.id = hold for update;
  if not found then
    return 'unknown';
  elsif h.status <> 'open' then
    return 'already';
  elsif h.worked_at is not null then
    perform app.credit_charge(h, h.amount, '{}');
    return 'settled';
  end if;
  perform app.credit_free(h, 'voided');
  return 'voided';
end `

/** Runs in the transaction of the work. A hold that ran out in the meantime is kept too, and charged by the sweeper. */
const markWorked = sql`
begin
  update app.credit_hold c
    set worked_at = clock_timestamp(), expires_at = greatest(c.expires_at, clock_timestamp() + interval '30 seconds')
    where c.org_id = app.org_id() and c.id = hold and c.status in ('open', 'expired');
  return found;
end `

const renew = sql`
begin
  update app.credit_hold c set expires_at = clock_timestamp() + interval '30 seconds'
    where c.org_id = app.org_id() and c.id = hold and c.status = 'open';
  return found;
end `

export async function createCreditFunctions(db: Kysely<unknown>): Promise<void> {
  const make = (
    signature: string,
    body: RawBuilder<unknown>,
    execute: readonly ('hub_app' | 'hub_system')[],
  ) =>
    definerFunction(db, {
      owner: 'hub_ledger',
      language: 'plpgsql',
      volatility: 'volatile',
      signature,
      body,
      execute,
    })
  await make('app.credit_post(entry app.credit_entry) returns app.credit_entry', post, [])
  await make('app.credit_draw_from_grants(entry_seq bigint, micro bigint) returns void', draw, [])
  await make('app.credit_entry_of(h app.credit_hold) returns app.credit_entry', entryOfHold, [])
  await make('app.credit_charge(h app.credit_hold, micro bigint, usage jsonb) returns void', charge, [])
  await make('app.credit_free(h app.credit_hold, as_status text) returns void', free, [])
  await make(
    'app.credit_reserve(request jsonb, out outcome text, out hold_id uuid, out available bigint)',
    reserve,
    ['hub_app'],
  )
  await make(`app.credit_settle(hold uuid, micro bigint, usage jsonb default '{}') returns text`, settle, [
    'hub_app',
  ])
  await make('app.credit_void(hold uuid) returns text', voidHold, ['hub_app'])
  await make('app.credit_mark_worked(hold uuid) returns boolean', markWorked, ['hub_app'])
  await make('app.credit_renew(hold uuid) returns boolean', renew, ['hub_app'])
  await make('app.credit_grant(org uuid, request jsonb, out available bigint)', grantCredit, ['hub_system'])
  await make('app.credit_adjust(org uuid, request jsonb, out outcome text, out available bigint)', adjust, [
    'hub_system',
  ])
  await make('app.credit_sweep(org uuid, at_most int, out swept bigint)', sweep, ['hub_system'])
}
