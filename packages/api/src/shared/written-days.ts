/* Days as people and programs write them into tables. */

export type DayOrder = 'ymd' | 'dmy' | 'mdy'

const two = (part: number) => String(part).padStart(2, '0')

/** A day that there is, as YYYY-MM-DD; null for the 30th of February, and for years no book has. */
export function dayOf(year: number, month: number, day: number): string | null {
  if (year < 1900 || year > 2200) return null
  const text = `${year}-${two(month)}-${two(day)}`
  const date = new Date(`${text}T00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : null
}

interface DayParts {
  first: number
  second: number
  third: number
  isYearFirst: boolean
  /** Which way it is written, where the month has a name. */
  order?: DayOrder
}

/** How names of months begin in English, German, French, Spanish, Italian, Dutch and Portuguese. */
const MONTHS: readonly RegExp[] = [
  /^(jan|ene|gen)/,
  /^(feb|fev)/,
  /^(mar|maa|mrt)/,
  /^(apr|avr|abr)/,
  /^(may|mai|mei|mag)/,
  /^(jun|juin|giu)/,
  /^(jul|juil|lug)/,
  /^(aug|aou|ago)/,
  /^(sep|set)/,
  /^(oct|okt|ott|out)/,
  /^nov/,
  /^(dec|dez|dic)/,
]

const DAY_NAMED = /^(\d{1,2})[-. ]{1,2}(\p{L}{3,10})\.?[-., ]{1,2}(\d{4}|\d{2})(?!\d)/u
const MONTH_NAMED = /^(\p{L}{3,10})\.?[-. ](\d{1,2})[-., ]{1,2}(\d{4}|\d{2})(?!\d)/u

/** 19 Nov 2026, 19-Nov-26 or Nov 19, 2026. */
function namedParts(text: string): DayParts | null {
  const [, date, monthAfter, year] = DAY_NAMED.exec(text) ?? []
  const [, monthBefore, dateAfter, yearAfter] = MONTH_NAMED.exec(text) ?? []
  const name = (monthAfter ?? monthBefore ?? '').normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const month = MONTHS.findIndex((begins) => begins.test(name)) + 1
  if (month === 0) return null
  const [day, third] = [Number(date ?? dateAfter), Number(year ?? yearAfter)]
  return date === undefined
    ? { first: month, second: day, third, isYearFirst: false, order: 'mdy' }
    : { first: day, second: month, third, isYearFirst: false, order: 'dmy' }
}

/** The numbers of a day such as 2026-11-19, 19.11.2026, 11/19/26, 20261119 or 19 Nov 2026, whatever hour stands behind it. */
export function dayParts(text: string): DayParts | null {
  const [, first, second, third] =
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ??
    /^(\d{1,4})[-./](\d{1,2})[-./](\d{4}|\d{2})(?!\d)/.exec(text) ??
    []
  if (first === undefined) return namedParts(text)
  return {
    first: Number(first),
    second: Number(second),
    third: Number(third),
    isYearFirst: first.length === 4,
  }
}

const CENTURY = 2000
const fullYear = (year: number) => (year < 100 ? CENTURY + year : year)

/** A written day as YYYY-MM-DD; null for what is no day in this order. The name of a month says by itself which it is. */
export function dayFrom(text: string, wanted: DayOrder): string | null {
  const parts = dayParts(text)
  const order = parts?.order ?? wanted
  if (!parts || parts.isYearFirst !== (order === 'ymd')) return null
  const { first, second, third } = parts
  if (order === 'ymd') return dayOf(first, second, third)
  return order === 'dmy' ? dayOf(fullYear(third), second, first) : dayOf(fullYear(third), first, second)
}

/** Excel counts days from here, which it keeps where a cell is not written as a day: 45991 is 30 November 2025. */
const EXCEL_BEGINS = Date.UTC(1899, 11, 30)
const DAY_SECONDS = 86_400

/** The moment that a number of Excel stands for, as its clock shows it; null for what no day of this century's books has. */
export function excelMoment(text: string): string | null {
  if (!/^\d{5}(\.\d+)?$/.test(text) || Number(text) < 20_000 || Number(text) > 80_000) return null
  return new Date(EXCEL_BEGINS + Math.round(Number(text) * DAY_SECONDS) * 1_000).toISOString()
}

/** Null where no day exceeds 12: then nobody can tell 3 April from 4 March but the person. */
export function guessDayOrder(samples: readonly string[]): DayOrder | null {
  const parts = samples.flatMap((text) => dayParts(text) ?? [])
  if (parts.some(({ isYearFirst }) => isYearFirst)) return 'ymd'
  const named = parts.find(({ order }) => order !== undefined)?.order
  if (named !== undefined) return named
  if (parts.some(({ first }) => first > 12)) return 'dmy'
  return parts.some(({ second }) => second > 12) ? 'mdy' : null
}
