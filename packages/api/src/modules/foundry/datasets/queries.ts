import type { OrgDb, OrgTx } from '@hub/db'
import { AppError } from '../../../shared/errors.ts'

/** Throws a NOT_FOUND. */
export async function requireDataset(db: OrgDb, id: string) {
  const row = await db
    .selectFrom('foundryDataset')
    .select(['id', 'key', 'title', 'origin', 'keyFields', 'records', 'loads', 'version'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return row
}

/** Whoever writes records of a dataset, or makes its objects, waits here for whoever does so already. */
export async function lockDataset(tx: OrgTx, id: string): Promise<void> {
  const row = await tx
    .selectFrom('foundryDataset')
    .select('id')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
}
