import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'

/** So far from the end one has scrolled up to read, and is left alone. */
const NEAR_PX = 120

/**
 * Keeps the end of the page in sight while what is in the element grows, unless the person has scrolled
 * away from it. @returns the ref for that element.
 */
export function useStayAtEnd(): RefObject<HTMLDivElement | null> {
  const content = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = content.current
    if (!element || typeof ResizeObserver === 'undefined') return undefined
    const page = document.documentElement
    let isNear = true
    let lastTop = page.scrollTop
    const look = () => {
      const isAtEnd = page.scrollHeight - page.scrollTop - page.clientHeight < NEAR_PX
      // Only a person scrolls up; that the end has moved away since the last look means nothing.
      if (isAtEnd || page.scrollTop < lastTop) isNear = isAtEnd
      lastTop = page.scrollTop
    }
    const observer = new ResizeObserver(() => isNear && window.scrollTo({ top: page.scrollHeight }))
    observer.observe(element)
    window.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      window.removeEventListener('scroll', look)
    }
  }, [])
  return content
}
