import { partsOf } from '../../platform/audit/listener.ts'
import type { Listener } from '../../platform/audit/listener.ts'
import { tell } from '../../platform/audit/sentences.ts'
import type { Hub } from '../../platform/hub.ts'
import type { Chain } from './entries.ts'
import { factsOf, recordsIn } from './facts.ts'
import { whoWords } from './who.ts'
import type { AuditDetail, AuditEntry, StoredEntry } from './schema.ts'

/** An administrator of the hub, who is told of people and organizations, and of nothing that organizations keep. */
export const platformListener = (hub: Hub, { db, name }: Chain): Listener => ({
  hub,
  db,
  org: { slug: name, name: name === 'platform' ? 'the hub' : name },
  may: () => false,
  async namesElsewhere(ids) {
    if (ids.length === 0) return new Map()
    const { system } = hub.db
    const unique = [...new Set(ids)]
    const [people, organizations] = await Promise.all([
      system.selectFrom('authUser').select(['id', 'name']).where('id', 'in', unique).execute(),
      system.selectFrom('organization').select(['id', 'name']).where('id', 'in', unique).execute(),
    ])
    const part = (page: string) => (row: { id: string; name: string }) =>
      [row.id, { text: row.name, link: `/admin/${page}/${row.id}` }] as const
    return new Map([...people.map(part('users')), ...organizations.map(part('organizations'))])
  },
})

/** Entries in plain words, as far as this reader may know them. */
export async function toldEntries(
  listener: Listener,
  entries: readonly StoredEntry[],
): Promise<AuditEntry[]> {
  const told = await tell(listener, entries, isByNobody)
  return entries.map((entry, at) => ({
    ...entry,
    who: told[at]?.who ?? whoWords(entry),
    sentence: told[at]?.sentence ?? [],
  }))
}

/** One entry with what it says besides. */
export async function toldDetail(listener: Listener, stored: StoredEntry): Promise<AuditDetail[]> {
  const names = await partsOf(listener, recordsIn(listener, stored))
  const told = await toldEntries(listener, [stored])
  return told.map((entry) => ({ ...entry, facts: factsOf(listener, stored, names) }))
}

/** Nobody was signed in: what happened stands for itself where it names whom it was about. */
export const isByNobody = ({ actorId, actingForId }: Pick<StoredEntry, 'actorId' | 'actingForId'>): boolean =>
  actorId === null && actingForId === null
