import { currencyDigits } from '../../../../shared/currencies.ts'
import { readNumbers } from '../../../../reading/numbers.ts'
import type { Amount } from '../../../../reading/numbers.ts'
import { sentence } from '../wording/normalize.ts'
import { sumFor } from './amounts.ts'
import { isContent } from './content.ts'
import { overlaps, textOf } from './said.ts'
import type { Range, Said, Spot } from './said.ts'

/** A line of an invoice: what is sold, how many of it, and what one of it costs, in decimals. */
export interface Line {
  /** Empty where it was not said: "invoice them for 120 euros". */
  description: string
  quantity: string
  unitPrice: string
}

/** Lines that were read, with the currency of their prices where one was said. */
export interface Lines {
  lines: readonly Line[]
  currency: string | null
}

/** A longer request is none that names what is sold. */
const LONGEST_IN_TOKENS = 60
const LONGEST_DESCRIPTION = 12

const joints = new Set(['and', 'plus', '&', ',', ';'])
const toPrice = new Set(['at', '@', 'for', 'of', ',', ':', '-', '–', '='])
const beforeName = new Set('of x × for the a an some our * also add include'.split(' '))
const eachWords = new Set(['each', 'ea', 'apiece', 'ea.'])
const eachLeads = new Set(['per', 'a', 'an', '/'])

interface Priced extends Range {
  amount: Amount
  /** The amount as it is sent. */
  sum: string
  /** Of one, where "each" or the like was said behind it. */
  isEach: boolean
}

interface Item extends Line {
  currency: string | null
}

const wordAt = ({ tokens }: Said, at: number): string => tokens[at]?.text ?? ''

/** "À 2.50" leads to a price, and is written "a 2.50": before a number, at the end of a line, that is no article. */
const leadsToPrice = (said: Said, at: number): boolean =>
  toPrice.has(wordAt(said, at)) || wordAt(said, at) === 'a'

/** "Each", "apiece", "per box": where what follows a price ends; the place itself where nothing does. */
function tailEnd(said: Said, at: number): number {
  if (eachWords.has(wordAt(said, at))) return at + 1
  return eachLeads.has(wordAt(said, at)) && said.tokens[at + 1]?.kind === 'word' ? at + 2 : at
}

function numbersIn(said: Said, { from, to }: Range): Spot<Amount>[] {
  return said.numbers.filter(
    (one) => one.from >= from && one.to <= to && !said.labels.some((label) => overlaps(label, one)),
  )
}

/** "3x40 euros for call-outs": how many, and what one of them costs, with the sign between them and nothing else. */
function timesFirst(said: Said, { from, to }: Range): Item | null {
  const count = timesAt(said, from, true)
  const price = count === null ? null : priceBehindTimes(said, from + 2)
  if (count === null || !price || wordAt(said, price.to) !== 'for') return null
  const description = nameIn(said, { from: price.to + 1, to })
  return description
    ? { description, quantity: `${count}`, unitPrice: price.sum, currency: price.currency }
    : null
}

/** The figure that is written to the sign is no number elsewhere: "30x60" is a size. */
function priceBehindTimes(
  said: Said,
  at: number,
): { to: number; sum: string; currency: string | null } | null {
  const rest = said.text.slice(said.tokens[at]?.from ?? said.text.length)
  const [first] = readNumbers(rest, { currency: said.currency })
  const sum = first?.span.from === 0 && first.value.amount >= 0 ? sumFor(first.value) : null
  if (!first || sum === null) return null
  const end = (said.tokens[at]?.from ?? 0) + first.span.to
  const to = said.tokens.findIndex((token) => token.from >= end)
  return { to: to === -1 ? said.tokens.length : to, sum, currency: currencyOf(first.value) }
}

/** What is sold, in words; null where these tokens hold more than that. */
function nameIn(said: Said, range: Range): string | null {
  let { from, to } = range
  while (from < to && beforeName.has(wordAt(said, from))) from += 1
  while (to > from && said.tokens[to - 1]?.kind === 'mark') to -= 1
  const words = said.tokens.slice(from, to)
  const isOver =
    words.length > LONGEST_DESCRIPTION ||
    words.some(({ text }) => /^[:;,]$/.test(text)) ||
    said.moments.some((day) => day.value.isSure && overlaps(day, { from, to }))
  if (isOver) return null
  const says = words.some(({ text, kind }) => kind === 'word' && isContent(text))
  return says || words.length === 0 ? sentence(textOf(said, from, to)) : null
}

