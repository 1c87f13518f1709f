import { MICRO_PER_CREDIT } from '@hub/ui/credits'
import type { BarSeries } from '@hub/ui/stacked-bars'
import { modules } from '../modules/index.ts'
import { shortDay } from './day-words.ts'

export type UsageBy = 'module' | 'door'

interface Part {
  key: string
  micro: number
}

interface Day {
  day: string
  parts: readonly Part[]
}

interface Kind extends BarSeries {
  keys: readonly string[]
}

/* The order and the colors are fixed, so that a module or a door keeps its color on every page. */
const kinds: Record<UsageBy, readonly Kind[]> = {
  module: [
    { name: 'Assistant', color: 1, keys: ['assistant'] },
    ...modules.map(({ name, chart }) => ({ ...chart, keys: [name] })),
  ],
  door: [
    { name: 'Assistant', color: 1, keys: ['assistant'] },
    { name: 'Connected assistants', color: 2, keys: ['mcp'] },
    { name: 'Workflows', color: 3, keys: ['workflow'] },
    { name: 'Programs', color: 4, keys: ['rest', 'cli'] },
  ],
}

const REST = { name: 'Everything else', color: 6 } as const

/** The days as bars, in credits: a series for each kind that spent anything, and one for all the others. */
export function usageBars(
  days: readonly Day[],
  by: UsageBy,
): { series: BarSeries[]; bars: { label: string; values: number[] }[] } {
  const known = kinds[by]
  const kindOf = (key: string) => known.findIndex(({ keys }) => keys.includes(key))
  const table = days.map(({ parts }) => {
    const row = Array.from({ length: known.length + 1 }, () => 0)
    for (const { key, micro } of parts) {
      const index = kindOf(key)
      const column = index === -1 ? known.length : index
      row[column] = (row[column] ?? 0) + micro
    }
    return row
  })
  const columns = [...known, REST].flatMap((kind, column) =>
    table.some((row) => (row[column] ?? 0) > 0) ? [{ kind, column }] : [],
  )
  return {
    series: columns.map(({ kind: { name, color } }) => ({ name, color })),
    bars: days.map(({ day }, index) => ({
      label: index === days.length - 1 ? 'Today' : shortDay(day),
      values: columns.map(({ column }) => (table[index]?.[column] ?? 0) / MICRO_PER_CREDIT),
    })),
  }
}
