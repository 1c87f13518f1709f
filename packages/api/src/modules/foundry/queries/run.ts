import { inTx, sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { RawBuilder } from 'kysely'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { listedColumns, withValues } from '../objects/read.ts'
import type { ListedRow } from '../objects/read.ts'
import { fitting } from '../objects/fitting.ts'
import type { Fitting } from '../objects/fitting.ts'
import { findType, propertyOf } from '../types/queries.ts'
import type { KnownType } from '../types/queries.ts'
import { byAt, groupingsOf } from './group.ts'
import { metricOf, metricValue } from './metrics.ts'
import type { Metric } from './metrics.ts'
import { compileHaving } from './having.ts'
import { orderIn, orderOf, ownFirst, placeInEach } from './order.ts'
import type { Ordering } from './order.ts'
import type { QueryAnswer, RunQuery } from './schema.ts'
import { spokenOf } from './spoken.ts'
import { wordsOf } from './words.ts'

/** No question holds the database longer. */
const LONGEST_MS = 5_000

interface Asked {
  type: KnownType
  input: RunQuery
}

/**
 * Answers a question about the objects of a type: which they are, or how many and how much by group. A question is data,
 * compiled here; nothing of it becomes part of a statement.
 */
export async function runQuery(ctx: OrgContext, input: RunQuery): Promise<QueryAnswer> {
  const type = await findType(ctx.db, input.typeId)
  const among = await fitting(ctx, type, input)
  const isGrouped = input.groupBy !== undefined || input.metrics !== undefined
  if (input.having !== undefined && input.groupBy === undefined)
    throw fieldFault('having', 'Say by what to group: a condition on groups needs groups.')
  if (input.limitEach !== undefined && input.groupBy === undefined)
    throw fieldFault('limitEach', 'Say by what to group: so many of each come of two groupings.')
  const answer = await (isGrouped ? groupedAnswer : listedAnswer)(ctx, { type, input, among })
  return { ...answer, words: wordsOf(await spokenOf(ctx.db, { type, input })) }
}

type Answer = Omit<QueryAnswer, 'words'>

interface Compiled extends Asked {
  /** The objects that fit, in a transaction. */
  among: (db: OrgDb) => Fitting
}

function timed<R>(ctx: OrgContext, work: (db: OrgDb) => Promise<R>): Promise<R> {
  return inTx(ctx.db, async (tx) => {
    await sql`set local statement_timeout = ${sql.lit(LONGEST_MS)}`.execute(tx)
    return work(tx)
  })
}

async function listedAnswer(ctx: OrgContext, asked: Compiled): Promise<Answer> {
  const { type, input } = asked
  const order = orderOf(input.sort) ?? { name: 'title', direction: 'asc' as const }
  const property = order.name === 'title' ? null : propertyOf(type, order.name, 'sort')
  const slot = property === null ? 'title' : property.slot
  if (slot === null) throw fieldFault('sort', `Sort by something else: “${order.name}” is not found by.`)
  const rows: ListedRow[] = await timed(ctx, (db) =>
    asked
      .among(db)
      .select(listedColumns)
      .orderBy(
        sql.join([
          ...ownFirst(
            property?.currencySlot ? sql.ref(`o.${property.currencySlot}`) : null,
            ctx.org.currency,
          ),
          sql`${sql.ref(`o.${slot}`)} ${sql.raw(order.direction)} nulls last`,
        ]),
      )
      .orderBy('o.id')
      .limit(input.limit + 1)
      .execute(),
  )
  const objects = await withValues(ctx.db, type, rows.slice(0, input.limit))
  // Why somebody stands first is told first.
  const properties = type.properties.toSorted(
    (one, other) => Number(other === property) - Number(one === property),
  )
  return {
    columns: [
      { name: 'title', title: type.title, kind: 'text' },
      ...properties.map(({ name, title, kind }) => ({ name, title, kind })),
    ],
    rows: objects.map(({ id, title, values }) => ({
      objectId: id,
      cells: [title, ...properties.map(({ name }) => values[name] ?? null)],
    })),
    isAll: rows.length <= input.limit,
  }
}

interface Grouped {
  by: (string | null)[]
  currency: string | null
  titles: (string | null)[]
  ids: (string | null)[]
  sizes: (number | null)[]
}

/** The currency in which amounts are added up; those of several are never one sum. */
function currencyOf(metrics: readonly Metric[]): RawBuilder<string | null> {
  const slots = new Set(metrics.flatMap(({ property }) => property?.currencySlot ?? []))
  if (slots.size > 1) throw fieldFault('metrics', 'Ask for one kind of money at a time.')
  const [slot] = slots
  return slot === undefined ? sql<null>`null::text` : sql<string>`${sql.ref(`o.${slot}`)}`
}

const columns = (count: number, named: (at: number) => RawBuilder<unknown>): RawBuilder<unknown> =>
  sql.join(Array.from({ length: count }, (_, at) => named(at)))

/** What has no amount is nothing to add up: it has a line only where it is counted, or is all that a group holds. */
const hasAmount = (metrics: readonly Metric[]): RawBuilder<boolean> =>
  metrics.every(({ property }) => property?.kind === 'money')
    ? sql<boolean>`(currency is not null or currencies = 0)`
    : sql<boolean>`true`

const sizeOfNone = ({ name }: Metric): number | null => (name === 'count' ? 0 : null)

/** Nothing put together as a whole is nothing, and not no answer; so is a period that is compared with others. */
function withEmpty(
  rows: Grouped[],
  { groupings, metrics, sort, isPart }: Ordering & { isPart: boolean },
): Grouped[] {
  const none = { currency: null, titles: [], ids: [], sizes: metrics.map(sizeOfNone) }
  const [grouping] = groupings
  if (!grouping) return rows.length === 0 ? [{ by: [], ...none }] : rows
  if (grouping.periods === null || isPart) return rows
  const lines = grouping.periods.map(({ written }) => ({
    written,
    rows: rows.filter(({ by }) => by[0] === written),
  }))
  if (sort !== undefined && lines.every((line) => line.rows.length > 0)) return rows
  return lines.flatMap((line) => (line.rows.length > 0 ? line.rows : [{ by: [line.written], ...none }]))
}

/** With a line for each object of which nothing is there: nothing of it, so that it comes first where the least does. */
function withEach(lines: RawBuilder<unknown>, { groupings, metrics }: Ordering): RawBuilder<unknown> {
  const each = groupings[0]?.each
  if (!each) return lines
  const sizes = metrics.map(({ name }) =>
    name === 'count' || name === 'sum' ? sql`0::float8` : sql`null::float8`,
  )
  return sql`with found as (${lines}) select * from found where ${sql.ref(byAt(0))} in (${each})
    union all select by, null, ${sql.join(sizes)} from (${each}) as every
    where by not in (select ${sql.ref(byAt(0))} from found where ${sql.ref(byAt(0))} is not null)`
}

/** What is added up, by what rows are put together by and the currency of their amounts. */
function sizesIn(db: OrgDb, { among }: Compiled, ordering: Ordering): RawBuilder<unknown> {
  const { groupings, metrics } = ordering
  const compared = groupings.flatMap(({ periods, by }) => (periods === null ? [] : [by]))
  const inner = among(db)
    .select(groupings.map(({ by }, at) => sql<string | null>`${by}`.as(byAt(at))))
    .select(currencyOf(metrics).as('currency'))
    .select(metrics.map(({ expression }, at) => expression.as(`m${at}`)))
    .where(compared.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(compared)} is not null`)
    .groupBy(Array.from({ length: groupings.length + 1 }, (_, at) => sql`${sql.lit(at + 1)}`))
  return withEach(sql`${inner}`, ordering)
}

/** Within what shares are told: of two groupings within a month, else within the first. */
function wholeAt({ groupings }: Ordering): RawBuilder<unknown>[] {
  if (groupings.length < 2) return []
  return [
    sql.ref(
      byAt(
        Math.max(
          groupings.findIndex(({ isTime }) => isTime),
          0,
        ),
      ),
    ),
  ]
}

/** Shares are of all lines, of two groupings of those within one; amounts of each currency by themselves. */
function linesIn(db: OrgDb, asked: Compiled, ordering: Ordering): RawBuilder<unknown> {
  const { groupings, metrics } = ordering
  const lines = sizesIn(db, asked, ordering)
  if (!metrics.some(({ isShare }) => isShare)) return lines
  const apart = sql.join([sql.ref('currency'), ...wholeAt(ordering)])
  const shown = metrics.map(({ isShare }, at) => {
    const size = sql.ref(`m${at}`)
    return isShare
      ? sql`round((100 * ${size} / nullif(sum(${size}) over (partition by ${apart}), 0))::numeric, 2)::float8 as ${size}`
      : size
  })
  const kept = groupings.map((_, at) => sql.ref(byAt(at)))
  return sql`select ${sql.join([...kept, sql.ref('currency'), ...shown])} from (${lines}) as sizes`
}

async function groupedRows(
  db: OrgDb,
  asked: Compiled & { holds: RawBuilder<boolean> },
  ordering: Ordering,
): Promise<Grouped[]> {
  const { groupings, metrics } = ordering
  const { input, holds } = asked
  const order = orderIn(ordering)
  const first = sql`place <= ${ordering.limitEach ?? 1}`
  const keys = columns(groupings.length, (at) => sql.ref(byAt(at)))
  const apart = groupings.length === 0 ? sql`` : sql`partition by ${keys}`
  const named = (of: 'title' | 'id') =>
    columns(groupings.length, (at) => groupings[at]?.named?.[of] ?? sql`null`)
  const { rows } = await sql<Grouped>`
    select array[${keys}]::text[] as by, currency, array[${columns(metrics.length, (at) => sql.ref(`m${at}`))}]::float8[] as sizes,
      array[${named('title')}]::text[] as titles, array[${named('id')}]::text[] as ids
    from (select * from (select *, ${placeInEach(ordering)} as place from (select *, count(currency) over (${apart}) as currencies
      from (${linesIn(db, asked, ordering)}) as lines) as all_groups where ${holds} and ${hasAmount(metrics)}) as placed
      where ${first} order by ${order} limit ${input.limit + 1}) as grouped
    order by ${order}`.execute(db)
  return rows
}

async function groupedAnswer(ctx: OrgContext, asked: Compiled): Promise<Answer> {
  const { type, input } = asked
  const groupings = input.groupBy === undefined ? [] : await groupingsOf(ctx, type, input.groupBy)
  const metrics = await Promise.all((input.metrics ?? ['count']).map((text) => metricOf(ctx.db, type, text)))
  const ordering = {
    groupings,
    metrics,
    currency: ctx.org.currency,
    sort: input.sort,
    limitEach: input.limitEach,
  }
  const holds = compileHaving(metrics, input.having ?? [])
  const found = await timed(ctx, (db) => groupedRows(db, { ...asked, holds }, ordering))
  const isPart = input.having !== undefined
  const rows = withEmpty(found, { ...ordering, isPart })
  return {
    columns: [...groupings, ...metrics].map(({ column }) => column),
    rows: rows.slice(0, input.limit).map(({ by, titles, ids, sizes, currency }) => ({
      objectId: ids[0] ?? null,
      cells: [
        ...by.map((one, at) => titles[at] ?? one),
        ...metrics.map((metric, at) => metricValue(metric, sizes[at] ?? null, currency)),
      ],
    })),
    isAll: rows.length <= input.limit,
  }
}
