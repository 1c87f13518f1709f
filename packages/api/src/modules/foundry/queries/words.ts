import type { KnownType } from '../types/queries.ts'
import type { LinkedCondition } from './linked.ts'
import type { RunQuery } from './schema.ts'

const signs: Readonly<Record<LinkedCondition['op'], (count: number) => string>> = {
  '>=': (count) => `at least ${count}`,
  '<=': (count) => `at most ${count}`,
  '=': (count) => (count === 0 ? 'no' : `exactly ${count}`),
  '>': (count) => `more than ${count}`,
  '<': (count) => `fewer than ${count}`,
}

/** A question in words, so that people see what was answered: "Customers with at least 2 orders (placed>=2026-05-01)". */
export function wordsOf({
  type,
  input,
  linked,
}: {
  type: KnownType
  input: RunQuery
  linked: readonly LinkedCondition[]
}): string {
  const { where = [], groupBy, metrics } = input
  const parts = [
    ...linked.map(({ link, op, count, where: such }) => {
      const only = such.length === 0 ? '' : ` (${such.join(', ')})`
      return `with ${signs[op](count)} ${link.title.toLowerCase()}${only}`
    }),
    ...(where.length === 0 ? [] : [`where ${where.join(' and ')}`]),
  ]
  const asked =
    metrics === undefined && groupBy === undefined ? '' : `${(metrics ?? ['count']).join(', ')} of `
  const grouped = groupBy === undefined ? '' : ` by ${groupBy}`
  const words = [`${asked}${type.plural}`, ...parts].join(' ') + grouped
  return words.charAt(0).toUpperCase() + words.slice(1)
}
