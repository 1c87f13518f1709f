import { readFileSync } from 'node:fs'
import type { Place } from './place.ts'

type Row = [
  id: string,
  name: string,
  country: string,
  latitude: number,
  longitude: number,
  zone: string,
  currency: string,
  airports: string,
]

const toPlace = ([id, name, country, latitude, longitude, zone, currency, airports]: Row): Place => ({
  id,
  name,
  country,
  latitude,
  longitude,
  zone,
  currency,
  airports: airports.split(' '),
})

let known: ReadonlyMap<string, Place> | undefined

/** The towns that come with the hub by their ids, read when the first is needed. */
export const allPlaces = (): ReadonlyMap<string, Place> =>
  (known ??= new Map(
    (JSON.parse(readFileSync(new URL('./data/places.json', import.meta.url), 'utf8')) as Row[]).map((row) => [
      row[0],
      toPlace(row),
    ]),
  ))

export const placeOf = (id: string): Place | null => allPlaces().get(id) ?? null
