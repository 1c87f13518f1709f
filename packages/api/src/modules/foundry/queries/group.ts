import { sql } from '@hub/db'
import type { RawBuilder } from 'kysely'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { inSentence } from '../../../shared/in-sentence.ts'
import { startOfDay } from '../../../platform/data/filters.ts'
import { columnOf, linksOf } from '../types/queries.ts'
import type { KnownType, TypedProperty } from '../types/queries.ts'
import { columnAt, firstAt, objectsAt, propertyAt, stepsOf, stepWords, thereAt } from './paths.ts'
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
  /** What each object is told by that has a line, also where nothing of it is there. */
  each: RawBuilder<{ by: string }> | null
}

/** By what brought them, where no property has the name. */
const SOURCE = 'source'
export const isBySource = ({ properties }: KnownType, text: string): boolean =>
  text.trim() === SOURCE && !properties.some(({ name }) => name === SOURCE)

/** Where a place is among those that rows are put together by. */
export const byAt = (at: number) => `by${at}`

const spans = {
  day: 'YYYY-MM-DD',
  week: 'IYYY-"W"IW',
  month: 'YYYY-MM',
  quarter: 'YYYY-"Q"Q',
  year: 'YYYY',
} as const
/** What comes again, told by numbers that are in its order: a day in each week, a month in each year, an hour in each day. */
const rounds = {
  weekday: {
    format: 'ID',
    title: (by: RawBuilder<unknown>) =>
      sql<string>`('{Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday}'::text[])[${by}::int]`,
  },
  monthname: {
    format: 'MM',
    title: (by: RawBuilder<unknown>) =>
      sql<string>`('{January,February,March,April,May,June,July,August,September,October,November,December}'::text[])[${by}::int]`,
  },
  hour: { format: 'HH24', title: (by: RawBuilder<unknown>) => sql<string>`${by} || ':00'` },
} as const
const SPANS = Object.keys({ ...spans, ...rounds })
  .join(', ')
  .replace(/, (?=\w+$)/, ' or ')

/** What rows are told apart by, where it is read, and how the column is called. */
interface Grouped {
  property: TypedProperty
  at: RawBuilder<unknown>
  column: Pick<Column, 'name' | 'title'>
}

/** How a span is told, and what it is called where that is not what it is told by. */
function spanOf(span: string, kind: TypedProperty['kind'], at: number) {
  if (Object.hasOwn(spans, span)) return { format: spans[span as keyof typeof spans], named: null }
  // A day has no hours.
  if (!Object.hasOwn(rounds, span) || (span === 'hour' && kind !== 'instant')) return null
  const { format, title } = rounds[span as keyof typeof rounds]
  return { format, named: { title: title(sql.ref(`grouped.${byAt(at)}`)), id: sql<null>`null` } }
}

function timeGrouping(
  ctx: OrgContext,
  { property, at, column }: Grouped,
  { span, place }: { span: string; place: number },
): Grouping {
  const { kind, slot } = property
  const found = spanOf(span, kind, place)
  if (found === null || (kind !== 'day' && kind !== 'instant') || slot === null)
    throw fieldFault('groupBy', `Only days and moments are grouped by ${SPANS}, and only moments by hour.`)
  const zone = kind === 'day' ? 'UTC' : ctx.org.timeZone
  const { name, title } = column
  return {
    column: { name, title: `${title} by ${span}`, kind: 'text' },
    by: sql`to_char(${at} at time zone ${zone}, ${found.format})`,
    named: found.named,
    isTime: true,
    periods: null,
    each: null,
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
    each: null,
  }
}

function textGrouping({ property, at, column }: Grouped): Grouping {
  const { slot, kind } = property
  if (slot?.startsWith('t') !== true || kind === 'money')
    throw fieldFault(
      'groupBy',
      `Group by something else: “${column.title}” is no text. Days are grouped as “${column.name} by month”.`,
    )
  return { column: { ...column, kind }, by: at, named: null, isTime: false, periods: null, each: null }
}

/** Refused where one of them leads to many: each row is in one group. */
function eachToOne(steps: readonly Step[]): readonly Step[] {
  const many = steps.find(({ link }) => !link.isOne)
  if (many) throw fieldFault('groupBy', `Group the other type: “${many.link.title}” leads to many of them.`)
  return steps
}

