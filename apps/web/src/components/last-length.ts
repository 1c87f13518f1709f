import { useEffect, useState } from 'react'

/** More would only push the page out of sight while it loads. */
const MOST_ROWS = 8

/**
 * How long a list was when it was last seen in this browser, at least one row: its skeleton is about as long, so
 * what stands below hardly moves. `length` is what it has now, once that is known.
 */
export function useLastLength(key: string, length: number | undefined): number {
  const [last] = useState(() => Number(localStorage.getItem(key) ?? 1))
  useEffect(() => {
    if (length !== undefined) localStorage.setItem(key, String(Math.min(Math.max(length, 1), MOST_ROWS)))
  }, [key, length])
  return last
}
