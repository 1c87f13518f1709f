import { sql } from 'kysely'
import type { OwnerDb } from '@hub/db/migrations'

/** What was late before is in everybody's briefing already: nobody is told of all of it at once. */
const told = sql`
alter table app.ops_task add column overdue_told_for date;
alter table app.ops_task no force row level security;
update app.ops_task set overdue_told_for = due_on where due_on < current_date;
alter table app.ops_task force row level security;
`

export async function up(db: OwnerDb): Promise<void> {
  await told.execute(db)
}
