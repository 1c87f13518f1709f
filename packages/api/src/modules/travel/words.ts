import { currencyDigits } from '../../shared/currencies.ts'
import { formatMoney } from '../../shared/money.ts'

/** "Wed 27 Jan" */
export const shortDay = (day: string): string =>
  new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' })
    .format(new Date(`${day}T00:00Z`))
    .replace(',', '')

/** "€1,200" or "€1,006.50", as people write an amount. */
export const moneyWords = (amount: string, currency: string): string =>
  new Intl.NumberFormat('en-GB', {
    style: 'currency',
    currency,
    trailingZeroDisplay: 'stripIfInteger',
  }).format(Number(amount))

/** The same of whole minor units. */
export const minorWords = (minor: number, currency: string): string =>
  moneyWords(formatMoney(BigInt(minor), currencyDigits(currency) ?? 2), currency)

/** "2 h 05" */
export const durationWords = (minutes: number): string =>
  `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`

/** "900 m" or "2.4 km" */
export const distanceWords = (metres: number): string =>
  metres < 1_000 ? `${metres} m` : `${(metres / 1_000).toFixed(1)} km`

export const counted = (count: number, one: string, more = `${one}s`): string =>
  `${count} ${count === 1 ? one : more}`

/** Where a trip stands. */
export const tripStateWords = {
  open: 'something is missing',
  looking: 'looking for offers',
  found: 'offers found',
  held: 'held',
  booked: 'booked',
} as const
