import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'

/** The place itself where it can have the focus, else its first control. */
const controlOf = (place: HTMLElement | null): HTMLElement | null | undefined =>
  place?.matches('a, button, [tabindex]') ? place : place?.querySelector<HTMLElement>('a, button')

/**
 * Moves the focus here where the control that had it is gone with what changed: an offer that was held takes its list away, a rule
 * that was removed its row.
 */
export function useFocusKept(place: RefObject<HTMLElement | null>, changed: unknown): void {
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
    if (isNowhere && last.current?.isConnected === false) controlOf(place.current)?.focus()
  }, [place, changed])
}
