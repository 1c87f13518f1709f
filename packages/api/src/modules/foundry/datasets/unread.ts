import type { OrgDb } from '@hub/db'
import { kindRead } from '../../../shared/kind-words.ts'
import { findTypes, sourcesOf } from '../types/queries.ts'
import { readValue } from '../types/values.ts'

export interface UnreadCount {
  add: (raw: Record<string, unknown>) => void
  /** "Serial: 61 of 61 cannot be read as a day" */
  words: () => string[]
}

/** Counts the values of records that are not of the kind of what is made of them: those are lost without a word otherwise. */
export async function countUnread(db: OrgDb, datasetId: string): Promise<UnreadCount> {
  const sources = await sourcesOf(db, { datasetId })
  const types = await findTypes(
    db,
    sources.map(({ typeId }) => typeId),
  )
  const counts = sources.flatMap(({ typeId, mapping }) =>
    (types.find(({ id }) => id === typeId)?.properties ?? []).map(({ name, title, kind }) => ({
      title,
      kind,
      reading: mapping[name],
      filled: 0,
      unread: 0,
    })),
  )
  return {
    add(raw) {
      for (const count of counts) {
        const { value, isUnreadable } = readValue(count.kind, raw, count.reading)
        if (isUnreadable) count.unread += 1
        if (isUnreadable || value !== null) count.filled += 1
      }
    },
    words: () =>
      counts
        .filter(({ unread }) => unread > 0)
        .map(
          ({ title, kind, filled, unread }) =>
            `${title}: ${unread.toLocaleString('en')} of ${filled.toLocaleString('en')} cannot be read as ${kindRead[kind]}`,
        ),
  }
}
