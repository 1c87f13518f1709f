import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import { definerFunction } from '../tenant-table.ts'

/**
 * A key that is open or settled is answered from its hold, also when the balance or a limit is used up: the first call
 * under the key may have taken the last credit while this one waited, so that is said after a second look only. The
 * hold's unique index catches the race, and the block around it takes the debit back. A key counts for a day, as its
 * stored answer does. What counts towards limits is looked for under the account's lock, where it cannot move.
 */
const reserve = sql`
declare
  org uuid := app.org_id();
  wish app.credit_hold := jsonb_populate_record(null::app.credit_hold, request - 'idem');
  prior app.credit_hold;
  begun timestamptz := clock_timestamp();
  is_limited boolean := exists (select from app.credit_limit l where l.org_id = app.org_id());
begin
  if wish.amount is null or wish.amount <= 0 then
    raise exception 'A hold needs an amount above 0.' using errcode = '22023';
  end if;
  wish.org_id := org;
  wish.idem := decode(request ->> 'idem', 'hex');
  wish.created_at := begun;
  for attempt in 1..4 loop
    if wish.idem is not null then
      select * into prior from app.credit_hold h
        where h.org_id = org and h.idem = wish.idem and h.status in ('open', 'settled');
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
    if outcome in ('month', 'member') then
      return;
    end if;
    exit when outcome = 'short';
    if is_limited then
      select o.which, o.remaining into outcome, available from app.credit_over_limit(wish) o;
      continue when outcome is not null;
    end if;
    begin
      with account as (
        update app.credit_account a
          set available = a.available - wish.amount, held = a.held + wish.amount, seq = a.seq + 1
          where a.org_id = org and a.available >= wish.amount
          returning a.seq, a.available, a.held
      ), entry as (
        insert into app.credit_entry (org_id, seq, at, kind, d_available, d_held, available_after, held_after, hold_id,
            procedure, door, driver, actor_id, api_key_id, price_version)
          select org, a.seq, begun, 'hold', -wish.amount, wish.amount, a.available, a.held, wish.id,
            wish.procedure, wish.door, wish.driver, wish.actor_id, wish.api_key_id, wish.price_version
          from account a
      ), hold as (
        insert into app.credit_hold (id, org_id, idem, amount, status, procedure, door, driver, actor_id, api_key_id,
            price_version, expires_at, created_at)
          select wish.id, org, wish.idem, wish.amount, 'open', wish.procedure, wish.door, wish.driver, wish.actor_id,
            wish.api_key_id, wish.price_version, begun + interval '30 seconds', begun
          from account
      )
      select 'held', wish.id, a.available into outcome, hold_id, available from account a;
      if found then
        perform from app.credit_spent s where s.org_id = org limit 1;
        if found then
          perform app.credit_count(wish, wish.amount);
        end if;
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
 * Ends a hold with a charge of "micro": the rest goes back; what exceeds the hold is debited as far as the balance
 * reaches, and what does not is noted as the platform's loss. A hold the sweeper freed in the meantime is charged late
 * and gives up its key: a repeat of the call may already hold it. Nearly always the first grant pays for all of it, in
 * the same statement. The account's lock comes before it.
 */
const charge = sql`
declare
  from_hold bigint := case when h.status = 'open' then h.amount else 0 end;
  spent bigint;
  charged_as bigint;
  paid_by uuid;
  loss app.credit_entry;
