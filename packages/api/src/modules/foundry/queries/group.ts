import { sql } from '@hub/db'
import type { RawBuilder } from 'kysely'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { currencyDigits } from '../../../shared/currencies.ts'
import { inSentence } from '../../../shared/in-sentence.ts'
import { mulDiv, unscaled } from '../../../shared/money.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { columnOf, findType, linkOf, propertyOf } from '../types/queries.ts'
import type { KnownLink, KnownType, TypedProperty } from '../types/queries.ts'
import { MONEY_SCALE } from '../types/values.ts'
import type { Value } from '../objects/schema.ts'
import type { Column } from './schema.ts'

/** What rows are put together by. */
export interface Grouping {
  column: Column
  /** What tells one group from another. */
  by: RawBuilder<unknown>
  /** What it is called, and which object it is; only for links, out of what it is told by. */
  named: { title: RawBuilder<string | null>; id: RawBuilder<string | null> } | null
  isTime: boolean
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
  return { column: { name, title: `${title} by ${span}`, kind: 'text' }, by, named: null, isTime: true }
}

function textGrouping({ property, at, column }: Grouped): Grouping {
  const { slot, kind } = property
  if (slot?.startsWith('t') !== true || kind === 'money')
    throw fieldFault(
      'groupBy',
      `Group by something else: “${column.title}” is no text. Days are grouped as “${column.name} by month”.`,
    )
  return { column: { ...column, kind }, by: at, named: null, isTime: false }
}

/** Refused where it leads to many: each row is in one group. */
function oneOf(link: KnownLink): KnownLink {
  if (!link.isOne) throw fieldFault('groupBy', `Group the other type: “${link.title}” leads to many of them.`)
  return link
}

async function linkGrouping(ctx: OrgContext, type: KnownType, link: KnownLink): Promise<Grouping> {
  const other = await findType(ctx.db, oneOf(link).typeId)
  const key = sql.ref(`g.${columnOf(other, link.otherProperty)}`)
  const found = (column: string) => sql<string | null>`(select ${sql.ref(`g.${column}`)} from foundry_object g
    where g.type_id = ${other.id} and g.removed_at is null and ${key} = grouped.by order by g.id limit 1)`
  return {
    column: { name: link.name, title: link.title, kind: 'text' },
    by: sql.ref(`o.${columnOf(type, link.property)}`),
    named: { title: found('title'), id: found('id') },
    isTime: false,
  }
}

interface Place {
  type: KnownType
  links: readonly KnownLink[]
}

/** The property of what a row is linked with: "customer.city". */
async function linkedProperty(ctx: OrgContext, { type, links }: Place, name: string): Promise<Grouped> {
  const dot = name.indexOf('.')
  const link = oneOf(linkOf(links, name.slice(0, dot), 'groupBy'))
  const other = await findType(ctx.db, link.typeId)
  const property = propertyOf(other, name.slice(dot + 1), 'groupBy')
  const { slot, title } = property
  const key = sql.ref(`g.${columnOf(other, link.otherProperty)}`)
  const at =
    slot === null
      ? sql`null`
      : sql`(select ${sql.ref(`g.${slot}`)} from foundry_object g where g.type_id = ${other.id}
        and g.removed_at is null and ${key} = ${sql.ref(`o.${columnOf(type, link.property)}`)} order by g.id limit 1)`
  return { property, at, column: { name, title: `${title} of ${inSentence(link.title)}` } }
}

function ownProperty({ type }: Place, name: string): Grouped {
  const property = propertyOf(type, name, 'groupBy')
  const at = property.slot === null ? sql`null` : sql.ref(`o.${property.slot}`)
  return { property, at, column: { name, title: property.title } }
}

/** "city", "customer", "customer.city", "placed by month". Throws a fault of the field `groupBy`. */
export async function groupingOf(ctx: OrgContext, place: Place, text: string): Promise<Grouping> {
  const [, name = '', span] = /^(\S+)(?:\s+by\s+(\S+))?$/.exec(text.trim()) ?? []
  const link = place.links.find((one) => one.name === name)
  if (link && span === undefined) return linkGrouping(ctx, place.type, link)
  const grouped = name.includes('.') ? await linkedProperty(ctx, place, name) : ownProperty(place, name)
  return span === undefined ? textGrouping(grouped) : timeGrouping(ctx, grouped, span)
}

const metricNames = { count: 'Count', sum: 'Sum', avg: 'Average', min: 'Smallest', max: 'Largest' } as const
type MetricName = keyof typeof metricNames

export interface Metric {
  name: MetricName
  property: TypedProperty | null
  column: Column
  expression: RawBuilder<number | null>
}

const WRITTEN = /^(count|sum|avg|min|max)(?:\s+([a-z][a-zA-Z0-9]*))?$/

/** "count", "sum total". Throws a fault of the field `metrics`. */
export function metricOf(type: KnownType, text: string): Metric {
  const [, written, of] = WRITTEN.exec(text.trim()) ?? []
  const name = written as MetricName | undefined
  if (name === undefined || (name === 'count') !== (of === undefined))
    throw fieldFault(
      'metrics',
      `There is no metric “${text.slice(0, 60)}”. Write count, sum total, avg total, min total or max total.`,
    )
  if (of === undefined)
    return {
      name,
      property: null,
      column: { name: 'count', title: 'Count', kind: 'number' },
      expression: sql<number>`count(*)::float8`,
    }
  const property = propertyOf(type, of, 'metrics')
  const { slot, kind, title } = property
  const isTime = kind === 'day' || kind === 'instant'
  if (slot === null || slot.startsWith('t') || (isTime && name !== 'min' && name !== 'max'))
    throw fieldFault(
      'metrics',
      `Take the ${metricNames[name].toLowerCase()} of something else: “${title}” has none.`,
    )
  const at = sql.ref(`o.${slot}`)
  const size = isTime ? sql`extract(epoch from ${at})::float8` : at
  return {
    name,
    property,
    column: { name: text.trim(), title: `${metricNames[name]} of ${inSentence(title)}`, kind },
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
