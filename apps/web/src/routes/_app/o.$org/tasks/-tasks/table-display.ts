import { useMe } from '../../../../../account.ts'
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

export function readDisplay(stored: unknown, usual: TableDisplay['density'] = 'comfortable'): TableDisplay {
  const { density, hidden }: { density?: unknown; hidden?: unknown } =
    typeof stored === 'object' && stored !== null ? stored : {}
  const names: unknown[] = Array.isArray(hidden) ? hidden : []
  return {
    density: density === 'compact' || density === 'comfortable' ? density : usual,
    hidden: optionalColumns.filter((column) => names.includes(column)),
  }
}

/** The same list next time, in this browser; as dense as the person's other pages until they say otherwise. */
export function useTableDisplay(): [TableDisplay, (next: TableDisplay) => void] {
  const { density } = useMe().user.preferences
  return useKeptChoice('taskTable', (stored) => readDisplay(stored, density))
}
