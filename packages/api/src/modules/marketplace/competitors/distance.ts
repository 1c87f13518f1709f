/** Degrees. */
export interface Point {
  latitude: number
  longitude: number
}

/** Mean radius of the earth (IUGG). */
const RADIUS_METRES = 6_371_008.8
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Along the surface, by the haversine formula. */
export function metresBetween(a: Point, b: Point): number {
  const across = Math.sin(radians(b.latitude - a.latitude) / 2) ** 2
  const along = Math.sin(radians(b.longitude - a.longitude) / 2) ** 2
  const half = across + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * along
  return 2 * RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(half)))
}
