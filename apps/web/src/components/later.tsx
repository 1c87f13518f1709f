import { useDeferredValue } from 'react'
import type { ReactNode } from 'react'
import { usePhone } from './use-phone.ts'

/**
 * What stands below the first screen of a phone is made after that has been painted, in pieces that let a finger through.
 * On larger screens it may stand in the first one, and is made with it.
 */
export function Later({ children }: { children: ReactNode }) {
  const isLarge = !usePhone()
  return useDeferredValue(true, isLarge) && children
}
