import { sql } from 'kysely'
import type { OwnerDb } from '@hub/db/migrations'

/** Whom a comment names, as they were picked; who of them is a member is looked at when they are told. */
const mentions = sql`
alter table app.ops_task_comment add column mentioned_ids uuid[] not null default '{}'
  check (cardinality(mentioned_ids) <= 20);
`

export async function up(db: OwnerDb): Promise<void> {
  await mentions.execute(db)
}
