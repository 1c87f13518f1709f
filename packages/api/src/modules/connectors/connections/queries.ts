import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { AppError } from '../../../shared/errors.ts'
import { readers } from './access.ts'
import type { Connection, Stream, WholeConnection } from './schema.ts'

const columns = [
  'c.id',
  'c.provider',
  'c.accountKey as account',
  'c.title',
  'c.state',
  'c.reason',
  'c.withPersonal',
  'c.createdAt',
  'c.updatedAt',
  'c.version',
] as const

export const selectConnections = (db: OrgDb) =>
  db
    .selectFrom('connectorsConnection as c')
    .select(columns)
    .select((eb) =>
      eb
        .selectFrom('connectorsStream as s')
        .whereRef('s.connectionId', '=', 'c.id')
        .select((one) => one.fn.min('s.syncedAt').as('syncedAt'))
        .as('syncedAt'),
    )
    .select(
      sql<boolean>`exists (select 1 from connectors_stream s where s.connection_id = c.id and s.phase = 'backfill')`.as(
        'isReading',
      ),
    )

/** Throws a NOT_FOUND. */
export async function findConnection(db: OrgDb, id: string): Promise<Connection> {
  const row = await selectConnections(db).where('c.id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return row
}

const streamColumns = [
  'id',
  'name',
  'datasetId',
  'phase',
  'read',
  'total',
  'error',
  'proof',
  'syncedAt',
] as const

/** A connection with what it reads, in the order in which that is read. */
export async function wholeConnection(db: OrgDb, id: string): Promise<WholeConnection> {
  const connection = await findConnection(db, id)
  const declared = readers[connection.provider].streams
  const rows = await db
    .selectFrom('connectorsStream')
    .select(streamColumns)
    .where('connectionId', '=', id)
    .execute()
  const streams = declared.flatMap(({ name, title }): Stream[] => {
    const row = rows.find((one) => one.name === name)
    return row ? [{ ...row, title }] : []
  })
  return { ...connection, streams }
}
