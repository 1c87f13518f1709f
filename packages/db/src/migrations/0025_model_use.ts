import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { definerFunction } from '../tenant-table.ts'

/** As in 0019, with the tokens that the provider had cached: they have a price of their own, and charges can be derived again. */
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
        procedure, door, driver, actor_id, api_key_id, price_version, model, input_tokens, cached_tokens,
        output_tokens)
      select h.org_id, a.seq, clock_timestamp(), case when spent = 0 then 'release' else 'charge' end,
        from_hold - spent, -from_hold, a.available, a.held, h.id,
        h.procedure, h.door, h.driver, h.actor_id, h.api_key_id, h.price_version,
        usage ->> 'model', (usage ->> 'input_tokens')::bigint, (usage ->> 'cached_tokens')::bigint,
        (usage ->> 'output_tokens')::bigint
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
    loss.cached_tokens := (usage ->> 'cached_tokens')::bigint;
    loss.output_tokens := (usage ->> 'output_tokens')::bigint;
    loss := app.credit_post(loss);
  end if;
end `

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table app.credit_entry add column cached_tokens bigint`.execute(db)
  await definerFunction(db, {
    owner: 'hub_ledger',
    language: 'plpgsql',
    volatility: 'volatile',
    signature: 'app.credit_charge(h app.credit_hold, micro bigint, usage jsonb) returns void',
    body: charge,
    execute: [],
  })
  await sql`alter table app.organization add column assistant_instructions text not null default ''`.execute(
    db,
  )
  await sql`grant update (assistant_instructions) on app.organization to hub_app`.execute(db)
}
