import type { OrgDb } from '@hub/db'
import { AppError } from '../../shared/errors.ts'

/** Tables whose rows carry a version. */
type Versioned = 'opsTask' | 'approval' | 'organization'

/**
 * Why an update with `where id` and `where version` hit no row: the row is not there (or another organization's),
 * or it has moved on (CON-5).
 */
export async function missingOrStale(db: OrgDb, table: Versioned, id: string): Promise<AppError> {
  const row = await db.selectFrom(table).select('version').where('id', '=', id).executeTakeFirst()
  return row ? new AppError('STALE_VERSION') : new AppError('NOT_FOUND')
}
