import { sql, uuidv7 } from '@hub/db'
import type { OrgTx } from '@hub/db'
import { recordHash } from '../../../platform/records/record-hash.ts'
import type { IncomingRecord, RecordCounts, RecordPlace } from '../../../platform/records/records.ts'
import { findTypes, sourcesOf } from '../types/queries.ts'
import { writeObjects } from '../objects/write.ts'
import type { WrittenRecord } from '../objects/write.ts'
import { lockDataset } from './queries.ts'

/** Where records go, and what brings them. */
export type LoadPlace = RecordPlace & { loadId: string }

interface Before {
  id: string
  raw: Record<string, unknown>
  hash: Buffer
  sourceAt: string | null
  removedAt: string | null
}

async function recordsBefore(
  tx: OrgTx,
  { datasetId }: LoadPlace,
  keys: readonly string[],
): Promise<Map<string, Before>> {
  const rows = await tx
    .selectFrom('foundryRecord')
    .select(['id', 'key', 'raw', 'hash', 'sourceAt', 'removedAt'])
    .where('datasetId', '=', datasetId)
    .where('key', '=', sql<string>`any(${keys}::text[])`)
    .execute()
  return new Map(rows.map(({ key, ...row }) => [key, row]))
}

const isOlder = ({ sourceAt }: IncomingRecord, before: Before): boolean =>
  typeof sourceAt === 'string' &&
  before.sourceAt !== null &&
  Date.parse(sourceAt) < Date.parse(before.sourceAt)

interface Sorted {
  /** Says the same at a later time: what was said in between must not win when it comes late. */
  seen: { id: string; sourceAt: string }[]
  fresh: (IncomingRecord & { id: string; hash: Buffer })[]
  /** Gone before it was ever read: what was said of it earlier must not bring it here when it comes late. */
  gone: (IncomingRecord & { id: string; hash: Buffer })[]
  changed: (IncomingRecord & { id: string; hash: Buffer; before: Before })[]
  same: number
}

const isSame = ({ isRemoved = false }: IncomingRecord, hash: Buffer, before: Before): boolean =>
  isRemoved ? before.removedAt !== null : before.removedAt === null && before.hash.equals(hash)

/**
 * What is new, what says something else than before, and how many say the same. An older one never wins; what is removed keeps
 * what it last said.
 */
function sortOut(records: readonly IncomingRecord[], there: ReadonlyMap<string, Before>): Sorted {
  const sorted: Sorted = { seen: [], fresh: [], gone: [], changed: [], same: 0 }
  for (const record of records) {
    const before = there.get(record.key)
    const hash = recordHash(record.raw)
    const isRemoved = record.isRemoved === true
    if (!before && !isRemoved) sorted.fresh.push({ ...record, id: uuidv7(), hash })
    else if (!before) {
      if (typeof record.sourceAt === 'string') sorted.gone.push({ ...record, id: uuidv7(), hash })
      else sorted.same += 1
    } else if (isOlder(record, before)) sorted.same += 1
    else if (isSame(record, hash, before)) {
      sorted.same += 1
      if (typeof record.sourceAt === 'string') sorted.seen.push({ id: before.id, sourceAt: record.sourceAt })
    } else {
      const said = isRemoved ? { raw: before.raw, hash: before.hash } : { raw: record.raw, hash }
      sorted.changed.push({ ...record, ...said, id: before.id, before })
    }
  }
  return sorted
}

/** Of the same key in one slice the last counts: an insert cannot touch a row twice. */
const lastOfEach = (records: readonly IncomingRecord[]): IncomingRecord[] => [
  ...new Map(records.map((record) => [record.key, record])).values(),
]

/**
 * Writes what a source says, and brings the objects made of it up to date, in the caller's transaction: a cursor that moves in
 * it moves with its rows. The same again changes nothing.
 */
