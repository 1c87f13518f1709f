import { sql } from '@hub/db'
import { dayText } from '../../shared/day-text.ts'
import { addDays } from '../../shared/time.ts'
import type { BriefingDeclaration } from '../../platform/catalog/briefing.ts'
import { minorWords } from './words.ts'

const MOST_ROWS = 3
const DAYS_AHEAD = 3

function whenWords(day: string, today: string): string {
  if (day === today) return 'today'
  if (day === addDays(today, 1)) return 'tomorrow'
  return `on ${dayText({ day }, new Date(`${today}T00:00Z`))}`
}

/** Trips that are booked and begin in the next days. */
const soon: BriefingDeclaration = {
  name: 'travel.soon',
  act: 'Open trip',
  actOnSeveral: 'See trips',
  kind: 'know',
  urgency: 'deadline',
  permission: 'travel.trip.read',
  entity: 'travel_booking',
  link: '/o/{org}/travel',
  async read({ db, today }) {
    const rows = await db
      .selectFrom('travelBooking')
      .select(['id', 'startsOn', sql<number>`count(*) over ()::int`.as('count')])
      .where('state', '=', 'confirmed')
      .where('startsOn', '>=', today)
      .where('startsOn', '<=', addDays(today, DAYS_AHEAD))
      .orderBy('startsOn')
      .limit(MOST_ROWS)
      .execute()
    const [first] = rows
    if (!first) return null
    const { count, startsOn } = first
    return {
      // Everybody who may see trips reads this, and few of them travel.
      words:
        count === 1
          ? `A booked trip begins ${whenWords(startsOn, today)}`
          : `${count} booked trips begin in the next days`,
      count,
      rows: rows.map(({ id }) => id),
    }
  },
}

/** Trips that this person watches and that cost less now than they named. */
const fell: BriefingDeclaration = {
  name: 'travel.fell',
  act: 'See the price',
  actOnSeveral: 'See prices',
  kind: 'know',
  urgency: 'usual',
  permission: 'travel.trip.read',
  entity: 'travel_watch',
  link: '/o/{org}/travel/watches',
  async read({ db, userId, today }) {
    const rows = await db
      .selectFrom('travelWatch')
      .select(['id', 'title', 'minor', 'currency', sql<number>`count(*) over ()::int`.as('count')])
      .where('createdById', '=', userId)
      .where('isOn', '=', true)
      .where('isBelow', '=', true)
      .where('departsOn', '>', today)
      .orderBy('departsOn')
      .limit(MOST_ROWS)
      .execute()
    const [first] = rows
    if (!first) return null
    const { count, title, minor, currency } = first
    return {
      words:
        count === 1
          ? `${title} now costs ${minorWords(minor ?? 0, currency)}, less than you named`
          : `${count} trips now cost less than you named`,
      count,
      rows: rows.map(({ id }) => id),
    }
  },
}

export const travelBriefing: readonly BriefingDeclaration[] = [soon, fell]
