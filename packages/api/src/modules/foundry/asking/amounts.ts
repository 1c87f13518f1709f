import type { ConditionOp } from '../../../shared/conditions.ts'
import type { Amount } from '../../../reading/numbers.ts'
import { anchorsOf, conditionsOf, nearest } from './asking.ts'
import type { Anchor, Asking } from './asking.ts'
import { SIGN, signOf } from './counts.ts'
import { linkTo, moneyOf, numberOf, propertyCalled } from './vocabulary.ts'
import type { AskedType } from './vocabulary.ts'

const textOf = (amount: Amount): string =>
  amount.kind === 'money' && amount.currency !== ''
    ? `${amount.amount} ${amount.currency}`
    : String(amount.amount)

interface Compared {
  property: { name: string }
  anchor: Anchor
}

/** What an amount is an amount of: what is named beside it, else the money or the number of what it stands beside. */
function propertyOf(asking: Asking, number: number, beside: readonly string[]): Compared | null {
  const amount = asking.coded.meaning('amount', number)?.amount
  const isReached = ({ type }: Anchor) =>
    type.id === asking.subject.id || linkTo(asking.subject, type) !== null
  const own: Anchor = { type: asking.subject, number, clause: 0 }
  const anchors = [...anchorsOf(asking).filter(isReached), own]
  const usual = (type: AskedType) =>
    amount?.kind === 'money' ? moneyOf(type) : (moneyOf(type) ?? numberOf(type))
  for (const said of beside) {
    const anchor = nearest(anchors, number, ({ type }) => isNumeric(type, said))
    const property = anchor && propertyCalled(anchor.type, said)
    if (anchor && property) return { property, anchor }
  }
  const anchor =
    nearest(anchors, number, ({ type }) => usual(type) !== null) ?? (usual(own.type) ? own : null)
  const property = anchor && usual(anchor.type)
  return anchor && property ? { property, anchor } : null
}

function isNumeric(type: AskedType, said: string): boolean {
  const kind = propertyCalled(type, said)?.kind
  return kind === 'number' || kind === 'money'
}

interface Comparison {
  number: number
  conditions: readonly (readonly [op: ConditionOp, amount: Amount])[]
  beside: readonly string[]
}

/** Answers whether there is something to compare. */
function compare(asking: Asking, { number, conditions, beside }: Comparison): boolean {
  const found = propertyOf(asking, number, beside)
  const where = found && conditionsOf(asking, found.anchor.type, found.anchor.clause)
  if (!where) return false
  for (const [op, amount] of conditions)
    where.push({ property: found.property.name, op, values: [textOf(amount)] })
  for (const said of beside)
    if (propertyCalled(found.anchor.type, said)?.name === found.property.name)
      asking.coded.take(new RegExp(`\\b${said}\\b`))
  return true
}

const BETWEEN = /\b(?:between|from) <a(?<low>\d+)> (?:and|to) <a(?<high>\d+)>(?: (?<behind>[a-z]+))?/
const MORE = '(?<more> ?\\+| or more| and more| or less| and up| upwards)?'
const ONE = new RegExp(`${SIGN}<a(?<n>\\d+)>${MORE}(?: (?<behind>[a-z]+))?`)
const BEFORE = /(?<before>[a-z]+)(?: (?:is|was|of|are|were))? $/
/** What a quantity of pieces may be called. */
const countable = ['items', 'pieces', 'quantity']

/** What may name the property: the unit, the word behind, the word before. */
const besideOf = (rest: string, found: RegExpExecArray, amount: Amount): string[] =>
  [
    ...(amount.kind === 'quantity' ? countable : []),
    found.groups?.['behind'] ?? '',
    BEFORE.exec(rest.slice(0, found.index))?.groups?.['before'] ?? '',
  ].filter((word) => word !== '')

function readBetween(asking: Asking): void {
  const { coded } = asking
  for (let found = BETWEEN.exec(coded.rest); found; found = BETWEEN.exec(coded.rest)) {
    const { low: from, high: to, behind = '' } = found.groups ?? {}
    const [low, high] = [coded.meaning('amount', from)?.amount, coded.meaning('amount', to)?.amount]
    coded.take(/\b(?:between|from) <a\d+> (?:and|to) <a\d+>/)
    const beside = [behind].filter((word) => word !== '')
    if (!low || !high) return
    const conditions = [['>=', low] as const, ['<=', high] as const]
    if (!compare(asking, { number: Number(from), conditions, beside })) asking.unread.push(textOf(low))
  }
}

const opOf = (sign: string | undefined, more: string | undefined): ConditionOp =>
  more === undefined ? (signOf(sign) ?? '=') : more.includes('less') ? '<=' : '>='

/** "Over 100 euros", "between 20 and 50", "more than 5 items". */
export function readAmounts(asking: Asking): void {
  const { coded } = asking
  readBetween(asking)
  for (let found = ONE.exec(coded.rest); found; found = ONE.exec(coded.rest)) {
    const { n = '', sign, more } = found.groups ?? {}
    const amount = coded.meaning('amount', n)?.amount
    const beside = amount ? besideOf(coded.rest, found, amount) : []
    coded.take(new RegExp(`${SIGN}<a${n}>${MORE}`))
    // What each spent in all is no condition on a single one of their orders.
    const isSpent = coded
      .all('verb')
      .some(({ word, number }) => word.startsWith('spen') && number < Number(n))
    const conditions = amount ? [[opOf(sign, more), amount] as const] : []
    const isRead = !isSpent && compare(asking, { number: Number(n), conditions, beside })
    if (!isRead) asking.unread.push(amount ? textOf(amount) : '')
  }
}
