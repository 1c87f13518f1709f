import { sql, uuidv7 } from '@hub/db'
import type { OrgTx } from '@hub/db'
import type { KnownType } from '../types/queries.ts'
import type { LastingMapping } from '../../../shared/readings.ts'
import { allSlots } from '../types/slots.ts'
import { changesBetween, faceOf } from './rows.ts'
import type { Overlay, ValueChange } from './rows.ts'

/** A record whose object is to be made or brought up to date. */
export interface WrittenRecord {
  id: string
  key: string
  raw: unknown
  isRemoved: boolean
  /** What it said before; nothing where it is new, or where only the mapping changed. */
  before?: { raw: unknown; isRemoved: boolean }
}

export interface Writing {
  orgId: string
  type: KnownType
  datasetId: string
  mapping: LastingMapping
  /** What brought the records; null where only the mapping changed. */
  loadId: string | null
  now: Date
}

const typeOfSlot = { t: 'text', n: 'float8', d: 'timestamptz' } as const
const slotColumns = sql.join(allSlots.map((name) => sql.ref(name)))
const slotTypes = sql.raw(
  allSlots.map((name) => `${name} ${typeOfSlot[name.charAt(0) as keyof typeof typeOfSlot]}`).join(', '),
)
const found = ['title', 'words', ...allSlots, 'removed_at'] as const
const taken = sql.join(found.map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`))
const listOf = (table: string) => sql.join(found.map((name) => sql.ref(`${table}.${name}`)))

/** Makes objects of one type of records, or brings them up to date. What people wrote over them stays. */
export async function writeObjects(
  tx: OrgTx,
  writing: Writing,
  records: readonly WrittenRecord[],
): Promise<void> {
  if (records.length === 0) return
  const { orgId, type, datasetId, mapping, now, loadId } = writing
  const overlays = await overlaysOf(
    tx,
    type.id,
    loadId === null ? records : records.filter(({ before }) => before),
  )
  const rows = records.map(({ id, key, raw, isRemoved }) => {
    const { title, words, slots } = faceOf(type, { key, raw, mapping }, overlays.get(id)?.overlay ?? {})
    const removedAt = isRemoved ? now.toISOString() : null
    return { id: uuidv7(), record_id: id, key, title, words, ...slots, removed_at: removedAt }
  })
  const isLoad = loadId !== null
  await sql`
    insert into foundry_object (id, org_id, type_id, dataset_id, record_id, key, title, words, ${slotColumns}, removed_at,
      created_at, updated_at)
    select id, ${orgId}, ${type.id}, ${datasetId}, record_id, key, title, words, ${slotColumns}, removed_at, ${now}, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as given (id uuid, record_id uuid, key text, title text, words text, ${slotTypes}, removed_at timestamptz)
    on conflict (org_id, type_id, dataset_id, key) do update
      set ${taken}, updated_at = excluded.updated_at, version = foundry_object.version + 1
      where ${isLoad} or (${listOf('foundry_object')}) is distinct from (${listOf('excluded')})`.execute(tx)
  if (loadId !== null) await noteChanges(tx, { ...writing, loadId }, { records, overlays })
}

interface Kept {
  objectId: string
  overlay: Overlay
}

/** The objects that there are of records, by record, kept as they are until the transaction ends. */
async function overlaysOf(
  tx: OrgTx,
  typeId: string,
  records: readonly WrittenRecord[],
): Promise<ReadonlyMap<string, Kept>> {
  if (records.length === 0) return new Map()
  const rows = await tx
    .selectFrom('foundryObject')
    .select(['id', 'recordId', 'overlay'])
    .where('typeId', '=', typeId)
    .where('recordId', '=', sql<string>`any(${records.map(({ id }) => id)}::uuid[])`)
    .forUpdate()
    .execute()
  return new Map(rows.map(({ id, recordId, overlay }) => [recordId, { objectId: id, overlay }]))
}

const kindOf = (record: WrittenRecord): 'load' | 'removed' | 'returned' => {
  if (record.isRemoved) return 'removed'
  return record.before?.isRemoved === true ? 'returned' : 'load'
}

interface Noting {
  records: readonly WrittenRecord[]
  overlays: ReadonlyMap<string, Kept>
}

/** Writes down what of each object changed; that it came is told by its record. */
async function noteChanges(
  tx: OrgTx,
  { orgId, type, mapping, loadId, now }: Writing & { loadId: string },
  { records, overlays }: Noting,
): Promise<void> {
  const rows = records.flatMap((record) => {
    const kept = overlays.get(record.id)
    if (!record.before || !kept) return []
    const kind = kindOf(record)
    const changes: ValueChange[] = changesBetween(type, mapping, {
      before: record.before.raw,
      after: record.raw,
      overlay: kept.overlay,
    })
    if (kind === 'load' && changes.length === 0) return []
    return [
      {
        id: uuidv7(),
        orgId,
        objectId: kept.objectId,
        kind,
        loadId,
        actorId: null,
        changes: JSON.stringify(changes),
        createdAt: now,
      },
    ]
  })
  if (rows.length > 0) await tx.insertInto('foundryChange').values(rows).execute()
}
