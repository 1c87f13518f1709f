import { formatDecimal } from '@hub/ui/decimal'
import type { Tone } from '@hub/ui/status'
import type { Booking, TravelWatch, Trip, TripChip } from './travel-types.ts'

export const tripStates: Readonly<Record<Trip['state'], { words: string; tone: Tone }>> = {
  open: { words: 'Waiting for you', tone: 'warning' },
  looking: { words: 'Looking', tone: 'accent' },
  found: { words: 'Offers found', tone: 'info' },
  held: { words: 'Held', tone: 'warning' },
  booked: { words: 'Booked', tone: 'success' },
}

export const bookingStates: Readonly<Record<Booking['state'], string>> = {
  held: 'Held',
  confirmed: 'Booked',
  cancelled: 'Cancelled',
  released: 'Let go',
  expired: 'No longer held',
}

/** Where a watch stands, in words. */
export function watchState({ state, isBelow }: TravelWatch): { words: string; tone: Tone } {
  if (state === 'over') return { words: 'Over', tone: 'neutral' }
  if (state === 'paused') return { words: 'Paused', tone: 'neutral' }
  return isBelow ? { words: 'Below your price', tone: 'success' } : { words: 'Watching', tone: 'info' }
}

export const counted = (count: number, one: string): string => `${count} ${count === 1 ? one : `${one}s`}`

export const slotNames: Readonly<Record<TripChip['slot'], string>> = {
  from: 'From',
  to: 'To',
  depart: 'Out',
  returning: 'Back',
  party: 'People',
  rooms: 'Rooms',
  budget: 'Budget',
  cabin: 'Cabin',
  wishes: 'Wishes',
}

export const wishChoices = [
  { value: 'direct', label: 'Direct flight' },
  { value: 'morning', label: 'In the morning' },
  { value: 'holdBag', label: 'Checked bag' },
  { value: 'refundable', label: 'Can be cancelled' },
  { value: 'central', label: 'Central' },
  { value: 'breakfast', label: 'Breakfast' },
  { value: 'quiet', label: 'Quiet' },
  { value: 'pool', label: 'Pool' },
  { value: 'hotel', label: 'Hotel' },
  { value: 'flat', label: 'Flat' },
  { value: 'car', label: 'Rental car' },
  { value: 'family', label: 'For families' },
] as const

export const cabinChoices = [
  { value: 'economy', label: 'Economy' },
  { value: 'premium', label: 'Premium economy' },
  { value: 'business', label: 'Business class' },
  { value: 'first', label: 'First class' },
] as const

export const budgetChoices = [
  { value: 'trip', label: 'in all' },
  { value: 'person', label: 'each' },
  { value: 'night', label: 'a night' },
] as const

export const serviceNames = { flight: 'Flights', stay: 'Stay', car: 'Car' } as const

const signs: Readonly<Record<string, string>> = { EUR: '€', USD: '$', GBP: '£', JPY: '¥', INR: '₹' }

/** "€1,200", "€1,006.50" or "980 CHF": whole amounts without decimals, as people compare them. */
export function moneyWords(amount: string, currency: string): string {
  const words = formatDecimal(amount.replace(/\.0+$/, ''))
  const sign = signs[currency]
  return sign === undefined ? `${words} ${currency}` : `${sign}${words}`
}
