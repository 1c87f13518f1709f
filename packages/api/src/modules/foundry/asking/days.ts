import type { Condition } from '../../../shared/conditions.ts'
import { anchorsOf, conditionsOf, nearest } from './asking.ts'
import type { Anchor, Asking } from './asking.ts'
import { dateOf, linkTo } from './vocabulary.ts'
import type { AskedType } from './vocabulary.ts'

const within = (property: string, from: string | null, to: string | null): Condition[] => [
  ...(from === null ? [] : [{ property, op: '>=' as const, values: [from] }]),
  ...(to === null ? [] : [{ property, op: '<=' as const, values: [to] }]),
]

const BETWEEN = /\bbetween <d(?<from>\d+)> and <d(?<to>\d+)>/

/** "Between 3 July and last Friday" */
function readBetween({ coded, subject, where }: Asking): void {
  const date = dateOf(subject)
  const pair = date && coded.take(BETWEEN)?.groups
  const [first, last] = [coded.meaning('days', pair?.['from']), coded.meaning('days', pair?.['to'])]
  if (date && first && last) where.push(...within(date.name, first.from, last.to))
}

/** "Since May, who bought …": what was done is dated before who did it is. */
function leading(asking: Asking, number: number, fits: (type: AskedType) => boolean): AskedType | null {
  if (anchorsOf(asking).some((anchor) => anchor.number < number)) return null
  return asking.coded.all('verb').find(({ type }) => fits(type))?.type ?? null
}

/** What is dated: what the same part of the question is about, what was done, or what stands nearest. */
function datedAt(asking: Asking, number: number): AskedType {
  const { coded, subject } = asking
  const clause = coded.clauseOf(number)
  const fits = (type: AskedType) =>
    dateOf(type) !== null && (type.id === subject.id || linkTo(subject, type) !== null)
  const isOther = ({ type }: Anchor) => type.id !== subject.id && linkTo(subject, type)?.isOne === true
  // "Orders of customers in Galway since July": only right behind them the days are those of the customers.
  const fitsHere = (anchor: Anchor) => fits(anchor.type) && (!isOther(anchor) || anchor.number === number - 1)
  const parted = clause > 0 ? asking.linked.find((part) => part.clause === clause)?.type : undefined
  const near =
    parted ?? leading(asking, number, fits) ?? nearest(anchorsOf(asking), number, fitsHere)?.type ?? subject
  // "The best customers since May": what is added up for each of them was then.
  const isGroup = asking.groupBy !== null && linkTo(subject, near)?.name === asking.groupBy
  return isGroup && dateOf(subject) ? subject : near
}

/** Days belong to what was done then, or to what they stand beside. */
export function readDays(asking: Asking): void {
  const { coded, subject, today } = asking
  readBetween(asking)
  for (const { number, from, to } of coded.all('days', { left: true })) {
    const type = datedAt(asking, number)
    const date = dateOf(type)
    const where = conditionsOf(asking, type, type.id === subject.id ? 0 : coded.clauseOf(number))
    coded.take(new RegExp(`<d${number}>`))
    // What is still to come stands in no records.
    const isKnown = from === null || from <= today
    if (date && where && isKnown) where.push(...within(date.name, from, to))
    else asking.unread.push(from ?? to ?? '')
  }
}
