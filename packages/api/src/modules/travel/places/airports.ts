import { readFileSync } from 'node:fs'
import { placeOf } from './places.ts'
import type { Airport } from './place.ts'

type Row = [iata: string, name: string, place: string, latitude: number, longitude: number, zone: string]

let known: ReadonlyMap<string, Row> | undefined

/** The airports that come with the hub, read when the first is needed. */
export const airportRows = (): ReadonlyMap<string, Row> =>
  (known ??= new Map(
    (JSON.parse(readFileSync(new URL('./data/airports.json', import.meta.url), 'utf8')) as Row[]).map(
      (row) => [row[0], row],
    ),
  ))

export function airportOf(code: string): Airport | null {
  const row = airportRows().get(code)
  const place = row && placeOf(row[2])
  if (!place) return null
  const [iata, name, , latitude, longitude, zone] = row
  return { iata, name, city: place.name, country: place.country, latitude, longitude, zone }
}
