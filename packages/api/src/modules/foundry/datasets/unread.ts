import type { OrgDb } from '@hub/db'
import { kindRead } from '../../../shared/kind-words.ts'
import { findTypes, sourcesOf } from '../types/queries.ts'
import { fieldAt, readValue } from '../types/values.ts'

export interface UnreadCount {
  add: (raw: Record<string, unknown>) => void
  /** "Serial: 61 of 61 cannot be read as a day", "Town: no row has “Town”" */
  words: () => string[]
}

/**
 * Counts the values of records that are not of the kind of what is made of them, and notes what none of them has: those are lost
 * without a word otherwise.
 */
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
      isThere: false,
      filled: 0,
      unread: 0,
    })),
  )
  let records = 0
  return {
    add(raw) {
      records += 1
      for (const count of counts) {
        count.isThere ||= count.reading === undefined || fieldAt(raw, count.reading.path) !== undefined
        const { value, isUnreadable } = readValue(count.kind, raw, count.reading)
        if (isUnreadable) count.unread += 1
        if (isUnreadable || value !== null) count.filled += 1
      }
    },
    words: () =>
      counts.flatMap(({ title, kind, reading, isThere, filled, unread }) => {
        if (records > 0 && !isThere) return [`${title}: no row has “${reading?.path.join(', ') ?? ''}”`]
        if (unread === 0) return []
        return [
          `${title}: ${unread.toLocaleString('en')} of ${filled.toLocaleString('en')} cannot be read as ${kindRead[kind]}`,
        ]
      }),
  }
}
