interface Point {
  latitude: number
  longitude: number
}

/** Mean radius of the earth (IUGG). */
const EARTH_KM = 6371
const CRUISE_KM_PER_HOUR = 840
/** Taxiing, climbing and descending. */
const GROUND_MINUTES = 36
const STEP_MINUTES = 5

/** Kilometres along the great circle. */
export function kmBetween(one: Point, other: Point): number {
  const rad = Math.PI / 180
  const [a, b] = [one.latitude * rad, other.latitude * rad]
  const [dLat, dLon] = [b - a, (other.longitude - one.longitude) * rad]
  const half = Math.sin(dLat / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(dLon / 2) ** 2
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(half)))
}

/** From take-off to landing as timetables say it, in steps of five minutes. */
export const flightMinutes = (km: number): number =>
  Math.ceil(((km / CRUISE_KM_PER_HOUR) * 60 + GROUND_MINUTES) / STEP_MINUTES) * STEP_MINUTES
