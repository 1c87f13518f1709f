import { useSyncExternalStore } from 'react'

/* Jobs that were asked for in this tab, by whose they are and where. Their page tells the rest after a reload. */
const watched = new Map<string, readonly string[]>()
const listeners = new Set<() => void>()
const NOTHING: readonly string[] = []

function set(name: string, ids: readonly string[]): void {
  watched.set(name, ids)
  for (const listener of listeners) listener()
}

/** The person is told when it has ended, whichever page they are on by then. */
export const watchJob = (name: string, id: string): void =>
  set(name, [...new Set([...(watched.get(name) ?? NOTHING), id])])

export const unwatchJob = (name: string, id: string): void =>
  set(
    name,
    (watched.get(name) ?? NOTHING).filter((one) => one !== id),
  )

export const useWatchedJobs = (name: string): readonly string[] =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => watched.get(name) ?? NOTHING,
  )
