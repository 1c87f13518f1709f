import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { RawBuilder } from 'kysely'
import { startOfDay } from '../../../platform/data/filters.ts'
import { plainAmount } from '../../../shared/written-numbers.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { propertyOf } from '../types/queries.ts'
import type { KnownType, TypedProperty } from '../types/queries.ts'
import { amountInSlot, shortText } from '../types/slots.ts'
import { readValue } from '../types/values.ts'
import { parseConditions } from '../../../shared/conditions.ts'
import type { Condition, ConditionOp } from '../../../shared/conditions.ts'
import { anyAt, stepsOf } from './paths.ts'
import { daysWritten } from './periods.ts'

type Predicate = RawBuilder<boolean>

/** Where conditions are read: the type, how its rows are called in the statement, and which field of the input it is. */
export interface Compiling {
  db: OrgDb
  type: KnownType
  alias: string
  field: string
  timeZone: string
}

interface Compared {
  column: RawBuilder<unknown>
  property: Pick<TypedProperty, 'title' | 'kind' | 'currencySlot'>
  condition: Condition
  compiling: Compiling
}

const refuse = ({ property, compiling: { field } }: Compared, why: string) =>
  fieldFault(field, `Compare “${property.title}” otherwise: ${why}`)

const columnIn = (alias: string, name: string) => sql.ref(`${alias}.${name}`)

