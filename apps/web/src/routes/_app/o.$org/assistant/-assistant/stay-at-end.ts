import { useRouter } from '@tanstack/react-router'
import { useLayoutEffect, useRef } from 'react'

/** Rounding aside, the end is in sight. */
const NEAR_PX = 8

/** Where a page was left that had been scrolled up, by its place in the browser's history, for the way back. */
const leftAt = new Map<string, number>()

/**
 * Opens a page at its end and keeps the end in sight while the page grows, until the person scrolls up. Its route says
 * `scrollsItself`, or the router would put it at its top. @returns what brings the end in sight again.
 */
export function useStayAtEnd(): () => void {
  const router = useRouter()
  const follow = useRef(() => {})
  useLayoutEffect(() => {
    const page = document.documentElement
    const key = router.latestLocation.state.__TSR_key ?? ''
    let returnTo = leftAt.get(key)
    let isFollowing = returnTo === undefined
    let lastTop = page.scrollTop
    const scroll = (top: number) => {
      window.scrollTo({ top })
      lastTop = page.scrollTop
    }
    const onScroll = () => {
      const isAtEnd = page.scrollHeight - page.scrollTop - page.clientHeight < NEAR_PX
      if (isAtEnd || page.scrollTop < lastTop) isFollowing = isAtEnd
      lastTop = page.scrollTop
    }
    const onResize = () => {
      if (isFollowing) return scroll(page.scrollHeight)
      // What the change of the layout has moved was not the person.
      lastTop = page.scrollTop
      if (returnTo === undefined || page.scrollHeight - page.clientHeight < returnTo) return
      scroll(returnTo)
      returnTo = undefined
    }
    follow.current = () => {
      isFollowing = true
      onResize()
    }
    // The whole page: the box one writes in and the bars above it grow as well.
    const observer = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(onResize)
    observer?.observe(document.body)
    window.addEventListener('resize', onResize)
    window.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      if (isFollowing) leftAt.delete(key)
      else leftAt.set(key, lastTop)
      observer?.disconnect()
      window.removeEventListener('resize', onResize)
      window.removeEventListener('scroll', onScroll)
    }
  }, [])
  return () => follow.current()
}
