import { sql } from '@hub/db'
import type { RawBuilder } from 'kysely'
import { fieldFault } from '../../../shared/field-fault.ts'
import { byAt } from './group.ts'
import type { Grouping } from './group.ts'
import type { Metric } from './metrics.ts'

export interface Order {
  name: string
  direction: 'asc' | 'desc'
}

export const orderOf = (sort: string | undefined): Order | null =>
  sort === undefined
    ? null
    : { name: sort.replace(/^-/, '').trim(), direction: sort.startsWith('-') ? 'desc' : 'asc' }

/** Amounts of one currency after those of another, the organization's own first: a thousand yen are not more than ten euros. */
export function ownFirst(currency: RawBuilder<unknown> | null, own: string): RawBuilder<unknown>[] {
  if (currency === null) return []
  const said = sql`coalesce(${currency}, ${own})`
  return [sql`${said} <> ${own}`, said]
}

/** What groups are told by, and in what order. */
export interface Ordering {
  groupings: readonly Grouping[]
  metrics: readonly Metric[]
  /** In which the organization counts. */
  currency: string
  sort: string | undefined
  /** Of each that the first grouping has, so many come. */
  limitEach: number | undefined
}

const inOrder = ({ column }: Grouping): Order => ({ name: column.name, direction: 'asc' })

const largest = (metrics: readonly Metric[]): Order => ({
  name: metrics[0]?.column.name ?? '',
  direction: 'desc',
})

/** The largest first, months in their order; of two, those of one group stay together. */
function usualOrder({ groupings, metrics }: Ordering): Order[] {
  if (groupings.at(-1)?.isTime === true) return groupings.map(inOrder)
  return [...groupings.slice(0, -1).map(inOrder), largest(metrics)]
}

const byCurrency = (metric: Metric | undefined, own: string): RawBuilder<unknown>[] =>
  ownFirst(metric?.property?.kind === 'money' ? sql.ref('currency') : null, own)

function expressionsOf(orders: readonly Order[], ordering: Ordering): RawBuilder<unknown> {
  const { groupings, metrics, currency } = ordering
  const all = orders.flatMap(({ name, direction }) => {
    const metric = metrics.findIndex(({ column }) => column.name === name)
    const grouping = groupings.findIndex(({ column }) => column.name === name)
    if (metric === -1 && grouping === -1)
      throw fieldFault(
        'sort',
        `Sort by one of: ${[...groupings, ...metrics].map(({ column }) => column.name).join(', ')}.`,
      )
    const expression = metric === -1 ? sql.ref(byAt(grouping)) : sql.ref(`m${metric}`)
    const order = sql`${expression} ${sql.raw(direction)} nulls last`
    return [...byCurrency(metrics[metric], currency), order]
  })
  return sql.join([...all, ...groupings.map((_, at) => sql.ref(byAt(at))), sql.ref('currency')])
}

/** As it was asked for, else as is usual; where so many of each come, those of one stay together. */
export function orderIn(ordering: Ordering): RawBuilder<unknown> {
  const { groupings, metrics, sort, limitEach } = ordering
  const asked = orderOf(sort)
  if (limitEach !== undefined)
    return expressionsOf([...groupings.slice(0, 1).map(inOrder), asked ?? largest(metrics)], ordering)
  return expressionsOf(asked ? [asked] : usualOrder(ordering), ordering)
}

/** Which are among the first of each that the first grouping has, over the columns of groups. */
export function placeInEach(ordering: Ordering): RawBuilder<unknown> {
  const { groupings, metrics, sort, limitEach } = ordering
  if (limitEach === undefined) return sql`1`
  if (groupings.length !== 2)
    throw fieldFault('limitEach', 'So many of each come of two groupings: “placed by month, product”.')
  const order = expressionsOf([orderOf(sort) ?? largest(metrics)], ordering)
  return sql`row_number() over (partition by ${sql.ref(byAt(0))} order by ${order})`
}
