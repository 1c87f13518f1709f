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
  /^ *(?:,? *)(?:in all|in total|all in|altogether|total|for (?:both|all|everyone|everything|the two of us|us))/
/** A smaller bare number is one of nights or people. */
const LEAST_BARE = 20
const AROUND = 40
const LARGEST = 10_000_000

/** "€900 each", "900 max": what it is for, and where those words end. */
function perOf(behind: string): { per: TripBudget['per']; length: number; isMost: boolean } {
  for (const [per, pattern] of [
    ['person', each],
    ['night', nightly],
    ['trip', inAll],
    ['trip', capped],
  ] as const) {
    const [words] = pattern.exec(behind) ?? []
    if (words !== undefined) return { per, length: words.length, isMost: pattern === capped }
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

/** Money by its sign or word, else a bare number in the organization's currency; null where it is a number of something else. */
function moneyOf(
  value: Amount,
  currency: string,
): { amount: number; currency: string; isBare: boolean } | null {
  if (value.kind === 'money')
    return { amount: value.amount, currency: value.currency ?? currency, isBare: false }
  return value.kind === 'number' && value.amount >= LEAST_BARE
    ? { amount: value.amount, currency, isBare: true }
    : null
}

/** Null where the number is no amount: "3 nights", "two people", "room 214". */
function limitAt(said: Said, { value, span }: Reading<Amount>, currency: string): Limit | null {
  const money = moneyOf(value, currency)
  if (!money || money.amount <= 0 || money.amount > LARGEST) return null
  const [before = null] = limit.exec(said.left.slice(Math.max(0, span.from - AROUND), span.from)) ?? []
  const { per, length, isMost } = perOf(said.left.slice(span.to, span.to + AROUND))
  if (money.isBare && before === null && per === 'trip' && !isMost) return null
  return {
    value: { amount: written(money.amount, money.currency), currency: money.currency, per },
    from: span.from - (before?.length ?? 0),
    to: span.to + length,
  }
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

/** The most that somebody wants to pay; the first amount that is one. */
export function budgetIn(said: Said, currency: string): BudgetSaid | null {
  const none = take(said, limitless)
  return limitIn(said, currency) ?? (none && { value: null, quote: none.quote })
}

function limitIn(said: Said, currency: string): BudgetSaid | null {
  for (const reading of readNumbers(said.left, { currency })) {
    const found = limitAt(said, reading, currency)
    if (found) {
      const quote = quoteOf(said, found.from, found.to)
      blank(said, found.from, found.to)
      return { value: found.value, quote }
    }
  }
  return null
}
