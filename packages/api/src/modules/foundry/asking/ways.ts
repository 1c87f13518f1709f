import { fold } from '../../../reading/text.ts'
import type { KnownLink } from '../types/queries.ts'
import { dateOf, isCalled, moneyOf, numberOf, priceOf } from './vocabulary.ts'
import type { AskedType } from './vocabulary.ts'

/** Links in a row that lead from one type to another. */
export type Way = readonly KnownLink[]

/** Longer ones lead from anything to anything. */
const LONGEST = 4

/** How a way stands in a query: "order.customer". */
export const pathOf = (way: Way): string => way.map(({ name }) => name).join('.')
export const isToOne = (way: Way): boolean => way.every(({ isOne }) => isOne)

interface Map {
  types: readonly AskedType[]
  /** Only such links are gone over. */
  isOpen?: (link: KnownLink) => boolean
}

/** The shortest way from a type to each that it leads to, the nearest first. */
export function waysFrom(
  from: AskedType,
  { types, isOpen = () => true }: Map,
): { to: AskedType; way: Way }[] {
  const found: { to: AskedType; way: Way }[] = [{ to: from, way: [] }]
  for (const { to: at, way } of found) {
    if (way.length === LONGEST) break
    for (const link of at.links.filter(isOpen)) {
      const to = types.find(({ id }) => id === link.typeId)
      if (to && !found.some((one) => one.to.id === to.id)) found.push({ to, way: [...way, link] })
    }
  }
  return found.slice(1)
}

/** How one type leads to another; null where it does not. */
export const wayTo = (from: AskedType, to: AskedType, types: readonly AskedType[]): Way | null =>
  waysFrom(from, { types }).find((one) => one.to.id === to.id)?.way ?? null

/** The same over links that lead to one alone: each of these has one of those, if any. */
export const wayToOne = (from: AskedType, to: AskedType, types: readonly AskedType[]): Way | null =>
  waysFrom(from, { types, isOpen: ({ isOne }) => isOne }).find((one) => one.to.id === to.id)?.way ?? null

const TRADE = /\b(?:sales?|orders?|purchases?|lines?|bookings?|transactions?)\b/
/** Whether things of this type are done, and not had. */
const isTrade = (type: AskedType) =>
  type.forms.some((form) => TRADE.test(form)) ||
  ['order', 'payment', 'booking'].some((word) => isCalled(type, word))

/** When a thing came to be there, or may be had, and not when it was done. */
const THERE =
  /^(?:acquired|added|available|birth|born|bought|built|changed|created|expir|founded|introduced|last|launched|listed|made|modified|next|opened|published|purchased|received|released|seen|since|updated|valid)/

/** What an hour or a piece of it costs. */
const OF_A_PART = /\b(?:daily|each|from|hourly|one|per|rate|unit)\b/

/**
 * Whether each of these was done on a day for its price, as a job or a rental is: what is sold by others of these, or only begins
 * to be there, is for sale.
 */
function isDoneForPrice(type: AskedType, types: readonly AskedType[]): boolean {
  if (OF_A_PART.test(fold(priceOf(type)?.title ?? ''))) return false
  const isDated = type.properties.some(
    ({ kind, slot, title }) =>
      slot !== null && (kind === 'day' || kind === 'instant') && !THERE.test(fold(title)),
  )
  const isSoldBy = (one: AskedType) =>
    one.id !== type.id && one.links.some(({ isOne, typeId }) => isOne && typeId === type.id)
  return isDated && !types.some((one) => isSoldBy(one))
}

/** What of one of them says what it brought in: its amount, what it was done for, or what one cost and how many it was of. */
export function incomeOf(type: AskedType, types: readonly AskedType[]): string | null {
  const money = moneyOf(type)
  const price = priceOf(type)
  if (money && money.name !== price?.name) return money.name
  const quantity = numberOf(type, /^(?:quantity|quantities|qty|units|pieces|items|number|how many|amount)\b/)
  const isOfTrade =
    isTrade(type) ||
    type.links.some(({ isOne, typeId }) => isOne && types.some((one) => one.id === typeId && isTrade(one)))
  if (price && quantity && isOfTrade) return `${price.name}*${quantity.name}`
  return price && !quantity && isDoneForPrice(type, types) ? price.name : null
}

/** How many pieces one of them is of. */
export const piecesOf = (type: AskedType) => numberOf(type, /^(?:quantity|quantities|qty|units|pieces)\b/)

/** When it was, as a query names it: its own date, or that of the act it is a part of. */
export function whenOf(type: AskedType, types: readonly AskedType[]): string | null {
  const own = dateOf(type)
  if (own) return own.name
  const acts = waysFrom(type, { types, isOpen: ({ isOne }) => isOne }).filter(
    ({ to }) => isTrade(to) && dateOf(to),
  )
  const [first, second] = acts
  // Of two as near nobody knows which is meant.
  if (!first || second?.way.length === first.way.length) return null
  return `${pathOf(first.way)}.${dateOf(first.to)?.name ?? ''}`
}

interface Traded {
  types: readonly AskedType[]
  /** What is said besides: one of each of these is what it has to lead to as well, where any does. */
  spoken?: readonly (readonly AskedType[])[]
}

/** The type whose objects tell how much each of these is worth: orders, of customers; the nearest that leads to one of them. */
export function tradeOf(
  type: AskedType,
  { types, spoken = [] }: Traded,
): { trade: AskedType; way: Way } | null {
  const all = types
    .flatMap((trade) => {
      const way =
        trade.id === type.id || incomeOf(trade, types) === null ? null : wayToOne(trade, type, types)
      return way ? [{ trade, way }] : []
    })
    .toSorted((one, other) => one.way.length - other.way.length)
  const isFine = (trade: AskedType) =>
    spoken.every((alike) => alike.some((to) => to.id === trade.id || wayToOne(trade, to, types) !== null))
  return all.find(({ trade }) => isFine(trade)) ?? all[0] ?? null
}
