import type { Condition, CountOp } from '../../../shared/conditions.ts'
import type { KnownLink } from '../types/queries.ts'
import type { Coded } from './coded.ts'
import { linkTo } from './vocabulary.ts'
import type { AskedType } from './vocabulary.ts'

/** What is asked of the linked ones in one part of a question: "at least 2 orders since May". */
export interface LinkedPart {
  link: KnownLink
  type: AskedType
  clause: number
  /** Null while nothing was said of how many: at least one then. */
  count: { op: CountOp; count: number } | null
  where: Condition[]
}

/** A question while it is read: what is asked for so far, and the words that are left. */
export interface Asking {
  coded: Coded
  types: readonly AskedType[]
  /** Of what objects are listed, counted or added up. */
  subject: AskedType
  today: string
  where: Condition[]
  linked: LinkedPart[]
  groupBy: string | null
  metric: string | null
  /** What has to hold of a group. */
  having: string[]
  sort: string | null
  limit: number | null
  /** What stands for something, but for nothing that can be asked. */
  unread: string[]
}

/** Something a condition may be about: a noun or a verb of the question. */
export interface Anchor {
  type: AskedType
  number: number
  clause: number
}

export function anchorsOf({ coded }: Asking): Anchor[] {
  return [...coded.all('type'), ...coded.all('verb')]
    .map(({ type, number }) => ({ type, number, clause: coded.clauseOf(number) }))
    .toSorted((one, other) => one.number - other.number)
}

/** The part of a question that is about this type; null where nothing leads there from what is asked for. */
export function partOf(asking: Asking, type: AskedType, clause: number): LinkedPart | null {
  const known = asking.linked.find((part) => part.type.id === type.id && part.clause === clause)
  if (known) return known
  const link = linkTo(asking.subject, type)
  if (!link) return null
  const made: LinkedPart = { link, type, clause, count: null, where: [] }
  asking.linked.push(made)
  return made
}

/** Where conditions on this type belong: what is asked for, or what that is linked with. */
export function conditionsOf(asking: Asking, type: AskedType, clause: number): Condition[] | null {
  return type.id === asking.subject.id ? asking.where : (partOf(asking, type, clause)?.where ?? null)
}

/** The nearest before a place that will do, else the nearest behind it. */
export function nearest(
  anchors: readonly Anchor[],
  number: number,
  fits: (anchor: Anchor) => boolean,
): Anchor | null {
  const fitting = anchors.filter(fits)
  return (
    fitting.findLast((anchor) => anchor.number < number) ??
    fitting.find((anchor) => anchor.number > number) ??
    null
  )
}
