import { permits, isOfOrganization } from '../access/permissions.ts'
import type { OrgPermission } from '../access/permissions.ts'
import { entityOf, isUuid } from '../catalog/entities.ts'
import type { EntityDeclaration } from '../catalog/entities.ts'
import type { Catalog, CatalogEntry, JsonSchema } from '../catalog/catalog.ts'
import type { Hub } from '../hub.ts'
import type { Change } from './changes.ts'

/** Who is told, and what they may know. */
export interface LiveReader {
  hub: Pick<Hub, 'catalog' | 'entities'>
  userId: string
  permissions: ReadonlySet<OrgPermission>
}

/** A change as one reader may know it: which rows, never what they say. */
export interface ToldChange {
  action: string
  at: string
  rows: { entity: string; id: string }[]
  /** Only of what the reader did. */
  requestId: string | null
}

export interface Told {
  changes: ToldChange[]
  /** Reads whose answers may be others now. */
  reads: string[]
}

/** Which reads show what: those whose answers name a kind of thing, and those of an area. */
interface Shown {
  byEntity: ReadonlyMap<string, readonly CatalogEntry[]>
  byArea: ReadonlyMap<string, readonly CatalogEntry[]>
  ofAll: readonly CatalogEntry[]
}

/** Every kind of thing that a schema has an id of, however deep. */
function entitiesIn(schema: unknown, found = new Set<string>()): Set<string> {
  if (typeof schema !== 'object' || schema === null) return found
  const entity = entityOf(schema as JsonSchema)
  if (entity !== undefined) found.add(entity)
  for (const part of Object.values(schema)) entitiesIn(part, found)
  return found
}

/** `ops` of `ops.task.created` and of `ops.task.read`. */
const areaOf = (name: string): string => name.slice(0, name.indexOf('.'))

function grouped(
  reads: readonly CatalogEntry[],
  keysOf: (read: CatalogEntry) => Iterable<string>,
): Shown['byEntity'] {
  const groups = new Map<string, CatalogEntry[]>()
  for (const read of reads)
    for (const key of keysOf(read)) groups.set(key, [...(groups.get(key) ?? []), read])
  return groups
}

const known = new WeakMap<Catalog, Shown>()

/** Once for each catalog: it does not change while the hub runs. */
function shownBy(catalog: Catalog): Shown {
  const before = known.get(catalog)
  if (before) return before
  const reads = catalog.entries.filter(
    ({ type, meta }) => type === 'query' && isOfOrganization(meta.permission),
  )
  const shown = {
    byEntity: grouped(reads, ({ outputJson }) => entitiesIn(outputJson)),
    byArea: grouped(reads, ({ meta }) => [areaOf(meta.permission)]),
    ofAll: reads.filter(({ meta }) => meta.followsAll),
  }
  known.set(catalog, shown)
  return shown
}

interface Kind {
  entity: string
  kind: EntityDeclaration
  id: string
}

function kindsOf({ entities }: LiveReader['hub'], { target }: Change): Kind[] {
  return Object.entries(target).flatMap(([key, id]) => {
    const found = entities.byTarget(key)
    return found && isUuid(id) ? [{ ...found, id }] : []
  })
}

const holds = (permissions: ReadonlySet<string>, permission: string | null) =>
  permission !== null && permissions.has(permission)

function maySee({ userId, permissions }: LiveReader, { personId }: Change, { kind }: Kind): boolean {
  if (!holds(permissions, kind.permission)) return false
  return kind.own === undefined || personId === userId || holds(permissions, kind.own.seenBy)
}

/** The change for this reader, with the reads that show it; null where it is nothing of theirs. */
function toldOne(reader: LiveReader, change: Change): { told: ToldChange; reads: CatalogEntry[] } | null {
  const { hub, permissions, userId } = reader
  const shown = shownBy(hub.catalog)
  const kinds = kindsOf(hub, change)
  const seen = kinds.filter((kind) => maySee(reader, change, kind))
  // Rows that may not be seen do not so much as move.
  if (kinds.length > 0 && seen.length === 0) return null
  const reads = [
    ...seen.flatMap(({ entity }) => shown.byEntity.get(entity) ?? []),
    ...(shown.byArea.get(areaOf(change.action)) ?? []),
  ].filter(({ meta }) => permits(permissions, meta.permission))
  if (seen.length === 0 && reads.length === 0) return null
  const { action, at, requestId, actorId } = change
  return {
    told: {
      action,
      at,
      rows: seen.map(({ entity, id }) => ({ entity, id })),
      requestId: actorId === userId ? requestId : null,
    },
    reads: [...reads, ...shown.ofAll.filter(({ meta }) => permits(permissions, meta.permission))],
  }
}

/** What of these changes one reader is told. */
export function toldOf(reader: LiveReader, changes: readonly Change[]): Told {
  const told = changes.flatMap((change) => toldOne(reader, change) ?? [])
  const reads = new Set(told.flatMap((one) => one.reads.map(({ path }) => path)))
  return { changes: told.map((one) => one.told), reads: [...reads].toSorted() }
}
