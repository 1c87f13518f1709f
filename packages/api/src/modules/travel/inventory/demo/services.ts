import type { Airport } from '../../places/place.ts'
import { carriers } from './carriers.ts'
import type { Carrier } from './carriers.ts'
import { kmBetween } from './geography.ts'
import { oneOf, wholeOf } from './hash.ts'
import type { Draw } from './hash.ts'
import { hubs, isHub } from './hubs.ts'
import type { Hub } from './hubs.ts'

/** Nearer than this nobody flies. */
export const SHORTEST_KM = 80
/** The longest that aircraft fly without a stop. */
const RANGE_KM = 15_500
const SHORTEST_LEG_KM = 150
/** Below it a change of planes takes longer than a train. */
const CONNECTED_FROM_KM = 350
/** A way round may be so many times the direct one, or so much longer. */
const USUAL_DETOUR = 1.45
const USUAL_EXTRA_KM = 450
/** What people put up with where there is no other way. */
const WIDEST_DETOUR = 2.2
const MOST_HUBS = 4
const LONG_HAUL_KM = 5000

/** One departure of each day. */
export interface Service {
  carrier: Carrier
  /** One number for each leg. */
  numbers: readonly number[]
  /** Where it changes planes; null for a direct flight. */
  hub: Hub | null
  /** Minutes on the ground there. */
  waits: number
  /** Minutes after midnight at the first airport. */
  takesOff: number
}

/** How many direct flights leave a day, the least and the most; large airports have more of them, and of longer ones. */
function directRange(km: number, large: number): readonly [least: number, most: number] | null {
  if (large === 2) return km <= RANGE_KM ? [6, 8] : null
  if (large === 1) return km <= 12_000 ? [4, 6] : null
  return km <= 4500 ? [2, 3] : null
}

/** The likelihood that there is a direct flight at all, by how many of the two are large. */
const directLikelihood = (km: number, large: number): number => {
  if (large === 2) return 1
  if (large === 1) return km <= LONG_HAUL_KM ? 1 : 0.6
  return km <= 1500 ? 0.8 : 0.5
}

function directCount(draw: Draw, from: Airport, to: Airport): number {
  const km = kmBetween(from, to)
  const large = [from, to].filter(({ iata }) => isHub(iata)).length
  const range = directRange(km, large)
  // Who flies there flies back, so that both ways ask the same.
  const route = [from.iata, to.iata].toSorted().join('-')
  if (range === null || draw('direct', route) >= directLikelihood(km, large)) return 0
  return wholeOf(draw('directs', route), ...range)
}

/** Hubs on the way, the straightest first. */
function hubsBetween(from: Airport, to: Airport): Hub[] {
  const km = kmBetween(from, to)
  if (km < CONNECTED_FROM_KM) return []
  const ways = hubs
    .filter(({ iata }) => iata !== from.iata && iata !== to.iata)
    .map((hub) => ({ hub, legs: [kmBetween(from, hub), kmBetween(hub, to)] as const }))
    .filter(({ legs }) => legs.every((leg) => leg >= SHORTEST_LEG_KM && leg <= RANGE_KM))
    .map(({ hub, legs: [first, second] }) => ({ hub, way: first + second }))
    .toSorted((one, other) => one.way - other.way)
  const usual = ways.filter(({ way }) => way <= Math.max(km * USUAL_DETOUR, km + USUAL_EXTRA_KM))
  const taken = usual.length > 0 ? usual : ways.slice(0, 1).filter(({ way }) => way <= km * WIDEST_DETOUR)
  return taken.slice(0, MOST_HUBS).map(({ hub }) => hub)
}

const STEP = 5
const SHORT_HAUL = [5 * 60 + 30, 21 * 60 + 50] as const
const LONG_HAUL = [8 * 60, 23 * 60 + 30] as const

/** Spreads departures over the day, each somewhere in its own part of it: `part` is that and how far into it, of all parts. */
function takeOff(part: number, [first, last]: readonly [number, number]): number {
  return Math.round((first + (last - first) * part) / STEP) * STEP
}

const MOST_NUMBER = 899
const [SHORTEST_WAIT, LONGEST_WAIT] = [55, 195]

/** What flies from one airport to another each day; the same list every time, empty where nothing does. */
export function servicesOf(draw: Draw, from: Airport, to: Airport): Service[] {
  const km = kmBetween(from, to)
  if (from.iata === to.iata || km < SHORTEST_KM) return []
  const between = hubsBetween(from, to)
  // The straightest ways are flown twice a day.
  const stops: (Hub | null)[] = [
    ...Array.from({ length: directCount(draw, from, to) }, () => null),
    ...between,
    ...between.slice(0, 2),
  ]
  const directs = stops.filter((hub) => hub === null).length
  return stops.map((hub, at) => {
    const of = (what: string) => draw('service', from.iata, to.iata, at, what)
    const [place, among] = hub === null ? [at, directs] : [at - directs, stops.length - directs]
    const number = 100 + wholeOf(of('number'), 0, MOST_NUMBER)
    return {
      carrier: oneOf(of('carrier'), carriers),
      numbers: hub === null ? [number] : [number, 100 + ((number + 217) % MOST_NUMBER)],
      hub,
      waits: Math.round(wholeOf(of('wait'), SHORTEST_WAIT, LONGEST_WAIT) / STEP) * STEP,
      takesOff: takeOff((place + of('time')) / among, km >= LONG_HAUL_KM ? LONG_HAUL : SHORT_HAUL),
    }
  })
}
