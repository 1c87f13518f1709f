import type { OrgDb } from '@hub/db'
import type { SentencePart } from '../../shared/sentence.ts'
import { linkOf, rowsOf } from '../catalog/entities.ts'
import type { EntityDeclaration } from '../catalog/entities.ts'
import type { Hub } from '../hub.ts'

/** Who is told, and what they may know. */
export interface Listener {
  hub: Pick<Hub, 'entities' | 'catalog' | 'verbs'>
  db: OrgDb
  org: { slug: string; name: string }
  may: (permission: string) => boolean
  /** Names of records that the organization's own tables do not show this reader. */
  namesElsewhere?: (ids: readonly string[]) => Promise<ReadonlyMap<string, SentencePart>>
}

/** A member, who is told the names they may see. */
export const memberListener = ({
  hub,
  db,
  org,
  permissions,
}: Omit<Listener, 'may'> & { permissions: ReadonlySet<string> }): Listener => ({
  hub,
  db,
  org,
  may: (permission) => permissions.has(permission),
})

export interface Named {
  kind: EntityDeclaration
  entity: string
  id: string
}

/** Names and links of these records as this reader may know them, in one query for each kind. */
export async function partsOf(
  listener: Listener,
  records: readonly Named[],
): Promise<ReadonlyMap<string, SentencePart>> {
  const { hub, db, may, namesElsewhere } = listener
  if (namesElsewhere) return namesElsewhere(records.map(({ id }) => id))
  const seen = records.filter(({ kind }) => may(kind.permission))
  const rows = await rowsOf('names', { db, hub }, seen)
  return new Map(
    seen.flatMap(({ id, kind }) => {
      const row = rows.get(id)
      return row === undefined ? [] : [[id, { text: row.name, link: linkOf(listener, kind, row) }]]
    }),
  )
}
