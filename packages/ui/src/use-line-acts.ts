import { useLayoutEffect, useState } from 'react'
import type { ClipboardEvent, KeyboardEvent, RefObject } from 'react'

import type { Line, LineColumn } from './line-columns.ts'
import { isTable, pasted } from './line-paste.ts'

interface Spot {
  line: string
  /** Empty for the handle. */
  column: string
}

interface Lines {
  columns: readonly LineColumn[]
  lines: readonly Line[]
  onLinesChange: (lines: Line[]) => void
  newLine: () => Line
}

interface Places {
  body: RefObject<HTMLElement | null>
  addButton: RefObject<HTMLElement | null>
}

export interface LineActs {
  /** What was done last, to be read out. */
  said: string
  add: () => void
  remove: (index: number) => void
  /** With the column whose cell keeps focus; without it the handle has it. */
  move: (from: number, to: number, column?: string) => void
  change: (line: Line, values: Record<string, string>) => void
  onKeyDown: (event: KeyboardEvent, index: number) => void
  onPaste: (event: ClipboardEvent, index: number) => void
}

const moved = (lines: readonly Line[], from: number, to: number): Line[] => {
  const others = lines.filter((_, index) => index !== from)
  return [...others.slice(0, to), ...lines.slice(from, from + 1), ...others.slice(to)]
}

/** What can be done with lines, where focus goes then, and how it is said. */
export function useLineActs({ columns, lines, onLinesChange, newLine }: Lines, places: Places): LineActs {
  const [said, setSaid] = useState('')
  const focusSpot = useFocusSpot(places.body)
  const firstColumn = columns[0]?.id ?? ''
  const move: LineActs['move'] = (from, to, column = '') => {
    const line = lines[from]
    if (line === undefined || to < 0 || to >= lines.length) return
    onLinesChange(moved(lines, from, to))
    setSaid(`Line ${from + 1} is now line ${to + 1} of ${lines.length}.`)
    focusSpot({ line: line.id, column })
  }
  const add = () => {
    const line = newLine()
    onLinesChange([...lines, line])
    setSaid(`Line ${lines.length + 1} added.`)
    focusSpot({ line: line.id, column: firstColumn })
  }
  const remove = (index: number) => {
    const rest = lines.filter((_, place) => place !== index)
    onLinesChange(rest)
    setSaid(`Line ${index + 1} removed. ${rest.length} left.`)
    const next = rest[Math.min(index, rest.length - 1)]
    if (next) focusSpot({ line: next.id, column: firstColumn })
    else places.addButton.current?.focus()
  }
  const change: LineActs['change'] = (line, values) =>
    onLinesChange(
      lines.map((one) => (one.id === line.id ? { ...one, values: { ...one.values, ...values } } : one)),
    )
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const column = columnOf(event.target)
    // While an input method is composing a word, Enter chooses the word.
    if (column === undefined || event.nativeEvent.isComposing) return
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault()
      event.stopPropagation()
      move(index, event.key === 'ArrowUp' ? index - 1 : index + 1, column)
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && isPlainField(event.target)) {
      // A form around the lines is not sent by them.
      event.preventDefault()
      const next = lines[index + 1]
      if (next) focusSpot({ line: next.id, column })
      else add()
    }
  }
  const onPaste = (event: ClipboardEvent, index: number) => {
    const column = columnOf(event.target)
    const text = event.clipboardData.getData('text/plain')
    if (column === undefined || !isTable(text)) return
    event.preventDefault()
    event.stopPropagation()
    const next = pasted(text, { lines, columns, newLine, line: index, column })
    onLinesChange(next)
    const added = next.length - lines.length
    setSaid(added > 0 ? `Pasted; ${added} ${added === 1 ? 'line' : 'lines'} added.` : 'Pasted.')
  }
  return { said, add, remove, move, change, onKeyDown, onPaste }
}

/** Puts focus into a cell once it is there. */
function useFocusSpot(body: RefObject<HTMLElement | null>): (spot: Spot) => void {
  const [spot, setSpot] = useState<Spot>()
  useLayoutEffect(() => {
    if (spot === undefined) return
    const row = body.current?.querySelector(`[data-line="${CSS.escape(spot.line)}"]`)
    const cell = row?.querySelector(
      spot.column === '' ? '[data-handle]' : `[data-column="${CSS.escape(spot.column)}"]`,
    )
    cell?.querySelector<HTMLElement>('input, select, button')?.focus()
  }, [body, spot])
  return setSpot
}

const columnOf = (target: EventTarget): string | undefined =>
  target instanceof HTMLElement ? target.closest<HTMLElement>('[data-column]')?.dataset['column'] : undefined

/** Not a button, nor a list that is open: there Enter chooses. */
const isPlainField = (target: EventTarget): boolean =>
  target instanceof HTMLElement &&
  target.matches('input, select') &&
  target.getAttribute('aria-expanded') !== 'true'
