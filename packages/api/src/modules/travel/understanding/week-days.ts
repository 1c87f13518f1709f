import { addDays } from '../../../shared/time.ts'
import { take } from './said.ts'
import type { Said } from './said.ts'

export interface WeekDays {
  depart: string
  /** Null where only one day is said. */
  returning: string | null
  quote: string
}

const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const DAY =
  '(mon|tue|wed|thu|fri|sat|sun)(?:day|sday|s|nesday|rsday|r|rs|urday)?(?: (?:morning|noon|afternoon|evening))?'
const DAYS = `(?:on |from )?${DAY}(?: *(?:-|–|—|\\bto|\\buntil|\\btill?|\\bthrough) *${DAY})?`
const WEEK = '(?:in |during )?(?:the )?(next week|week after next|week after)'
const weekFirst = new RegExp(`\\b${WEEK}[ ,:]*\\(?${DAYS}\\b\\)?`)
const daysFirst = new RegExp(`\\b${DAYS}[ ,]*(?:of )?${WEEK}\\b`)

const mondayAfter = (today: string): string =>
  addDays(today, 7 - ((new Date(`${today}T00:00Z`).getUTCDay() + 6) % 7))

/** "The week after next, Tue–Fri", "Monday to Wednesday of next week": days of a week that is named. */
export function weekDays(said: Said, today: string): WeekDays | null {
  const first = take(said, weekFirst)
  const found = first ?? take(said, daysFirst)
  if (!found) return null
  const groups = first ? found.groups : [found.groups[2] ?? '', ...found.groups]
  const [week = '', from = '', to = ''] = groups
  const monday = addDays(mondayAfter(today), week === 'next week' ? 0 : 7)
  const depart = addDays(monday, names.indexOf(from))
  const nights = (names.indexOf(to) - names.indexOf(from) + 7) % 7
  return { depart, returning: to === '' ? null : addDays(depart, nights), quote: found.quote }
}
