import { sql } from '@hub/db'
import type { TableDeclaration } from '@hub/db'
import { definerAccess, tenantTable } from '@hub/db/migrations'
import type { Migration } from '@hub/db/migrations'

const boxes: Migration = {
  async up(db) {
    await sql`create table app.shelf_box (
      id uuid primary key, org_id uuid, name text not null, put_by uuid not null, emptied_by uuid)`.execute(
      db,
    )
    await tenantTable(db, 'shelf_box', { app: 'select, insert, update' })
    await definerAccess(db, 'shelf_box', {
      role: 'hub_sweep',
      privileges: 'select (org_id, ctid), delete',
      rows: 'all',
    })
  },
}

export const shelfMigrations: Readonly<Record<string, Migration>> = { 'shelf/202601010000_boxes': boxes }

export const shelfTables = { shelf_box: { atEnd: 'erased' } } as const satisfies Record<
  string,
  TableDeclaration
>
