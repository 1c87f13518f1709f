import { countryName } from '@hub/api/schemas/shared/country-name'
import type { Choice } from '../../../../../components/currency-choices.ts'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')

/** Unions, parts of countries and codes for tests, which the browser knows by name too. */
const NO_COUNTRIES = new Set('AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ'.split(' '))

/** Whether the code is the country's newest: the browser still knows DD and SU. */
const isCurrent = (code: string): boolean => new Intl.Locale(`und-${code}`).region === code

/** Countries by name. */
export function countryChoices(): Choice[] {
  return LETTERS.flatMap((one) => LETTERS.map((other) => one + other))
    .filter((code) => !NO_COUNTRIES.has(code))
    .flatMap((value) => {
      const label = countryName(value)
      return label !== undefined && isCurrent(value) ? [{ value, label }] : []
    })
    .toSorted((one, other) => one.label.localeCompare(other.label, 'en'))
}

const MONTHS = 12
/** Each month has so many days, and a fiscal year begins on a day that every year has. */
const DAYS = 28

const numbers = (count: number) => Array.from({ length: count }, (_, at) => String(at + 1).padStart(2, '0'))

export const monthChoices = (): Choice[] => {
  const format = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' })
  return numbers(MONTHS).map((value) => ({
    value,
    label: format.format(new Date(`2026-${value}-01T00:00:00Z`)),
  }))
}

export const dayChoices = (): Choice[] =>
  numbers(DAYS).map((value) => ({ value, label: String(Number(value)) }))
