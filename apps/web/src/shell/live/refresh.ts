import type { Query, QueryClient } from '@tanstack/react-query'
import { isWriting, writtenAt } from '../../own-writes.ts'

/** Changes within this time cost one refetch. */
const GATHER_MS = 100
/** An act of this tab reads again by itself what it changed; what it forgot is read after that. */
const OWN_MS = 500
const GAP_MS = 700
/** An own write that takes longer holds up nothing else. */
const WRITE_MS = 5_000
/** In a tab that nobody looks at. */
const HIDDEN_GAP_MS = 10_000
/** What a person may call in an hour is for what they do: so many reads at once, and one more each so often. */
const READS_AT_ONCE = 200
const READ_EVERY_MS = 5_000

interface Due {
  /** A read that began from then on has the change. */
  since: number
  isOwn: boolean
}

export interface Refresh {
  /** What is shown of these reads may be old. */
  add(reads: readonly string[], isOwn: boolean): void
  all(): void
  stop(): void
}

const pathOf = ({ queryKey: [path] }: Query): string => (Array.isArray(path) ? path.join('.') : '')

/** When each read last began: one that began before a change does not have it, whenever it ends. */
function beginningsIn(queryClient: QueryClient): { of: (query: Query) => number; stop: () => void } {
  const beginnings = new WeakMap<Query, number>()
  const stop = queryClient.getQueryCache().subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'fetch') beginnings.set(event.query, Date.now())
  })
  return { of: (query) => beginnings.get(query) ?? 0, stop }
}

/** Reads again what is on the page, and marks what is kept beside it as old; many changes cost one reading. */
export function createRefresh(queryClient: QueryClient): Refresh {
  const due = new Map<string, Due>()
  const beginnings = beginningsIn(queryClient)
  let timer: ReturnType<typeof setTimeout> | undefined
  let plannedFor = Infinity
  let lastAt = 0
  let isAllDue = false
  let heldSince: number | null = null
  let reads = READS_AT_ONCE
  let filledAt = Date.now()

  function plan(ms: number): void {
    const gap = document.visibilityState === 'hidden' ? HIDDEN_GAP_MS : GAP_MS
    const at = Math.max(Date.now() + ms, lastAt + gap)
    if (at >= plannedFor) return
    clearTimeout(timer)
    plannedFor = at
    timer = setTimeout(flush, at - Date.now())
  }

  /** What an act of this tab shows already would be taken back by a read that overtakes its write. */
  function isHeld(now: number): boolean {
    heldSince = isWriting() ? (heldSince ?? now) : null
    return heldSince !== null && now - heldSince < WRITE_MS
  }

  function flush(): void {
    plannedFor = Infinity
    const now = Date.now()
    if (isHeld(now)) return plan(GATHER_MS)
    reads = Math.min(READS_AT_ONCE, reads + (now - filledAt) / READ_EVERY_MS)
    filledAt = now
    if (reads < 1) return plan(READ_EVERY_MS)
    lastAt = now
    const predicate = (query: Query) => {
      if (isAllDue) return true
      const one = due.get(pathOf(query))
      // An act of this tab reads again by itself what it changed.
      return one !== undefined && !(one.isOwn && beginnings.of(query) >= one.since)
    }
    reads -= queryClient.getQueryCache().findAll({ predicate, type: 'active' }).length
    void queryClient.invalidateQueries({ predicate })
    due.clear()
    isAllDue = false
  }

  return {
    add(paths, isOwn) {
      for (const path of paths) {
        const before = due.get(path)
        due.set(path, { since: writtenAt(), isOwn: isOwn && before?.isOwn !== false })
      }
      if (paths.length > 0) plan(isOwn ? OWN_MS : GATHER_MS)
    },
    all() {
      isAllDue = true
      plan(0)
    },
    stop() {
      clearTimeout(timer)
      beginnings.stop()
    },
  }
}
