import { readNumbers } from '../../../reading/numbers.ts'
import type { Amount } from '../../../reading/numbers.ts'
import type { Reading } from '../../../reading/text.ts'
import { currencyDigits } from '../../../shared/currencies.ts'
import { formatMoney } from '../../../shared/money.ts'
import type { TripBudget } from '../slots/schema.ts'
import { blank, quoteOf, take } from './said.ts'
import type { Said } from './said.ts'

/** What makes a bare number an amount. */
const limit =
  /(?:\b(?:under|below|max(?:imum)?|up to|at most|less than|no more than|not more than|cheaper than|within|budget(?: is| of| around| about| to)?|for about|for around|spend)|[<≤]) *:? *(?:about |around |roughly |of )?$/
const each =
  /^ *(?:euros?|eur|€)? *(?:,? *)(?:each|per person|a person|per head|a head|p\.?p\.?\b|per traveller|per adult|\/ ?person)/
const nightly = /^ *(?:,? *)(?:a night|per night|\/ ?night|nightly|each night)/
const capped = /^ *(?:max(?:imum)?|at most|tops|or less)\b/
const inAll =
  /^ *(?:,? *)(?:in all|in total|all in|altogether|total|for (?:all|everyone|everything|us)\b|(?=for (?:both|the two of us)\b))/
/** A smaller bare number is one of nights or people. */
const LEAST_BARE = 20
const AROUND = 40
const LARGEST = 10_000_000

/** "1.000,-": no cents. */
const FLAT = /^[.,][-–—]/

/** "€900 each", "900 max": what it is for, and where those words end. */
function perOf(words: string): { per: TripBudget['per']; length: number; isMost: boolean } {
  const [flat = ''] = FLAT.exec(words) ?? []
  const behind = words.slice(flat.length)
  for (const [per, pattern] of [
    ['person', each],
    ['night', nightly],
    ['trip', inAll],
    ['trip', capped],
  ] as const) {
    const [said] = pattern.exec(behind) ?? []
    if (said !== undefined) return { per, length: flat.length + said.length, isMost: pattern === capped }
  }
  return { per: 'trip', length: 0, isMost: false }
}

const written = (amount: number, currency: string): string => {
  const digits = currencyDigits(currency) ?? 2
  return formatMoney(BigInt(Math.round(amount * 10 ** digits)), digits)
}

interface Limit {
  value: TripBudget
  from: number
  to: number
}

const inKroner = /^ *(?:kr\b|kron)/

/** Money by its sign or word, else a bare number in the organization's currency; null where it is a number of something else. */
function moneyOf(
  value: Amount,
  { currency, behind }: { currency: string; behind: string },
): { amount: number; currency: string; isBare: boolean } | null {
  if (value.kind === 'money')
    return { amount: value.amount, currency: value.currency ?? currency, isBare: false }
  if (value.kind === 'number' && krones.includes(currency) && inKroner.test(behind))
    return { amount: value.amount, currency, isBare: false }
  return value.kind === 'number' && value.amount >= LEAST_BARE
    ? { amount: value.amount, currency, isBare: true }
    : null
}

/** Null where the number is no amount: "3 nights", "two people", "room 214". */
function limitAt(said: Said, { value, span }: Reading<Amount>, currency: string): Limit | null {
  const money = moneyOf(value, { currency, behind: said.left.slice(span.to, span.to + AROUND) })
  // Of cents nobody travels: "2A 1C" are people.
  if (!money || money.amount < 1 || money.amount > LARGEST) return null
  const [before = null] = limit.exec(said.left.slice(Math.max(0, span.from - AROUND), span.from)) ?? []
  const { per, length, isMost } = perOf(said.left.slice(span.to, span.to + AROUND))
  if (money.isBare && before === null && per === 'trip' && !isMost) return null
  return {
    value: { amount: written(money.amount, money.currency), currency: money.currency, per },
    from: span.from - (before?.length ?? 0),
    to: span.to + length,
  }
}

