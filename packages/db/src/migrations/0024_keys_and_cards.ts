import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** What is said beforehand to go unasked holds where writes ask at all. */
const kind = sql`
alter table app.auth_api_key add column kind text not null default 'assistant' check (kind in ('assistant', 'program'));
alter table app.auth_api_key alter column kind drop default;
alter table app.auth_api_key add check (kind = 'assistant' or unasked_tools = '{}');
`

/**
 * Of a key made before, only its calls tell whom it is for. It is a program's where they show it at REST or the command line,
 * never at MCP, and it may write nothing unasked. Every other key is taken for an assistant's: a wrong guess is then a call
 * that is refused with the reason, and not a write that nobody approved. Under forced row-level security the owner of the
 * tables would see no row.
 */
const guess = sql`
alter table app.auth_api_key no force row level security;
alter table app.api_call no force row level security;
update app.auth_api_key k set kind = 'program'
where k.unasked_tools = '{}'
  and exists (select from app.api_call c where c.org_id = k.org_id and c.api_key_id = k.id and c.door in ('rest', 'cli'))
  and not exists (select from app.api_call c where c.org_id = k.org_id and c.api_key_id = k.id and c.door = 'mcp');
alter table app.api_call force row level security;
alter table app.auth_api_key force row level security;
`

/**
 * Where a request came from: the conversation with the assistant, and the procedures whose answers its model had read when it
 * asked, for those may hold other people's words.
 */
const origin = sql`
alter table app.approval add column conversation_id uuid;
alter table app.approval add column read_before text[] not null default '{}';
alter table app.approval no force row level security;
alter table app.assistant_conversation no force row level security;
alter table app.approval add foreign key (org_id, conversation_id)
  references app.assistant_conversation (org_id, id) on delete cascade;
alter table app.assistant_conversation force row level security;
alter table app.approval force row level security;
create index on app.approval (org_id, conversation_id) where conversation_id is not null;
`

export async function up(db: Kysely<unknown>): Promise<void> {
  await kind.execute(db)
  await guess.execute(db)
  await origin.execute(db)
}
