import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { columnOf, findTypes, linksOf, sourcesOf } from '../types/queries.ts'
import type { KnownLink, KnownType } from '../types/queries.ts'
import type { LastingMapping } from '../../../shared/readings.ts'
import { shownValue } from './rows.ts'
import type { Overlay } from './rows.ts'
import type { ListedObject, Value } from './schema.ts'
import { shortText } from '../types/slots.ts'
import { valueText } from '../types/values.ts'

/** What a list reads of objects; their values come from the records of the page alone. */
export const listedColumns = [
  'o.id',
  'o.typeId',
  'o.datasetId',
  'o.recordId',
  'o.key',
  'o.title',
  'o.overlay',
] as const

export interface ListedRow {
  id: string
  typeId: string
  datasetId: string
  recordId: string
  key: string
  title: string
  overlay: Overlay
}

/** How the datasets of a type are read, by dataset. */
export async function mappingsOf(db: OrgDb, typeId: string): Promise<ReadonlyMap<string, LastingMapping>> {
  const sources = await sourcesOf(db, { typeId })
  return new Map(sources.map(({ datasetId, mapping }) => [datasetId, mapping]))
}

/** Objects with their values, out of their records and what was written over those. */
export async function withValues(
  db: OrgDb,
  type: KnownType,
  rows: readonly ListedRow[],
): Promise<ListedObject[]> {
  if (rows.length === 0) return []
  const mappings = await mappingsOf(db, type.id)
  const records = await db
    .selectFrom('foundryRecord')
    .select(['id', 'raw'])
    .where(
      'id',
      'in',
      rows.map(({ recordId }) => recordId),
    )
    .execute()
  const raws = new Map(records.map(({ id, raw }) => [id, raw]))
  const objects = rows.map(({ id, typeId, key, title, recordId, datasetId, overlay }) => {
    const said = { raw: raws.get(recordId), mapping: mappings.get(datasetId) ?? {} }
    const values = Object.fromEntries(
      type.properties.map((property) => [property.name, shownValue(property, said, overlay)]),
    )
    return { id, typeId, key, title, values }
  })
  const ends = await endsOf(db, type, objects)
  return objects.map((object) => ({ ...object, links: ends(object) }))
}

type Unlinked = Omit<ListedObject, 'links'>
type End = { id: string; title: string }

/** What an object names another by: a value of it, as slots keep it, or its key. */
function nameIn({ key, values }: Unlinked, { property }: KnownLink): string {
  const value: Value = property === null ? key : (values[property] ?? null)
  return property === null ? key : shortText(valueText(value))
}

/** The objects that the links of these lead to where they lead to one, in one statement a link. */
async function endsOf(
  db: OrgDb,
  type: KnownType,
  objects: readonly Unlinked[],
): Promise<(object: Unlinked) => Record<string, End>> {
  const links = (await linksOf(db, type.id)).filter(({ isOne }) => isOne)
  const others = await findTypes(
    db,
    links.map(({ typeId }) => typeId),
  )
  const found = new Map<string, Map<string, End>>()
  for (const link of links) {
    const other = others.find(({ id }) => id === link.typeId)
    if (!other) continue
    const column = sql<string>`${sql.ref(columnOf(other, link.otherProperty))}`
    const names = [...new Set(objects.map((object) => nameIn(object, link)))].filter((name) => name !== '')
    const ends = await db
      .selectFrom('foundryObject')
      .select(['id', 'title', column.as('name')])
      .where('typeId', '=', other.id)
      .where('removedAt', 'is', null)
      .where(sql<boolean>`${column} = any(${names}::text[])`)
      // Of several the first: the last one written here stays.
      .orderBy('id', 'desc')
      .execute()
    found.set(link.name, new Map(ends.map(({ name, ...end }) => [name, end])))
  }
  return (object) =>
    Object.fromEntries(
      links.flatMap((link) => {
        const end = found.get(link.name)?.get(nameIn(object, link))
        return end ? [[link.name, end]] : []
      }),
    )
}
