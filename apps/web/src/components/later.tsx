import { useDeferredValue } from 'react'
import type { ReactNode } from 'react'
import { usePhone } from './use-phone.ts'

/**
 * On a phone this is made after what is around it has been painted, in pieces that let a finger through; on larger screens,
 * which are faster, together with it. Only when it first appears: later it changes with everything else.
 */
export function Later({ children }: { children: ReactNode }) {
  const isLarge = !usePhone()
  return useDeferredValue(true, isLarge) && children
}
