import { sql } from '@hub/db'
import type { OwnerDb } from '@hub/db/migrations'
import { definerFunction } from '@hub/db/migrations'

/**
 * The search gives back where the rows lie instead of their ids, which the list had to look up in an index one by one.
 * Rows are still read through the table, so its policy decides as before. The places hold for one statement only, and the
 * function is stable, so it and the list see the same rows.
 */
export async function up(db: OwnerDb): Promise<void> {
  await sql`set local role hub_search`.execute(db)
  await sql`drop function app.ops_task_search(text)`.execute(db)
  await sql`set local role hub_owner`.execute(db)
  await definerFunction(db, {
    owner: 'hub_search',
    signature: 'app.ops_task_places(phrase text) returns setof tid',
    body: sql`
      select ctid from app.ops_task
      where org_id = app.org_id()
        and search @@ (
          select to_tsquery('simple', string_agg(quote_literal(word) || ':*', ' & '))
          from regexp_split_to_table(lower(phrase), '[^[:alnum:]]+') as word
          where word <> ''
        )`,
  })
}
