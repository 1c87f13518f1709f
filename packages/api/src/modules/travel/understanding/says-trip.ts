import type { TripPlace } from '../slots/schema.ts'
import { placesNamed } from '../places/find-places.ts'
import { understand } from './understand.ts'

interface When {
  now: Date
  timeZone: string
}

/** Without a figure or one of these no day is said, which is quicker seen than read. */
const DAY = /\d|\b(?:today|tomorrow|weekend|week|month|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/i
/** Nothing leads anywhere without one of these. */
const WAY = /\bto\b|\bin\b|[-–—→>]/i
const OURS = /\b(?:i|i'm|me|we|we're|us)\b/i

/** "To Munich", and "in Munich" where somebody speaks of themselves: "Lena is in Cork" is no trip. */
const leadsTo = (text: string, { name }: TripPlace): boolean => {
  const lower = text.toLowerCase()
  return (
    lower.includes(`to ${name.toLowerCase()}`) ||
    (OURS.test(text) && lower.includes(`in ${name.toLowerCase()}`))
  )
}

/**
 * "Cork to Amsterdam and back, 4 to 7 May": a sentence that says where a trip leads and when, and so asks for one whatever its other
 * words are. A place that has a namesake will be asked about, and is said all the same.
 */
export function saysTrip(text: string, { now, timeZone }: When): boolean {
  if (!DAY.test(text) || !WAY.test(text)) return false
  const places = { named: placesNamed }
  const { slots, questions, faults } = understand(text, {
    now,
    timeZone,
    home: null,
    currency: 'EUR',
    places,
  })
  const isSaid = (end: 'from' | 'to') => slots[end] !== null || questions.some(({ slot }) => slot === end)
  if (faults.length > 0 || slots.depart === null || !isSaid('to')) return false
  return isSaid('from') || (slots.returning !== null && slots.to !== null && leadsTo(text, slots.to.value))
}
