import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useState, type RefObject } from 'react'

/** As many are drawn in full: they can be searched by the browser and printed. */
const DRAWN_IN_FULL = 60
const BEYOND_EDGE = 8

export interface RowWindow {
  /** The rows that are drawn, from top to bottom. */
  rows: readonly { index: number; top: number }[]
  height: number
  rowHeight: number
  /** How many rows fit into what is seen. */
  page: number
  show: (index: number) => void
}

interface RowWindowOptions {
  scroller: RefObject<HTMLDivElement | null>
  count: number
  /** The row that has focus stays drawn, wherever it is. */
  kept: number
  /** When it changes, rows may have another height. */
  density: string
}

/** Which rows of many are drawn: those in sight, some beyond, and the one with focus. */
export function useRowWindow({ scroller, count, kept, density }: RowWindowOptions): RowWindow {
  const rowHeight = useRowHeight(scroller, density)
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: BEYOND_EDGE,
    rangeExtractor: (range) => {
      const drawn = defaultRangeExtractor(range)
      if (kept < 0 || kept >= count || drawn.includes(kept)) return drawn
      return [...drawn, kept].toSorted((one, other) => one - other)
    },
  })
  useLayoutEffect(() => virtualizer.measure(), [rowHeight])
  const isWhole = count <= DRAWN_IN_FULL
  return {
    rows: isWhole
      ? Array.from({ length: count }, (_, index) => ({ index, top: index * rowHeight }))
      : virtualizer.getVirtualItems().map(({ index, start }) => ({ index, top: start })),
    height: count * rowHeight,
    rowHeight,
    page: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2),
    show: (index) => showRow(scroller.current, index * rowHeight, rowHeight),
  }
}

/** Scrolls no further than needed; the head lies over the first pixels and the list begins below it. */
function showRow(scroller: HTMLDivElement | null, top: number, rowHeight: number): void {
  if (!scroller) return
  const head = scroller.querySelector<HTMLElement>('[data-head]')?.offsetHeight ?? 0
  const room = scroller.clientHeight - head
  if (top < scroller.scrollTop) scroller.scrollTop = top
  else if (top + rowHeight > scroller.scrollTop + room) scroller.scrollTop = top + rowHeight - room
}

/** The height of a row is a token, and registered as a length, so that it is read in pixels: it differs by density, on phones, for fingers and by the size of text. */
function useRowHeight(scroller: RefObject<HTMLElement | null>, density: string): number {
  const [height, setHeight] = useState(44)
  useLayoutEffect(() => {
    const read = () => {
      if (!scroller.current) return
      const value = parseFloat(getComputedStyle(scroller.current).getPropertyValue('--data-row'))
      if (value > 0) setHeight(value)
    }
    read()
    window.addEventListener('resize', read)
    return () => window.removeEventListener('resize', read)
  }, [density])
  return height
}
