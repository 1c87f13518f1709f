import { useSyncExternalStore } from 'react'

function useMedia(condition: string): boolean {
  const query = () => window.matchMedia(condition)
  return useSyncExternalStore(
    (listener) => {
      const list = query()
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    () => query().matches,
  )
}

/** Narrow as a phone: charts show fewer points there, never smaller letters. */
export const usePhone = (): boolean => useMedia('(width < 47.5rem)')

/** As wide as a desk: what else stands in a row of its own has room in the top bar. */
export const useWide = (): boolean => useMedia('(width >= 75rem)')

/** Narrower than two columns side by side. */
export const useNarrow = (): boolean => useMedia('(width < 60rem)')
