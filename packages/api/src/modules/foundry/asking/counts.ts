import type { CountOp } from '../../../shared/conditions.ts'
import { anchorsOf, nearest, partOf } from './asking.ts'
import type { Asking, LinkedPart } from './asking.ts'
import { isCalled, linkTo } from './vocabulary.ts'
import { isToOne, wayTo } from './ways.ts'
import { NOT, compared } from './words.ts'

export const SIGN = `(?:(?<sign>${compared.map(([, words]) => words).join('|')}) )?`

/** The sign that such words mean. */
export const signOf = (words: string | undefined): CountOp | null =>
  compared.find(([, all]) => words !== undefined && all.split('|').includes(words))?.[0] ?? null

interface Counted {
  op: CountOp
  count: number
}

function ofAmount({ coded }: Asking, number: string | undefined): number | null {
  const amount = coded.meaning('amount', number)?.amount
  // "More than 3 items" counts them, whatever else goes by the piece.
  const isCount = amount?.kind === 'number' || amount?.kind === 'quantity'
  return isCount && Number.isInteger(amount.amount) && amount.amount >= 0 ? amount.amount : null
}

const leadsToMany = ({ subject, types }: Asking, type: LinkedPart['type']): boolean => {
  const way = wayTo(subject, type, types)
  return way !== null && !isToOne(way)
}

/** The linked things that a count without a noun is of: what is done, else the only things there are many of. */
export function countedAt(asking: Asking, number: number): LinkedPart | null {
  const { subject, coded } = asking
  const isMany = (type: LinkedPart['type']) => linkTo(subject, type)?.isOne === false
  const anchor = nearest(anchorsOf(asking), number, ({ type }) => leadsToMany(asking, type))
  if (anchor) return partOf(asking, anchor.type, coded.clauseOf(number))
  const many = asking.types.filter(isMany)
  const [only] = many.length === 1 ? many : many.filter((type) => isCalled(type, 'order'))
  return only ? partOf(asking, only, coded.clauseOf(number)) : null
}

/** Answers whether there was such a part. */
export const setCount = (part: LinkedPart | null, count: Counted): boolean => {
  if (!part) return false
  part.count = count
  return true
}

/** Of what there is one at most: "orders without a customer", "payments that are not for an order". */
const WITHOUT = `without|with no|ha(?:s|ve|d) no|(?:not|[a-z]+n['’]t)(?= (?:for|linked to|made for|have|has|had)\\b)`

/** What is said of how many: "at least 2", "5+", "no". */
function saidOf({ coded, unread }: Asking, number: number, isOfOne: boolean): RegExpExecArray | null {
  const noun = `(?:<c\\d+> )*<t${number}>`
  const many = new RegExp(
    `${SIGN}(?:<a(?<n>\\d+)>|\\b(?<one>one|single)\\b)(?<more> ?\\+| or more| and more| or fewer| or less)? (?:more |such )?(?=${noun})`,
  )
  const none = new RegExp(
    `\\b(?<none>${isOfOne ? WITHOUT : NOT})(?: (?:any|an|a|single|yet|made|placed|have|has|had|for|linked to))* (?=${noun})`,
  )
  if (!isOfOne) return coded.take(many) ?? coded.take(none)
  // Of each there is one at most: "more than 3" of them is no amount of anything else.
  const counted = many.exec(coded.rest)
  if (counted?.groups?.['sign'] !== undefined && counted.groups['n'] !== undefined) unread.push(counted[0])
  return coded.take(none)
}

/** "At least 2 orders", "5+ orders", "no orders". */
function readOfNouns(asking: Asking): void {
  const { coded, subject } = asking
  for (const { type, number } of coded.all('type', { left: true })) {
    const way = type.id === subject.id ? null : wayTo(subject, type, asking.types)
    if (!way) continue
    const found = saidOf(asking, number, isToOne(way))
    if (!found?.groups) continue
    const part = partOf(asking, type, coded.clauseOf(number))
    const count = found.groups['one'] === undefined ? ofAmount(asking, found.groups['n']) : 1
    if (found.groups['none'] !== undefined) setCount(part, { op: '=', count: 0 })
    else if (count !== null) setCount(part, { op: opOf(found.groups['sign'], found.groups['more']), count })
    else asking.unread.push(found[0])
  }
}

function opOf(sign: string | undefined, more: string | undefined): CountOp {
  if (more !== undefined) return /fewer|less/.test(more) ? '<=' : '>='
  return signOf(sign) ?? '='
}

const TIMES = new RegExp(
  `${SIGN}(?:(?<once>once)|(?<twice>twice)|(?<thrice>thrice)|<a(?<n>\\d+)> times)(?<more> or more| and more| or less)?(?: each)?\\b`,
)

const spoken: readonly (readonly [word: string, count: number])[] = [
  ['once', 1],
  ['twice', 2],
  ['thrice', 3],
]

function timesOf(asking: Asking, groups: Readonly<Record<string, string | undefined>>): Counted | null {
  const count = spoken.find(([word]) => groups[word] !== undefined)?.[1] ?? ofAmount(asking, groups['n'])
  if (count === null) return null
  if (groups['more'] !== undefined || groups['sign'] !== undefined)
    return { op: opOf(groups['sign'], groups['more']), count }
  // "Bought twice" has bought a third time too; "bought once" says that it was no more.
  return { op: count === 1 ? '=' : '>=', count }
}

/** "Bought twice", "ordered more than three times", "only once", "again". */
function readTimes(asking: Asking): void {
  const { coded } = asking
  for (let found = TIMES.exec(coded.rest); found; found = TIMES.exec(coded.rest)) {
    const groups = found.groups ?? {}
    const at = numberBefore(coded.rest, found.index)
    coded.take(TIMES)
    const count = timesOf(asking, groups)
    // Of what nothing leads to, nothing can be counted.
    if (count && !setCount(countedAt(asking, at), count)) asking.unread.push(found[0])
  }
  const repeat = /\b(?:repeat|repeating|returning|recurring) (?=<t(\d+)>)/.exec(coded.rest)
  // Who came back in some days is not who was new in them.
  if (repeat && coded.all('days').length > 0) asking.unread.push(repeat[0])
  if (repeat && setCount(countedAt(asking, Number(repeat[1]) + 0.5), { op: '>=', count: 2 }))
    coded.take(/\b(?:repeat|repeating|returning|recurring)\b/)
  const again = /\b(?:again|repeatedly|come back|came back)\b/.exec(coded.rest)
  if (again && setCount(countedAt(asking, numberBefore(coded.rest, again.index)), { op: '>=', count: 2 }))
    coded.take(/\b(?:again|repeatedly|come back|came back)\b/)
}

/** The element that stands before a place, a little behind it. */
function numberBefore(text: string, index: number): number {
  const last = Array.from(text.slice(0, index).matchAll(/<[tvadc](\d+)>/g)).at(-1)?.[1]
  return last === undefined ? -0.5 : Number(last) + 0.5
}

/** How many of what is linked there have to be. */
export function readCounts(asking: Asking): void {
  readOfNouns(asking)
  readTimes(asking)
}
