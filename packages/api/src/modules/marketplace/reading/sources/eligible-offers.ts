import { settle } from '../currency-signs.ts'
import type { CurrencyHints } from '../currency-signs.ts'
import type { DataNode } from '../page.ts'
import { nodesOf, textOf } from './nodes.ts'
import type { ReadOffer } from './offers.ts'

const isUsed = (offer: DataNode) => /used|refurbished|damaged/i.test(textOf(offer['itemCondition']) ?? '')
const isLent = (offer: DataNode) => /leaseout|rent/i.test(textOf(offer['businessFunction']) ?? '')
const isForMany = (offer: DataNode) =>
  nodesOf(offer['eligibleQuantity']).some(({ minValue }) => Number(minValue) > 1)

/** Those that hold; all of them where none does. */
const narrowed = <T>(all: readonly T[], holds: (one: T) => boolean): readonly T[] => {
  const some = all.filter(holds)
  return some.length > 0 ? some : all
}

/** Offers of one new piece, to own; others only where nothing else is offered. */
export const usualOffers = (offers: readonly DataNode[]): readonly DataNode[] =>
  [isUsed, isLent, isForMany].reduce<readonly DataNode[]>(
    (left, is) => narrowed(left, (offer) => !is(offer)),
    offers,
  )

/** Of several sellers of one thing, those that have it, in the currency that the page speaks of. */
export function comparableOffers(offers: readonly ReadOffer[], hints: CurrencyHints): readonly ReadOffer[] {
  const priced = offers.filter(({ price }) => price !== null)
  const there = narrowed(priced, ({ availability }) => availability !== 'out-of-stock')
  const codes = there.flatMap(({ price }) => price?.currency ?? [])
  const { code } = settle({ codes: [...new Set(codes)] }, hints)
  const own = narrowed(there, ({ price }) => price?.currency === (code ?? hints.setting))
  return own.filter(({ price }) => price?.currency === own[0]?.price?.currency)
}
