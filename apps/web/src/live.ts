import { useSyncExternalStore } from 'react'

/** Whether what others change comes by itself just now. One organization is followed at a time: the one on the page. */
let isLive = false
const listeners = new Set<() => void>()

export function setLive(next: boolean): void {
  if (next === isLive) return
  isLive = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const useIsLive = (): boolean => useSyncExternalStore(subscribe, () => isLive)

/** How often a page asks by itself: not at all while changes come by themselves. */
export function usePoll<Interval>(interval: Interval): Interval | false {
  return useIsLive() ? false : interval
}

/** Ids of requests this tab made, of which it reads again itself what they changed. */
const AT_MOST = 200
const own = new Set<string>()

export function ownRequestId(): string {
  const id = crypto.randomUUID()
  own.add(id)
  const [oldest] = own
  if (own.size > AT_MOST && oldest !== undefined) own.delete(oldest)
  return id
}

export const isOwnRequest = (id: string | null): boolean => id !== null && own.has(id)
