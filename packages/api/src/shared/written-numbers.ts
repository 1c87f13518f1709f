/* Numbers and amounts as people and programs write them into tables. */

export type DecimalSign = ',' | '.'

const SPACES = /[\s'’\u00a0\u202f]/g

/** Signs, words and groups around an amount; what went out has a minus before or behind it, or stands in brackets. */
const WRITTEN = /^(?:\((?<inBrackets>[^()]+)\)|(?<sign>[+-]?)(?<size>[^-+()]+)(?<after>-?))$/

/** Digits with signs between groups of thousands, or of hundreds as in India; "12,34" is no such number. */
const GROUPED = { ',': /^\d{1,3}(,\d{2,3})*,\d{3}$/, '.': /^\d{1,3}(\.\d{2,3})*\.\d{3}$/ }

/** The sign that divides whole from part in a number; null where that may be either, as in "1.707". */
function shownBy(text: string): DecimalSign | null {
  const [number = ''] = /\d[\d.,]*\d|[.,]\d+/.exec(text.replaceAll(SPACES, '')) ?? []
  const marks = number.replaceAll(/\d/g, '')
  if (marks === '') return null
  const [last, other] = marks.endsWith(',') ? ([',', '.'] as const) : (['.', ','] as const)
  if (marks.includes(other)) return last
  if (marks.length > 1) return GROUPED[last].test(number) ? other : last
  return /^[1-9]\d{0,2}[.,]\d{3}$/.test(number) ? null : last
}

/** The sign that most numbers of a column show; null where none does, so that others of its table may. */
export function shownDecimal(samples: readonly string[]): DecimalSign | null {
  const shown = samples.flatMap((text) => shownBy(text) ?? [])
  if (shown.length === 0) return null
  return shown.filter((sign) => sign === ',').length > shown.length / 2 ? ',' : '.'
}

export const guessDecimal = (samples: readonly string[]): DecimalSign => shownDecimal(samples) ?? '.'

/** "1.234,56" as "1234.56"; null for what is no number. */
function plainSize(text: string, decimal: DecimalSign): string | null {
  const [whole = '', fraction = '', ...more] = text.split(decimal)
  const digits = GROUPED[decimal === ',' ? '.' : ','].test(whole) ? whole.replaceAll(/\D/g, '') : whole
  if (more.length > 0 || whole + fraction === '' || !/^\d*$/.test(digits + fraction)) return null
  return `${digits === '' ? '0' : digits}${fraction === '' ? '' : `.${fraction}`}`
}

/** No number is nearly as long, and patterns take long over what is none. */
const LONGEST = 200

/** An amount such as "1.234,56 €", "(12.00)" or "12.00-" as a plain one, "1234.56"; null for what is none. */
export function plainAmount(text: string, decimal: DecimalSign): string | null {
  if (text.length > LONGEST) return null
  const bare = text.replaceAll(/[\s'’\u00a0\u202f]|EUR|USD|GBP|CHF|[€$£]/g, '').replace('−', '-')
  const { inBrackets, sign, size, after } = WRITTEN.exec(bare)?.groups ?? {}
  const plain = plainSize(inBrackets ?? size ?? '', decimal)
  const isOut = inBrackets !== undefined || sign === '-' || after === '-'
  return plain === null || !isOut ? plain : `-${plain}`
}
