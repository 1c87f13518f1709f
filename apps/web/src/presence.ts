import { onlineManager } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'

/** Whether the hub can be reached; "offline" is the browser's own word for it. */
export type Presence = 'here' | 'away' | 'offline'

/** Between two questions; with the time below, so soon is it noticed that the hub does not answer. */
const ASK_MS = 1_000
const LATE_MS = 1_200
/** While nobody looks, and the hub is away: what was done meanwhile is still to be sent. */
const ASK_UNSEEN_MS = 15_000
const GIVE_UP_MS = 5_000

let presence: Presence = 'here'
const listeners = new Set<() => void>()

export function onPresence(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const readPresence = (): Presence => presence

export const usePresence = (): Presence => useSyncExternalStore(onPresence, readPresence)

function found(next: Presence): void {
  if (next === presence) return
  presence = next
  // What is read waits meanwhile, and goes on by itself.
  onlineManager.setOnline(next === 'here')
  for (const listener of listeners) listener()
}

/** How long an answer may take; slow lines are known by their answers. */
let patience = LATE_MS

async function ask(): Promise<void> {
  if (!navigator.onLine) return found('offline')
  const askedAt = performance.now()
  const late = setTimeout(() => found('away'), patience)
  try {
    const { status } = await fetch('/health/live', {
      cache: 'no-store',
      signal: AbortSignal.timeout(patience + GIVE_UP_MS),
    })
    patience = Math.max(LATE_MS, 2 * (performance.now() - askedAt))
    // A proxy in front of a hub that is away says so with these.
    found([502, 503, 504].includes(status) ? 'away' : 'here')
  } catch {
    found(navigator.onLine ? 'away' : 'offline')
  } finally {
    clearTimeout(late)
  }
}

let asking: Promise<void> | null = null
const askOnce = (): Promise<void> => (asking ??= ask().finally(() => (asking = null)))

/** Asks the hub now whether it is there. */
export async function isHubHere(): Promise<boolean> {
  await askOnce()
  return presence === 'here'
}

/** Resolves when the hub answers again, or at once if it does. */
export function hubBack(): Promise<void> {
  if (presence === 'here') return Promise.resolve()
  return new Promise((resolve) => {
    const stop = onPresence(() => {
      if (presence !== 'here') return
      stop()
      resolve()
    })
  })
}

/** Asks again and again while somebody looks, so that an absence shows before anything is done in vain. */
export function watchPresence(): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const plan = () => {
    clearTimeout(timer)
    if (document.visibilityState === 'visible') timer = setTimeout(go, ASK_MS)
    else if (presence !== 'here') timer = setTimeout(go, ASK_UNSEEN_MS)
  }
  const go = () => void askOnce().then(plan)
  // In place of the library's own listener, which knows the browser's word alone.
  onlineManager.setEventListener(() => {
    window.addEventListener('online', go)
    window.addEventListener('offline', go)
    document.addEventListener('visibilitychange', go)
    return undefined
  })
  plan()
}
