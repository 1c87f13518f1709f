import type { CarOffer, FlightOffer, Journey, StayOffer } from '../offers/schema.ts'
import { shortDay } from '../words.ts'
import { AIRPORT_WAY, dayAt, inTownOf, itemAt, localIn, localOf, timeAt } from './day-items.ts'
import type { DayItem, InTown, Local } from './day-items.ts'
import type { TripBundle } from './schema.ts'

/** What has its time from the services that are bought, by day. */
export interface Fixed {
  day: string
  item: DayItem
}

/** Most places take guests from then on, and want them out by then. */
const CHECK_IN_FROM = 15 * 60
const CHECK_OUT_AT = 10 * 60 + 30
const SHORT = 30

const at = (start: Local, item: Omit<DayItem, 'at' | 'until'>): Fixed => ({
  day: dayAt(start),
  item: itemAt(start, item),
})

function flightTitle({ legs }: Journey): string {
  const [first, last] = [legs.at(0), legs.at(-1)]
  if (!first || !last) return ''
  const by = legs.length > 1 ? `, changing in ${first.to}` : ''
  return `Fly from ${first.from} to ${last.to} with ${first.carrier} ${first.number}${by}`
}

/** A flight on the day it leaves; where clocks say that it lands before it left, on the day that begins with the landing. */
function flown(journey: Journey, isOut: boolean): Fixed {
  const [departs, arrives] = [journey.legs.at(0)?.departs ?? '', journey.legs.at(-1)?.arrives ?? '']
  const [start, end] = [localIn(departs), localIn(arrives)]
  const item = { title: flightTitle(journey), kind: 'flight', minutes: journey.minutes } as const
  if (isOut && end <= start) {
    const title = `${item.title}; it leaves at ${timeAt(start)} on ${shortDay(dayAt(start))}`
    return { day: dayAt(end), item: { until: timeAt(end), ...item, title } }
  }
  const isSameDay = dayAt(start) === dayAt(end) && end > start
  const lands = isSameDay ? '' : `; it lands at ${timeAt(end)} on ${shortDay(dayAt(end))}`
  return {
    day: dayAt(start),
    item: {
      at: timeAt(start),
      ...(isSameDay ? { until: timeAt(end) } : {}),
      ...item,
      title: `${item.title}${lands}`,
    },
  }
}

function flights({ out, back }: FlightOffer, { until }: InTown): Fixed[] {
  if (back === null || until === null) return [flown(out, true)]
  const leave = at(until, { title: 'Leave for the airport', kind: 'free', minutes: AIRPORT_WAY })
  return [flown(out, true), leave, flown(back, false)]
}

function stay({ name, checkIn, checkOut }: StayOffer, { from, until }: InTown): Fixed[] {
  const [opens, leaves] = [localOf(checkIn, CHECK_IN_FROM), localOf(checkOut, CHECK_OUT_AT)]
  return [
    at(Math.max(opens, from ?? opens), { title: `Check in at ${name}`, kind: 'stay', minutes: SHORT }),
    at(Math.min(leaves, (until ?? leaves + SHORT) - SHORT), {
      title: `Check out of ${name}`,
      kind: 'stay',
      minutes: SHORT,
    }),
  ]
}

const CAR_FROM = 9 * 60 + 30
const CAR_UNTIL = 17 * 60

/** The car is fetched where one lands, and brought back there; without flights, in the morning and the afternoon. */
function car({ name, from, to }: CarOffer, town: InTown): Fixed[] {
  const [starts, ends] = [localOf(from, CAR_FROM), localOf(to, CAR_UNTIL)]
  const fetched = Math.max(starts, town.from === null ? starts : town.from - SHORT)
  // Before one leaves for the airport, or there; never on the way.
  const returned = town.until === null || ends + SHORT <= town.until ? ends : town.until + AIRPORT_WAY
  return [
    at(fetched, { title: `Pick up the car: ${name}`, kind: 'car', minutes: SHORT }),
    at(returned, { title: 'Bring the car back', kind: 'car', minutes: SHORT }),
  ]
}

export function fixedItems(bundle: TripBundle): Fixed[] {
  const town = inTownOf(bundle)
  return [
    ...(bundle.flight ? flights(bundle.flight, town) : []),
    ...(bundle.car ? car(bundle.car, town) : []),
    ...(bundle.stay ? stay(bundle.stay, town) : []),
  ]
}
