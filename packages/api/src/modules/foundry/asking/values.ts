import { fold } from '../../../reading/text.ts'
import { anchorsOf, conditionsOf, nearest } from './asking.ts'
import type { Condition } from '../../../shared/conditions.ts'
import type { Asking, LinkedPart } from './asking.ts'
import type { HeldValue } from './coded.ts'
import type { AskedType } from './vocabulary.ts'
import { wayTo } from './ways.ts'
import { NOT } from './words.ts'

/** Of the types that have such a value, the one that is asked for, else the nearest that leads there. */
function heldBy(asking: Asking, number: number, held: readonly HeldValue[]): HeldValue | null {
  const { subject, types } = asking
  const anchors = anchorsOf(asking)
  const behind = anchors.find((anchor) => anchor.number === number + 1)
  const beside = held.find(({ type }) => type.id === behind?.type.id)
  if (beside && (beside.type.id === subject.id || wayTo(subject, beside.type, types))) return beside
  const anchor = nearest(anchors, number, ({ type }) => held.some((one) => one.type.id === type.id))
  const stepsTo = ({ type }: HeldValue) =>
    type.id === subject.id ? 0 : (wayTo(subject, type, types)?.length ?? Infinity)
  const reached = held
    .filter((one) => stepsTo(one) < Infinity)
    .toSorted((one, other) => stepsTo(one) - stepsTo(other))
  return (
    reached.find(({ type }) => type.id === anchor?.type.id) ??
    reached.find(({ type }) => type.id === subject.id) ??
    reached[0] ??
    null
  )
}

const BUT = `(?:(?:who |that )?(?:is|are|was|were) )?(?:${NOT}|outside|except|other than|excluding|apart from)(?: (?:in|from|for|of|yet|been|at|by|the|an|a))*`

interface Said {
  one: HeldValue
  number: number
  values: readonly string[]
  isNot: boolean
  /** "Never paid": nothing of theirs is so. */
  isNever: boolean
  /** "The mug and the pot": each of them. */
  isBoth: boolean
}

const isOfNone = ({ isNot, isNever }: Said, isOneOfMany: boolean, isOfMany: boolean): boolean =>
  isNot && (isOneOfMany || (isNever && isOfMany))

/** Answers whether there is somewhere to ask it. */
function addValue(asking: Asking, said: Said): boolean {
  const { one, number, values, isNot, isBoth } = said
  const { type, property } = one
  const place = conditionsOf(asking, type, clauseOf(asking, number, type))
  if (!place) return false
  const { where, part } = place
  const condition: Condition = {
    property: place.named(property.name),
    op: isNot ? '!=' : '=',
    values: [...values],
  }
  // Names tell things: of several there may be each of two, and that one is not among them is not that there is another.
  const isOneOfMany = place.isOfMany && property.name === type.titleProperty
  if (isOfNone(said, isOneOfMany, place.isOfMany)) return part !== null && addNone(part, condition)
  const other = where.find((known) => known.property === condition.property && known.op === condition.op)
  if (!other) where.push(condition)
  else if (isOneOfMany && isBoth && part)
    asking.linked.push({ ...part, where: [...where.filter((known) => known !== other), condition] })
  // "In Galway or Cork", "late and waiting ones": either will do.
  else other.values.push(...values)
  return true
}

/** "Without the mug": there is none such; what was asked of them besides would mean something else then. */
function addNone(part: LinkedPart, condition: Condition): boolean {
  if (part.count !== null || part.where.length > 0) return false
  part.count = { op: '=', count: 0 }
  part.where.push({ ...condition, op: '=' })
  return true
}

/** "The red room", "source Airbnb": what it is a value of says no more than the value. */
export function calledAnd(title: string, number: number): string {
  const called = fold(title)
  return /^[\p{L} ]+$/u.test(called)
    ? `(?:\\b${called} (?:(?:is|was|of) )?)?<c${number}>(?: ${called}s?\\b)?`
    : `<c${number}>`
}

const BOTH = /<c\d+> (?:and|both)(?: (?:also|the|an|a|our))* <c\d+>/

/** "Late orders", "from Galway", "not by card", "of Oakhollow Hotel". */
export function readValues(asking: Asking): void {
  const { coded } = asking
  const isBoth = coded.has(BOTH)
  for (const { number, held, isNot: isTurned } of coded.all('value', { left: true })) {
    const one = heldBy(asking, number, held)
    const turned = coded.take(new RegExp(`\\b${BUT} <c${number}>`))?.[0] ?? ''
    const isNot = turned !== ''
    const isNever = /\bnever\b/.test(turned)
    coded.take(new RegExp(calledAnd(one?.property.title ?? '', number)))
    const values = held.filter((other) => other.property === one?.property).map(({ value }) => value)
    if (!one || !addValue(asking, { one, number, values, isNot: isNot !== isTurned, isNever, isBoth }))
      asking.unread.push(held[0]?.value ?? '')
  }
}

/** A value that a type is told by belongs to what else was said of that type. */
const clauseOf = ({ coded, subject, linked }: Asking, number: number, type: AskedType): number => {
  if (type.id === subject.id) return 0
  const clause = coded.clauseOf(number)
  return linked.some((part) => part.type.id === type.id && part.clause === clause)
    ? clause
    : (linked.find((part) => part.type.id === type.id)?.clause ?? clause)
}
