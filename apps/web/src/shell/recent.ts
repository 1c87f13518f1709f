/** A task that was opened lately. */
export interface RecentTask {
  id: string
  title: string
}

const KEPT = 5
const keyOf = (organizationId: string) => `hub.recent.${organizationId}`

/** The tasks opened last in this browser, newest first. */
export function readRecent(organizationId: string): RecentTask[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(organizationId)) ?? '[]')
    return Array.isArray(stored) ? stored.filter(isRecentTask) : []
  } catch {
    // Somebody else's text under our key is as good as none.
    return []
  }
}

export function rememberRecent(organizationId: string, task: RecentTask): void {
  const others = readRecent(organizationId).filter(({ id }) => id !== task.id)
  localStorage.setItem(keyOf(organizationId), JSON.stringify([task, ...others].slice(0, KEPT)))
}

const isRecentTask = (value: unknown): value is RecentTask =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  typeof value.id === 'string' &&
  'title' in value &&
  typeof value.title === 'string'
