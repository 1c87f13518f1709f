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
import { groupingOf, metricOf, metricValue } from './group.ts'
import type { Grouping, Metric } from './group.ts'
import { compileHaving } from './having.ts'
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

interface Order {
  name: string
  direction: 'asc' | 'desc'
}

const orderOf = (sort: string | undefined): Order | null =>
  sort === undefined
    ? null
    : { name: sort.replace(/^-/, '').trim(), direction: sort.startsWith('-') ? 'desc' : 'asc' }

async function listedAnswer(ctx: OrgContext, asked: Compiled): Promise<Answer> {
  const { type, input } = asked
  const order = orderOf(input.sort) ?? { name: 'title', direction: 'asc' as const }
  const slot = order.name === 'title' ? 'title' : propertyOf(type, order.name, 'sort').slot
  if (slot === null) throw fieldFault('sort', `Sort by something else: “${order.name}” is not found by.`)
  const rows: ListedRow[] = await timed(ctx, (db) =>
    asked
      .among(db)
      .select(listedColumns)
      .orderBy(sql`${sql.ref(`o.${slot}`)} ${sql.raw(order.direction)} nulls last`)
      .orderBy('o.id')
      .limit(input.limit + 1)
      .execute(),
  )
  const objects = await withValues(ctx.db, type, rows.slice(0, input.limit))
  return {
    columns: [
      { name: 'title', title: type.title, kind: 'text' },
      ...type.properties.map(({ name, title, kind }) => ({ name, title, kind })),
    ],
    rows: objects.map(({ id, title, values }) => ({
      objectId: id,
      cells: [title, ...type.properties.map(({ name }) => values[name] ?? null)],
    })),
    isAll: rows.length <= input.limit,
  }
}

interface Grouped {
  by: string | null
  currency: string | null
  title: string | null
  id: string | null
  sizes: (number | null)[]
}

/** The currency in which amounts are added up; those of several are never one sum. */
function currencyOf(metrics: readonly Metric[]): RawBuilder<string | null> {
  const slots = new Set(metrics.flatMap(({ property }) => property?.currencySlot ?? []))
  if (slots.size > 1) throw fieldFault('metrics', 'Ask for one kind of money at a time.')
  const [slot] = slots
  return slot === undefined ? sql<null>`null::text` : sql<string>`${sql.ref(`o.${slot}`)}`
}

interface Ordering {
  grouping: Grouping | null
  metrics: readonly Metric[]
}

/** The largest first, months in their order; or as it was asked for. */
function orderIn({ grouping, metrics }: Ordering, sort: string | undefined): RawBuilder<unknown> {
  const usual: Order =
    grouping?.isTime === true
      ? { name: grouping.column.name, direction: 'asc' }
      : { name: metrics[0]?.column.name ?? '', direction: 'desc' }
  const { name, direction } = orderOf(sort) ?? usual
  const at = metrics.findIndex(({ column }) => column.name === name)
  if (at === -1 && name !== grouping?.column.name)
    throw fieldFault(
      'sort',
      `Sort by one of: ${[grouping?.column.name, ...metrics.map(({ column }) => column.name)].filter((one) => one !== undefined).join(', ')}.`,
    )
  const expression = at === -1 ? sql`by` : sql.ref(`m${at}`)
  return sql`${expression} ${sql.raw(direction)} nulls last, by, currency`
}

/** What has no amount is nothing to add up: it has a line only where it is counted, or is all that a group holds. */
const hasAmount = (metrics: readonly Metric[]): RawBuilder<boolean> =>
  metrics.every(({ property }) => property?.kind === 'money')
    ? sql<boolean>`(currency is not null or currencies = 0)`
    : sql<boolean>`true`

const sizeOfNone = ({ name }: Metric): number | null => (name === 'count' ? 0 : null)

/** Nothing put together as a whole is nothing, and not no answer; so is a period that is compared with others. */
function withEmpty(
  rows: Grouped[],
  { grouping, metrics, isPart, isSorted }: Ordering & { isPart: boolean; isSorted: boolean },
): Grouped[] {
  const none = { currency: null, title: null, id: null, sizes: metrics.map(sizeOfNone) }
  if (grouping === null) return rows.length === 0 ? [{ by: null, ...none }] : rows
  if (grouping.periods === null || isPart) return rows
  const lines = grouping.periods.map(({ written }) => ({
    written,
    rows: rows.filter(({ by }) => by === written),
  }))
  if (isSorted && lines.every((line) => line.rows.length > 0)) return rows
  return lines.flatMap((line) => (line.rows.length > 0 ? line.rows : [{ by: line.written, ...none }]))
}

async function groupedAnswer(ctx: OrgContext, asked: Compiled): Promise<Answer> {
  const { type, input } = asked
  const grouping = input.groupBy === undefined ? null : await groupingOf(ctx, type, input.groupBy)
  const metrics = (input.metrics ?? ['count']).map((text) => metricOf(type, text))
  const by = grouping?.by ?? sql`null::text`
  const currency = currencyOf(metrics)
  const order = orderIn({ grouping, metrics }, input.sort)
  const holds = compileHaving(metrics, input.having ?? [])
  const found = await timed(ctx, async (db) => {
    const inner = asked
      .among(db)
      .select([sql<string | null>`${by}`.as('by'), currency.as('currency')])
      .select(metrics.map(({ expression }, at) => expression.as(`m${at}`)))
      .$if(grouping?.periods != null, (query) => query.where(sql<boolean>`${by} is not null`))
      .groupBy([sql`1`, sql`2`])
    const sizes = sql.join(metrics.map((_, at) => sql.ref(`m${at}`)))
    const { rows } = await sql<Grouped>`
      select by, currency, array[${sizes}]::float8[] as sizes, ${grouping?.named?.title ?? sql`null`} as title,
        ${grouping?.named?.id ?? sql`null`} as id
      from (select * from (select *, count(currency) over (partition by by) as currencies from (${inner}) as lines)
        as all_groups where ${holds} and ${hasAmount(metrics)} order by ${order} limit ${input.limit + 1}) as grouped
      order by ${order}`.execute(db)
    return rows
  })
  const rows = withEmpty(found, {
    grouping,
    metrics,
    isPart: input.having !== undefined,
    isSorted: input.sort !== undefined,
  })
  return {
    columns: [...(grouping ? [grouping.column] : []), ...metrics.map(({ column }) => column)],
    rows: rows.slice(0, input.limit).map((row) => ({
      objectId: row.id,
      cells: [
        ...(grouping ? [row.title ?? row.by] : []),
        ...metrics.map((metric, at) => metricValue(metric, row.sizes[at] ?? null, row.currency)),
      ],
    })),
    isAll: rows.length <= input.limit,
  }
}
