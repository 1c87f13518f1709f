import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { tenantTable } from '../tenant-table.ts'

/**
 * `alive_at` is renewed by the server that writes an answer: a streaming answer without a recent sign of life was
 * interrupted, and no job has to turn it over.
 */
const tables = sql`
create table app.assistant_conversation (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  person_id uuid not null,
  title text not null,
  memory jsonb not null,
  removed_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (org_id, id),
  foreign key (org_id, person_id) references app.organization_member (org_id, user_id) on delete cascade
);
create index on app.assistant_conversation (org_id, person_id, updated_at desc, id desc) where removed_at is null;
create table app.assistant_message (
  id uuid primary key,
  org_id uuid not null,
  conversation_id uuid not null,
  role text not null check (role in ('person', 'assistant')),
  text text not null,
  steps jsonb not null default '[]',
  choices jsonb not null default '[]',
  notices jsonb not null default '[]',
  driver text,
  status text not null check (status in ('streaming', 'done', 'stopped', 'failed')),
  error text,
  micro bigint not null default 0 check (micro >= 0),
  tokens jsonb,
  prompt_id uuid,
  memory_before jsonb,
  last_seq int not null default 0,
  alive_at timestamptz,
  stop_requested_at timestamptz,
  replaced_at timestamptz,
  created_at timestamptz not null,
  unique (org_id, id),
  foreign key (org_id, conversation_id) references app.assistant_conversation (org_id, id) on delete cascade
);
create index on app.assistant_message (org_id, conversation_id, id);
create table app.assistant_event (
  org_id uuid not null,
  answer_id uuid not null,
  seq int not null,
  data jsonb not null,
  primary key (org_id, answer_id, seq),
  foreign key (org_id, answer_id) references app.assistant_message (org_id, id) on delete cascade
);
create table app.assistant_approval (
  org_id uuid not null,
  approval_id uuid not null,
  answer_id uuid not null,
  primary key (org_id, answer_id, approval_id),
  foreign key (org_id, approval_id) references app.approval (org_id, id) on delete cascade,
  foreign key (org_id, answer_id) references app.assistant_message (org_id, id) on delete cascade
);
create index on app.assistant_approval (org_id, approval_id);
`

export async function up(db: Kysely<unknown>): Promise<void> {
  await tables.execute(db)
  await tenantTable(db, 'assistant_conversation', {
    app: 'select, insert, update (title, memory, removed_at, updated_at)',
  })
  await tenantTable(db, 'assistant_message', {
    app: 'select, insert, update (text, steps, choices, notices, driver, status, error, micro, tokens, last_seq, alive_at, stop_requested_at, replaced_at)',
  })
  await tenantTable(db, 'assistant_event', { app: 'select, insert' })
  await tenantTable(db, 'assistant_approval', { app: 'select, insert' })
}
