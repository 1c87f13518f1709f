import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'

/** The place itself where it can have the focus, else its first control. */
const controlOf = (place: HTMLElement | null): HTMLElement | null | undefined =>
  place?.matches('a, button, [tabindex]') ? place : place?.querySelector<HTMLElement>('a, button')

/** Told where the control that had the focus is gone with what changed, so that it can be put where the work goes on. */
export function useFocusLost(changed: unknown, onLost: () => void): void {
  const last = useRef<Element | null>(null)
  const lost = useRef(onLost)
  useEffect(() => {
    lost.current = onLost
  })
  useEffect(() => {
    const keep = ({ target }: FocusEvent) => {
      last.current = target instanceof Element ? target : null
    }
    document.addEventListener('focusin', keep)
    return () => document.removeEventListener('focusin', keep)
  }, [])
  useEffect(() => {
    const isNowhere = document.activeElement === null || document.activeElement === document.body
    if (isNowhere && last.current?.isConnected === false) lost.current()
  }, [changed])
}

/**
 * Moves the focus here where the control that had it is gone with what changed: an offer that was held takes its list away, a rule
 * that was removed its row.
 */
export function useFocusKept(place: RefObject<HTMLElement | null>, changed: unknown): void {
  useFocusLost(changed, () => controlOf(place.current)?.focus())
}
