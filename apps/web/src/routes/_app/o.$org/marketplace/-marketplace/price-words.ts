import { addDecimals, compareDecimals, formatDecimal, negated } from '@hub/ui/decimal'
import type { Tone } from '@hub/ui/status'
import type { Alert, Listing, Outcome, Rule, ShownPrice, Source } from './price-types.ts'

/** Said wherever it is told when prices are looked at. */
export const DAILY = 'every day at 06:00'

/** "1 page", "7 pages" */
export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`

/** "1,234.50 EUR"; the amount alone where nobody can say which currency. */
export const priceText = ({ amount, currency }: ShownPrice): string =>
  currency === null ? formatDecimal(amount) : `${formatDecimal(amount)} ${currency}`

/** How one price lies to another, and by how much. */
export interface Difference {
  way: 'below' | 'above' | 'same'
  /** "1.60", without a sign. */
  by: string
}

/** Null where there is nothing to compare, or in another currency. */
export function differenceOf(price: ShownPrice | null, to: ShownPrice | null): Difference | null {
  if (price === null || to === null || price.currency === null || price.currency !== to.currency) return null
  const way = compareDecimals(price.amount, to.amount)
  const by = addDecimals(price.amount, negated(to.amount))
  return {
    way: way < 0 ? 'below' : way > 0 ? 'above' : 'same',
    by: formatDecimal(by.replace('-', '')),
  }
}

const againstYours: Record<Difference['way'], (by: string) => string> = {
  below: (by) => `${by} under you`,
  above: (by) => `${by} above you`,
  same: () => 'Same as yours',
}

/** "1.60 under you" */
export const differenceWords = ({ way, by }: Difference): string => againstYours[way](by)

/** Who asks less than you is told in amber; everything else is quiet. */
export const differenceColor = ({ way }: Difference): string =>
  way === 'below' ? 'text-warning-text' : 'text-text-3'

const signs: Record<Difference['way'], string> = { below: '−', above: '+', same: '' }

/** "−1.00" */
export const changeWords = ({ way, by }: Difference): string => `${signs[way]}${by}`

export interface StateWords {
  words: string
  tone: Tone
}

const unread: Partial<Record<Outcome, StateWords>> = {
  'out-of-stock': { words: 'Sold out', tone: 'neutral' },
  gone: { words: 'Page gone', tone: 'danger' },
  blocked: { words: 'Blocked by the shop', tone: 'danger' },
  'no-price': { words: 'No price found', tone: 'danger' },
  'choose-variant': { words: 'Choose a variant', tone: 'warning' },
  unreachable: { words: 'Not reached', tone: 'warning' },
  quarantined: { words: 'Waits for a second look', tone: 'warning' },
}

const compared: Record<Difference['way'], StateWords> = {
  below: { words: 'Below yours', tone: 'warning' },
  above: { words: 'Above yours', tone: 'neutral' },
  same: { words: 'Same as yours', tone: 'neutral' },
}

type Stood = Pick<Listing, 'state' | 'outcome' | 'price' | 'availability'>

/** How a page of a shop stands, in the words of its pill. */
export function stateOf({ state, outcome, price, availability }: Stood, own: ShownPrice | null): StateWords {
  if (state === 'paused') return { words: 'Paused', tone: 'neutral' }
  if (state === 'off') return { words: 'Off', tone: 'danger' }
  if (outcome === null) return { words: 'Not looked at yet', tone: 'info' }
  const other = unread[availability === 'out-of-stock' && outcome === 'unchanged' ? 'out-of-stock' : outcome]
  if (other) return other
  if (price !== null && price.currency === null) return { words: 'Which currency?', tone: 'warning' }
  const difference = differenceOf(price, own)
  return difference === null ? { words: 'Not compared', tone: 'neutral' } : compared[difference.way]
}

/** What came of one look, in the list of the latest ones. */
export const outcomeWords = (outcome: Outcome): string =>
  ({ ok: 'New price', unchanged: 'As before' })[outcome as 'ok' | 'unchanged'] ??
  unread[outcome]?.words ??
  outcome

export const sourceWords: Record<Source, string> = {
  shopify: 'From the product file of the shop',
  'json-ld': 'From what the page tells search engines',
  microdata: 'From the marks of the shop around the price',
  'open-graph': 'From what the page tells when it is shared',
  selector: 'From the place on the page that you chose',
  text: 'From the words near the name of the product',
}

/** A piece of a sentence; what it is about stands out. */
export interface Piece {
  text: string
  isStrong?: true
}

const strong = (text: string): Piece => ({ text, isStrong: true })

/** "House blend under 22.00 EUR anywhere" */
export function rulePieces({
  kind,
  product,
  under,
  percent,
}: Pick<Rule, 'kind' | 'product' | 'under' | 'percent'>): Piece[] {
  const what = product === null ? { text: 'Any product' } : strong(product)
  if (kind === 'below')
    return [what, { text: ' under ' }, strong(under === null ? '' : priceText(under)), { text: ' anywhere' }]
  if (kind === 'undercut') return [what, { text: ' costs less elsewhere than yours' }]
  if (kind === 'stock') return [what, { text: ' sells out in a shop' }]
  const lead = product === null ? [{ text: 'Any price' }] : [{ text: 'The price of ' }, what]
  return [...lead, { text: ' moves by ' }, strong(`${percent ?? 0}%`), { text: ' or more' }]
}

export const ruleText = (rule: Parameters<typeof rulePieces>[0]): string =>
  rulePieces(rule)
    .map(({ text }) => text)
    .join('')

type Told = Pick<Alert, 'kind' | 'shop' | 'product' | 'from' | 'price'>

/** "copperleaf.example cut House blend, 1 kg" */
export function alertTitle({ kind, shop, product, from, price }: Told): string {
  if (kind === 'stock') return `${shop} has sold out of ${product}`
  if (kind === 'undercut') return `${shop} is under you with ${product}`
  const change = differenceOf(price, from)
  if (change?.way === 'below') return `${shop} cut ${product}`
  if (change?.way === 'above') return `${shop} raised ${product}`
  return `${shop} sells ${product}`
}

/** "23.50 to 21.90 EUR"; empty where it is about no price. */
export function alertPrices({ kind, from, price }: Told): string {
  if (kind === 'stock' || price === null) return ''
  const isMove = from !== null && from.currency === price.currency && from.amount !== price.amount
  return isMove ? `${formatDecimal(from.amount)} to ${priceText(price)}` : priceText(price)
}

/** An address that a link may lead to; pages of strangers say what they like. */
export function webAddress(url: string): string | null {
  if (!URL.canParse(url)) return null
  const { protocol, href } = new URL(url)
  return protocol === 'https:' || protocol === 'http:' ? href : null
}
