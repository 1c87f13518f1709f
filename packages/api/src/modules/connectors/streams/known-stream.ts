import type { OrgDb } from '@hub/db'
import { AppError } from '../../../shared/errors.ts'
import type { ConnectionState, ProviderName } from '../connections/schema.ts'
import type { StreamPlace } from './place.ts'

export interface KnownStream {
  id: string
  connectionId: string
  name: string
  datasetId: string
  loadId: string | null
  phase: 'backfill' | 'live'
  place: StreamPlace
  total: number | null
  version: number
  provider: ProviderName
  accountKey: string
  title: string
  state: ConnectionState
}

/** Throws a NOT_FOUND. */
export async function findStream(db: OrgDb, id: string): Promise<KnownStream> {
  const row = await db
    .selectFrom('connectorsStream as s')
    .innerJoin('connectorsConnection as c', 'c.id', 's.connectionId')
    .select([
      's.id',
      's.connectionId',
      's.name',
      's.datasetId',
      's.loadId',
      's.phase',
      's.place',
      's.total',
      's.version',
    ])
    .select(['c.provider', 'c.accountKey', 'c.title', 'c.state'])
    .where('s.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return row
}
