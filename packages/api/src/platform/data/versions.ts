import { sql } from '@hub/db'
import type { OrgDb, OrgTables } from '@hub/db'
import { AppError } from '../../shared/errors.ts'

/** Tables whose rows carry a version. */
type Versioned = {
  [Table in keyof OrgTables]: 'id' | 'version' extends keyof OrgTables[Table] ? Table : never
}[keyof OrgTables]

/**
 * Why an update with `where id` and `where version` hit no row: the row is not there (or another organization's),
 * or it has moved on (CON-5). Of no use where an update leaves out rows for other reasons, such as removed ones.
 */
export async function missingOrStale(db: OrgDb, table: Versioned, id: string): Promise<AppError> {
  const { rows } = await sql`select version from ${sql.table(table)} where id = ${id}`.execute(db)
  return rows.length > 0 ? new AppError('STALE_VERSION') : new AppError('NOT_FOUND')
}

/** Throws a STALE_VERSION where a row that is locked moved on from the version that was sent (CON-5). */
export function requireVersion(row: { version: number }, version: number | undefined): void {
  if (version !== undefined && version !== row.version) throw new AppError('STALE_VERSION')
}
