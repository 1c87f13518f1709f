import { useLayoutEffect } from 'react'
import { useMe } from '../account.ts'

/** How close things stand to each other, on every page and in what floats above it. */
export function useDensity(): void {
  const { density } = useMe().user.preferences
  useLayoutEffect(() => {
    const { dataset } = document.documentElement
    if (density === undefined) delete dataset['density']
    else dataset['density'] = density
    return () => void delete dataset['density']
  }, [density])
}
