import { useEffect, useRef } from 'react'

/** A pointer that only passes by stays for less. */
const REST_MS = 60

/** Calls `act` with the row on which the pointer rests or which has focus: a press is likely to follow. */
export function useIntentOn<Row>(act: (row: Row) => void): (row: Row) => void {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return (row) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => act(row), REST_MS)
  }
}