const joined = (parts: readonly Predicate[], by: 'and' | 'or'): Predicate =>
  parts.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(parts, sql` ${sql.raw(by)} `)})`

/** What stands in no slot cannot be found by: the object's title and key are always there. */
function comparedOf(compiling: Compiling, condition: Condition): Compared {
  const { type, alias, field } = compiling
  const { property: name } = condition
  const isOwn = type.properties.some((property) => property.name === name)
  if (!isOwn && (name === 'title' || name === 'key'))
    return {
      column: columnIn(alias, name),
      property: { title: name, kind: 'text', currencySlot: null },
      condition,
      compiling,
    }
  const property = propertyOf(type, name, field)
  if (property.slot === null)
    throw fieldFault(
      field,
      `Filter by something else: “${property.title}” is not found by, since the type has too many properties before it.`,
    )
  return { column: columnIn(alias, property.slot), property, condition, compiling }
}

const orderOps = new Set<ConditionOp>(['>', '<', '>=', '<='])

function textPredicate(compared: Compared): Predicate {
  const { column, condition, property } = compared
  const { op, values } = condition
  const texts = values.map(shortText)
  const contains = sql<boolean>`exists (select from unnest(${texts}::text[]) as part
    where strpos(lower(${column}), lower(part)) > 0)`
  // The words of a choice are few, and people do not write them as programs do.
  const isOne =
    property.kind === 'choice'
      ? sql<boolean>`lower(${column}) = any(${texts.map((text) => text.toLowerCase())}::text[])`
      : sql<boolean>`${column} = any(${texts}::text[])`
  if (op === '=') return isOne
  if (op === '!=') return sql<boolean>`(${column} is null or not ${isOne})`
  if (op === '~') return contains
  if (op === '!~') return sql<boolean>`(${column} is null or not ${contains})`
  if (op === '^')
    return joined(
      texts.map((text) => sql<boolean>`starts_with(${column}, ${text})`),
      'or',
    )
  throw refuse(compared, 'texts are compared with =, !=, ~ (contains) and ^ (begins with).')
}

function yesNoPredicate(compared: Compared): Predicate {
  const { column, condition } = compared
  const texts = condition.values.map((text) => {
    const { value } = readValue('yesno', { it: text }, { path: ['it'] })
    if (typeof value !== 'boolean') throw refuse(compared, 'write yes or no.')
    return value ? 'yes' : 'no'
  })
  if (condition.op === '=') return sql<boolean>`${column} = any(${texts}::text[])`
  if (condition.op === '!=') return sql<boolean>`(${column} is null or ${column} <> all(${texts}::text[]))`
  throw refuse(compared, 'yes and no are compared with = and !=.')
}

const NUMBER = /^([\s\S]*?)\s*([A-Z]{3})?$/

/** One number, as a slot of this kind holds it, with the currency where one was written; else why it is none. */
export function numberIn(
  kind: TypedProperty['kind'],
  text: string,
): { size: number; currency: string | null } | { fault: string } {
  const [, written = '', currency = null] = NUMBER.exec(text) ?? []
  const plain = plainAmount(written, '.')
  if (plain === null) return { fault: `“${text}” is no number.` }
  const bare = plain.replace(/\.0*$/, '').replace(/(\.\d*?)0+$/, '$1')
  const size = kind === 'money' ? amountInSlot(bare) : Number(plain)
  return size === null
    ? { fault: `“${text}” has more than four digits after the point.` }
    : { size, currency }
}

function numberPredicate(compared: Compared): Predicate {
  const { column, condition, property, compiling } = compared
  const { op, values } = condition
  const numbers = values.map((text) => {
    const number = numberIn(property.kind, text)
    if ('fault' in number) throw refuse(compared, number.fault)
    return number
  })
  const one = ({ size, currency }: (typeof numbers)[number], sign: string): Predicate => {
    const compares = sql<boolean>`${column} ${sql.raw(sign)} ${size}::float8`
    if (currency === null || property.currencySlot === null) return compares
    return sql<boolean>`(${compares} and ${columnIn(compiling.alias, property.currencySlot)} = ${currency})`
  }
  if (op === '=' || orderOps.has(op))
    return joined(
      numbers.map((number) => one(number, op)),
      'or',
    )
  if (op === '!=')
    return sql<boolean>`(${column} is null or not ${joined(
      numbers.map((number) => one(number, '=')),
      'or',
    )})`
  throw refuse(compared, 'numbers are compared with =, !=, >, <, >= and <=.')
}

function timePredicate(compared: Compared): Predicate {
  const { column, condition, property, compiling } = compared
  const { op, values } = condition
  // Days are kept as midnights in UTC; a moment belongs to the day it is where the organization is.
  const zone = property.kind === 'day' ? 'UTC' : compiling.timeZone
  const spans = values.map((text) => {
    const days = daysWritten(text)
    if (days === null) throw refuse(compared, `“${text}” is no day. Write 2026-05-01, 2026-05 or 2026.`)
    const { from, after } = days
    return { from: startOfDay(from, zone), after: startOfDay(after, zone) }
  })
  const signs: Partial<Record<ConditionOp, (span: (typeof spans)[number]) => Predicate>> = {
    '=': ({ from, after }) => sql<boolean>`(${column} >= ${from} and ${column} < ${after})`,
    '>=': ({ from }) => sql<boolean>`${column} >= ${from}`,
    '>': ({ after }) => sql<boolean>`${column} >= ${after}`,
    '<': ({ from }) => sql<boolean>`${column} < ${from}`,
    '<=': ({ after }) => sql<boolean>`${column} < ${after}`,
    '!=': ({ from, after }) =>
      sql<boolean>`(${column} is null or ${column} < ${from} or ${column} >= ${after})`,
  }
  const sign = signs[op]
  if (!sign) throw refuse(compared, 'days are compared with =, !=, >, <, >= and <=.')
  return joined(spans.map(sign), op === '!=' ? 'and' : 'or')
}

const predicates = {
  text: textPredicate,
  choice: textPredicate,
  yesno: yesNoPredicate,
  number: numberPredicate,
  money: numberPredicate,
  day: timePredicate,
  instant: timePredicate,
} as const

function predicateOf(compiling: Compiling, condition: Condition): Predicate {
  const compared = comparedOf(compiling, condition)
  const { op, values } = condition
  if (values.length > 0) return predicates[compared.property.kind](compared)
  if (op === '=') return sql<boolean>`${compared.column} is null`
  if (op === '!=') return sql<boolean>`${compared.column} is not null`
  throw refuse(compared, 'say with what to compare it.')
}

/** What is not so of any of them, as a condition that some may fit: "not in Galway" is none there. */
function opposite({ property, op, values }: Condition): Condition | null {
  if (op === '!=' && values.length > 0) return { property, op: '=', values }
  if (op === '!~') return { property, op: '~', values }
  return op === '=' && values.length === 0 ? { property, op: '!=', values } : null
}

/** A condition on what links lead to: "order.customer.town=Galway". */
async function predicateOver(compiling: Compiling, condition: Condition): Promise<Predicate> {
  const names = condition.property.split('.')
  if (names.length === 1) return predicateOf(compiling, condition)
  const steps = await stepsOf(compiling, names.slice(0, -1))
  const type = steps.at(-1)?.to ?? compiling.type
  const none = opposite(condition)
  const asked = { ...(none ?? condition), property: names.at(-1) ?? '' }
  const any = anyAt(steps, compiling.alias, (alias) => predicateOf({ ...compiling, type, alias }, asked))
  return none ? sql<boolean>`not ${any}` : any
}

/** Conditions as a predicate over the rows of a type. Throws a fault of the field they stand in. */
export async function compileWhere(compiling: Compiling, where: readonly string[]): Promise<Predicate> {
  const all = where.map(async (text) => {
    const alternatives = parseConditions(text)
    if (alternatives === null)
      throw fieldFault(
        compiling.field,
        `There is no condition in “${text.slice(0, 60)}”. Write them as total>10 or state=paid|late.`,
      )
    return joined(
      await Promise.all(alternatives.map((condition) => predicateOver(compiling, condition))),
      'or',
    )
  })
  return joined(await Promise.all(all), 'and')
}
