import type { Destination, Place, Sight } from '../places/place.ts'
import { dayAt, hoursIn, inTownOf, itemAt, localOf, minutesIn } from './day-items.ts'
import type { DayItem, Local, PlannedDay } from './day-items.ts'
import { fixedItems } from './fixed-items.ts'
import type { Fixed } from './fixed-items.ts'
import type { TripBundle } from './schema.ts'

export { checkDays } from './check-days.ts'
export type { DayItem, PlannedDay } from './day-items.ts'

interface Of {
  bundle: TripBundle
  /** What there is to see; null where we say nothing of the place. */
  destination: Destination | null
  place: Place
}

/** How long one stays, in minutes; our estimates. */
const visits: Readonly<Record<Sight['kind'], number>> = {
  museum: 120,
  view: 60,
  park: 90,
  market: 60,
  church: 45,
  walk: 90,
  beach: 150,
  monument: 45,
  other: 60,
}

const DAY_FROM = 9 * 60 + 30
const DAY_UNTIL = 21 * 60
/** Without flights: from when one is there, and until when. */
const [ARRIVES, LEAVES] = [15 * 60, 17 * 60]
/** For a meal and the way between two sights, and around what has its time. */
const BETWEEN = 45
const AROUND = 15
const MOST_SIGHTS = 3
const SHORTEST_WINDOW = 120
/** More than a stay can have; a bundle that says otherwise is not worth a plan of every day. */
const MOST_DAYS = 70

interface Span {
  from: Local
  until: Local
}

/** Taken by what has its time; flights are not, as they show the clocks of elsewhere and bound the day already. */
function takenOn(day: string, items: readonly DayItem[]): Span[] {
  return items
    .filter(({ kind }) => kind !== 'flight')
    .flatMap(({ at, minutes }) => {
      const start = at === undefined ? null : minutesIn(at)
      return start === null ? [] : [{ from: localOf(day, start), until: localOf(day, start + minutes) }]
    })
    .toSorted((one, other) => one.from - other.from)
}

/** The hours of a day that one is in town and awake; empty ones end before they begin. */
function windowsOf({ bundle }: Of, day: string): Span {
  const { from, until } = inTownOf(bundle)
  const { stay, flight } = bundle
  const first = from ?? (stay && !flight ? localOf(stay.checkIn, ARRIVES) : -Infinity)
  const last = until ?? (stay && !flight ? localOf(stay.checkOut, LEAVES) : Infinity)
  return {
    from: Math.max(localOf(day, DAY_FROM), first),
    until: Math.min(localOf(day, DAY_UNTIL), last),
  }
}

interface Ahead {
  day: string
  window: Span
  taken: readonly Span[]
}

/** When a sight can be seen at the earliest; null where that is not on this day any more. */
function earliest({ kind, hours }: Sight, from: Local, { day, window, taken }: Ahead): Local | null {
  const minutes = visits[kind]
  const open = hours === undefined ? { opens: 0, closes: Infinity } : hoursIn(hours)
  // Hours that say nothing: nobody is sent to a closed door.
  if (open === null) return null
  let start = Math.max(from, localOf(day, open.opens))
  for (const span of taken)
    if (start < span.until + AROUND && start + minutes > span.from - AROUND) start = span.until + AROUND
  return start + minutes <= Math.min(window.until, localOf(day, open.closes)) ? start : null
}

/** Takes up to so many sights out of `left`, each as early as it can be. */
function sightsOn(ahead: Ahead, left: Set<Sight>, most: number): { items: DayItem[]; until: Local } {
  const items: DayItem[] = []
  let from = ahead.window.from
  while (items.length < most) {
    const [next] = [...left]
      .map((sight) => ({ sight, start: earliest(sight, from, ahead) }))
      .toSorted((one, other) => (one.start ?? Infinity) - (other.start ?? Infinity))
    if (!next || next.start === null) break
    const { name, kind, hours } = next.sight
    items.push(
      itemAt(next.start, {
        title: name,
        kind: 'sight',
        minutes: visits[kind],
        ...(hours === undefined ? {} : { hours }),
      }),
    )
    left.delete(next.sight)
    from = next.start + visits[kind] + BETWEEN
  }
  return { items, until: from }
}

/** What is left of a day, where that is worth saying. */
function freeTime({ window, taken }: Ahead, from: Local, title: string): DayItem[] {
  const busy = taken.reduce(
    (sum, span) => sum + Math.max(0, Math.min(span.until, window.until) - Math.max(span.from, from)),
    0,
  )
  const minutes = window.until - from - busy
  return minutes >= SHORTEST_WINDOW ? [{ title, kind: 'free', minutes }] : []
}

/** By the clock; what only ends at a time comes first, what has none last, but before one leaves town. */
function inOrder(items: readonly DayItem[], { day, window }: Ahead): DayItem[] {
  const rank = ({ at, until, kind }: DayItem): number => {
    if (kind === 'free' && at === undefined) return window.until - localOf(day) - 0.5
    if (at === undefined && until !== undefined) return -1
    return (at === undefined ? null : minutesIn(at)) ?? Infinity
  }
  return items.toSorted((one, other) => rank(one) - rank(other))
}

function daysFrom(fixed: readonly Fixed[]): string[] {
  const [first, ...more] = fixed.map(({ day }) => day).toSorted()
  if (first === undefined) return []
  const count = (localOf(more.at(-1) ?? first) - localOf(first)) / (24 * 60) + 1
  return Array.from({ length: Math.min(MOST_DAYS, count) }, (_, at) => dayAt(localOf(first, at * 24 * 60)))
}

/**
 * What to do on each day of a trip: flights, the stay and the car at their times, and one to three sights a day while they are open,
 * never before one has arrived nor after leaving for the airport. Empty for a bundle of neither a flight nor a stay.
 */
export function planDays(of: Of): PlannedDay[] {
  const fixed = fixedItems(of.bundle)
  const days = daysFrom(fixed).map((day) => {
    const items = fixed.filter((one) => one.day === day).map(({ item }) => item)
    return { items, ahead: { day, window: windowsOf(of, day), taken: takenOn(day, items) } }
  })
  const useful = days.filter(({ ahead: { window } }) => window.until - window.from >= SHORTEST_WINDOW).length
  const left = new Set(of.destination?.sights)
  const most = Math.min(MOST_SIGHTS, Math.max(1, Math.ceil(left.size / Math.max(1, useful))))
  return days.map(({ items, ahead }) => {
    const sights = sightsOn(ahead, left, most)
    const isNew = sights.items.length === 0
    const title = isNew ? `Look around ${of.place.name}` : 'Time for yourself'
    const free = freeTime(ahead, sights.until, title)
    return { day: ahead.day, items: inOrder([...items, ...sights.items, ...free], ahead) }
  })
}
