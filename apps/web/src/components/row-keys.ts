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

function move(container: HTMLElement | null, step: Step): void {
  if (!container) return
  const groups = groupsIn(container)
  const focused = document.activeElement?.closest<HTMLElement>('[data-row]')
  const column = groups.findIndex((rows) => rows.some((row) => row === focused))
  if (column < 0) return groups[0]?.[0]?.focus()
  const row = groups[column]?.findIndex((candidate) => candidate === focused) ?? 0
  if (step === 'up' || step === 'down') {
    groups[column]?.[row + (step === 'down' ? 1 : -1)]?.focus()
    return
  }
  const next = groups[column + (step === 'right' ? 1 : -1)]
  next?.[Math.min(row, next.length - 1)]?.focus()
}

/** The rows column by column, without empty columns; the whole list is one where there are no columns. */
function groupsIn(container: HTMLElement): HTMLElement[][] {
  const groups = [...container.querySelectorAll<HTMLElement>('[data-row-group]')]
  return (groups.length === 0 ? [container] : groups)
    .map((group) => [...group.querySelectorAll<HTMLElement>('[data-row]')])
    .filter((rows) => rows.length > 0)
}
