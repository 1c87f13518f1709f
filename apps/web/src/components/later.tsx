import { startTransition, useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { usePhone } from './use-phone.ts'

/** Whether this page was left and is come back to, so that it must be as high as it was to be scrolled to the same place. */
export function isReturn(): boolean {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  return navigation?.type === 'reload' || navigation?.type === 'back_forward'
}

/**
 * On a phone this is made after what is around it has been painted, in pieces that let a finger through; on larger screens,
 * which are faster, together with it. Only when it first appears: later it changes with everything else. Not by
 * `useDeferredValue`: inside of something that is deferred already it defers nothing.
 */
export function Later({ children }: { children: ReactNode }) {
  const isAtOnce = !usePhone() || isReturn()
  const [isShown, setShown] = useState(isAtOnce)
  useEffect(() => startTransition(() => setShown(true)), [])
  return isShown && children
}
