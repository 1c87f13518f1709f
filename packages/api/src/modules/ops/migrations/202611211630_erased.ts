import { sql } from '@hub/db'
import { definerAccess } from '@hub/db/migrations'
import type { OwnerDb } from '@hub/db/migrations'

/** Work stays with whoever it was given to, also when they have left: who takes it over is for people to decide. */
const assignee = sql`alter table app.ops_task drop constraint if exists ops_task_org_id_assignee_id_fkey`

/** What two migrations of the hub did for these tables before they belonged to a module; harmless where those did it. */
export async function up(db: OwnerDb): Promise<void> {
  await assignee.execute(db)
  for (const table of ['ops_task', 'ops_task_comment'])
    await definerAccess(db, table, {
      role: 'hub_sweep',
      privileges: 'select (org_id, ctid), delete',
      rows: 'all',
    })
}
