import { sql } from '@hub/db'
import type { RawBuilder } from 'kysely'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { currencyDigits } from '../../../shared/currencies.ts'
import { inSentence } from '../../../shared/in-sentence.ts'
import { mulDiv, unscaled } from '../../../shared/money.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { startOfDay } from '../../../platform/data/filters.ts'
import { columnOf, linksOf, propertyOf } from '../types/queries.ts'
import type { KnownType, TypedProperty } from '../types/queries.ts'
import { MONEY_SCALE } from '../types/values.ts'
import type { Value } from '../objects/schema.ts'
import { columnAt, objectsAt, propertyAt, stepsOf, stepWords, thereAt } from './paths.ts'
import type { PathStart, Step } from './paths.ts'
import { periodsIn } from './periods.ts'
import type { Period } from './periods.ts'
import type { Column } from './schema.ts'

/** What rows are put together by. */
export interface Grouping {
  column: Column
  /** What tells one group from another. */
  by: RawBuilder<unknown>
  /** What it is called, and which object it is; only for links, out of what it is told by. */
  named: { title: RawBuilder<string | null>; id: RawBuilder<string | null> } | null
  isTime: boolean
  /** Each has a line, also where nothing is in it, and what is in none has none. */
  periods: readonly Period[] | null
}

const spans = { day: 'YYYY-MM-DD', month: 'YYYY-MM', year: 'YYYY' } as const

/** What rows are told apart by, where it is read, and how the column is called. */
interface Grouped {
  property: TypedProperty
  at: RawBuilder<unknown>
  column: Pick<Column, 'name' | 'title'>
}

function timeGrouping(ctx: OrgContext, { property, at, column }: Grouped, span: string): Grouping {
  const { kind, slot } = property
  if (!Object.hasOwn(spans, span) || (kind !== 'day' && kind !== 'instant') || slot === null)
    throw fieldFault('groupBy', 'Only days and moments are grouped by day, month or year.')
  const zone = kind === 'day' ? 'UTC' : ctx.org.timeZone
  const format = spans[span as keyof typeof spans]
  const by = sql`to_char(${at} at time zone ${zone}, ${format})`
  const { name, title } = column
  return {
    column: { name, title: `${title} by ${span}`, kind: 'text' },
    by,
    named: null,
    isTime: true,
    periods: null,
  }
}

/** "placed in 2026-09|2026-10": what lies in two of them is in the first. */
function periodGrouping(ctx: OrgContext, { property, at, column }: Grouped, text: string): Grouping {
  const { kind, slot } = property
  if ((kind !== 'day' && kind !== 'instant') || slot === null)
    throw fieldFault('groupBy', 'Only days and moments are compared by periods.')
  const zone = kind === 'day' ? 'UTC' : ctx.org.timeZone
  const periods = periodsIn(text)
  const cases = periods.map(
    ({
      written,
      from,
      after,
    }) => sql`when ${at} >= ${startOfDay(from, zone)} and ${at} < ${startOfDay(after, zone)}
      then ${written}`,
  )
  return {
    column: { ...column, name: `${column.name} in`, kind: 'text' },
    by: sql`case ${sql.join(cases, sql` `)} end`,
    named: null,
    isTime: true,
    periods,
  }
}

function textGrouping({ property, at, column }: Grouped): Grouping {
  const { slot, kind } = property
  if (slot?.startsWith('t') !== true || kind === 'money')
    throw fieldFault(
      'groupBy',
      `Group by something else: “${column.title}” is no text. Days are grouped as “${column.name} by month”.`,
    )
  return { column: { ...column, kind }, by: at, named: null, isTime: false, periods: null }
}

/** Refused where one of them leads to many: each row is in one group. */
function eachToOne(steps: readonly Step[]): readonly Step[] {
  const many = steps.find(({ link }) => !link.isOne)
  if (many) throw fieldFault('groupBy', `Group the other type: “${many.link.title}” leads to many of them.`)
  return steps
}

