import { sql } from '@hub/db'
import type { RawBuilder } from 'kysely'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { unscaled } from '../../../shared/money.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { findType, propertyOf } from '../types/queries.ts'
import type { TypedProperty } from '../types/queries.ts'
import { MONEY_SCALE } from '../types/values.ts'
import type { Facet, FacetObjects } from './schema.ts'
import { fitting } from './fitting.ts'
import type { Fitting } from './fitting.ts'

const BARS = 12

type Counted = Omit<Facet, 'kind'>

const nothing: Counted = { values: [], others: 0, empty: 0, from: null, to: null, bars: [] }

/** The most frequent values, and how many others there are. */
async function valuesOf(query: Fitting, column: RawBuilder<string | null>, limit: number): Promise<Counted> {
  const rows = await query
    .select([
      column.as('value'),
      sql<number>`count(*)::int`.as('count'),
      sql<number>`(count(*) over ())::int`.as('groups'),
    ])
    .groupBy(column)
    // Those without a value first, so that they are always among what is read.
    .orderBy(sql`${column} is null desc, count(*) desc, ${column}`)
    .limit(limit + 1)
    .execute()
  const empty = rows.find(({ value }) => value === null)
  const values = rows
    .flatMap(({ value, count }) => (value === null ? [] : [{ value, count }]))
    .slice(0, limit)
  const groups = (rows[0]?.groups ?? 0) - (empty ? 1 : 0)
  return { ...nothing, values, others: groups - values.length, empty: empty?.count ?? 0 }
}

/** Number of seconds for moments, so that both are divided into bars alike. */
const asNumber = ({ kind }: TypedProperty, column: RawBuilder<unknown>): RawBuilder<number> =>
  kind === 'day' || kind === 'instant'
    ? sql<number>`extract(epoch from ${column})::float8`
    : sql<number>`${column}`

/** An end of what there is, as the kind of the property writes it. */
function endText({ kind }: TypedProperty, end: number): string {
  if (kind === 'number') return String(end)
  if (kind === 'money') return unscaled(BigInt(end), MONEY_SCALE).replace(/\.?0+$/, '')
  return new Date(end * 1_000).toISOString().slice(0, 10)
}

/** From where to where they go, and how many lie in each twelfth of the way. */
async function barsOf(
  query: Fitting,
  property: TypedProperty,
  column: RawBuilder<unknown>,
): Promise<Counted> {
  const size = asNumber(property, column)
  const ends = await query
    .select([
      sql<number | null>`min(${size})`.as('from'),
      sql<number | null>`max(${size})`.as('to'),
      sql<number>`(count(*) - count(${column}))::int`.as('empty'),
    ])
    .executeTakeFirst()
  const { from = null, to = null, empty = 0 } = ends ?? {}
  if (from === null || to === null) return { ...nothing, empty }
  const width = (to - from) / BARS || 1
  const bar = sql<number>`least(floor((${size} - ${from}::float8) / ${width}::float8), ${BARS - 1})::int`
  const rows = await query
    .where(sql<boolean>`${column} is not null`)
    .select([bar.as('bar'), sql<number>`count(*)::int`.as('count')])
    // By its place: with its parameters written a second time it would be another expression.
    .groupBy(sql`1`)
    .execute()
  const counts = new Map(rows.map((row) => [row.bar, row.count]))
  return {
    ...nothing,
    empty,
    from: endText(property, from),
    to: endText(property, to),
    bars: Array.from({ length: BARS }, (_, at) => counts.get(at) ?? 0),
  }
}

/** How the objects that fit are spread over a property. */
export async function facetObjects(ctx: OrgContext, input: FacetObjects): Promise<Facet> {
  const type = await findType(ctx.db, input.typeId)
  const property = propertyOf(type, input.property, 'property')
  const { slot, kind, title } = property
  if (slot === null) throw fieldFault('property', `Choose another property: “${title}” is not found by.`)
  const query = (await fitting(ctx, type, input))()
  const column = sql.ref(`o.${slot}`)
  const counted = slot.startsWith('t')
    ? await valuesOf(query, sql<string | null>`${column}`, input.limit)
    : await barsOf(query, property, column)
  return { kind, ...counted }
}
