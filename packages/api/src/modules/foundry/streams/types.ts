import { sql, uuidv7 } from '@hub/db'
import type { OrgTx } from '@hub/db'
import type { RecordPlace, RecordStream, StreamType } from '../../../platform/records/records.ts'
import { freeName } from '../types/names.ts'
import { freeTypeName, titlesOfService } from '../types/titles.ts'
import { isSlot, takeSlots } from '../types/slots.ts'

type Place = Omit<RecordPlace, 'datasetId'>

/** The type that streams of this kind have, made where there is none. A person's own type of that name stays beside it. */
export async function openType(
  tx: OrgTx,
  place: Place,
  { type, service }: Pick<RecordStream, 'type' | 'service'>,
): Promise<string> {
  const there =
    (await tx
      .selectFrom('foundryType')
      .select(['id', 'title', 'plural'])
      .where('builtIn', '=', type.name)
      .executeTakeFirst()) ?? null
  const { title, plural } = type
  const titles = await titlesOfService(tx, { title, plural, service, there })
  if (there && titles.title !== there.title)
    await tx
      .updateTable('foundryType')
      .set({ ...titles, updatedAt: place.now, version: sql<number>`version + 1` })
      .where('id', '=', there.id)
      .execute()
  const id = there?.id ?? (await insertType(tx, place, { ...type, ...titles }))
  await addProperties(tx, place, { id, type })
  return id
}

async function insertType(
  tx: OrgTx,
  { orgId, now }: Place,
  { name, title, plural, titleProperty }: StreamType,
): Promise<string> {
  const id = uuidv7()
  await tx
    .insertInto('foundryType')
    .values({
      id,
      orgId,
      name: await freeTypeName(tx, title),
      title,
      plural,
      titleProperty,
      builtIn: name,
      fillingJobId: null,
      createdById: null,
      createdAt: now,
      updatedAt: now,
    })
    .execute()
  return id
}

interface Opened {
  id: string
  type: StreamType
}

/** Properties that a later version of the hub, or another service, brings are added; those that are there stay as they are. */
async function addProperties(tx: OrgTx, { orgId }: Place, { id, type }: Opened): Promise<void> {
  const there = await tx
    .selectFrom('foundryProperty')
    .select(['name', 'position', 'slot', 'currencySlot'])
    .where('typeId', '=', id)
    .execute()
  const slots = new Set(
    there.flatMap(({ slot, currencySlot }) => [slot, currencySlot]).filter((one) => one !== null),
  )
  const known = new Set(there.map(({ name }) => name))
  const last = Math.max(-1, ...there.map(({ position }) => position))
  const missing = type.properties.filter(({ name }) => !known.has(name))
  if (missing.length === 0) return
  await tx
    .insertInto('foundryProperty')
    .values(
      missing.map(({ name, title, kind }, at) => ({
        orgId,
        typeId: id,
        name,
        title,
        kind,
        position: last + 1 + at,
        ...takeSlots(kind, slots),
        isSearched: kind === 'text' || kind === 'choice',
        archivedAt: null,
      })),
    )
    .execute()
}

/** Links between types of streams, made as soon as both ends are there. */
export async function openLinks(tx: OrgTx, { orgId, now }: Place, { id, type }: Opened): Promise<void> {
  const ends = await tx
    .selectFrom('foundryType')
    .select(['id', 'builtIn'])
    .where('builtIn', 'is not', null)
    .execute()
  const linked = await tx
    .selectFrom('foundryLinkType')
    .select(['fromTypeId', 'fromProperty', 'toTypeId', 'name', 'inverseName'])
    .execute()
  for (const { property, to, toProperty = null, title, inverseTitle } of type.links) {
    const end = ends.find(({ builtIn }) => builtIn === to)
    const isThere = linked.some(
      ({ fromTypeId, fromProperty }) => fromTypeId === id && fromProperty === property,
    )
    if (!end || isThere || !(await isKept(tx, { typeId: id, property }))) continue
    if (toProperty !== null && !(await isKept(tx, { typeId: end.id, property: toProperty }))) continue
    const from = await namesOf(tx, id)
    const name = freeName(title, from)
    const inverseName = freeName(inverseTitle, (await namesOf(tx, end.id)).add(name))
    const way = { fromTypeId: id, fromProperty: property, toTypeId: end.id, toProperty }
    await tx
      .insertInto('foundryLinkType')
      .values({ id: uuidv7(), orgId, name, title, inverseName, inverseTitle, ...way, createdAt: now })
      .execute()
  }
}

/** Whether objects can be looked up by this property. */
async function isKept(
  tx: OrgTx,
  { typeId, property }: { typeId: string; property: string },
): Promise<boolean> {
  const row = await tx
    .selectFrom('foundryProperty')
    .select('slot')
    .where('typeId', '=', typeId)
    .where('name', '=', property)
    .executeTakeFirst()
  return row?.slot !== undefined && row.slot !== null && isSlot(row.slot)
}

/** Names that a link of a type may not have: of its properties, and of its other links. */
async function namesOf(tx: OrgTx, typeId: string): Promise<Set<string>> {
  const properties = await tx
    .selectFrom('foundryProperty')
    .select('name')
    .where('typeId', '=', typeId)
    .execute()
  const links = await tx
    .selectFrom('foundryLinkType')
    .select(['name', 'inverseName', 'fromTypeId', 'toTypeId'])
    .where((eb) => eb.or([eb('fromTypeId', '=', typeId), eb('toTypeId', '=', typeId)]))
    .execute()
  return new Set([
    ...properties.map(({ name }) => name),
    ...links.flatMap((link) => [
      ...(link.fromTypeId === typeId ? [link.name] : []),
      ...(link.toTypeId === typeId ? [link.inverseName] : []),
    ]),
  ])
}
