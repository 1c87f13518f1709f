import type { ToldAnswer } from '../../../platform/catalog/phrases.ts'
import { TOLD, howMany, numbered } from '../../../platform/catalog/told-list.ts'
import { dayText } from '../../../shared/day-text.ts'
import { addDays } from '../../../shared/time.ts'
import { counted, moneyWords } from '../words.ts'
import { RentalDays, RentalPage } from './schema.ts'
import type { Rental } from './schema.ts'

const rentalLine = ({ name, place, amount, currency, seats, isAutomatic, isArchived }: Rental): string => {
  const parts = [
    `in ${place}`,
    `${moneyWords(amount, currency)} a day`,
    counted(seats, 'seat'),
    isAutomatic ? 'automatic' : 'manual',
    ...(isArchived ? ['no longer offered'] : []),
  ]
  return `${name}: ${parts.join(', ')}`
}

export function rentalsTold(output: unknown): ToldAnswer {
  const page = RentalPage.parse(output)
  const { items, nextCursor } = page
  if (items.length === 0)
    return { text: 'There is no rental car like that: add one with its town and what a day costs.' }
  const told = { head: `${howMany(page, 'rental car')}:`, rows: items, isMore: nextCursor !== null }
  return {
    text: numbered(told, rentalLine),
    shown: items.slice(0, TOLD).map(({ id, name }) => ({ id, name })),
  }
}

interface Stretch {
  from: string
  to: string
  state: RentalDays['days'][number]['state']
}

/** Days that follow one another and are taken in the same way. */
function stretchesOf(days: RentalDays['days']): Stretch[] {
  const stretches: Stretch[] = []
  for (const { day, state } of days) {
    const last = stretches.at(-1)
    if (last && last.state === state && addDays(last.to, 1) === day) last.to = day
    else stretches.push({ from: day, to: day, state })
  }
  return stretches
}

const takenWords = { kept: 'kept free of bookings', held: 'held, not booked yet', booked: 'booked' } as const

const stretchLine = ({ from, to, state }: Stretch): string => {
  const until = from === to ? '' : ` to ${dayText({ day: to })}`
  return `${dayText({ day: from })}${until}: ${takenWords[state]}`
}

export function rentalDaysTold(output: unknown): ToldAnswer {
  const { days } = RentalDays.parse(output)
  if (days.length === 0) return { text: 'The car is free on every day of that month.' }
  const head = `The car is taken on ${counted(days.length, 'day')} of that month, and free on all others:`
  return { text: numbered({ head, rows: stretchesOf(days) }, stretchLine) }
}
