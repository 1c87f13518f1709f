import type { OrgDb, OrgTx } from '@hub/db'
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
  /** Of the permission that its account is asked by, unless that is renewed on the way. */
  credentialGeneration: number
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
    .select(['c.provider', 'c.accountKey', 'c.title', 'c.state', 'c.credentialGeneration'])
    .where('s.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return row
}

/**
 * Keeps a stream as it is until what was read of it is written, before anything of what it brought is touched: whoever ends its
 * connection takes both in this order as well. Answers its version. Throws a NOT_FOUND where it was ended meanwhile.
 */
export async function holdStream(tx: OrgTx, id: string): Promise<number> {
  const row = await tx
    .selectFrom('connectorsStream')
    .select('version')
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return row.version
}
