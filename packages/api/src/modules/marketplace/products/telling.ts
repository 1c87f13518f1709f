import type { ToldAnswer } from '../../../platform/catalog/phrases.ts'
import { counted, linesOf, toldList } from '../../../platform/catalog/told-list.ts'
import { dayTextOf } from '../../../shared/day-text.ts'
import { differenceOf, priceText } from '../money.ts'
import { History, PressingProduct, Product, ProductPage } from './schema.ts'

const SHOWN = 10

type Line = History['series'][number]

interface Move {
  shop: string | null
  at: string
  from: string
  to: string
}

/** Changes from one price to another; a first price is none. */
const movesOf = ({ shop, points }: Line): Move[] =>
  points.flatMap(({ at, amount: to }, index) => {
    const from = points[index - 1]?.amount ?? null
    return from === null || to === null || from === to ? [] : [{ shop, at, from, to }]
  })

function seriesText(line: Line, currency: string | null): string {
  const text = (amount: string) => priceText({ amount, currency })
  const name = line.shop ?? 'Your own price'
  const last = line.points.at(-1)
  if (!last) return `${name}: no price`
  if (last.amount === null) return `${name}: no price since ${dayTextOf(last.at)}`
  const moves = movesOf(line)
  const latest = moves.at(-1)
  if (!latest) return `${name}: ${text(last.amount)}, it did not move`
  return `${name}: ${text(last.amount)}, ${text(latest.from)} until ${dayTextOf(latest.at)}, ${counted(moves.length, 'move')}`
}

function historyLead(moves: readonly Move[], currency: string | null): string {
  const latest = moves.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at)).at(-1)
  if (!latest) return 'No price of it moved in that time.'
  const text = (amount: string) => priceText({ amount, currency })
  const who = latest.shop ?? 'your own price'
  return `The last move was on ${dayTextOf(latest.at)}: ${who} went from ${text(latest.from)} to ${text(latest.to)}.`
}

export function historyTold(output: unknown): ToldAnswer {
  const { currency, series } = History.parse(output)
  if (series.length === 0)
    return {
      text: 'No price of it is known in that time: say what you ask for it, or add the page of a shop.',
    }
  const lead = historyLead(series.flatMap(movesOf), currency)
  const lines = series.slice(0, SHOWN).map((line, at) => `${at + 1}. ${seriesText(line, currency)}`)
  return { text: linesOf([lead, ...lines, series.length > SHOWN && 'There are more.']) }
}

/** "1.60 EUR less than you"; false where it cannot be compared. */
function againstYours({ price, lowest }: Product): string | false {
  const difference = price && lowest && differenceOf(lowest, price)
  if (!difference) return false
  if (difference.way === 'same') return 'the same as you'
  return `${priceText(difference.by)} ${difference.way} than you`
}

function productText(product: Product): string {
  const { price, lowest, listings } = product
  const own = price === null ? 'no price of your own' : `${priceText(price)} with you`
  if (listings === 0) return `${own}, compared with no shop yet`
  if (lowest === null) return `${own}, no price elsewhere just now`
  const against = againstYours(product)
  return `${own}, at the lowest ${priceText(lowest)} at ${lowest.shop}${against === false ? '' : `, ${against}`}`
}

const isUndercut = ({ price, lowest }: Product): boolean =>
  price !== null && lowest !== null && differenceOf(lowest, price)?.way === 'less'

function productsLead(items: readonly Product[], hasMore: boolean): string {
  const under = items.filter(isUndercut).length
  const many = hasMore
    ? `More than ${items.length} products are tracked`
    : counted(items.length, 'product is tracked', 'products are tracked')
  if (items.every(({ price, lowest }) => price === null || lowest === null))
    return `${many}; none can be compared with another shop just now.`
  const of = hasMore ? ` of the first ${items.length}` : ''
  const which = under === 0 ? `any${of || ' of them'}` : `${under}${of}`
  const on = items.length === 1 && !hasMore ? 'it' : which
  return `${many}; ${under === 0 ? 'nobody' : 'somebody'} is cheaper than you on ${on}.`
}

/** Those on which somebody is cheaper come first, each in the order in which they were asked for. */
export function productsTold(output: unknown): ToldAnswer {
  const { items, nextCursor } = ProductPage.parse(output)
  if (items.length === 0)
    return {
      text: 'I find no tracked product: say “track the price of” and its name, or add the page of a shop.',
      shown: [],
    }
  const ordered = [...items.filter(isUndercut), ...items.filter((product) => !isUndercut(product))]
  const rows = ordered.map((product) => ({
    id: product.id,
    name: product.name,
    matter: productText(product),
  }))
  return toldList(productsLead(items, nextCursor !== null), rows, nextCursor !== null)
}

export function productTold(output: unknown): ToldAnswer {
  const product = Product.parse(output)
  const { id, name, middle, listings, gtin } = product
  return {
    text: linesOf([
      `${name}: ${productText(product)}.`,
      middle !== null && `In the middle of the market it costs ${priceText(middle)}.`,
      listings === 0
        ? 'Add the page of a shop that sells it too.'
        : `${counted(listings, 'page of a shop is', 'pages of shops are')} compared with it.`,
      gtin !== null && `The number under its bar code is ${gtin}.`,
    ]),
    shown: [{ id, name }],
  }
}

export function pressingTold(output: unknown): ToldAnswer {
  const { product, shops, tracked, moved } = PressingProduct.parse(output)
  if (product === null) return { text: 'No product is tracked yet: say “track the price of” and its name.' }
  const lines = shops.slice(0, SHOWN).map(({ shop, price }, at) => `${at + 1}. ${shop}: ${priceText(price)}`)
  const rest =
    moved === 0
      ? 'No price of a shop moved in the last 24 hours'
      : `${counted(moved, 'price')} of shops moved in the last 24 hours`
  return {
    text: linesOf([
      `Look at ${product.name} first: ${productText(product)}.`,
      ...lines,
      `${rest}; ${counted(tracked, 'product is', 'products are')} tracked.`,
    ]),
  }
}