/** The price that a line ends with. */
function priceAtEnd(said: Said, spots: readonly Spot<Amount>[], to: number): Priced | null {
  const last = spots.at(-1)
  const sum = last && last.value.amount >= 0 ? sumFor(last.value) : null
  if (!last || sum === null) return null
  const end = tailEnd(said, last.to)
  return end === to ? { from: last.from, to, amount: last.value, sum, isEach: end > last.to } : null
}

const currencyOf = (amount: Amount): string | null => (amount.kind === 'money' ? amount.currency : null)

/** "12.50" is a price without a word beside it; 12 may be anything. */
const isPrice = (amount: Amount): boolean => amount.kind === 'money' || !Number.isInteger(amount.amount)

/** "120 euros for catering" */
function priceFirst(said: Said, { from, to }: Range, [first]: readonly Spot<Amount>[]): Item | null {
  if (first?.from !== from || wordAt(said, first.to) !== 'for') return null
  const unitPrice = first.value.amount < 0 ? null : sumFor(first.value)
  const description = nameIn(said, { from: first.to + 1, to })
  return unitPrice !== null && description
    ? { description, quantity: '1', unitPrice, currency: currencyOf(first.value) }
    : null
}

/** "3 boxes for 36 euros": what one of them costs, where that comes out even. */
function ofTotal(count: number, amount: Amount): string | null {
  if (!Number.isInteger(count)) return null
  const digits = (amount.kind === 'money' ? currencyDigits(amount.currency) : null) ?? 2
  const parts = Math.round(amount.amount * 10 ** digits)
  return parts % count === 0 ? (parts / count / 10 ** digits).toFixed(digits) : null
}

interface Sold {
  description: string
  /** How many were said; null where none. */
  count: number | null
  /** Where the words end that say what it is, from the count on. */
  to: number
}

const isCount = ({ value: { kind, amount } }: Spot<Amount>): boolean =>
  (kind === 'number' || kind === 'quantity') && amount > 0

/** "2x washers", and where it may stand apart "3 x 40": the figure before the sign; null where there is none. */
function timesAt({ tokens }: Said, at: number, mayBeApart = false): number | null {
  const [figure, sign] = [tokens[at], tokens[at + 1]]
  const isTimes = figure?.kind === 'digits' && /^[x×]$/.test(sign?.text ?? '')
  const isWritten = isTimes && (mayBeApart || figure.to === sign?.from)
  return isWritten && Number(figure.text) > 0 ? Number(figure.text) : null
}

interface Counted {
  count: number | null
  begins: number
  /** Nothing but a count is written like this. */
  isPlain: boolean
}

/** They lead to what is sold, and are none of it: "for 2 radiators", "had 5 hours", "add 2 hours". */
const beforeCount = new Set(
  'for of the over about had got took add also include put another more plus and'.split(' '),
)

/** How many of it, where the words begin with that, and where what it is begins. */
function countAt(said: Said, { from: start, to }: Range): Counted {
  let from = start
  while (from < to && beforeCount.has(wordAt(said, from))) from += 1
  const range = { from, to }
  if (wordAt(said, from) === 'one' && said.tokens[from + 1]?.kind === 'word')
    return { count: 1, begins: from + 1, isPlain: true }
  const times = timesAt(said, range.from)
  if (times !== null) return { count: times, begins: range.from + 2, isPlain: true }
  const counted = numbersIn(said, range).find((one) => one.from === range.from && isCount(one))
  return counted
    ? { count: counted.value.amount, begins: counted.to, isPlain: false }
    : { count: null, begins: start, isPlain: false }
}

/** What stands before a price, and how many of it. */
function soldBefore(said: Said, from: number, price: Priced): Sold | null {
  const isLed = leadsToPrice(said, price.from - 1)
  const to = isLed ? price.from - 1 : price.from
  /** Nothing but its place says that the number at its end is a price: "call-out 80". */
  const isBare = !isLed && !isPrice(price.amount)
  const { count, begins, isPlain } = countAt(said, { from, to })
  const description = nameIn(said, { from: begins, to })
  const isUnclear = isBare && ((count !== null && !isPlain) || price.isEach)
  const isNameless = description === '' && count === null
  return description === null || isUnclear || isNameless ? null : { description, count, to }
}

