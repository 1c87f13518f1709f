import { moneyText } from './implausible.ts'
import { digitsOf } from './money-text.ts'
import type { Money, Note, WrittenPrice } from './money-text.ts'
import type { Found } from './sources/found.ts'
import type { Source } from './schema.ts'

/** How far a source is to be trusted by itself. */
const TRUST: Readonly<Record<Source, number>> = {
  shopify: 0.95,
  'json-ld': 0.85,
  microdata: 0.8,
  'open-graph': 0.7,
  selector: 0.75,
  text: 0.45,
}

export const sourceWords: Readonly<Record<Source, string>> = {
  shopify: 'the product file of the shop',
  'json-ld': 'the structured data of the page (JSON-LD)',
  microdata: 'the structured data of the page (microdata)',
  'open-graph': 'the head of the page (Open Graph)',
  selector: 'the place that the CSS selector names',
  text: 'the text near the title',
}

const noteWords: Partial<Record<Note, string>> = {
  from: 'It is the lowest of several prices: the page says “from”.',
  range: 'The page gives a range; this is its lower end.',
  'per-unit': 'It is the price of a unit, such as a kilogram or a month; no other stands there.',
  net: 'Tax comes on top of it; no price with tax stands there.',
  several: 'Several amounts stand there; the first was taken.',
  rounded: 'The page gives more digits than the currency has, so the amount was rounded.',
  free: 'The page says that it is free.',
  'currency-guessed':
    'The sign of the currency is shared by several; language and country of the page settled it.',
}
/** These leave open what it costs. */
const DOUBTFUL: readonly Note[] = ['from', 'range', 'per-unit', 'several']

/** The same amount in units of another currency; null where it has more digits than that has. */
function inUnitsOf(money: Money, currency: string): bigint | null {
  const [from, to] = [digitsOf(money.currency), digitsOf(currency)]
  if (to >= from) return money.minor * 10n ** BigInt(to - from)
  const by = 10n ** BigInt(from - to)
  return money.minor % by === 0n ? money.minor / by : null
}

/** Whether two say the same; an unknown currency may be any. */
export function agrees(one: Money, other: Money): boolean {
  const currency = one.currency ?? other.currency
  if (one.currency !== null && other.currency !== null && one.currency !== other.currency) return false
  if (currency === null) return one.minor === other.minor
  return inUnitsOf(one, currency) === inUnitsOf(other, currency)
}

/** A price with the currency that the others give the same amount in, where it has none itself. */
function withCurrency(price: Money, others: readonly Money[]): Money {
  const same =
    price.currency === null
      ? others.find((other) => other.currency !== null && agrees(price, other))
      : undefined
  return same ?? price
}

/** Some shops write 4995 into their data and mean 49.95; null of a price that cannot be meant so. */
function inSmallestUnits({ source, price }: Found): Money | null {
  if (price === null || source === 'text' || source === 'selector') return null
  const unit = 10n ** BigInt(digitsOf(price.currency))
  return unit > 1n && price.minor > 0n && price.minor % unit === 0n
    ? { ...price, minor: price.minor / unit }
    : null
}

const TWO_WAYS = 'Its separator could be read in two ways; another source settled it.'
const SMALLEST_UNITS = 'The amount there is in the smallest unit of the currency, as another source shows.'

/** What a source gives, or what it may be meant as where another one says that and none says the first. */
function settled(found: Found, others: readonly Money[]): { price: Money; reasons: string[] } | null {
  const { price, other } = found
  if (!price) return null
  const isSaid = (one: Money | null): one is Money => one !== null && others.some((said) => agrees(one, said))
  if (isSaid(price)) return { price, reasons: [] }
  if (isSaid(other)) return { price: other, reasons: [TWO_WAYS] }
  const small = inSmallestUnits(found)
  return isSaid(small) ? { price: small, reasons: [SMALLEST_UNITS] } : { price, reasons: [] }
}

export interface Weighed {
  price: Money
  confidence: number
  reasons: string[]
}

interface Opinion {
  source: Source
  price: Money
  /** It is another amount that the source gives. */
  isSame: boolean
}

/** A selector points into the same text, so that the text is no second witness. */
const isWitness = (main: Source, other: Source) => !(main === 'selector' && other === 'text')

function opinionsOf(price: Money, others: readonly Found[], near: readonly WrittenPrice[]): Opinion[] {
  const all = others.flatMap((found) =>
    found.price ? [{ source: found.source, price: found.price, isSame: agrees(price, found.price) }] : [],
  )
  // Beside the price, text holds amounts that are something else; one that is right suffices.
  const isNear = near.some((one) => agrees(price, one.price))
  return all.map((one) => (one.source === 'text' && isNear ? { ...one, isSame: true } : one))
}

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1)

function confidenceOf(found: Found, price: Money, opinions: readonly Opinion[]): number {
  const doubts = found.notes.filter((note) => DOUBTFUL.includes(note)).length
  const own = TRUST[found.source] * found.fit * 0.85 ** doubts * (price.currency === null ? 0.8 : 1)
  const agreeing = opinions.filter(({ isSame }) => isSame).slice(0, 2)
  const against = opinions.filter(({ isSame }) => !isSame)
  const raised = agreeing.reduce((before) => before + (1 - before) * 0.5, own)
  const lowered = against.reduce((before, { source }) => before * (source === 'text' ? 0.8 : 0.65), raised)
  return Math.round(Math.min(0.99, Math.max(0.01, lowered)) * 100) / 100
}

/** How surely the price of one source holds, by what the others say. */
export function weigh(found: Found, others: readonly Found[], near: readonly WrittenPrice[]): Weighed | null {
  const said = [...others.flatMap(({ price }) => price ?? []), ...near.map(({ price }) => price)]
  const certain = settled(found, said)
  if (!certain) return null
  const price = withCurrency(certain.price, said)
  const witnesses = others.filter(({ source }) => isWitness(found.source, source))
  const opinions = opinionsOf(price, witnesses, near)
  const reasons = [
    `The price is from ${sourceWords[found.source]}.`,
    ...certain.reasons,
    ...opinions.map((one) =>
      one.isSame
        ? `${capital(sourceWords[one.source])} says the same.`
        : `${capital(sourceWords[one.source])} says ${moneyText(one.price)}, which is another price.`,
    ),
    ...found.notes.flatMap((note) => noteWords[note] ?? []),
    ...(price.currency === null
      ? ['The page does not say in which currency; choose it once for this shop.']
      : []),
    ...found.reasons,
  ]
  return { price, confidence: confidenceOf(found, price, opinions), reasons }
}
