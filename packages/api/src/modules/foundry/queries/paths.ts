import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { RawBuilder } from 'kysely'
import { fieldFault } from '../../../shared/field-fault.ts'
import { inSentence } from '../../../shared/in-sentence.ts'
import { columnOf, findType, linkOf, linksOf, propertyOf } from '../types/queries.ts'
import type { KnownLink, KnownType, TypedProperty } from '../types/queries.ts'

/** More in a row lead from anything to anything. */
const MOST_STEPS = 4

/** One link that a path goes over. */
export interface Step {
  link: KnownLink
  from: KnownType
  to: KnownType
}

export interface PathStart {
  db: OrgDb
  type: KnownType
  /** Of the input, which faults are about. */
  field: string
}

/** The links that such names lead over, one after the other: "order.customer". Throws a fault of the field. */
export async function stepsOf({ db, type, field }: PathStart, names: readonly string[]): Promise<Step[]> {
  if (names.length > MOST_STEPS)
    throw fieldFault(field, `“${names.join('.')}” goes over more than ${MOST_STEPS} links.`)
  const steps: Step[] = []
  let from = type
  for (const name of names) {
    const link = linkOf(await linksOf(db, from.id), name, field)
    const to = await findType(db, link.typeId)
    steps.push({ link, from, to })
    from = to
  }
  return steps
}

/** A property at the end of such links: "order.customer.town". */
export async function propertyAt(
  start: PathStart,
  path: string,
): Promise<{ steps: Step[]; end: KnownType; property: TypedProperty }> {
  const names = path.split('.')
  const steps = await stepsOf(start, names.slice(0, -1))
  const end = steps.at(-1)?.to ?? start.type
  return { steps, end, property: propertyOf(end, names.at(-1) ?? '', start.field) }
}

/** Links from the end to the start, as people say them: "customer of order". */
export const stepWords = (steps: readonly Step[]): string =>
  steps
    .map(({ link }) => inSentence(link.title))
    .toReversed()
    .join(' of ')

/** A property as a query that goes over links to it says it: "town of customer of order", or "customer of order" by its name alone. */
export function propertyWords(
  steps: readonly Step[],
  end: KnownType,
  { name, title }: TypedProperty,
): string {
  if (steps.length === 0) return title
  return name === end.titleProperty ? stepWords(steps) : `${title} of ${stepWords(steps)}`
}

/** Where a step begins in a row, and where it ends in another. */
export const hereAt = ({ link, from }: Step, alias: string) =>
  sql.ref(`${alias}.${columnOf(from, link.property)}`)
export const thereAt = ({ link, to }: Step, alias: string) =>
  sql.ref(`${alias}.${columnOf(to, link.otherProperty)}`)

/** The objects that a step leads to, as rows called so. */
export const objectsAt = ({ to }: Step, alias: string) =>
  sql`${sql.ref(`${alias}.type_id`)} = ${to.id} and ${sql.ref(`${alias}.removed_at`)} is null`

/** Whether any of the objects at the end of such links fits; each step is looked up by hash. */
export function anyAt(
  steps: readonly Step[],
  alias: string,
  fits: (alias: string) => RawBuilder<boolean>,
): RawBuilder<boolean> {
  const [step, ...others] = steps
  if (!step) return fits(alias)
  const next = `${alias}x`
  return sql<boolean>`coalesce(${hereAt(step, alias)} in (select ${thereAt(step, next)} from foundry_object ${sql.ref(next)}
    where ${objectsAt(step, next)} and ${thereAt(step, next)} is not null and ${anyAt(others, next, fits)}), false)`
}

/** A column of the one object at the end of such links, of which each leads to one. */
export function columnAt(steps: readonly Step[], column: string): RawBuilder<unknown> {
  const step = steps.at(-1)
  if (!step) return sql.ref(`o.${column}`)
  const reached = columnAt(steps.slice(0, -1), columnOf(step.from, step.link.property))
  return sql`(select ${sql.ref(`g.${column}`)} from foundry_object g where ${objectsAt(step, 'g')}
    and ${thereAt(step, 'g')} = ${reached} order by g.id limit 1)`
}

/** The smallest of a column among all objects at the end of such links, also where one of them leads to many. */
export function firstAt(steps: readonly Step[], column: string): RawBuilder<unknown> {
  const alias = (at: number) => (at < 0 ? 'o' : `f${at}`)
  const reached = sql.join(
    steps.map((_, at) => sql`foundry_object ${sql.ref(alias(at))}`),
    sql`, `,
  )
  const joined = sql.join(
    steps.map(
      (step, at) =>
        sql`${objectsAt(step, alias(at))} and ${thereAt(step, alias(at))} = ${hereAt(step, alias(at - 1))}`,
    ),
    sql` and `,
  )
  return sql`(select min(${sql.ref(`${alias(steps.length - 1)}.${column}`)}) from ${reached} where ${joined})`
}
