import { sql } from '@hub/db'
import type { OwnerDb } from '@hub/db/migrations'
import { definerFunction, tenantTable } from '@hub/db/migrations'

const tables = sql`
create extension if not exists btree_gin;
create table app.ops_task (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  title text not null,
  notes text not null,
  status text not null check (status in ('todo', 'doing', 'waiting', 'done')),
  priority text not null check (priority in ('low', 'normal', 'high')),
  tag text,
  assignee_id uuid,
  due_on date,
  due_time text check (due_time ~ '^\\d\\d:\\d\\d$'),
  created_by_id uuid not null,
  done_at timestamptz,
  removed_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  search tsvector generated always as (to_tsvector('simple', title || ' ' || coalesce(tag, '') || ' ' || notes)) stored,
  unique (org_id, id),
  foreign key (org_id, assignee_id) references app.organization_member (org_id, user_id) on delete set null (assignee_id),
  check (due_time is null or due_on is not null),
  check ((status = 'done') = (done_at is not null))
);
create index on app.ops_task (org_id, status, due_on, id) where removed_at is null;
create index on app.ops_task (org_id, updated_at, id);
create index on app.ops_task using gin (org_id, search);
create table app.ops_task_comment (
  id uuid primary key,
  org_id uuid not null,
  task_id uuid not null,
  author_id uuid not null,
  body text not null,
  created_at timestamptz not null,
  foreign key (org_id, task_id) references app.ops_task (org_id, id) on delete cascade
);
create index on app.ops_task_comment (org_id, task_id, id);
`

export async function up(db: OwnerDb): Promise<void> {
  await tables.execute(db)
  await tenantTable(db, 'ops_task', { app: 'select, insert, update' })
  await tenantTable(db, 'ops_task_comment', { app: 'select, insert' })
  // Text search operators are not leakproof: under row-level security they lose their index, so a definer function searches.
  await definerFunction(db, {
    owner: 'hub_search',
    reads: ['ops_task'],
    signature: 'app.ops_task_search(phrase text) returns setof uuid',
    body: sql`
      select id from app.ops_task
      where org_id = app.org_id()
        and search @@ (
          select to_tsquery('simple', string_agg(quote_literal(word) || ':*', ' & '))
          from regexp_split_to_table(lower(phrase), '[^[:alnum:]]+') as word
          where word <> ''
        )`,
  })
}
