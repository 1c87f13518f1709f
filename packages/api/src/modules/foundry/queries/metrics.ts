import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { RawBuilder } from 'kysely'
import { currencyDigits } from '../../../shared/currencies.ts'
import { inSentence } from '../../../shared/in-sentence.ts'
import { mulDiv, unscaled } from '../../../shared/money.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { columnOf, findType, linkOf, linksOf, propertyOf } from '../types/queries.ts'
import type { KnownType, TypedProperty } from '../types/queries.ts'
import { MONEY_SCALE } from '../types/values.ts'
import type { Value } from '../objects/schema.ts'
import type { Column } from './schema.ts'

const metricNames = {
  count: 'Count',
  sum: 'Sum',
  avg: 'Average',
  median: 'Median',
  min: 'Smallest',
  max: 'Largest',
  share: 'Share',
} as const
type MetricName = keyof typeof metricNames

export interface Metric {
  name: MetricName
  property: TypedProperty | null
  column: Column
  expression: RawBuilder<number | null>
  /** How much of all lines this is, in percent, is told in place of its size. */
  isShare: boolean
}

const WRITTEN =
  /^(count|sum|avg|median|min|max|share)(?:\s+([a-z][a-zA-Z0-9]*)(?:\s*\*\s*([a-z][a-zA-Z0-9]*))?)?$/

/** What a figure is taken of. */
interface Measure {
  property: TypedProperty
  title: string
  size: RawBuilder<number | null>
}

/** "total", or "price*quantity", where a row says what one costs and how many there are. */
function measureOf(type: KnownType, of: string, times: string | undefined): Measure {
  const property = propertyOf(type, of, 'metrics')
  const { slot, kind, title } = property
  const isTime = kind === 'day' || kind === 'instant'
  if (slot === null || slot.startsWith('t') || (isTime && times !== undefined))
    throw fieldFault('metrics', `Take a figure of something else: “${title}” is none.`)
  const at = sql<number | null>`${sql.ref(`o.${slot}`)}`
  if (times === undefined)
    return { property, title, size: isTime ? sql<number | null>`extract(epoch from ${at})::float8` : at }
  const factor = propertyOf(type, times, 'metrics')
  if (factor.slot === null || factor.kind !== 'number')
    throw fieldFault('metrics', `Multiply by a number: “${factor.title}” is none.`)
  return {
    property,
    title: `${title} × ${inSentence(factor.title)}`,
    size: sql<number | null>`(${at} * ${sql.ref(`o.${factor.slot}`)})`,
  }
}

/** "count order": how many different ones a link leads to. */
async function countOver(db: OrgDb, type: KnownType, name: string): Promise<Metric> {
  const link = linkOf(await linksOf(db, type.id), name, 'metrics')
  if (!link.isOne) throw fieldFault('metrics', `Count the other type: “${link.title}” leads to many of them.`)
  const { plural } = await findType(db, link.typeId)
  return {
    name: 'count',
    property: null,
    column: { name: `count ${name}`, title: `Number of ${inSentence(plural)}`, kind: 'number' },
    expression: sql<number>`count(distinct ${sql.ref(`o.${columnOf(type, link.property)}`)})::float8`,
    isShare: false,
  }
}

const titleOf = (name: MetricName, title: string, isTime: boolean): string => {
  if (isTime) return `${name === 'min' ? 'First' : 'Last'} ${inSentence(title)}`
  return `${metricNames[name]} of ${inSentence(title)}`
}

/** A figure of a property, or of two of them. */
function figureOf(
  type: KnownType,
  name: MetricName,
  [of, times]: readonly [of: string, times: string | undefined],
): Metric {
  const { property, title, size } = measureOf(type, of, times)
  const isTime = property.kind === 'day' || property.kind === 'instant'
  if (isTime && name !== 'min' && name !== 'max')
    throw fieldFault(
      'metrics',
      `Take the ${metricNames[name].toLowerCase()} of something else: “${title}” has none.`,
    )
  return {
    name,
    property,
    column: {
      name: `${name} ${of}${times === undefined ? '' : `*${times}`}`,
      title: titleOf(name, title, isTime),
      kind: name === 'share' ? 'number' : property.kind,
    },
    expression:
      name === 'median'
        ? sql<number | null>`percentile_cont(0.5) within group (order by ${size})`
        : sql<number | null>`${sql.raw(name === 'share' ? 'sum' : name)}(${size})`,
    isShare: name === 'share',
  }
}

/** How many there are, or how much of all that is. */
const countOf = (name: 'count' | 'share'): Metric => ({
  name,
  property: null,
  column: { name, title: name === 'share' ? 'Share' : 'Count', kind: 'number' },
  expression: sql<number>`count(*)::float8`,
  isShare: name === 'share',
})

/** "count", "count order", "sum total", "sum price*quantity", "share total". Throws a fault of the field `metrics`. */
export async function metricOf(db: OrgDb, type: KnownType, text: string): Promise<Metric> {
  const [, written, of, times] = WRITTEN.exec(text.trim()) ?? []
  const name = written as MetricName | undefined
  const isCount = name === 'count' || (name === 'share' && of === undefined)
  if (name === undefined || (name === 'count' ? times !== undefined : of === undefined && !isCount))
    throw fieldFault(
      'metrics',
      `There is no metric “${text.slice(0, 60)}”. Write count, sum total, avg total, median total, min total, max total, share total or sum price*quantity.`,
    )
  if (of !== undefined) return name === 'count' ? countOver(db, type, of) : figureOf(type, name, [of, times])
  return countOf(name === 'share' ? name : 'count')
}

/** A sum of ten-thousandths in the digits of its currency; averages are rounded half away from zero. */
function moneyText(size: number, currency: string): string {
  const digits = currencyDigits(currency) ?? 2
  const minor = mulDiv(BigInt(Math.round(size)), 10n ** BigInt(digits), 10n ** BigInt(MONEY_SCALE))
  return unscaled(minor, digits)
}

/** What came of a metric, as its property writes it. */
export function metricValue(
  { property, isShare }: Metric,
  size: number | null,
  currency: string | null,
): Value {
  if (size === null) return null
  if (property === null || isShare || property.kind === 'number') return size
  if (property.kind === 'money')
    return currency === null ? null : { amount: moneyText(size, currency), currency }
  const instant = new Date(size * 1_000).toISOString()
  return property.kind === 'day' ? instant.slice(0, 10) : instant
}
