import { useLayoutEffect, useRef } from 'react'
import type { RefObject } from 'react'

/** Where it was when the page was left: once, before anything is seen. */
export function useScrolledTo(scroller: RefObject<HTMLDivElement | null>, top: number): void {
  const begin = useRef(top)
  useLayoutEffect(() => {
    if (scroller.current && begin.current > 0) scroller.current.scrollTop = begin.current
  }, [scroller])
}
