import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'

/**
 * Focuses this place where the control that had the focus is gone with what changed: an offer that was held takes its list away, a
 * booking that was confirmed its button.
 */
export function useFocusKept(place: RefObject<HTMLElement | null>, changed: string): void {
  const last = useRef<Element | null>(null)
  useEffect(() => {
    const keep = ({ target }: FocusEvent) => {
      last.current = target instanceof Element ? target : null
    }
    document.addEventListener('focusin', keep)
    return () => document.removeEventListener('focusin', keep)
  }, [])
  useEffect(() => {
    const isNowhere = document.activeElement === null || document.activeElement === document.body
    if (isNowhere && last.current?.isConnected === false) place.current?.focus()
  }, [place, changed])
}
