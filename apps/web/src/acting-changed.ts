import { OVER_KEY } from './auth.ts'

/** Changes whenever this browser begins or stops to act for somebody: all its tabs share the cookies that say so. */
const ACTING_KEY = 'hub.acting'

/** Tells the other tabs. */
export const announceActing = (): void => localStorage.setItem(ACTING_KEY, String(Date.now()))

/**
 * Calls back when another tab began or stopped, and where this one acts for somebody also when another heard that it is over:
 * from then on this tab's calls would be the administrator's own. @returns a function that stops it.
 */
export function onActingChanged(isActing: boolean, listener: () => void): () => void {
  const hear = ({ key }: StorageEvent) => {
    if (key === ACTING_KEY || (isActing && key === OVER_KEY)) listener()
  }
  window.addEventListener('storage', hear)
  return () => window.removeEventListener('storage', hear)
}
