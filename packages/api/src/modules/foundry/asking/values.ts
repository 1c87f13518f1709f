import { anchorsOf, conditionsOf, nearest } from './asking.ts'
import type { Asking } from './asking.ts'
import type { HeldValue } from './coded.ts'
import { linkTo } from './vocabulary.ts'
import type { AskedType } from './vocabulary.ts'
import { NOT } from './words.ts'

/** Of the types that have such a value, the one that is asked for, else the nearest that leads there. */
function heldBy(asking: Asking, number: number, held: readonly HeldValue[]): HeldValue | null {
  const { subject } = asking
  const anchors = anchorsOf(asking)
  const behind = anchors.find((anchor) => anchor.number === number + 1)
  const beside = held.find(({ type }) => type.id === behind?.type.id)
  if (beside && (beside.type.id === subject.id || linkTo(subject, beside.type))) return beside
  const anchor = nearest(anchors, number, ({ type }) => held.some((one) => one.type.id === type.id))
  const reached = held.filter(({ type }) => type.id === subject.id || linkTo(subject, type) !== null)
  return (
    reached.find(({ type }) => type.id === anchor?.type.id) ??
    reached.find(({ type }) => type.id === subject.id) ??
    reached[0] ??
    null
  )
}

const BUT = `(?:(?:who |that )?(?:is|are|was|were) )?(?:${NOT}|outside|except|other than|excluding|apart from)(?: (?:in|from|for|of|yet|been|at|by))*`

/** "Late orders", "from Galway", "not by card", "of Oakhollow Hotel". */
export function readValues(asking: Asking): void {
  const { coded } = asking
  for (const { number, held, isNot: isTurned } of coded.all('value', { left: true })) {
    const one = heldBy(asking, number, held)
    const isNot = coded.take(new RegExp(`\\b${BUT} <c${number}>`)) !== null
    coded.take(new RegExp(`<c${number}>`))
    const where =
      one &&
      conditionsOf(
        asking,
        one.type,
        one.type.id === asking.subject.id ? 0 : clauseOf(asking, number, one.type),
      )
    if (!one || !where) {
      asking.unread.push(held[0]?.value ?? '')
      continue
    }
    const property = one.property.name
    const values = held.filter((other) => other.property === one.property).map(({ value }) => value)
    const op = isNot === isTurned ? '=' : '!='
    const other = where.find((condition) => condition.property === property && condition.op === op)
    // "In Galway or Cork", "late and waiting ones": either will do.
    if (other) other.values.push(...values)
    else where.push({ property, op, values })
  }
}

/** A value that a type is told by belongs to what else was said of that type. */
const clauseOf = ({ coded, linked }: Asking, number: number, type: AskedType): number => {
  const clause = coded.clauseOf(number)
  return linked.some((part) => part.type.id === type.id && part.clause === clause)
    ? clause
    : (linked.find((part) => part.type.id === type.id)?.clause ?? clause)
}