begin
  select least(micro, from_hold + a.available) into spent from app.credit_account a where a.org_id = h.org_id;
  with account as (
    update app.credit_account a
      set available = a.available + from_hold - spent, held = a.held - from_hold, seq = a.seq + 1
      where a.org_id = h.org_id and a.held >= from_hold
      returning a.seq, a.available, a.held
  ), entry as (
    insert into app.credit_entry (org_id, seq, at, kind, d_available, d_held, available_after, held_after, hold_id,
        procedure, door, driver, actor_id, api_key_id, price_version, model, input_tokens, output_tokens)
      select h.org_id, a.seq, clock_timestamp(), case when spent = 0 then 'release' else 'charge' end,
        from_hold - spent, -from_hold, a.available, a.held, h.id,
        h.procedure, h.door, h.driver, h.actor_id, h.api_key_id, h.price_version,
        usage ->> 'model', (usage ->> 'input_tokens')::bigint, (usage ->> 'output_tokens')::bigint
      from account a
  ), closed as (
    update app.credit_hold c
      set status = 'settled', closed_at = clock_timestamp(), idem = case when h.status = 'open' then c.idem end
      where c.org_id = h.org_id and c.id = h.id
  ), payer as (
    update app.credit_grant g set remaining = g.remaining - spent
      where spent > 0 and g.org_id = h.org_id and g.remaining >= spent and g.id = (
        select n.id from app.credit_grant n where n.org_id = h.org_id and n.remaining > 0
        order by n.priority, n.expires_at, n.id limit 1)
      returning g.id
  ), drawn as (
    insert into app.credit_draw (org_id, seq, grant_id, amount)
      select h.org_id, a.seq, p.id, spent from account a, payer p
  )
  select a.seq, p.id into charged_as, paid_by from account a left join payer p on true;
  if charged_as is null then
    raise exception 'The account of % does not match its holds.', h.org_id;
  end if;
  if paid_by is null then
    perform app.credit_draw_from_grants(charged_as, spent);
  end if;
  perform from app.credit_spent s where s.org_id = h.org_id limit 1;
  if found then
    perform app.credit_count(h, spent - from_hold);
  end if;
  if micro > spent then
    loss := app.credit_entry_of(h);
    loss.kind := 'loss';
    loss.d_available := 0;
    loss.d_held := 0;
    loss.lost := micro - spent;
    loss.model := usage ->> 'model';
    loss.input_tokens := (usage ->> 'input_tokens')::bigint;
    loss.output_tokens := (usage ->> 'output_tokens')::bigint;
    loss := app.credit_post(loss);
  end if;
end `

/**
 * Does what is asked in turn and says what became of each: an organization with much at once then waits for the disk,
 * and holds its balance's row, once for all of it.
 */
const act = sql`
declare
  one jsonb;
begin
  for one in select a.value from jsonb_array_elements(acts) with ordinality as a (value, n) order by a.n loop
    hold_id := null;
    available := null;
    case one ->> 'do'
      when 'reserve' then
        select r.outcome, r.hold_id, r.available into outcome, hold_id, available from app.credit_reserve(one) r;
      when 'settle' then
        outcome := app.credit_settle((one ->> 'hold')::uuid, (one ->> 'micro')::bigint, one -> 'usage');
      when 'free' then
        outcome := app.credit_void((one ->> 'hold')::uuid);
    end case;
    return next;
  end loop;
end `

export async function up(db: Kysely<unknown>): Promise<void> {
  const make = (signature: string, body: RawBuilder<unknown>, execute: readonly 'hub_app'[] = []) =>
    definerFunction(db, {
      owner: 'hub_ledger',
      language: 'plpgsql',
      volatility: 'volatile',
      signature,
      body,
      execute,
    })
  await make('app.credit_charge(h app.credit_hold, micro bigint, usage jsonb) returns void', charge)
  await make(
    'app.credit_reserve(request jsonb, out outcome text, out hold_id uuid, out available bigint)',
    reserve,
  )
  await make('app.credit_act(acts jsonb) returns table (outcome text, hold_id uuid, available bigint)', act, [
    'hub_app',
  ])
  // One way in: what asks for a single act is called by `credit_act` alone from now on.
  await sql`set local role hub_ledger`.execute(db)
  await sql`revoke execute on function app.credit_reserve(jsonb), app.credit_settle(uuid, bigint, jsonb),
    app.credit_void(uuid) from hub_app`.execute(db)
  await sql`set local role hub_owner`.execute(db)
}
