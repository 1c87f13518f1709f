/** A record that was opened lately. */
export interface RecentRecord {
  /** "ops_task" */
  kind: string
  id: string
  name: string
  /** Where it is shown. */
  link: string
}

const KEPT = 5
const keyOf = (name: string) => `hub.recent.${name}`

/** The records that a person opened last in an organization with this browser (`useOwnName`), newest first. */
export function readRecent(name: string): RecentRecord[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(name)) ?? '[]')
    return Array.isArray(stored) ? stored.filter(isRecentRecord) : []
  } catch {
    // Somebody else's text under our key is as good as none.
    return []
  }
}

export function rememberRecent(name: string, record: RecentRecord): void {
  const others = readRecent(name).filter(({ id }) => id !== record.id)
  localStorage.setItem(keyOf(name), JSON.stringify([record, ...others].slice(0, KEPT)))
}

const isRecentRecord = (value: unknown): value is RecentRecord =>
  typeof value === 'object' &&
  value !== null &&
  ['kind', 'id', 'name', 'link'].every((part) => typeof (value as Record<string, unknown>)[part] === 'string')
