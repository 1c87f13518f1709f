import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Page } from '../../../shared/list.ts'
import type { Edited } from '../tables.ts'
import { columnOf, findType, linkOf, linksOf } from '../types/queries.ts'
import type { KnownLink, KnownType, TypedProperty } from '../types/queries.ts'
import type { LastingMapping } from '../../../shared/readings.ts'
import { allSlots } from '../types/slots.ts'
import type { SlotName } from '../types/slots.ts'
import { writtenAt } from '../types/values.ts'
import { listedColumns, mappingsOf, withValues } from './read.ts'
import { shownValue, sourceValue } from './rows.ts'
import type { Overlay, ValueChange } from './rows.ts'
import type {
  Fact,
  GetObject,
  LinkedObjects,
  ListedObject,
  ObjectChange,
  ObjectHistory,
  ObjectLineage,
  Value,
  WholeObject,
} from './schema.ts'

const wholeColumns = ['o.removedAt', 'o.createdAt', 'o.updatedAt', 'o.version'] as const

/** An object with its record. Throws a NOT_FOUND. */
export async function findObject(db: OrgDb, id: string) {
  const row = await db
    .selectFrom('foundryObject as o')
    .innerJoin('foundryRecord as r', 'r.id', 'o.recordId')
    .innerJoin('foundryDataset as d', 'd.id', 'o.datasetId')
    .select([...listedColumns, ...wholeColumns, 'r.raw', 'd.title as dataset'])
    .select(allSlots.map((slot) => `o.${slot}` as const))
    .where('o.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return row
}
export type FoundObject = Awaited<ReturnType<typeof findObject>>

async function requireObject(db: OrgDb, id: string): Promise<void> {
  const row = await db.selectFrom('foundryObject').select('id').where('id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
}

interface Said {
  raw: unknown
  mapping: LastingMapping
  overlay: Overlay
}

/** What the record says, as it stands there. */
function rawText({ raw, mapping }: Said, name: string): string {
  const reading = mapping[name]
  const field = reading === undefined ? '' : writtenAt(raw, reading)
  return (typeof field === 'string' ? field : JSON.stringify(field)).slice(0, 200)
}

function factOf(property: TypedProperty, said: Said): Fact {
  const { name, title, kind } = property
  const source = sourceValue(property, said)
  const edit: Edited | undefined = Object.hasOwn(said.overlay, name) ? said.overlay[name] : undefined
  return {
    property: name,
    title,
    kind,
    value: shownValue(property, said, said.overlay),
    unreadable: source.isUnreadable && !edit ? rawText(said, name) : null,
    edited: edit ? { at: edit.at, byId: edit.by, sourceValue: source.value } : null,
  }
}

/** What an object is linked by from this end: what stands in its slot, or its key. */
const keyIn = (object: FoundObject, column: SlotName | 'key'): string | null => {
  const value = object[column]
  return value === null ? null : String(value)
}

interface Linking {
  column: SlotName | 'key'
  value: string
}

/** Where the objects on the other side of a link stand; null where this one refers to none. */
async function otherSide(
  db: OrgDb,
  { object, type, link }: { object: FoundObject; type: KnownType; link: KnownLink },
): Promise<Linking | null> {
  const value = keyIn(object, columnOf(type, link.property))
  if (value === null) return null
  const other = await findType(db, link.typeId)
  return { column: columnOf(other, link.otherProperty), value }
}

const selectLinked = (db: OrgDb, link: KnownLink, { column, value }: Linking) =>
  db
    .selectFrom('foundryObject as o')
    .where('o.typeId', '=', link.typeId)
    .where('o.removedAt', 'is', null)
    .where(sql<boolean>`${sql.ref(`o.${column}`)} = ${value}`)

/** How many there are on the other side, and the first of them. */
async function lookAcross(db: OrgDb, link: KnownLink, side: Linking | null) {
  if (side === null) return { count: 0, object: null }
  const found = selectLinked(db, link, side)
  const counted = await found.select(sql<number>`count(*)::int`.as('count')).executeTakeFirst()
  const first = link.isOne
    ? await found.select(['o.id', 'o.title']).orderBy('o.id').limit(1).executeTakeFirst()
    : null
  return { count: counted?.count ?? 0, object: first ?? null }
}

/** An object with its facts, each with who says it, and how much it is linked with. */
export async function getObject({ db }: OrgContext, { id }: GetObject): Promise<WholeObject> {
  const object = await findObject(db, id)
  const type = await findType(db, object.typeId)
  const mapping = (await mappingsOf(db, type.id)).get(object.datasetId) ?? {}
  const links = []
  for (const link of await linksOf(db, type.id)) {
    const side = await otherSide(db, { object, type, link })
    const { id: linkId, name, title, isOne, typeId, property } = link
    links.push({
      linkId,
      name,
      title,
      isOne,
      typeId,
      property,
      refersTo: side?.value ?? null,
      ...(await lookAcross(db, link, side)),
    })
  }
  const { typeId, key, title, dataset, removedAt, createdAt, updatedAt, version } = object
  const facts = type.properties.map((property) => factOf(property, { ...object, mapping }))
  return {
    id,
    typeId,
    type: type.title,
    key,
    title,
    dataset,
    facts,
    links,
    removedAt,
    createdAt,
    updatedAt,
    version,
  }
}

/** The objects that a link of an object leads to. */
export async function linkedObjects(ctx: OrgContext, input: LinkedObjects): Promise<Page<ListedObject>> {
  const { db } = ctx
  const object = await findObject(db, input.id)
  const type = await findType(db, object.typeId)
  const link = linkOf(await linksOf(db, type.id), input.link, 'link')
  const side = await otherSide(db, { object, type, link })
  if (side === null) return { items: [], nextCursor: null }
  const page = await readPage(selectLinked(db, link, side).select(listedColumns), {
    scope: { key: ctx.hub.keys.cursor, list: 'modules.foundry.objects.linked', orgId: ctx.org.orgId },
    columns: [
      { expression: sql`o.title`, type: 'text', direction: 'asc' },
      { expression: sql`o.id`, type: 'uuid', direction: 'asc' },
    ],
    input,
  })
  const other = await findType(db, link.typeId)
  return { items: await withValues(db, other, page.items), nextCursor: page.nextCursor }
}

/** What became of an object since it came: by its source and by people, the last first. */
export async function objectHistory(ctx: OrgContext, input: ObjectHistory): Promise<Page<ObjectChange>> {
  const { db } = ctx
  await requireObject(db, input.id)
  const came = db
    .selectFrom('foundryObject as o')
    .leftJoin('foundryRecord as r', 'r.id', 'o.recordId')
    .leftJoin('foundryLoad as l', 'l.id', 'r.firstLoadId')
    .select(['o.id', sql<ObjectChange['kind']>`'created'`.as('kind'), sql<null>`null::uuid`.as('actorId')])
    .select(sql<null>`null::text`.as('actorName'))
    .select([sql<readonly unknown[]>`'[]'::jsonb`.as('changes'), 'o.createdAt', 'l.source'])
    .where('o.id', '=', input.id)
  const changed = db
    .selectFrom('foundryChange as c')
    .leftJoin('foundryLoad as l', 'l.id', 'c.loadId')
    .leftJoin('authUser as u', 'u.id', 'c.actorId')
    .select([
      'c.id',
      sql<ObjectChange['kind']>`c.kind`.as('kind'),
      'c.actorId',
      'u.name as actorName',
      'c.changes',
      'c.createdAt',
      'l.source',
    ])
    .where('c.objectId', '=', input.id)
  const found = db.selectFrom(changed.unionAll(came).as('c')).selectAll()
  const page = await readPage(found, {
    scope: { key: ctx.hub.keys.cursor, list: 'modules.foundry.objects.history', orgId: ctx.org.orgId },
    columns: [{ expression: sql`c.id`, type: 'uuid', direction: 'desc' }],
    input,
  })
  // Written by `noteChanges` and `editObject` alone.
  const items = page.items.map((row) => ({ ...row, changes: row.changes as (ValueChange & { to: Value })[] }))
  return { items, nextCursor: page.nextCursor }
}

/** From an object down to the record it is made of, word for word, and what brought that. */
export async function objectLineage({ db }: OrgContext, { id }: GetObject): Promise<ObjectLineage> {
  const object = await findObject(db, id)
  const row = await db
    .selectFrom('foundryRecord as r')
    .innerJoin('foundryLoad as f', 'f.id', 'r.firstLoadId')
    .innerJoin('foundryLoad as l', 'l.id', 'r.loadId')
    .select(['r.id as recordId', 'r.key', 'r.datasetId', 'r.raw', 'r.sourceAt', 'r.createdAt', 'r.updatedAt'])
    .select(['f.id as firstId', 'f.source as firstSource', 'l.id as latestId', 'l.source as latestSource'])
    .where('r.id', '=', object.recordId)
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  const mapping = (await mappingsOf(db, object.typeId)).get(row.datasetId) ?? {}
  const { recordId, key, datasetId, raw, sourceAt } = row
  return {
    recordId,
    key,
    datasetId,
    dataset: object.dataset,
    raw,
    sourceAt,
    first: { loadId: row.firstId, source: row.firstSource, at: row.createdAt },
    latest: { loadId: row.latestId, source: row.latestSource, at: row.updatedAt },
    mapping: Object.entries(mapping).map(([property, { path }]) => ({ property, path })),
  }
}
