import { useEffect, useRef, type KeyboardEvent } from 'react'

import type { RowWindow } from './use-row-window.ts'

export const clampIndex = (index: number, count: number): number => Math.min(Math.max(index, 0), count - 1)

/** The row that has focus, or something in it. */
export const focusedRow = (scroller: HTMLElement | null): string | null => {
  const row = document.activeElement?.closest<HTMLElement>('[data-row]')
  return row && scroller?.contains(row) ? (row.dataset['row'] ?? null) : null
}

interface FocusOptions {
  ids: readonly string[]
  view: RowWindow
  setActive: (id: string) => void
}

/** Brings a row into sight, draws it if it was not drawn, and gives it focus. */
export function useRowFocus(
  scroller: { current: HTMLElement | null },
  { ids, view, setActive }: FocusOptions,
) {
  const wanted = useRef<string | null>(null)
  useEffect(() => {
    if (wanted.current === null) return
    const row = scroller.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(wanted.current)}"]`)
    if (!row) return
    wanted.current = null
    row.focus({ preventScroll: true })
  })
  return (index: number) => {
    const id = ids[index]
    if (id === undefined) return
    view.show(index)
    setActive(id)
    const row = scroller.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)
    // A wish that outlives its keystroke would take the focus from wherever the person went meanwhile.
    wanted.current = row ? null : id
    row?.focus({ preventScroll: true })
  }
}

interface GridKeys {
  ids: readonly string[]
  view: RowWindow
  selection:
    | { toggle: (id: string, upToHere: boolean) => void; set: (ids: readonly string[]) => void }
    | undefined
  focus: (index: number) => void
}

/** Arrows, Home, End and the page keys walk through the rows; right and left go to the controls of a row and back. */
export function onGridKey(event: KeyboardEvent, keys: GridKeys): void {
  const { target } = event
  if (!(target instanceof HTMLElement) || event.defaultPrevented) return
  const row = target.closest<HTMLElement>('[data-row]')
  if (!row) return
  const index = keys.ids.indexOf(row.dataset['row'] ?? '')
  const isDone =
    walkRows(event, index, keys) || walkControls(event.key, row, target) || chooseAll(event, keys)
  if (isDone) event.preventDefault()
}

function walkRows(
  { key, shiftKey }: KeyboardEvent,
  index: number,
  { ids, view, selection, focus }: GridKeys,
): boolean {
  const goals: Record<string, number> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + view.page,
    PageUp: index - view.page,
    Home: 0,
    End: ids.length - 1,
  }
  const goal = goals[key]
  if (goal === undefined) return false
  const next = clampIndex(goal, ids.length)
  const id = ids[next]
  if (shiftKey && id !== undefined) selection?.toggle(id, true)
  focus(next)
  return true
}

function walkControls(key: string, row: HTMLElement, from: HTMLElement): boolean {
  if (key !== 'ArrowRight' && key !== 'ArrowLeft') return false
  const stops = [row, ...row.querySelectorAll<HTMLElement>('a, button, input')]
  stops[stops.indexOf(from) + (key === 'ArrowRight' ? 1 : -1)]?.focus()
  return true
}

function chooseAll({ key, ctrlKey, metaKey }: KeyboardEvent, { ids, selection }: GridKeys): boolean {
  if (key !== 'a' || !(ctrlKey || metaKey) || !selection) return false
  selection.set(ids)
  return true
}
