import { sql } from '@hub/db'
import type { RawBuilder } from 'kysely'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { parseLinkedCount } from '../../../shared/conditions.ts'
import type { CountOp, LinkedCount } from '../../../shared/conditions.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { columnOf, findType, linkOf } from '../types/queries.ts'
import type { KnownLink, KnownType } from '../types/queries.ts'
import { compileWhere } from './compile.ts'

export interface LinkedCondition extends Omit<LinkedCount, 'name'> {
  link: KnownLink
}

/** "orders>=2: placed>=2026-05-01; state=paid". Throws a fault of the field `linked`. */
export function parseLinked(text: string, links: readonly KnownLink[]): LinkedCondition {
  const found = parseLinkedCount(text)
  if (found === null)
    throw fieldFault(
      'linked',
      `There is nothing about links in “${text.slice(0, 60)}”. Write orders>1: state=paid.`,
    )
  const { name, ...count } = found
  return { link: linkOf(links, name, 'linked'), ...count }
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
  ctx: OrgContext,
  type: KnownType,
  { link, op, count, where }: LinkedCondition,
): Promise<RawBuilder<boolean>> {
  const other = await findType(ctx.db, link.typeId)
  const here = sql.ref(`o.${columnOf(type, link.property)}`)
  const there = sql.ref(`l.${columnOf(other, link.otherProperty)}`)
  const compiling = { type: other, alias: 'l', field: 'linked', timeZone: ctx.org.timeZone }
  const isFound = holds[op](0, count)
  const counts = sql<boolean>`count(*) ${sql.raw(op)} ${count}`
  const keys = sql`select ${there} from foundry_object l
    where l.type_id = ${other.id} and l.removed_at is null and ${there} is not null and ${compileWhere(compiling, where)}
    group by ${there} having ${isFound ? sql`not ${counts}` : counts}`
  // What has none is in no group: it fits where none fits.
  return isFound
    ? sql<boolean>`(${here} is null or ${here} not in (${keys}))`
    : sql<boolean>`${here} in (${keys})`
}
