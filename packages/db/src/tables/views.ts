import type { ColumnType, Generated } from 'kysely'
import type { InstantColumn } from './columns.ts'

/** A name for what a list shows. */
export interface SavedViewTable {
  id: ColumnType<string, string, never>
  orgId: ColumnType<string, string, never>
  /** The list as its module declares it. */
  list: ColumnType<string, string, never>
  /** What it is a list of, where there is one of each: the type of the objects. */
  ofId: ColumnType<string | null, string | null, never>
  name: string
  /** What stands in the address of the list. Written as JSON text. */
  shown: ColumnType<Record<string, unknown>, string, string>
  /** Whose alone it is; null: everybody sees it. */
  personId: string | null
  createdById: ColumnType<string, string, never>
  createdAt: ColumnType<string, string | Date, never>
  updatedAt: InstantColumn
  version: Generated<number>
}

export interface ViewOrgTables {
  savedView: SavedViewTable
}
