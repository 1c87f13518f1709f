import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** Whoever asks who may do something is told of nobody who can do nothing. Why somebody is suspended stays with the platform. */
const shown = sql`grant select (suspended_at) on app.auth_user to hub_app`

export async function up(db: Kysely<unknown>): Promise<void> {
  await shown.execute(db)
}
