import { currencyDigits } from '../../../shared/currencies.ts'
import { parseMoney } from '../../../shared/money.ts'
import type { StayOffer } from '../offers/schema.ts'
import type { TripSlots } from '../slots/schema.ts'
import { travellersOf } from './groups.ts'

const DAY_MS = 86_400_000

export const nightsBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / DAY_MS)

function nightsOf({ depart, returning }: TripSlots, stay: StayOffer | null): number | null {
  if (stay) return nightsBetween(stay.checkIn, stay.checkOut)
  return depart && returning ? nightsBetween(depart.value, returning.value) : null
}

interface Priced {
  stay: StayOffer | null
  currency: string
}

/**
 * Minor units that a whole trip may cost; null without a budget, where it is of another currency, and where it is by night and the
 * nights are not known.
 */
export function limitOf(slots: TripSlots, { stay, currency }: Priced): number | null {
  if (slots.budget === null || slots.budget.value.currency !== currency) return null
  const { amount, per } = slots.budget.value
  const minor = parseMoney(amount, currencyDigits(currency) ?? 0)
  if (minor === null) return null
  if (per === 'trip') return Number(minor)
  const times = per === 'person' ? travellersOf(slots) : nightsOf(slots, stay)
  return times === null || times < 1 ? null : Number(minor) * times
}
