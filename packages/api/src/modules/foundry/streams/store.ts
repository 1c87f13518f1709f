import { sql, uuidv7 } from '@hub/db'
import type { OrgTx } from '@hub/db'
import { AppError } from '../../../shared/errors.ts'
import type { RecordPlace, RecordStore, RecordStream } from '../../../platform/records/records.ts'
import { countLoad } from '../datasets/counts.ts'
import { putRecords } from '../datasets/records.ts'
import { lockTypes } from '../types/titles.ts'
import { asideKey } from '../datasets/aside.ts'
import { openLinks, openType } from './types.ts'

type Place = Omit<RecordPlace, 'datasetId'>

/** The dataset of a stream, made where there is none. */
async function openDataset(tx: OrgTx, { orgId, now }: Place, { key, title }: RecordStream): Promise<string> {
  const made = await tx
    .insertInto('foundryDataset')
    .values({
      id: uuidv7(),
      orgId,
      origin: 'stream',
      key,
      title,
      createdById: null,
      createdAt: now,
      updatedAt: now,
    })
    .onConflict((conflict) => conflict.columns(['orgId', 'key']).doUpdateSet({ title }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return made.id
}

async function open(tx: OrgTx, place: Place, stream: RecordStream): Promise<string> {
  // Before any row: who opens several streams would otherwise hold one that somebody else waits for with the lock.
  await lockTypes(tx, place.orgId)
  const datasetId = await openDataset(tx, place, stream)
  const typeId = await openType(tx, place, stream)
  const mapping = JSON.stringify(stream.mapping)
  await tx
    .insertInto('foundrySource')
    .values({ orgId: place.orgId, typeId, datasetId, mapping })
    .onConflict((conflict) => conflict.columns(['orgId', 'typeId', 'datasetId']).doUpdateSet({ mapping }))
    .execute()
  await openLinks(tx, place, { id: typeId, type: stream.type })
  return datasetId
}

async function begin(tx: OrgTx, { orgId, now, datasetId }: RecordPlace, source: string): Promise<string> {
  const dataset = await tx
    .updateTable('foundryDataset')
    .set({ loads: sql<number>`loads + 1`, updatedAt: now })
    .where('id', '=', datasetId)
    .returning('loads')
    .executeTakeFirst()
  if (!dataset) throw new AppError('NOT_FOUND')
  const id = uuidv7()
  const load = { id, orgId, datasetId, n: dataset.loads, source, state: 'running' as const }
  await tx
    .insertInto('foundryLoad')
    .values({ ...load, createdById: null, createdAt: now })
    .execute()
  return id
}

const LAST_CHARACTER = '\u{10ffff}'

/** What services bring, kept as records and shown as objects. */
export const foundryRecords: RecordStore = {
  open,
  begin,
  put: putRecords,
  async end(tx, { datasetId, loadId, now }, state) {
    const { records, ...counts } = await countLoad(tx, { datasetId, loadId })
    // A pass that found nothing new is no news: there is one every few minutes.
    if (state === 'done' && counts.created + counts.changed + counts.removed === 0)
      return void (await tx.deleteFrom('foundryLoad').where('id', '=', loadId).execute())
    const read = counts.created + counts.changed + counts.removed
    await tx
      .updateTable('foundryLoad')
      .set({ ...counts, read, state, endedAt: now })
      .where('id', '=', loadId)
      .execute()
    await tx
      .updateTable('foundryDataset')
      .set({ records, updatedAt: now })
      .where('id', '=', datasetId)
      .execute()
  },
  seenAfter: (db, datasetId, { after, limit, beginning = '' }) =>
    db
      .selectFrom('foundryRecord')
      .select(['key', 'sourceAt', 'hash'])
      .where('datasetId', '=', datasetId)
      .where('removedAt', 'is', null)
      .where('key', '>', after)
      .where('key', '>=', beginning)
      // Keys are in the order of their bytes, and no character has a larger first one.
      .where('key', '<', `${beginning}${LAST_CHARACTER}`)
      .orderBy('key')
      .limit(limit)
      .execute(),
  newAt: (tx, { datasetId, now }, keys) =>
    tx
      .selectFrom('foundryRecord as r')
      .innerJoin('foundryObject as o', 'o.recordId', 'r.id')
      .innerJoin('foundryType as t', 't.id', 'o.typeId')
      .select(['o.id as objectId', 'o.title'])
      .where('r.datasetId', '=', datasetId)
      .where('r.key', '=', sql<string>`any(${keys}::text[])`)
      .where('r.createdAt', '=', now.toISOString())
      // A person may make things of their own of the same records.
      .where('t.builtIn', 'is not', null)
      .orderBy('r.id')
      .execute(),
  async setAside(tx, datasetId, name) {
    const key = asideKey(name)
    await tx
      .updateTable('foundryDataset')
      .set({ key })
      .where('id', '=', datasetId)
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('foundryDataset as other').select('other.id').where('other.key', '=', key))),
      )
      .execute()
  },
  async takeUp(tx, { orgId }, { from, over, key }) {
    await lockTypes(tx, orgId)
    await tx.deleteFrom('foundryDataset').where('key', '=', asideKey(over)).execute()
    await tx.updateTable('foundryDataset').set({ key }).where('key', '=', asideKey(from)).execute()
  },
  async remove(tx, datasetId) {
    await tx.deleteFrom('foundryDataset').where('id', '=', datasetId).execute()
  },
}
