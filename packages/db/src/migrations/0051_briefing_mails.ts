import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** Whether somebody wants the briefing of the morning by mail, and the day they had it last, so that they have it once. */
const change = [
  sql`alter table app.notification_hours
    add column briefing boolean not null default true, add column briefed_on date`,
  sql`grant update (briefing, briefed_on) on app.notification_hours to hub_app`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of change) await statement.execute(db)
}
