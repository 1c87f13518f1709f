import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** One workflow of an organization may handle the failures of all others, and a form may start one. */
const change = [
  sql`alter table app.workflow add column is_for_failures boolean not null default false`,
  sql`create unique index workflow_for_failures on app.workflow (org_id) where is_for_failures and removed_at is null`,
  sql`grant update (is_for_failures) on app.workflow to hub_app`,
  sql`alter table app.workflow_trigger drop constraint workflow_trigger_kind_check`,
  sql`alter table app.workflow_trigger add constraint workflow_trigger_kind_check
    check (kind in ('schedule', 'event', 'webhook', 'form'))`,
  sql`alter table app.workflow_run drop constraint workflow_run_started_by_check`,
  sql`alter table app.workflow_run add constraint workflow_run_started_by_check
    check (started_by in ('person', 'schedule', 'event', 'webhook', 'form', 'workflow', 'failure', 'test'))`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of change) await statement.execute(db)
}
