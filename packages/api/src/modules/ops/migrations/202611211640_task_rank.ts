import { sql } from '@hub/db'
import type { OwnerDb } from '@hub/db/migrations'

/**
 * The order of the board by hand: a key between any two others can always be made (`ranks.ts` of the module), and bytes
 * decide, because a key is no word of a language. Tasks that are there already keep the order in which the board showed
 * them; their keys have the form `h` and eight digits. The default is for servers of before, which may still write while
 * the hub is brought forward.
 */
const rank = sql`
alter table app.ops_task add column rank text collate "C";
alter table app.ops_task no force row level security;
update app.ops_task set rank = 'h' || lpad(placed.place::text, 8, '0')
from (
  select id, row_number() over (
    partition by org_id, status
    order by case when status = 'done' then updated_at end desc, due_on nulls last, due_time nulls last,
      case priority when 'high' then 0 when 'normal' then 1 else 2 end, id
  ) as place from app.ops_task
) as placed
where placed.id = ops_task.id;
alter table app.ops_task force row level security;
alter table app.ops_task alter column rank set not null, alter column rank set default 'a0';
create index on app.ops_task (org_id, status, rank, id) where removed_at is null;
`

export async function up(db: OwnerDb): Promise<void> {
  await rank.execute(db)
}
