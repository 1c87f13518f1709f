import type { Condition, CountOp } from '../../../shared/conditions.ts'
import type { Coded } from './coded.ts'
import type { AskedType } from './vocabulary.ts'
import { isToOne, pathOf, wayTo } from './ways.ts'
import type { Way } from './ways.ts'

/** What is asked of the linked ones in one part of a question: "at least 2 orders since May". */
export interface LinkedPart {
  way: Way
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
  /** Which of two sums or days was said to be meant, after that was asked. */
  named: string
  today: string
  where: Condition[]
  linked: LinkedPart[]
  /** What conditions reach over what was done. */
  reached: Set<AskedType>
  groupBy: string | null
  metric: string | null
  /** Figures that stand beside it. */
  besides: string[]
  /** What has to hold of a group. */
  having: string[]
  sort: string | null
  limit: number | null
  /** So many of each that is put together by first. */
  limitEach: number | null
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
  const way = wayTo(asking.subject, type, asking.types)
  if (!way) return null
  const made: LinkedPart = { way, type, clause, count: null, where: [] }
  asking.linked.push(made)
  return made
}

/** Where conditions on a type stand, and how a property of it is named there. */
export interface ConditionPlace {
  where: Condition[]
  named: (property: string) => string
  /** The part of the question they are about; null: what is asked for itself. */
  part: LinkedPart | null
  /** Whether there may be several of that type: one of them is enough then. */
  isOfMany: boolean
}

const own = (property: string) => property

/** What was done in this part of a question. */
function actIn({ coded, subject, linked }: Asking, clause: number): AskedType | null {
  const said = linked.find((part) => part.clause === clause && part.type.id !== subject.id)?.type
  const done = coded.all('verb').find(({ number }) => coded.clauseOf(number) === clause)?.type
  const act = said ?? done
  return act && act.id !== subject.id ? act : null
}

/** What was done in the same part of a question, where things of this type are nearer to that than to what is asked for. */
function doneNear(asking: Asking, type: AskedType, clause: number): ConditionPlace | null {
  const { subject, types } = asking
  const act = actIn(asking, clause)
  const way = act && act.id !== type.id ? wayTo(act, type, types) : null
  const direct = wayTo(subject, type, types)
  if (!act || !way || (direct && way.length >= direct.length)) return null
  const part = partOf(asking, act, clause)
  asking.reached.add(type)
  const named = (property: string) => `${pathOf(way)}.${property}`
  return part && { where: part.where, named, part, isOfMany: !isToOne(part.way) || !isToOne(way) }
}

/** Where conditions on this type belong: what is asked for, what was done, or what that is linked with. */
export function conditionsOf(asking: Asking, type: AskedType, clause: number): ConditionPlace | null {
  if (type.id === asking.subject.id) return { where: asking.where, named: own, part: null, isOfMany: false }
  const isSaid = asking.linked.some((part) => part.type.id === type.id && part.clause === clause)
  const near = isSaid ? null : doneNear(asking, type, clause)
  if (near) return near
  const part = partOf(asking, type, clause)
  return part && { where: part.where, named: own, part, isOfMany: !isToOne(part.way) }
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
