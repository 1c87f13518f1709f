import { useEffect } from 'react'

/** Counted from when the page began to load; until then the connection belongs to the page itself. */
const PAGE_FIRST_MS = 2_000

/**
 * Fetches a part of the program while nothing else is to do, so that it opens at once even the first time, and even
 * when the connection has gone in the meantime. It is fetched also when whoever wanted it has left.
 */
export function useIdlePrefetch(load: () => Promise<unknown>): void {
  useEffect(() => {
    if (!('requestIdleCallback' in window)) return
    // A failure is no news before the part is needed, and then it is tried again.
    const fetchIt = () => requestIdleCallback(() => void load().catch(() => undefined))
    setTimeout(fetchIt, Math.max(0, PAGE_FIRST_MS - performance.now()))
  }, [])
}
