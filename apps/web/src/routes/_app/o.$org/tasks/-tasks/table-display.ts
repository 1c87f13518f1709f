import { useKeptChoice } from '../../../../../components/kept-choice.ts'

export const optionalColumns = ['tag', 'priority', 'due', 'who'] as const
export type OptionalColumn = (typeof optionalColumns)[number]

export const columnWords: Record<OptionalColumn, string> = {
  tag: 'Tag',
  priority: 'Priority',
  due: 'Due',
  who: 'Who',
}

/** How the person wants the list of tasks. */
export interface TableDisplay {
  density: 'comfortable' | 'compact'
  hidden: readonly OptionalColumn[]
}

export function readDisplay(stored: unknown): TableDisplay {
  const { density, hidden }: { density?: unknown; hidden?: unknown } =
    typeof stored === 'object' && stored !== null ? stored : {}
  const names: unknown[] = Array.isArray(hidden) ? hidden : []
  return {
    density: density === 'compact' ? 'compact' : 'comfortable',
    hidden: optionalColumns.filter((column) => names.includes(column)),
  }
}

/** The same list next time, in this browser. */
export const useTableDisplay = (): [TableDisplay, (next: TableDisplay) => void] =>
  useKeptChoice('taskTable', readDisplay)
