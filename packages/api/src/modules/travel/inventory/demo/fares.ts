import type { Airport } from '../../places/place.ts'
import type { Cabin, Party } from '../../slots/schema.ts'
import { kmBetween } from './geography.ts'
import { leadOf, seasonOf, weekdayOf } from './seasons.ts'
import type { LeadCurve } from './seasons.ts'

/*
 * Fares as we estimate them, in cents of euros for one adult and one direction: no airline's, and only meant to look likely.
 */

const BASE = 1500
/** Cents a kilometre from so many kilometres on: short ways are flown cheaply, oceans are not. */
const bands = [
  { from: 0, centsPerKm: 2.9 },
  { from: 3000, centsPerKm: 7.5 },
  { from: 6000, centsPerKm: 3.5 },
] as const

const distanceFare = (km: number): number =>
  bands.reduce((sum, { from, centsPerKm }, at) => {
    const until = bands[at + 1]?.from ?? Infinity
    return sum + Math.max(0, Math.min(km, until) - from) * centsPerKm
  }, BASE)

/** Sunday to Saturday. */
const weekdays = [1.1, 1, 0.94, 0.94, 0.98, 1.1, 1.03]
const lead: LeadCurve = [
  [0, 2.1],
  [3, 1.8],
  [7, 1.5],
  [14, 1.28],
  [30, 1.1],
  [60, 1],
  [180, 1],
  [360, 1.06],
]
const cabins: Readonly<Record<Cabin, number>> = { economy: 1, premium: 1.7, business: 3.2, first: 5 }
const STOP = 0.92
const INCONVENIENT = 0.94
const [EARLY, LATE] = [7 * 60, 21 * 60]

export interface FareOf {
  from: Airport
  to: Airport
  /** Latitude of where the trip goes, whose season it is both ways. */
  latitude: number
  day: string
  daysAhead: number
  cabin: Cabin
  hasStop: boolean
  /** Minutes after midnight. */
  takesOff: number
}

/** One adult, one direction, nothing but hand luggage. */
export function fareOf(fare: FareOf): number {
  const { takesOff } = fare
  return (
    distanceFare(kmBetween(fare.from, fare.to)) *
    seasonOf(fare.day, fare.latitude) *
    (weekdays[weekdayOf(fare.day)] ?? 1) *
    leadOf(fare.daysAhead, lead) *
    cabins[fare.cabin] *
    (fare.hasStop ? STOP : 1) *
    (takesOff < EARLY || takesOff >= LATE ? INCONVENIENT : 1)
  )
}

/** A bag in the hold, one adult, one direction. */
export const bagFare = (km: number): number => 1200 + km * 0.4

/** What a fare that is paid back costs, of one that is not. */
export const REFUNDABLE = 1.35

const INFANT_UNTIL = 2
const [CHILD_PERCENT, INFANT_PERCENT] = [75n, 10n]

/** All travellers, from what one adult pays, in minor units; each child's part is rounded up. */
export function partyFare(adult: bigint, { adults, childAges }: Party): bigint {
  const percentOf = (age: number) => (age < INFANT_UNTIL ? INFANT_PERCENT : CHILD_PERCENT)
  return childAges.reduce((sum, age) => sum + (adult * percentOf(age) + 99n) / 100n, adult * BigInt(adults))
}
