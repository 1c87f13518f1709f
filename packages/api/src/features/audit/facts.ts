import type { Listener, Named } from '../../platform/audit/listener.ts'
import { isUuid } from '../../platform/catalog/entities.ts'
import type { SentencePart } from '../../shared/sentence.ts'
import type { Fact, StoredEntry } from './schema.ts'
import { spokenName } from '../../shared/spoken-name.ts'

/** What an entry says besides, key by key. Ids under other keys than a kind has are mostly of people. */
const detailsOf = ({ target, data }: StoredEntry) => [...Object.entries(target), ...Object.entries(data)]

/** Records these details name. */
export function recordsIn({ hub }: Listener, entry: StoredEntry): Named[] {
  return detailsOf(entry).flatMap(([key, value]) => {
    const found = hub.entities.byTarget(key) ?? hub.entities.byTarget('user')
    return found && isUuid(value) ? [{ ...found, id: value }] : []
  })
}

/** `unaskedTools` -> "Unasked tools" */
function labelOf(hub: Listener['hub'], key: string): string {
  const noun = hub.entities.byTarget(key)?.kind.noun
  const words = spokenName(key)
  return noun ?? words.charAt(0).toUpperCase() + words.slice(1)
}

function plain(value: unknown, hub: Listener['hub']): string {
  if (value === null || value === '') return 'none'
  if (Array.isArray(value))
    return value.length === 0 ? 'none' : value.map((part) => plain(part, hub)).join(', ')
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([key, part]) => `${labelOf(hub, key).toLowerCase()}: ${plain(part, hub)}`)
      .join('; ')
  const words = String(value as string | number)
  return hub.catalog.get(words)?.meta.title ?? words
}

function factOf(
  listener: Listener,
  [key, value]: [string, unknown],
  names: ReadonlyMap<string, SentencePart>,
): Fact {
  const label = labelOf(listener.hub, key)
  if (!isUuid(value)) return { label, text: plain(value, listener.hub), link: null, id: null }
  const name = names.get(value)
  return { label, text: name?.text ?? null, link: name?.link ?? null, id: value }
}

/** All an entry says besides who did what, with names for ids. */
export const factsOf = (
  listener: Listener,
  entry: StoredEntry,
  names: ReadonlyMap<string, SentencePart>,
): Fact[] => detailsOf(entry).map((detail) => factOf(listener, detail, names))