const krones = ['SEK', 'NOK', 'DKK', 'ISK']
const krone = /(?<![\d.,])(\d[\d.,']*(?: \d{3})*) *(?:kr\b\.?|kron(?:er|or|ur|e)\b)/

/** "9000 kr" are of four countries; those of the organization's own are meant where it has them, else one has to say which. */
export function openKrone(said: Said, currency: string): string | null {
  if (krones.includes(currency)) return null
  const found = take(said, krone)
  return found && `Which kroner are “${found.quote}”? Write SEK, NOK, DKK or ISK.`
}

const THE = '(?:the |my |our |a |any )?'
const LIMIT = '(?:(?:budget|price|spending|cost)[ -]*)?(?:budget|limit|maximum|cap|ceiling)'
const WHAT = `${THE}(?:budget|price|cost|money)`
/** "No budget", "whatever it costs": nothing is too dear any more. "No budget airlines" is a wish. */
const limitless = new RegExp(
  [
    `\\b(?:no|without|any|unlimited|open|remove|drop|forget(?: about)?|delete|clear|lift|ignore|scrap) ${THE}${LIMIT}\\b(?! *(?:airline|carrier|flight|hotel|hostel))(?: any ?more| any longer)?`,
    `\\b${WHAT} (?:does not|doesn't|doesnt) matter\\b`,
    `\\b${WHAT} is(?: not|n't) (?:important|an? (?:issue|problem))\\b`,
    `\\b(?:whatever|(?:no matter|regardless of)(?: what)?) (?:it|that|the trip|${WHAT}|costs) ?(?:costs?)?\\b`,
    '\\bany price\\b',
    '\\bmoney(?: is)? no object\\b',
  ].join('|'),
)

interface BudgetSaid {
  /** Null where it may cost whatever it does. */
  value: TripBudget | null
  quote: string
}

/** "400-600 euros", "€400–600", "budget 400-600" */
const gluedRange =
  /(?<![\p{L}\d.,/-])([€£$] ?)?(\d{2,5})( ?[€£$])?[-–](?=[€£$]? ?\d{2,5}(?![\d/-]|[.,]\d)(?: *(€|£|\$|euros?\b|eur\b|pounds?\b|gbp\b|dollars?\b|usd\b|chf\b|francs?\b|(?:a|per|each) ?(?:night|person|head)\b|pp\b))?)/gu

/** Of a range without blanks the upper end alone, with the sign that stood before the lower one. */
const withoutLowerEnds = (text: string): string =>
  text.replaceAll(gluedRange, (...[words, sign, , lowerSign, unit, at]: (string | undefined)[]) => {
    const ahead = text.slice(Math.max(0, Number(at) - AROUND), Number(at))
    const isMoney = [sign, lowerSign, unit].some((one) => one !== undefined) || limit.test(ahead)
    return isMoney ? (sign ?? '').trim().padStart((words ?? '').length) : (words ?? '')
  })

/** The most that somebody wants to pay; the first amount that is one. */
export function budgetIn(said: Said, currency: string): BudgetSaid | null {
  const none = take(said, limitless)
  said.left = withoutLowerEnds(said.left)
  return limitIn(said, currency) ?? perHead(said, currency) ?? (none && { value: null, quote: none.quote })
}

/** "150pp" */
function perHead(said: Said, currency: string): BudgetSaid | null {
  const found = take(said, /(?:\b(?:under|max|up to) )?(?<![\d.,])(\d{2,5})p\.?p\b\.?(?: max)?/)
  return (
    found && {
      value: { amount: written(Number(found.groups[0]), currency), currency, per: 'person' },
      quote: found.quote,
    }
  )
}

const upTo = /^ *(?:to|or|-|–|—) *$/

/** "400 to 600 euros": the most that somebody wants to pay is the upper end. */
function wider(lower: Limit, upper: Limit | null, between: string): Limit {
  const isRange = upper !== null && upTo.test(between)
  return isRange && Number(upper.value.amount) > Number(lower.value.amount)
    ? { ...upper, from: lower.from }
    : lower
}

function limitIn(said: Said, currency: string): BudgetSaid | null {
  const readings = readNumbers(said.left, { currency })
  for (const [at, reading] of readings.entries()) {
    const lower = limitAt(said, reading, currency)
    const next = readings[at + 1]
    if (lower) {
      const upper = next ? limitAt(said, next, currency) : null
      const found = wider(lower, upper, said.left.slice(lower.to, next?.span.from))
      const quote = quoteOf(said, found.from, found.to)
      blank(said, found.from, found.to)
      return { value: found.value, quote }
    }
  }
  return null
}