export async function putRecords(
  tx: OrgTx,
  place: LoadPlace,
  given: readonly IncomingRecord[],
): Promise<RecordCounts> {
  await lockDataset(tx, place.datasetId)
  const records = lastOfEach(given)
  const there = await recordsBefore(
    tx,
    place,
    records.map(({ key }) => key),
  )
  const { seen, fresh, gone, changed, same } = sortOut(records, there)
  await noteTimes(tx, seen)
  await insertRecords(tx, place, [...fresh, ...gone])
  await updateRecords(tx, place, changed)
  await writeAll(tx, place, [
    ...fresh.map(({ id, key, raw }) => ({ id, key, raw, isRemoved: false })),
    ...changed.map(({ id, key, raw, isRemoved = false, before }) => ({
      id,
      key,
      raw,
      isRemoved,
      before: { raw: before.raw, isRemoved: before.removedAt !== null },
    })),
  ])
  return {
    created: fresh.length,
    changed: changed.length,
    same: same + gone.length + given.length - records.length,
  }
}

async function noteTimes(tx: OrgTx, seen: Sorted['seen']): Promise<void> {
  if (seen.length === 0) return
  const rows = seen.map(({ id, sourceAt }) => ({ id, source_at: sourceAt }))
  await sql`
    update foundry_record r set source_at = given.source_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (id uuid, source_at timestamptz)
    where r.id = given.id and (r.source_at is null or r.source_at < given.source_at)`.execute(tx)
}

async function insertRecords(
  tx: OrgTx,
  { orgId, datasetId, loadId, now }: LoadPlace,
  records: Sorted['fresh'],
): Promise<void> {
  if (records.length === 0) return
  const rows = records.map(({ id, key, raw, hash, sourceAt = null, isRemoved = false }) => ({
    id,
    key,
    raw,
    hash: hash.toString('hex'),
    source_at: sourceAt,
    removed: isRemoved,
  }))
  await sql`
    insert into foundry_record (id, org_id, dataset_id, key, raw, hash, source_at, load_id, first_load_id, created_at, updated_at,
      removed_at)
    select id, ${orgId}, ${datasetId}, key, raw, decode(hash, 'hex'), source_at, ${loadId}, ${loadId}, ${now}, ${now},
      case when removed then ${now}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as given (id uuid, key text, raw jsonb, hash text, source_at timestamptz, removed boolean)`.execute(tx)
}

async function updateRecords(
  tx: OrgTx,
  { loadId, now }: LoadPlace,
  records: Sorted['changed'],
): Promise<void> {
  if (records.length === 0) return
  const rows = records.map(({ id, raw, hash, sourceAt = null, isRemoved = false }) => ({
    id,
    raw,
    hash: hash.toString('hex'),
    source_at: sourceAt,
    removed: isRemoved,
  }))
  await sql`
    update foundry_record r
    set raw = given.raw, hash = decode(given.hash, 'hex'), source_at = coalesce(given.source_at, r.source_at), load_id = ${loadId},
      removed_at = case when given.removed then ${now}::timestamptz end, updated_at = ${now}, version = r.version + 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as given (id uuid, raw jsonb, hash text, source_at timestamptz, removed boolean)
    where r.id = given.id`.execute(tx)
}

/** Objects of every type that is made from this dataset. */
async function writeAll(
  tx: OrgTx,
  { orgId, datasetId, loadId, now }: LoadPlace,
  records: readonly WrittenRecord[],
): Promise<void> {
  if (records.length === 0) return
  const sources = await sourcesOf(tx, { datasetId })
  const types = await findTypes(
    tx,
    sources.map(({ typeId }) => typeId),
  )
  for (const { typeId, mapping } of sources) {
    const type = types.find(({ id }) => id === typeId)
    if (type) await writeObjects(tx, { orgId, type, datasetId, mapping, loadId, now }, records)
  }
}

/** So many records are removed in one statement. */
const REMOVED_AT_ONCE = 500

/** Removes what a whole file no longer has. Answers how many that were. */
export async function removeOthers(tx: OrgTx, place: LoadPlace, kept: ReadonlySet<string>): Promise<number> {
  await lockDataset(tx, place.datasetId)
  const rows = await tx
    .selectFrom('foundryRecord')
    .select(['key', 'raw'])
    .where('datasetId', '=', place.datasetId)
    .where('removedAt', 'is', null)
    .where('key', '<>', sql<string>`all(${[...kept]}::text[])`)
    .orderBy('key')
    .limit(REMOVED_AT_ONCE)
    .execute()
  await putRecords(
    tx,
    place,
    rows.map((row) => ({ ...row, isRemoved: true })),
  )
  return rows.length
}
