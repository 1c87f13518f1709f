import { useSyncExternalStore } from 'react'

const query = () => window.matchMedia('(width < 47.5rem)')

/** The width at which rows become two lines. */
export function usePhoneWidth(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = query()
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    () => query().matches,
  )
}
