import { sql, uuidv7 } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import { missingOrStale } from '../../../platform/data/versions.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Page } from '../../../shared/list.ts'
import type { LastingMapping, Mapping } from '../../../shared/readings.ts'
import { requireDataset } from '../datasets/queries.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { startFilling } from '../objects/fill.ts'
import { freeName } from './names.ts'
import { findType, linksOf, objectCount, sourcesOf } from './queries.ts'
import { takeSlots } from './slots.ts'
import { freeTypeName, lockTypes, requireFree } from './titles.ts'
import type {
  ArchiveObjectType,
  CreateObjectType,
  GetObjectType,
  ListObjectTypes,
  NewProperty,
  ObjectType,
  UpdateObjectType,
  SavedObjectType,
  WholeObjectType,
} from './schema.ts'

const selectTypes = (db: OrgDb) =>
  db
    .selectFrom('foundryType as t')
    .select(['t.id', 't.name', 't.title', 't.plural', 't.archivedAt', 't.version', objectCount.as('objects')])

export function listTypes(ctx: OrgContext, input: ListObjectTypes): Promise<Page<ObjectType>> {
  const { search = '', archived = false, sort } = input
  const found = selectTypes(ctx.db)
    .where('t.archivedAt', archived ? 'is not' : 'is', null)
    .where(sql<boolean>`strpos(lower(t.title || ' ' || t.plural), lower(${search})) > 0`)
  const id = { expression: sql`t.id`, type: 'uuid' } as const
  return readPage(found, {
    scope: { key: ctx.hub.keys.cursor, list: 'modules.foundry.types.list', orgId: ctx.org.orgId },
    columns:
      sort === 'newest'
        ? [{ ...id, direction: 'desc' }]
        : [
            { expression: sql`lower(t.plural)`, type: 'text', direction: 'asc' },
            { ...id, direction: 'asc' },
          ],
    input,
  })
}

/** Where a source has its properties now, whatever its older records are like. */
const mapNow = (mapping: LastingMapping): Mapping =>
  Object.fromEntries(
    Object.entries(mapping).map(([name, { before: _before, ...reading }]) => [name, reading]),
  )

/** A type with its properties, its links and what it is made from. */
export async function getType({ db }: OrgContext, { id }: GetObjectType): Promise<WholeObjectType> {
  const listed = await selectTypes(db).where('t.id', '=', id).executeTakeFirst()
  if (!listed) throw new AppError('NOT_FOUND')
  const { properties, titleProperty, fillingJobId } = await findType(db, id)
  const links = await linksOf(db, id)
  const sources = await sourcesOf(db, { typeId: id })
  return {
    ...listed,
    titleProperty,
    fillingJobId,
    properties: properties.map(({ name, title, kind, slot }) => ({
      name,
      title,
      kind,
      isFiltered: slot !== null,
    })),
    links: links.map(({ typeTitle: _title, ...link }) => link),
    sources: sources.map(({ datasetId, title, mapping }) => ({ datasetId, title, mapping: mapNow(mapping) })),
  }
}

async function savedType(db: OrgDb, id: string): Promise<SavedObjectType> {
  const { name, title, version, fillingJobId } = await findType(db, id)
  return { id, name, title, version, fillingJobId }
}

/** Texts that are found by search: names, not codes of currencies. */
const isSearched = ({ kind }: NewProperty) => kind === 'text' || kind === 'choice'

interface Planned {
  rows: {
    name: string
    title: string
    kind: NewProperty['kind']
    position: number
    slot: string | null
    currencySlot: string | null
    isSearched: boolean
  }[]
  mapping: Mapping
}

/** Gives properties their names and slots, and says where each stands in the records. */
export function planProperties(properties: readonly NewProperty[]): Planned {
  const names = new Set<string>()
  const slots = new Set<string>()
  const mapping: Mapping = {}
  const rows = properties.map((property, position) => {
    const { title, kind, ...reading } = property
    if (kind === 'money' && reading.currency === undefined && reading.currencyPath === undefined)
      throw fieldFault(`properties.${position}.currency`, `Say in which currency “${title}” is.`)
    const name = freeName(title, names)
    names.add(name)
    mapping[name] = reading
    return { name, title, kind, position, ...takeSlots(kind, slots), isSearched: isSearched(property) }
  })
  return { rows, mapping }
}