/** By the objects that links lead to: "customer", "order.customer". */
function linkGrouping(name: string, steps: readonly Step[], { at, isEach }: Place): Grouping | null {
  const last = eachToOne(steps).at(-1)
  if (!last) return null
  const found = (column: string) => sql<string | null>`(select ${sql.ref(`g.${column}`)} from foundry_object g
    where ${objectsAt(last, 'g')} and ${thereAt(last, 'g')} = ${sql.ref(`grouped.${byAt(at)}`)} order by g.id limit 1)`
  const title = stepWords(steps)
  return {
    column: { name, title: title.charAt(0).toUpperCase() + title.slice(1), kind: 'text' },
    by: columnAt(steps.slice(0, -1), columnOf(last.from, last.link.property)),
    named: { title: found('title'), id: found('id') },
    isTime: false,
    periods: null,
    each: isEach
      ? sql<{ by: string }>`select distinct ${thereAt(last, 'g')} as by from foundry_object g
          where ${objectsAt(last, 'g')} and ${thereAt(last, 'g')} is not null`
      : null,
  }
}

/** What brought each of them: the shop, the account or the file. */
const sourceGrouping: Grouping = {
  column: { name: SOURCE, title: 'Source', kind: 'text' },
  by: sql`(select d.title from foundry_record r join foundry_dataset d on d.id = r.dataset_id where r.id = o.record_id)`,
  named: null,
  isTime: false,
  periods: null,
  each: null,
}

/** Whether the last of such names is a link, and not a property. */
async function leadsOn(start: PathStart, names: readonly string[]): Promise<boolean> {
  const steps = await stepsOf(start, names.slice(0, -1))
  const links = await linksOf(start.db, steps.at(-1)?.to.id ?? start.type.id)
  return links.some(({ name }) => name === names.at(-1))
}

interface Place {
  /** The how manieth of those that rows are put together by. */
  at: number
  isEach: boolean
}

/** Where "first orders.placed" is read: the earliest of all that the links lead to. */
function earliestAt(steps: readonly Step[], { slot, title }: TypedProperty): RawBuilder<unknown> {
  if (slot === null || steps.length === 0)
    throw fieldFault(
      'groupBy',
      `Write the first of what links lead to, as “first orders.placed by month”: “${title}” is none.`,
    )
  return firstAt(steps, slot)
}

/** "city", "order.customer.city", "placed by month", "placed in 2026-09|2026-10", "each product", "first orders.placed by month". */
async function groupingAt(
  start: PathStart & { ctx: OrgContext },
  text: string,
  at: number,
): Promise<Grouping> {
  const [, mark, path = '', by, written = ''] =
    /^(?:(each|first)\s+)?(\S+)(?:\s+(by|in)\s+(\S+))?$/.exec(text.trim()) ?? []
  if (isBySource(start.type, text)) return sourceGrouping
  const place = { at, isEach: mark === 'each' }
  const isFirst = mark === 'first'
  const isLink = by === undefined && !isFirst && (await leadsOn(start, path.split('.')))
  const linked = isLink ? linkGrouping(path, await stepsOf(start, path.split('.')), place) : null
  if (linked) return linked
  const grouped = await readAt(start, path, isFirst)
  if (place.isEach)
    throw fieldFault(
      'groupBy',
      `Only what a link leads to is told each: “${grouped.property.title}” is none.`,
    )
  if (by === undefined) return textGrouping(grouped)
  return by === 'in'
    ? periodGrouping(start.ctx, grouped, written)
    : timeGrouping(start.ctx, grouped, { span: written, place: at })
}

/** Where a property is read, or the earliest of those that links lead to, and how it is called. */
async function readAt(start: PathStart, path: string, isFirst: boolean): Promise<Grouped> {
  const { steps, property } = await propertyAt(start, path)
  const { slot, title } = property
  const of = steps.length === 0 ? '' : ` of ${stepWords(steps)}`
  if (isFirst)
    return {
      property,
      at: earliestAt(steps, property),
      column: { name: `first ${path}`, title: `First ${inSentence(title)}${of}` },
    }
  const at = slot === null ? sql`null` : columnAt(eachToOne(steps), slot)
  return { property, at, column: { name: path, title: `${title}${of}` } }
}

const MOST_GROUPINGS = 2

/** What rows are put together by: "city", or two of them, "customer.city, placed by month". Throws a fault of the field `groupBy`. */
export async function groupingsOf(ctx: OrgContext, type: KnownType, text: string): Promise<Grouping[]> {
  const texts = text.split(',')
  if (texts.length > MOST_GROUPINGS) throw fieldFault('groupBy', `Group by ${MOST_GROUPINGS} at most.`)
  const start = { db: ctx.db, type, field: 'groupBy', ctx }
  const groupings: Grouping[] = []
  for (const [at, one] of texts.entries()) groupings.push(await groupingAt(start, one, at))
  if (groupings.length > 1 && groupings.some(({ periods, each }) => periods !== null || each !== null))
    throw fieldFault('groupBy', 'Periods beside each other, and each of something, are grouped by alone.')
  return groupings
}
