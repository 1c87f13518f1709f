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
