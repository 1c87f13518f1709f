import { useSyncExternalStore } from 'react'

const query = () => window.matchMedia('(max-width: 759.98px)')

/** Narrow as a phone: charts show fewer points there, never smaller letters. */
export function usePhone(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = query()
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    () => query().matches,
  )
}
