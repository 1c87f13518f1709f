import { isMissed } from './suite.ts'
import type { Figure } from './suite.ts'

const digits = {
  µs: 1,
  ms: 2,
  s: 2,
  '×': 2,
  '/s': 0,
  MB: 0,
  kB: 1,
  points: 0,
  '': 3,
} as const satisfies Record<Figure['unit'], number>

export function valueText({ value, unit }: Pick<Figure, 'value' | 'unit'>): string {
  return `${value.toFixed(digits[unit])} ${unit}`.trimEnd()
}

export function budgetText({ budget, unit }: Figure): string {
  if (!budget) return ''
  return ('atMost' in budget ? `≤ ${budget.atMost} ${unit}` : `≥ ${budget.atLeast} ${unit}`).trimEnd()
}

export function verdict(figure: Figure): 'held' | 'MISSED' | '' {
  if (!figure.budget) return ''
  return isMissed(figure) ? 'MISSED' : 'held'
}

const rowOf = (figure: Figure): string[] => [
  figure.what,
  valueText(figure),
  budgetText(figure),
  verdict(figure),
  figure.note ?? '',
]

/** Columns in line, for a terminal. */
export function plainTable(figures: readonly Figure[]): string {
  const rows = figures.map(rowOf)
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())
    .join('\n')
}

export function markdownTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => `| ${rowOf(figure).join(' | ')} |`)
  return ['| what | value | budget | | how |', '|---|---|---|---|---|', ...rows].join('\n')
}
