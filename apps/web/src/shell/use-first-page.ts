import { useEffect, useState } from 'react'

/** Counted from when the page began to load; until then the connection belongs to the page itself. */
const PAGE_FIRST_MS = 1_500

/** Whether the first page is likely there, so that what only goes on beside it may begin. */
export function useFirstPageThere(): boolean {
  const [isThere, setThere] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setThere(true), Math.max(0, PAGE_FIRST_MS - performance.now()))
    return () => clearTimeout(timer)
  }, [])
  return isThere
}
