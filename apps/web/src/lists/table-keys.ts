import type { TableHandle } from '@hub/ui/data-table'
import type { RefObject } from 'react'
import { useShortcut } from '../shell/shortcut.ts'
import type { Selection } from './selection.ts'

/** J and K walk through the rows of a table from anywhere, X chooses the one in focus, Shift and X everything up to it. */
export function useTableKeys(table: RefObject<TableHandle | null>, selection: Selection | null): void {
  useShortcut('j', () => table.current?.move(1))
  useShortcut('k', () => table.current?.move(-1))
  useShortcut('x', ({ shiftKey }) => {
    const id = table.current?.focused() ?? null
    if (id !== null) selection?.toggle(id, shiftKey)
  })
}