/** Says what the records of a dataset are, and makes them into objects. */
export async function createType(
  ctx: OrgContext,
  { title, plural, datasetId, properties, titleProperty }: CreateObjectType,
): Promise<SavedObjectType> {
  return ctx.write(async (tx, inner) => {
    await requireDataset(tx, datasetId)
    const { rows, mapping } = planProperties(properties)
    const called = titleProperty === undefined ? null : rows.find((row) => row.title === titleProperty)
    if (called === undefined) throw fieldFault('titleProperty', 'Name one of the properties by its title.')
    const id = uuidv7()
    await insertType(ctx, tx, { id, title, plural, titleProperty: called?.name ?? null })
    const ofType = { orgId: ctx.org.orgId, typeId: id }
    await tx
      .insertInto('foundryProperty')
      .values(rows.map((row) => ({ ...ofType, ...row, archivedAt: null })))
      .execute()
    await tx
      .insertInto('foundrySource')
      .values({ ...ofType, datasetId, mapping: JSON.stringify(mapping) })
      .execute()
    await startFilling(inner, tx, id)
    tx.audit('foundry.type.created', { type: id })
    return savedType(tx, id)
  })
}

interface NewType {
  id: string
  title: string
  plural: string
  titleProperty: string | null
}

async function insertType(ctx: OrgContext, tx: OrgWriteTx, { id, title, plural, titleProperty }: NewType) {
  const now = ctx.now()
  await lockTypes(tx, ctx.org.orgId)
  await requireFree(tx, { id: null, title, plural })
  await tx
    .insertInto('foundryType')
    .values({
      id,
      orgId: ctx.org.orgId,
      name: await freeTypeName(tx, title),
      title,
      plural,
      titleProperty,
      builtIn: null,
      fillingJobId: null,
      createdById: ctx.actor.userId,
      createdAt: now,
      updatedAt: now,
    })
    .execute()
}

export async function updateType(
  ctx: OrgContext,
  { idempotencyKey: _key, id, version, ...fields }: UpdateObjectType,
): Promise<SavedObjectType> {
  return ctx.write(async (tx, inner) => {
    await lockTypes(tx, ctx.org.orgId)
    const { properties, titleProperty } = await findType(tx, id)
    const called = fields.titleProperty
    if (called !== undefined && !properties.some(({ name }) => name === called))
      throw fieldFault('titleProperty', 'Name one of its properties.')
    await requireFree(tx, { id, title: fields.title, plural: fields.plural })
    await change(ctx, tx, { id, version, set: fields })
    if (called !== undefined && called !== titleProperty) await startFilling(inner, tx, id)
    tx.audit('foundry.type.updated', { type: id }, { fields: Object.keys(fields) })
    return savedType(tx, id)
  })
}

/** Takes it out of lists; its objects stay, and come back with it. */
export const archiveType = (ctx: OrgContext, { id, version }: ArchiveObjectType): Promise<SavedObjectType> =>
  ctx.write(async (tx) => {
    await change(ctx, tx, { id, version, set: { archivedAt: ctx.now() } })
    tx.audit('foundry.type.archived', { type: id })
    return savedType(tx, id)
  })

export const restoreType = (ctx: OrgContext, { id, version }: ArchiveObjectType): Promise<SavedObjectType> =>
  ctx.write(async (tx) => {
    await change(ctx, tx, { id, version, set: { archivedAt: null } })
    tx.audit('foundry.type.restored', { type: id })
    return savedType(tx, id)
  })

interface Change {
  id: string
  version: number | undefined
  set: {
    title?: string | undefined
    plural?: string | undefined
    titleProperty?: string | undefined
    archivedAt?: Date | null
  }
}

async function change(ctx: OrgContext, tx: OrgDb, { id, version, set }: Change): Promise<void> {
  const row = await tx
    .updateTable('foundryType')
    .set({ ...set, updatedAt: ctx.now(), version: sql<number>`version + 1` })
    .where('id', '=', id)
    .$if(version !== undefined, (query) => query.where('version', '=', version ?? 0))
    .returning('id')
    .executeTakeFirst()
  if (!row) throw await missingOrStale(tx, 'foundryType', id)
}
