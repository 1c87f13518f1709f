import { sql } from '@hub/db'
import type { RawBuilder } from 'kysely'
import { fieldFault } from '../../../shared/field-fault.ts'
import type { CountOp } from '../../../shared/conditions.ts'
import { numberIn } from './compile.ts'
import type { Metric } from './metrics.ts'

/** What has to hold of a group: "sum total>500 EUR". */
export interface HavingText {
  metric: string
  op: CountOp
  value: string
}

const WRITTEN = /^([a-z]+(?:\s+[a-z][a-zA-Z0-9]*(?:\*[a-z][a-zA-Z0-9]*)?)?)\s*(>=|<=|=|>|<)\s*(\S[\s\S]*)$/

/** The parts of such a text; null for what is none. */
export function parseHaving(text: string): HavingText | null {
  const [, metric, op, value = ''] = WRITTEN.exec(text.trim()) ?? []
  // The expression lets no other sign through.
  return metric === undefined ? null : { metric: metric.replace(/\s+/, ' '), op: op as CountOp, value }
}

/** What has to hold of the groups, over the columns `m0`, `m1`, … and `currency`. Throws a fault of the field `having`. */
export function compileHaving(metrics: readonly Metric[], having: readonly string[]): RawBuilder<boolean> {
  const all = having.map((text) => {
    const found = parseHaving(text)
    if (found === null)
      throw fieldFault(
        'having',
        `There is no condition on groups in “${text.slice(0, 60)}”. Write sum total>500 or count>3.`,
      )
    const at = metrics.findIndex(({ column }) => column.name === found.metric)
    const metric = metrics[at]
    if (!metric)
      throw fieldFault(
        'having',
        `Ask for “${found.metric}” as well: the metrics are ${metrics.map(({ column }) => column.name).join(', ')}.`,
      )
    const { kind, title } = metric.column
    if (kind !== 'number' && kind !== 'money')
      throw fieldFault('having', `Compare something else: “${title}” is no number.`)
    const number = numberIn(kind, found.value)
    if ('fault' in number) throw fieldFault('having', number.fault)
    const compares = sql<boolean>`${sql.ref(`m${at}`)} ${sql.raw(found.op)} ${number.size}::float8`
    return kind === 'money' && number.currency !== null
      ? sql<boolean>`(${compares} and currency = ${number.currency})`
      : compares
  })
  return all.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(all, sql` and `)}`
}
