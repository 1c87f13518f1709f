import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { definerAccess, definerFunction, systemAccess, tenantTable } from '../tenant-table.ts'

/**
 * Who listens, and what they still have to hear. An event is a row that no longer changes; each listener has a delivery of
 * it with tries, pause and end of its own.
 */
const tables = sql`
create table app.event_listener (
  name text primary key,
  topics text[] not null,
  added_at timestamptz not null default clock_timestamp(),
  seen_at timestamptz not null default clock_timestamp()
);
grant select, insert, update, delete on app.event_listener to hub_system;
create table app.outbox_delivery (
  org_id uuid not null,
  event_id uuid not null,
  listener text not null references app.event_listener on delete cascade,
  position bigint not null,
  aggregate text not null,
  created_at timestamptz not null default clock_timestamp(),
  available_at timestamptz not null default clock_timestamp(),
  attempts int not null default 0,
  delivered_at timestamptz,
  dead_at timestamptz,
  last_error text,
  primary key (org_id, event_id, listener),
  foreign key (org_id, event_id) references app.outbox_event (org_id, id) on delete cascade
);
create index outbox_delivery_waiting on app.outbox_delivery (listener, position) where delivered_at is null and dead_at is null;
create index outbox_delivery_aggregate on app.outbox_delivery (org_id, aggregate, listener, position)
  where delivered_at is null and dead_at is null;
create index outbox_delivery_dead on app.outbox_delivery (listener) where dead_at is not null;
create index outbox_event_created on app.outbox_event (created_at);
insert into app.event_listener (name, topics) values ('hub.mail', '{mail.requested,mail.withheld}');
`

/**
 * The one listener of before keeps what it has delivered and what it has given up. Under forced row-level security the owner
 * of the tables would see no row.
 */
const carryOver = sql`
alter table app.outbox_event no force row level security;
insert into app.outbox_delivery
  (org_id, event_id, listener, position, aggregate, created_at, available_at, attempts, delivered_at, dead_at, last_error)
  select org_id, id, 'hub.mail', position, aggregate, created_at, available_at, attempts, delivered_at, dead_at, last_error
  from app.outbox_event where topic in ('mail.requested', 'mail.withheld');
alter table app.outbox_event force row level security;
drop index app.outbox_event_waiting, app.outbox_event_aggregate, app.outbox_event_delivered, app.outbox_event_dead;
drop policy system_update on app.outbox_event;
revoke update (available_at) on app.outbox_event from hub_system;
alter table app.outbox_event
  drop column attempts, drop column delivered_at, drop column last_error, drop column dead_at;
`

/** In the transaction of the event, for every listener the database knows: also for those of a newer server than the one that emits. */
const fanOut = sql`
begin
  insert into app.outbox_delivery (org_id, event_id, listener, position, aggregate, created_at, available_at)
    select e.org_id, e.id, l.name, e.position, e.aggregate, e.created_at, e.available_at
    from fresh e join app.event_listener l on e.topic = any (l.topics);
  return null;
end `

export async function up(db: Kysely<unknown>): Promise<void> {
  await tables.execute(db)
  await carryOver.execute(db)
  await tenantTable(db, 'outbox_delivery', { app: 'select' })
  await systemAccess(db, 'outbox_delivery', {
    select: '*',
    insert: '*',
    update: ['available_at', 'attempts', 'delivered_at', 'dead_at', 'last_error'],
    delete: '*',
  })
  const role = 'hub_event'
  await definerAccess(db, 'outbox_delivery', { role, privileges: 'insert', rows: 'all' })
  await sql`grant select on app.event_listener to hub_event`.execute(db)
  await definerFunction(db, {
    owner: role,
    signature: 'app.outbox_fan_out() returns trigger',
    language: 'plpgsql',
    volatility: 'volatile',
    body: fanOut,
    execute: ['hub_owner'],
  })
  await sql`
    create trigger fan_out after insert on app.outbox_event referencing new table as fresh
      for each statement execute function app.outbox_fan_out()`.execute(db)
}
