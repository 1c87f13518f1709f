import { toFailure } from '../failure.ts'
import { newKey } from '../idempotency.ts'
import type { Hub } from '../trpc.ts'
import { isSame, shownIn } from './saved-views.ts'
import type { Shown, ViewKind } from './saved-views.ts'

interface KeptView {
  name: string
  shown: Shown
}

/** What the browser kept came through older versions of the page; what does not fit is left out. */
export function readKept(kind: ViewKind, text: string | null): KeptView[] {
  const stored = parse(text)
  if (!Array.isArray(stored)) return []
  return stored.flatMap((view: unknown) =>
    typeof view === 'object' &&
    view !== null &&
    'name' in view &&
    typeof view.name === 'string' &&
    'search' in view &&
    typeof view.search === 'object' &&
    view.search !== null
      ? [{ name: view.name, shown: shownIn(kind, { ...view.search }) }]
      : [],
  )
}

function parse(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}

const OTHER_NAMES = 9

/** Another view may have its name by now: then it takes the next one that is free, unless it is that very view. */
async function take({ client }: Hub, { list }: ViewKind, { name, shown }: KeptView): Promise<void> {
  for (let count = 1; count <= OTHER_NAMES; count += 1) {
    const called = count === 1 ? name : `${name} (${count})`
    try {
      await client.views.create.mutate({ list, name: called, shown, idempotencyKey: newKey() })
      return
    } catch (error) {
      if (toFailure(error).code !== 'CONFLICT') throw error
      const { items } = await client.views.list.query({ list, search: called })
      if (items.some((view) => view.name === called && isSame(view.shown, shown))) return
    }
  }
}

const moving = new Set<string>()

/**
 * Gives the hub the views that this browser kept, so that they are there on every device. One by one: what the hub has is kept
 * here no longer, and what could not be sent waits for the next visit. @returns how many there were.
 */
export async function moveKept(hub: Hub, kind: ViewKind, key: string): Promise<number> {
  if (moving.has(key)) return 0
  moving.add(key)
  const kept = readKept(kind, localStorage.getItem(key))
  try {
    for (const [at, view] of kept.entries()) {
      await take(hub, kind, view)
      const left = kept.slice(at + 1).map(({ name, shown }) => ({ name, search: shown }))
      localStorage.setItem(key, JSON.stringify(left))
    }
    localStorage.removeItem(key)
    return kept.length
  } finally {
    moving.delete(key)
  }
}
