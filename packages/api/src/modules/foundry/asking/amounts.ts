import type { ConditionOp } from '../../../shared/conditions.ts'
import type { Amount } from '../../../reading/numbers.ts'
import { anchorsOf, conditionsOf, nearest } from './asking.ts'
import type { Anchor, Asking } from './asking.ts'
import { amountText } from './bounds.ts'
import type { Bound } from './bounds.ts'
import { SIGN, signOf } from './counts.ts'
import { isOfAll, readSpent } from './spent.ts'
import { moneyOf, numberOf, propertyCalled } from './vocabulary.ts'
import type { AskedType } from './vocabulary.ts'
import { wayTo } from './ways.ts'

interface Compared {
  property: { name: string }
  anchor: Anchor
}

const SIZED =
  /^(?:cm|day|g|gb|hour|hr|kg|km|kwh|l|litre|m|m2|mb|metre|mile|min|minute|ml|mm|month|night|sqm|tonne|week|year)s?$/

/** So many days or kilometres are compared with such alone, and never with what something costs. */
const isSized = (amount: Amount): boolean => amount.kind === 'quantity' && SIZED.test(amount.unit)

/** What an amount is an amount of: what is named beside it, else the money or the number of what it stands beside. */
function propertyOf(asking: Asking, number: number, beside: readonly string[]): Compared | null {
  const amount = asking.coded.meaning('amount', number)?.amount
  const isReached = ({ type }: Anchor) =>
    type.id === asking.subject.id || wayTo(asking.subject, type, asking.types) !== null
  const own: Anchor = { type: asking.subject, number, clause: 0 }
  const anchors = [...anchorsOf(asking).filter(isReached), own]
  const usual = (type: AskedType) => {
    if (amount && isSized(amount)) return null
    return amount?.kind === 'money' ? moneyOf(type) : (moneyOf(type) ?? numberOf(type))
  }
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
  bounds: readonly Bound[]
  beside: readonly string[]
}

/** Answers whether there is something to compare. */
function compare(asking: Asking, { number, bounds, beside }: Comparison): boolean {
  if (isOfAll(asking, number)) return readSpent(asking, bounds)
  const found = propertyOf(asking, number, beside)
  const place = found && conditionsOf(asking, found.anchor.type, found.anchor.clause)
  if (!place) return false
  for (const { op, amount } of bounds)
    place.where.push({ property: place.named(found.property.name), op, values: [amountText(amount)] })
  for (const said of beside)
    if (propertyCalled(found.anchor.type, said)?.name === found.property.name)
      asking.coded.take(new RegExp(`\\b${said}\\b`))
  return true
}

const BETWEEN = /\b(?:between|from) <a(?<low>\d+)> (?:and|to) <a(?<high>\d+)>(?: (?<behind>[a-z]+))?/
const MORE = '(?<more> ?\\+| or more| and more| or less| and up| upwards)?'
const ONE = new RegExp(`${SIGN}<a(?<n>\\d+)>${MORE}(?: (?<behind>[a-z]+(?: [a-z]+)?))?`)
const BEFORE = /(?<before>[a-z]+)(?: (?:is|was|of|are|were))? $/
/** What a quantity of pieces may be called. */
const countable = ['items', 'pieces', 'quantity']

/** What may name the property: the unit, the words behind, the word before. */
function besideOf(rest: string, found: RegExpExecArray, amount: Amount): string[] {
  const behind = found.groups?.['behind'] ?? ''
  const before = BEFORE.exec(rest.slice(0, found.index))?.groups?.['before'] ?? ''
  const units = amount.kind === 'quantity' ? [amount.unit, `${amount.unit}s`] : []
  const pieces = amount.kind === 'quantity' && !isSized(amount) ? countable : []
  return [...units, ...pieces, behind, ...behind.split(' '), before].filter((word) => word !== '')
}

function readBetween(asking: Asking): void {
  const { coded } = asking
  for (let found = BETWEEN.exec(coded.rest); found; found = BETWEEN.exec(coded.rest)) {
    const { low: from, high: to, behind = '' } = found.groups ?? {}
    const [low, high] = [coded.meaning('amount', from)?.amount, coded.meaning('amount', to)?.amount]
    coded.take(/\b(?:between|from) <a\d+> (?:and|to) <a\d+>/)
    const beside = [behind].filter((word) => word !== '')
    if (!low || !high) return
    const bounds: Bound[] = [
      { op: '>=', amount: low },
      { op: '<=', amount: high },
    ]
    if (!compare(asking, { number: Number(from), bounds, beside })) asking.unread.push(amountText(low))
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
    coded.take(new RegExp(`(?:\\bwhere )?${SIGN}<a${n}>${MORE}`))
    const bounds = amount ? [{ op: opOf(sign, more), amount }] : []
    if (!compare(asking, { number: Number(n), bounds, beside }))
      asking.unread.push(amount ? amountText(amount) : '')
  }
}
