import { sql } from '@hub/db'
import type { RawBuilder } from 'kysely'
import type { ListPlace } from '../../../platform/catalog/lists.ts'
import { parseLinkedCount } from '../../../shared/conditions.ts'
import type { CountOp, LinkedCount } from '../../../shared/conditions.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { compileWhere } from './compile.ts'
import { hereAt, objectsAt, stepsOf, thereAt } from './paths.ts'
import type { PathStart, Step } from './paths.ts'

export interface LinkedCondition extends Omit<LinkedCount, 'name'> {
  steps: Step[]
}

/** "orders>=2: placed>=2026-05-01; state=paid", "orders.lines.product>=1". Throws a fault of the field `linked`. */
export async function parseLinked(
  text: string,
  { db, type }: Omit<PathStart, 'field'>,
): Promise<LinkedCondition> {
  const found = parseLinkedCount(text)
  if (found === null)
    throw fieldFault(
      'linked',
      `There is nothing about links in “${text.slice(0, 60)}”. Write orders>1: state=paid.`,
    )
  const { name, ...count } = found
  return { steps: await stepsOf({ db, type, field: 'linked' }, name.split('.')), ...count }
}

const holds: Record<CountOp, (a: number, b: number) => boolean> = {
  '>=': (a, b) => a >= b,
  '<=': (a, b) => a <= b,
  '=': (a, b) => a === b,
  '>': (a, b) => a > b,
  '<': (a, b) => a < b,
}

/**
 * Which objects have so many linked ones. Those of the other side are grouped once and looked up by hash; counting them for
 * each object by itself took a second over 100,000.
 */
export async function compileLinked(
  ctx: ListPlace,
  { steps: [first, ...others], op, count, where }: LinkedCondition,
): Promise<RawBuilder<boolean>> {
  if (!first) return sql<boolean>`true`
  const end = others.at(-1)?.to ?? first.to
  const alias = (at: number) => `l${at}`
  const here = hereAt(first, 'o')
  const there = thereAt(first, alias(0))
  const compiling = {
    db: ctx.db,
    type: end,
    alias: alias(others.length),
    field: 'linked',
    timeZone: ctx.org.timeZone,
  }
  const isFound = holds[op](0, count)
  // Over several links one thing may be come to in several ways.
  const counted = others.length === 0 ? sql`*` : sql`distinct ${sql.ref(`${alias(others.length)}.id`)}`
  const counts = sql<boolean>`count(${counted}) ${sql.raw(op)} ${count}`
  const joins = others.map(
    (step, at) => sql`join foundry_object ${sql.ref(alias(at + 1))} on ${objectsAt(step, alias(at + 1))}
      and ${thereAt(step, alias(at + 1))} = ${hereAt(step, alias(at))}`,
  )
  const keys = sql`select ${there} from foundry_object ${sql.ref(alias(0))} ${sql.join(joins, sql` `)}
    where ${objectsAt(first, alias(0))} and ${there} is not null and ${await compileWhere(compiling, where)}
    group by ${there} having ${isFound ? sql`not ${counts}` : counts}`
  // What has none is in no group: it fits where none fits.
  return isFound
    ? sql<boolean>`(${here} is null or ${here} not in (${keys}))`
    : sql<boolean>`${here} in (${keys})`
}