/** "3 boxes of rolls at 12.50 each", "catering, 120 euros" */
function soldAt(said: Said, from: number, price: Priced): Line | null {
  const sold = soldBefore(said, from, price)
  if (!sold) return null
  const { description, count, to } = sold
  if (count === null) return { description, quantity: '1', unitPrice: price.sum }
  const isTotal = wordAt(said, price.from - 1) === 'for' && !price.isEach
  const one = isTotal ? ofTotal(count, price.amount) : price.sum
  if (one !== null) return { description, quantity: `${count}`, unitPrice: one }
  const whole = nameIn(said, { from, to }) ?? description
  return { description: whole, quantity: '1', unitPrice: price.sum }
}

/** A line that ends with its price, or is nothing but one: "120 euros". */
function priceLast(said: Said, { from, to }: Range, spots: readonly Spot<Amount>[]): Item | null {
  const price = priceAtEnd(said, spots, to)
  if (!price) return null
  const bare = price.isEach ? null : { description: '', quantity: '1', unitPrice: price.sum }
  const line = price.from === from ? bare : soldAt(said, from, price)
  return line && { ...line, currency: currencyOf(price.amount) }
}

function itemIn(said: Said, range: Range): Item | null {
  const spots = numbersIn(said, range)
  return timesFirst(said, range) ?? priceFirst(said, range, spots) ?? priceLast(said, range, spots)
}

/** What lies between a beginning and one end, by the beginning: without it a long list is tried in every way to part it. */
type Tried = Map<number, Item[] | null>

/** The first line ends where it can, and others go on behind "and". */
function itemsIn(said: Said, { from, to }: Range, tried: Tried): Item[] | null {
  const known = tried.get(from)
  if (known !== undefined) return known
  const found = partedIn(said, { from, to }, tried)
  tried.set(from, found)
  return found
}

function partedIn(said: Said, { from, to }: Range, tried: Tried): Item[] | null {
  for (let end = from + 1; end < to - 1; end += 1) {
    if (!joints.has(wordAt(said, end))) continue
    const first = itemIn(said, { from, to: end })
    const isDouble = joints.has(wordAt(said, end + 1))
    const others = first && itemsIn(said, { from: end + (isDouble ? 2 : 1), to }, tried)
    if (others) return [first, ...others]
  }
  const only = itemIn(said, { from, to })
  return only && [only]
}

/** The lines that these words are made of, to the last of them; null where they are something else. */
export function linesIn(said: Said, range: Range, tried: Tried = new Map()): Lines | null {
  const items = itemsIn(said, range, tried)
  if (!items) return null
  const currencies = new Set(items.flatMap(({ currency }) => currency ?? []))
  if (currencies.size > 1) return null
  const [currency = null] = currencies
  return {
    currency,
    lines: items.map(({ description, quantity, unitPrice }) => ({ description, quantity, unitPrice })),
  }
}

/** Where lines may stand in a request: behind a number's beginning, a mark, "for", or a name. */
export function linesSpots(said: Said, names: readonly Range[]): Range[] {
  const { tokens, numbers } = said
  const hasFigures = numbers.length > 0 || tokens.some(({ kind }) => kind === 'digits')
  if (!hasFigures || tokens.length > LONGEST_IN_TOKENS) return []
  const isFirst = (at: number) =>
    /^(?:for|with|[:,–-])$/.test(wordAt(said, at - 1)) || names.some(({ to }) => to === at)
  const starts = tokens.flatMap(({ kind }, at) => {
    const begins = numbers.some(({ from }) => from === at) || (kind !== 'mark' && isFirst(at))
    return begins ? [at] : []
  })
  return tokens.flatMap((_, at) => {
    const [to, tried]: [number, Tried] = [at + 1, new Map()]
    return starts
      .filter((from) => from < to && linesIn(said, { from, to }, tried))
      .map((from) => ({ from, to }))
  })
}

/** "3 × rolls at 12.50 and catering at 120.00" */
export const linesText = (lines: readonly Line[]): string =>
  lines
    .map(({ description, quantity, unitPrice }) => {
      const count = quantity === '1' ? '' : `${quantity} × `
      return `${count}“${description}” at ${unitPrice}`
    })
    .join(' and ')
