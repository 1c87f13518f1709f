import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'

/** Runs `body` as the organization `org`; only superusers may give a function a SET clause for a setting of ours. */
function asOrg(declarations: string, body: string): RawBuilder<unknown> {
  return sql.raw(`
declare
  before text := coalesce(current_setting('app.org_id', true), '');
  ${declarations}
begin
  perform set_config('app.org_id', org::text, true);
  ${body}
  perform set_config('app.org_id', before, true);
end `)
}

const newGrant = `
  fresh := jsonb_populate_record(null::app.credit_grant, request);
  fresh.org_id := org;
  fresh.remaining := fresh.amount;
  fresh.priority := coalesce(fresh.priority, 100);
  fresh.created_at := clock_timestamp();
  insert into app.credit_account (org_id, available, held, seq) values (org, 0, 0, 0) on conflict do nothing;
  insert into app.credit_grant select fresh.*;
  entry := jsonb_populate_record(null::app.credit_entry, request - 'amount');
  entry.grant_id := fresh.id;
  entry.d_available := fresh.amount;
  entry.d_held := 0;`

/** Gives credit that never was there: the account is made with the first grant. */
export const grantCredit = asOrg(
  'fresh app.credit_grant; entry app.credit_entry;',
  `${newGrant}
  entry.kind := 'grant';
  entry.reason := fresh.source;
  entry := app.credit_post(entry);
  available := entry.available_after;`,
)

/** Taking away more than is there is refused: a balance is never below 0. */
export const adjust = asOrg(
  'fresh app.credit_grant; entry app.credit_entry;',
  `
  if (request ->> 'amount')::bigint > 0 then
    ${newGrant}
  else
    entry := jsonb_populate_record(null::app.credit_entry, request - 'amount');
    entry.d_available := (request ->> 'amount')::bigint;
    entry.d_held := 0;
  end if;
  entry.kind := 'adjustment';
  entry := app.credit_post(entry);
  if entry.seq is null then
    outcome := 'short';
    select a.available into available from app.credit_account a where a.org_id = org;
    available := coalesce(available, 0);
  else
    outcome := 'done';
    available := entry.available_after;
    perform app.credit_draw_from_grants(entry.seq, greatest(-entry.d_available, 0));
  end if;`,
)

/** Credit on hold outlives the end of its grant: what cannot be burned now is burned when the hold has given it back. */
const burn = `
  for g in select * from app.credit_grant c where c.org_id = org and c.remaining > 0 and c.expires_at <= clock_timestamp() order by c.id limit at_most loop
    select least(g.remaining, a.available) into burned from app.credit_account a where a.org_id = org;
    continue when burned = 0;
    entry := null;
    entry.kind := 'expiry';
    entry.grant_id := g.id;
    entry.reason := g.source;
    entry.d_available := -burned;
    entry.d_held := 0;
    entry := app.credit_post(entry);
    update app.credit_grant c set remaining = c.remaining - burned where c.org_id = org and c.id = g.id;
    insert into app.credit_draw (org_id, seq, grant_id, amount) values (org, entry.seq, g.id, burned);
    swept := swept + 1;
  end loop;`

/** Closes holds nobody renews any more and burns grants that have run out; the account's lock comes first here too. */
export const sweep = asOrg(
  'h app.credit_hold; g app.credit_grant; burned bigint; entry app.credit_entry;',
  `
  swept := 0;
  perform from app.credit_account a where a.org_id = org for update;
  for h in select * from app.credit_hold c
    where c.org_id = org and c.expires_at < clock_timestamp()
      and (c.status = 'open' or (c.status = 'expired' and c.worked_at is not null))
    order by c.expires_at limit at_most for update skip locked
  loop
    if h.worked_at is null then
      perform app.credit_free(h, 'expired');
    else
      perform app.credit_charge(h, h.amount, '{}');
    end if;
    swept := swept + 1;
  end loop;
  ${burn}`,
)
