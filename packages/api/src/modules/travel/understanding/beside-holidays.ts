import { addDays } from '../../../shared/time.ts'
import { COUNT, countOf } from './said.ts'

/** Days that a trip begins and ends on; the last day is that of the way back. */
export interface Stay {
  depart: string
  returning: string
}

/** A holiday, and the day that it is called by. */
interface Feast extends Stay {
  feast: string
}

interface Days {
  depart: string
  /** Null where only one day is said. */
  returning: string | null
}

/** Days that are told by a holiday near them. */
export interface BesideHoliday {
  /** Where its words begin. */
  from: number
  daysOf: (holiday: Feast) => Days
  /** Whether it is some time near the holiday alone. */
  isVague: boolean
}

const names = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const [FRIDAY, WEEK, A_FEW] = [5, 7, 3]
const SPAN = `(week|weekend)|(${names.join('|')})(?:day|sday|nesday|rsday|urday)|(?:${COUNT}|few|couple of) days?`
const ahead = new RegExp(
  `(?:\\b(?:in|for|over|during|on) )?(?:\\b(?:the |a )?(?:${SPAN}) )?\\b(before|after) (?:the )?$`,
)

const weekdayOf = (day: string): number => new Date(`${day}T00:00Z`).getUTCDay()
const nextOf = (day: string, weekday: number): string =>
  addDays(day, (weekday - weekdayOf(day) + WEEK) % WEEK)
const lastBefore = (day: string, weekday: number): string => addDays(nextOf(day, weekday), -WEEK)

const weekend = (friday: string): Days => ({ depart: friday, returning: addDays(friday, 2) })

const spans = {
  week: {
    before: ({ depart }: Feast): Days => ({ depart: addDays(depart, -WEEK), returning: depart }),
    after: ({ returning }: Feast): Days => ({ depart: returning, returning: addDays(returning, WEEK) }),
  },
  weekend: {
    // Its Sunday is before the holiday too.
    before: ({ depart }: Feast): Days => weekend(lastBefore(addDays(depart, -2), FRIDAY)),
    after: ({ returning }: Feast): Days => weekend(nextOf(returning, FRIDAY)),
  },
} as const

/** "The week before", "two days after" or "the Friday before", as it ends where a holiday begins. */
export function besideHoliday(words: string): BesideHoliday | null {
  const found = ahead.exec(words)
  if (!found) return null
  const [all, span, weekday, count, said] = found
  const side = said === 'before' ? 'before' : 'after'
  const one = (dayOf: (holiday: Feast) => string): BesideHoliday => ({
    from: found.index,
    daysOf: (holiday) => ({ depart: dayOf(holiday), returning: null }),
    isVague: false,
  })
  if (weekday !== undefined) {
    const wanted = names.indexOf(weekday)
    return one(({ depart, returning }) =>
      side === 'before' ? lastBefore(depart, wanted) : nextOf(returning, wanted),
    )
  }
  if (/ days? /.test(all)) {
    const days = count === undefined ? A_FEW : countOf(count)
    return one(({ feast }) => addDays(feast, side === 'before' ? -days : days))
  }
  const isVague = span === undefined
  return { from: found.index, daysOf: spans[span === 'weekend' ? 'weekend' : 'week'][side], isVague }
}
