import type { KeyboardEvent, RefObject } from 'react'
import { useShortcut } from '../shell/shortcut.ts'

type Step = 'up' | 'down' | 'left' | 'right'

const arrows: Record<string, Step | undefined> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

/**
 * Moves focus between the rows of a list: J and K from anywhere, arrows from a row. A row is what has
 * `data-row`; rows may lie in columns that have `data-row-group`, and then left and right work too.
 * @returns the key handler for the element that holds the rows.
 */
export function useRowKeys(container: RefObject<HTMLElement | null>): (event: KeyboardEvent) => void {
  useShortcut('j', () => move(container.current, 'down'))
  useShortcut('k', () => move(container.current, 'up'))
  return (event) => {
    const step = arrows[event.key]
    const isRow = event.target instanceof HTMLElement && event.target.matches('[data-row]')
    if (!step || !isRow || event.defaultPrevented) return
    event.preventDefault()
    move(container.current, step)
  }
}

const ways: Record<Step, { column: number; row: number }> = {
  up: { column: 0, row: -1 },
  down: { column: 0, row: 1 },
  left: { column: -1, row: 0 },
  right: { column: 1, row: 0 },
}

function move(container: HTMLElement | null, step: Step): void {
  if (!container) return
  const groups = groupsIn(container)
  const focused = document.activeElement?.closest<HTMLElement>('[data-row]')
  const from = groups.findIndex((rows) => rows.some((row) => row === focused))
  if (from < 0) return groups[0]?.[0]?.focus()
  const way = ways[step]
  const target = groups[from + way.column] ?? []
  const row = (groups[from] ?? []).findIndex((candidate) => candidate === focused) + way.row
  // A shorter column beside this one gives its last row; above the first and below the last is nothing.
  target[way.column === 0 ? row : Math.min(row, target.length - 1)]?.focus()
}

/** The rows column by column, without empty columns; the whole list is one where there are no columns. */
function groupsIn(container: HTMLElement): HTMLElement[][] {
  const groups = [...container.querySelectorAll<HTMLElement>('[data-row-group]')]
  return (groups.length === 0 ? [container] : groups)
    .map((group) => [...group.querySelectorAll<HTMLElement>('[data-row]')])
    .filter((rows) => rows.length > 0)
}
