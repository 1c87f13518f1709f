import { useEffect, useEffectEvent } from 'react'

/**
 * Fetches a part of the program while nothing else is to do, so that it opens at once even the first time,
 * and even when the connection has gone in the meantime.
 */
export function useIdlePrefetch(load: () => Promise<unknown>): void {
  // A failure is no news before the part is needed, and then it is tried again.
  const fetchIt = useEffectEvent(() => void load().catch(() => undefined))
  useEffect(() => {
    if (!('requestIdleCallback' in window)) return undefined
    const handle = requestIdleCallback(() => fetchIt())
    return () => cancelIdleCallback(handle)
  }, [])
}
