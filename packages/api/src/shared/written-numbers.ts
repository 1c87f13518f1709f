/* Numbers and amounts as people and programs write them into tables. */

export type DecimalSign = ',' | '.'

/** The last of point and comma with one or two digits behind it divides whole from part. */
export function guessDecimal(samples: readonly string[]): DecimalSign {
  const ends = samples.flatMap((text) => /([.,])\d{1,2}(?!\d)\D*$/.exec(text)?.[1] ?? [])
  return ends.filter((sign) => sign === ',').length > ends.length / 2 ? ',' : '.'
}

/** Signs, words and groups around an amount; what went out has a minus before or behind it, or stands in brackets. */
const WRITTEN = /^(?:\((?<inBrackets>[^()]+)\)|(?<sign>[+-]?)(?<size>[^-+()]+)(?<after>-?))$/

/** Digits with signs between groups of thousands, or of hundreds as in India; "12,34" is no such number. */
const GROUPED = { ',': /^\d{1,3}(,\d{2,3})*,\d{3}$/, '.': /^\d{1,3}(\.\d{2,3})*\.\d{3}$/ }

/** "1.234,56" as "1234.56"; null for what is no number. */
function plainSize(text: string, decimal: DecimalSign): string | null {
  const [whole = '', fraction = '', ...more] = text.split(decimal)
  const digits = GROUPED[decimal === ',' ? '.' : ','].test(whole) ? whole.replaceAll(/\D/g, '') : whole
  if (more.length > 0 || whole + fraction === '' || !/^\d*$/.test(digits + fraction)) return null
  return `${digits === '' ? '0' : digits}${fraction === '' ? '' : `.${fraction}`}`
}

/** An amount such as "1.234,56 €", "(12.00)" or "12.00-" as a plain one, "1234.56"; null for what is none. */
export function plainAmount(text: string, decimal: DecimalSign): string | null {
  const bare = text.replaceAll(/[\s'’\u00a0\u202f]|EUR|USD|GBP|CHF|[€$£]/g, '').replace('−', '-')
  const { inBrackets, sign, size, after } = WRITTEN.exec(bare)?.groups ?? {}
  const plain = plainSize(inBrackets ?? size ?? '', decimal)
  const isOut = inBrackets !== undefined || sign === '-' || after === '-'
  return plain === null || !isOut ? plain : `-${plain}`
}
