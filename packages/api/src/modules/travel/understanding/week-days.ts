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
const UNTIL = ' *(?:-|–|—|\\bto|\\buntil|\\btill?|\\bthrough|\\band) *(?:(?:the|this|that|next|following) *)?'
const DAYS = `(?:on |from )?${DAY}(?:${UNTIL}${DAY})?`
const WEEK = '(?:in |during )?(?:the )?(next week|week after next|week after|(?<=\\bin )(?:two|2) weeks)'
const weekFirst = new RegExp(`\\b${WEEK}[ ,:]*\\(?${DAYS}\\b\\)?`)
const daysFirst = new RegExp(`\\b${DAYS}[ ,]*(?:of )?${WEEK}\\b`)
const nextDays = new RegExp(`\\b(?:on |from |between )?(?:the )?(?:next|following) +${DAY}${UNTIL}${DAY}\\b`)

const mondayAfter = (today: string): string =>
  addDays(today, 7 - ((new Date(`${today}T00:00Z`).getUTCDay() + 6) % 7))

interface Named {
  week: string
  from: string
  to: string
  quote: string
}

function namedIn(said: Said): Named | null {
  for (const [pattern, order] of [
    [weekFirst, (groups: readonly string[]) => groups],
    [daysFirst, ([from = '', to = '', week = '']: readonly string[]) => [week, from, to]],
    [nextDays, (days: readonly string[]) => ['next week', ...days]],
  ] as const) {
    const found = take(said, pattern)
    if (!found) continue
    const [week = '', from = '', to = ''] = order(found.groups)
    return { week, from, to, quote: found.quote }
  }
  return null
}

/** "The week after next, Tue–Fri", "Monday to Wednesday of next week", "next Friday to Sunday": days of a week that is named. */
export function weekDays(said: Said, today: string): WeekDays | null {
  const found = namedIn(said)
  if (!found) return null
  const { week, from, to } = found
  const monday = addDays(mondayAfter(today), week === 'next week' ? 0 : 7)
  const depart = addDays(monday, names.indexOf(from))
  const nights = (names.indexOf(to) - names.indexOf(from) + 7) % 7
  return { depart, returning: to === '' ? null : addDays(depart, nights), quote: found.quote }
}
