import { useEffect, useRef } from 'react'

/** A pointer that only passes by stays for less. */
const REST_MS = 60

/** Calls `act` when the pointer rests on something or the focus reaches it: a press is likely to follow. */
export function useIntent(act: () => void): {
  onPointerEnter: () => void
  onPointerLeave: () => void
  onFocus: () => void
  onBlur: () => void
} {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const begin = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(act, REST_MS)
  }
  const end = () => clearTimeout(timer.current)
  useEffect(() => () => clearTimeout(timer.current), [])
  return { onPointerEnter: begin, onPointerLeave: end, onFocus: begin, onBlur: end }
}
