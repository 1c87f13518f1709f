import { Day } from '../../../shared/time.ts'
import { shortDay } from '../words.ts'
import { dayAt, hoursIn, inTownOf, localIn, localOf, minutesIn, timeAt } from './day-items.ts'
import type { DayItem, Local, PlannedDay } from './day-items.ts'
import type { TripBundle } from './schema.ts'

const MOST_WARNINGS = 20
/** Where desks are not open all night, they close about then. */
const CHECK_IN_UNTIL = 23 * 60
const FULL_MINUTES = 9 * 60
const MANY_SIGHTS = 4

/** An item with a time that can be read. */
interface Timed {
  day: string
  item: DayItem
  start: Local
  end: Local
}

const DAY_MINUTES = 1440

function timedOn({ day, items }: PlannedDay): Timed[] {
  return items.flatMap((item) => {
    const start = item.at === undefined ? null : minutesIn(item.at)
    if (start === null) return []
    const until = item.until === undefined ? null : minutesIn(item.until)
    const end = until !== null && until > start ? until : start + Math.min(DAY_MINUTES, item.minutes)
    return [{ day, item, start: localOf(day, start), end: localOf(day, end) }]
  })
}

const named = ({ item, day }: Timed): string => `“${item.title}” on ${shortDay(day)}`

function overlaps(timed: readonly Timed[]): string[] {
  let longest: Timed | null = null
  return timed
    .toSorted((one, other) => one.start - other.start)
    .flatMap((one) => {
      const before = longest
      if (before === null || one.end > before.end) longest = one
      return before !== null && one.start < before.end
        ? [`“${before.item.title}” and ${named(one)} are at the same time. Move one of them.`]
        : []
    })
}

/** Flights bound what can be done there. */
function outsideStay(timed: readonly Timed[], bundle: TripBundle): string[] {
  const lands = bundle.flight?.out.legs.at(-1)?.arrives
  const takesOff = bundle.flight?.back?.legs.at(0)?.departs
  const { until } = inTownOf(bundle)
  return timed.flatMap((one) => {
    const isInTown = one.item.kind === 'sight' || one.item.kind === 'stay'
    if (lands !== undefined && one.start < localIn(lands)) return [`${named(one)} is before you arrive.`]
    if (takesOff !== undefined && one.end > localIn(takesOff))
      return [`${named(one)} is after your flight back leaves.`]
    return isInTown && until !== null && one.end > until
      ? [`${named(one)} leaves too little time to get to your flight.`]
      : []
  })
}

function arrival(bundle: TripBundle): string[] {
  const { from } = inTownOf(bundle)
  if (from === null || bundle.stay === null) return []
  const { name, checkIn } = bundle.stay
  if (dayAt(from) < checkIn)
    return [
      `You arrive on ${shortDay(dayAt(from))}, but ${name} has a room from ${shortDay(checkIn)} on. Find a bed for the night before.`,
    ]
  return from > localOf(checkIn, CHECK_IN_UNTIL)
    ? [
        `You reach ${name} at about ${timeAt(from)} on ${shortDay(dayAt(from))}. Many close their desk at 23:00, so tell them before.`,
      ]
    : []
}

function closed(timed: readonly Timed[]): string[] {
  return timed.flatMap((one) => {
    const open = one.item.hours === undefined ? null : hoursIn(one.item.hours)
    if (open === null) return []
    const isOpen = one.start >= localOf(one.day, open.opens) && one.end <= localOf(one.day, open.closes)
    return isOpen ? [] : [`${named(one)} is not open then, but at ${one.item.hours}.`]
  })
}

function full({ day, items }: PlannedDay): string[] {
  const sights = items.filter(({ kind }) => kind === 'sight')
  const minutes = sights.reduce((sum, one) => sum + one.minutes, 0)
  if (sights.length > MANY_SIGHTS) return [`${shortDay(day)} is full: ${sights.length} sights.`]
  return minutes > FULL_MINUTES
    ? [`${shortDay(day)} is full: ${Math.round(minutes / 60)} hours of sights.`]
    : []
}

/** What does not work in a plan, in words; whoever changed it may have had reasons, so that nothing is refused. */
export function checkDays(days: readonly PlannedDay[], bundle: TripBundle): string[] {
  const known = days.filter(({ day }) => Day.safeParse(day).success)
  // Flights show the clocks of two places.
  const timed = known.flatMap(timedOn).filter(({ item }) => item.kind !== 'flight')
  return [
    ...arrival(bundle),
    ...overlaps(timed),
    ...outsideStay(timed, bundle),
    ...closed(timed),
    ...known.flatMap(full),
  ].slice(0, MOST_WARNINGS)
}
