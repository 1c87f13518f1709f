/** Brings the current link of a row or column into sight, by moving nothing but that: `scrollIntoView` would move the page as well. */
export function showCurrent(list: HTMLElement | null): void {
  const current = list?.querySelector('[aria-current="page"]')
  if (!list || !current) return
  const seen = list.getBoundingClientRect()
  const link = current.getBoundingClientRect()
  list.scrollLeft += beyond([link.left, link.right], [seen.left, seen.right])
  list.scrollTop += beyond([link.top, link.bottom], [seen.top, seen.bottom])
}

type Extent = [start: number, end: number]

/** How far it stands out of what is seen: below zero before its start. */
function beyond([start, end]: Extent, [seenStart, seenEnd]: Extent): number {
  if (start < seenStart) return start - seenStart
  return Math.max(0, end - seenEnd)
}

/** The same, again whenever the list gets another size: what stands beside it may come later. @returns a function that stops it. */
export function keepCurrentShown(list: HTMLElement | null): (() => void) | undefined {
  showCurrent(list)
  if (!list || typeof ResizeObserver === 'undefined') return undefined
  const observer = new ResizeObserver(() => showCurrent(list))
  observer.observe(list)
  return () => observer.disconnect()
}