/** By the objects that links lead to: "customer", "order.customer". */
function linkGrouping(name: string, steps: readonly Step[]): Grouping | null {
  const last = eachToOne(steps).at(-1)
  if (!last) return null
  const found = (column: string) => sql<string | null>`(select ${sql.ref(`g.${column}`)} from foundry_object g
    where ${objectsAt(last, 'g')} and ${thereAt(last, 'g')} = grouped.by order by g.id limit 1)`
  const title = stepWords(steps)
  return {
    column: { name, title: title.charAt(0).toUpperCase() + title.slice(1), kind: 'text' },
    by: columnAt(steps.slice(0, -1), columnOf(last.from, last.link.property)),
    named: { title: found('title'), id: found('id') },
    isTime: false,
    periods: null,
  }
}

/** Whether the last of such names is a link, and not a property. */
async function leadsOn(start: PathStart, names: readonly string[]): Promise<boolean> {
  const steps = await stepsOf(start, names.slice(0, -1))
  const links = await linksOf(start.db, steps.at(-1)?.to.id ?? start.type.id)
  return links.some(({ name }) => name === names.at(-1))
}

/** "city", "customer", "order.customer.city", "placed by month", "placed in 2026-09|2026-10". Throws a fault of the field `groupBy`. */
export async function groupingOf(ctx: OrgContext, type: KnownType, text: string): Promise<Grouping> {
  const [, path = '', by, written = ''] = /^(\S+)(?:\s+(by|in)\s+(\S+))?$/.exec(text.trim()) ?? []
  const start = { db: ctx.db, type, field: 'groupBy' }
  const isLink = by === undefined && (await leadsOn(start, path.split('.')))
  const linked = isLink ? linkGrouping(path, await stepsOf(start, path.split('.'))) : null
  if (linked) return linked
  const { steps, property } = await propertyAt(start, path)
  const { slot, title } = property
  const grouped: Grouped = {
    property,
    at: slot === null ? sql`null` : columnAt(eachToOne(steps), slot),
    column: { name: path, title: steps.length === 0 ? title : `${title} of ${stepWords(steps)}` },
  }
  if (by === undefined) return textGrouping(grouped)
  return by === 'in' ? periodGrouping(ctx, grouped, written) : timeGrouping(ctx, grouped, written)
}

const metricNames = { count: 'Count', sum: 'Sum', avg: 'Average', min: 'Smallest', max: 'Largest' } as const
type MetricName = keyof typeof metricNames

export interface Metric {
  name: MetricName
  property: TypedProperty | null
  column: Column
  expression: RawBuilder<number | null>
}

const WRITTEN = /^(count|sum|avg|min|max)(?:\s+([a-z][a-zA-Z0-9]*)(?:\s*\*\s*([a-z][a-zA-Z0-9]*))?)?$/

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

/** "count", "sum total", "sum price*quantity". Throws a fault of the field `metrics`. */
export function metricOf(type: KnownType, text: string): Metric {
  const [, written, of, times] = WRITTEN.exec(text.trim()) ?? []
  const name = written as MetricName | undefined
  if (name === undefined || (name === 'count') !== (of === undefined))
    throw fieldFault(
      'metrics',
      `There is no metric “${text.slice(0, 60)}”. Write count, sum total, avg total, min total, max total or sum price*quantity.`,
    )
  if (of === undefined)
    return {
      name,
      property: null,
      column: { name: 'count', title: 'Count', kind: 'number' },
      expression: sql<number>`count(*)::float8`,
    }
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
      title: `${metricNames[name]} of ${inSentence(title)}`,
      kind: property.kind,
    },
    expression: sql<number | null>`${sql.raw(name)}(${size})`,
  }
}

/** A sum of ten-thousandths in the digits of its currency; averages are rounded half away from zero. */
function moneyText(size: number, currency: string): string {
  const digits = currencyDigits(currency) ?? 2
  const minor = mulDiv(BigInt(Math.round(size)), 10n ** BigInt(digits), 10n ** BigInt(MONEY_SCALE))
  return unscaled(minor, digits)
}

/** What came of a metric, as its property writes it. */
export function metricValue({ property }: Metric, size: number | null, currency: string | null): Value {
  if (size === null) return null
  if (property === null || property.kind === 'number') return size
  if (property.kind === 'money')
    return currency === null ? null : { amount: moneyText(size, currency), currency }
  const instant = new Date(size * 1_000).toISOString()
  return property.kind === 'day' ? instant.slice(0, 10) : instant
}
