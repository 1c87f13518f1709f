import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { AppError } from '../../../shared/errors.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { inSentence } from '../../../shared/in-sentence.ts'
import { LastingMapping } from '../../../shared/readings.ts'
import type { PropertyKind } from '../../../shared/readings.ts'
import type { Link } from './schema.ts'
import type { SlotName } from './slots.ts'

export interface TypedProperty {
  name: string
  title: string
  kind: PropertyKind
  position: number
  slot: SlotName | null
  currencySlot: SlotName | null
  isSearched: boolean
}

/** A type of objects with all that reading and finding its objects takes. */
export interface KnownType {
  id: string
  name: string
  title: string
  plural: string
  titleProperty: string | null
  archivedAt: string | null
  fillingJobId: string | null
  version: number
  properties: TypedProperty[]
}

/** Throws a NOT_FOUND. */
export async function findType(db: OrgDb, id: string): Promise<KnownType> {
  const [found] = await findTypes(db, [id])
  if (!found) throw new AppError('NOT_FOUND')
  return found
}

export async function findTypes(db: OrgDb, ids: readonly string[]): Promise<KnownType[]> {
  if (ids.length === 0) return []
  const types = await db
    .selectFrom('foundryType')
    .select(['id', 'name', 'title', 'plural', 'titleProperty', 'archivedAt', 'fillingJobId', 'version'])
    .where('id', 'in', ids)
    .execute()
  const properties = await db
    .selectFrom('foundryProperty')
    .select(['typeId', 'name', 'title', 'kind', 'position', 'slot', 'currencySlot', 'isSearched'])
    .where('typeId', 'in', ids)
    .where('archivedAt', 'is', null)
    .orderBy('position')
    .execute()
  return types.map((type) => ({
    ...type,
    properties: properties
      .filter(({ typeId }) => typeId === type.id)
      // Slots are written by `takeSlots` alone.
      .map(({ typeId: _type, ...property }) => property as TypedProperty),
  }))
}

/** A property of a type by its name. Throws a fault of this field of the input. */
export function propertyOf({ properties, plural }: KnownType, name: string, field: string): TypedProperty {
  const found = properties.find((property) => property.name === name)
  if (found) return found
  const known = properties.map((property) => property.name).join(', ')
  throw fieldFault(field, `There is no property “${name}” of ${inSentence(plural)}. There are: ${known}.`)
}

/** One link as it is seen from one of its ends. */
export interface KnownLink extends Link {
  typeTitle: string
}

/** The links of a type: those it holds the reference of, and those that refer to it. */
export async function linksOf(db: OrgDb, typeId: string): Promise<KnownLink[]> {
  const rows = await db
    .selectFrom('foundryLinkType as l')
    .innerJoin('foundryType as f', 'f.id', 'l.fromTypeId')
    .innerJoin('foundryType as t', 't.id', 'l.toTypeId')
    .select([
      'l.id',
      'l.name',
      'l.title',
      'l.inverseName',
      'l.inverseTitle',
      'l.fromTypeId',
      'l.fromProperty',
      'l.toTypeId',
      'l.toProperty',
      'f.plural as fromPlural',
      't.title as toTitle',
    ])
    .where((eb) => eb.or([eb('l.fromTypeId', '=', typeId), eb('l.toTypeId', '=', typeId)]))
    .where('f.archivedAt', 'is', null)
    .where('t.archivedAt', 'is', null)
    .orderBy('l.id')
    .execute()
  return rows.flatMap((row) => [
    ...(row.fromTypeId === typeId
      ? [
          {
            id: row.id,
            name: row.name,
            title: row.title,
            typeId: row.toTypeId,
            typeTitle: row.toTitle,
            property: row.fromProperty,
            otherProperty: row.toProperty,
            isOne: true,
          },
        ]
      : []),
    ...(row.toTypeId === typeId
      ? [
          {
            id: row.id,
            name: row.inverseName,
            title: row.inverseTitle,
            typeId: row.fromTypeId,
            typeTitle: row.fromPlural,
            property: row.toProperty,
            otherProperty: row.fromProperty,
            isOne: false,
          },
        ]
      : []),
  ])
}

/** A link of a type by its name. Throws a fault of this field of the input. */
export function linkOf(links: readonly KnownLink[], name: string, field: string): KnownLink {
  const found = links.find((link) => link.name === name)
  if (found) return found
  const known = links.map((link) => link.name).join(', ') || 'none'
  throw fieldFault(field, `There is no link “${name}”. There are: ${known}.`)
}

/** Where a link stands in an object: the slot of the property, or its key. */
export function columnOf({ properties }: KnownType, property: string | null): SlotName | 'key' {
  if (property === null) return 'key'
  const slot = properties.find(({ name }) => name === property)?.slot
  if (!slot) throw new Error(`The property ${property} of a link has no slot.`)
  return slot
}

export interface KnownSource {
  typeId: string
  datasetId: string
  title: string
  mapping: LastingMapping
}

interface SourcesOf {
  typeId?: string
  datasetId?: string
}

/** What types are made from. */
export async function sourcesOf(db: OrgDb, { typeId, datasetId }: SourcesOf): Promise<KnownSource[]> {
  const rows = await db
    .selectFrom('foundrySource as s')
    .innerJoin('foundryDataset as d', 'd.id', 's.datasetId')
    .select(['s.typeId', 's.datasetId', 's.mapping', 'd.title'])
    .$if(typeId !== undefined, (query) => query.where('s.typeId', '=', typeId ?? ''))
    .$if(datasetId !== undefined, (query) => query.where('s.datasetId', '=', datasetId ?? ''))
    .orderBy('s.typeId')
    .orderBy('s.datasetId')
    .execute()
  return rows.map((row) => ({ ...row, mapping: LastingMapping.parse(row.mapping) }))
}

/** How many objects there are of each type. */
export const objectCount = sql<number>`(select count(*)::int from foundry_object o
  where o.type_id = t.id and o.removed_at is null)`
