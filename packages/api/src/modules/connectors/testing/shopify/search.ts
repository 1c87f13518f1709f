/*
 * Shopify's search syntax, as far as a sync needs it: terms joined by blanks or AND, each a field, a comparator and a
 * value. A field it does not know is left out of the search and told of in a warning, as Shopify does.
 */

export interface Searchable {
  numbers: Record<string, number>
  words: Record<string, string>
}

export interface Warning {
  field: string
  message: string
  code: 'invalid_field'
}

export interface Search {
  matches(row: Searchable): boolean
  warnings: Warning[]
}

interface Term {
  field: string
  comparator: string
  value: string
}

const TERM = /(-?[a-z_]+):(>=|<=|>|<)?(?:'([^']*)'|"([^"]*)"|(\S+))/gi

function termsOf(query: string): Term[] {
  return [...query.matchAll(TERM)].map(([, field = '', comparator = '=', single, double, bare]) => ({
    field,
    comparator,
    value: single ?? double ?? bare ?? '',
  }))
}

function compare(left: number, comparator: string, right: number): boolean {
  if (comparator === '>=') return left >= right
  if (comparator === '<=') return left <= right
  if (comparator === '>') return left > right
  return comparator === '<' ? left < right : left === right
}

const DAY_ONLY = /^\d{4}-\d{2}-\d{2}$/

/** A day without a time is the whole day; a bad time matches nothing. */
function meets(row: Searchable, { field, comparator, value }: Term): boolean {
  const word = row.words[field]
  if (word !== undefined) return word.toLowerCase() === value.toLowerCase()
  const number = row.numbers[field] ?? Number.NaN
  if (!field.endsWith('_at')) return compare(number, comparator, Number(value))
  const at = Date.parse(value)
  const isWholeDay = DAY_ONLY.test(value) && comparator === '='
  return isWholeDay ? number >= at && number < at + 86_400_000 : compare(number, comparator, at)
}

export function searchOf(query: string | null | undefined, fields: readonly string[]): Search {
  const terms = termsOf(query ?? '')
  const known = terms.filter(({ field }) => fields.includes(field))
  return {
    matches: (row) => known.every((term) => meets(row, term)),
    warnings: terms
      .filter(({ field }) => !fields.includes(field))
      .map(({ field }) => ({
        field,
        message: 'Invalid search field for this query.',
        code: 'invalid_field',
      })),
  }
}
