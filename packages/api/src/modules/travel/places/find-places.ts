import { countryName } from '../../../shared/country-name.ts'
import { destinationOf } from './destinations.ts'
import type { Place } from './place.ts'
import { nameKey, placeNames } from './place-names.ts'
import { placeOf } from './places.ts'

export interface NamedPlaces {
  /** The most likely first. */
  places: Place[]
  /** Whether only the first can be meant. */
  isClear: boolean
}

export interface FoundPlace {
  place: Place
  /** The name it was found by, as names are compared. */
  matched: string
}

const CODE = /^[a-z]{3}$/
const IATA = /^[A-Z]{3}$/

const DESCRIBED = 100
/** How many people mean it, as far as we know: what we say something of first, then by how many airports it has. */
const weight = ({ id, airports }: Place): number => (destinationOf(id) ? DESCRIBED : 0) + airports.length

const byWeight = (places: readonly Place[]): Place[] =>
  places.toSorted((one, other) => weight(other) - weight(one))

const placesOf = (ids: readonly string[]): Place[] =>
  ids.flatMap((id) => {
    const place = placeOf(id)
    return place ? [place] : []
  })

/** What is said to mean exactly this; a code of an airport is one only in capitals, as "man" and "nice" are words. */
function exactly(words: string): Place[] {
  const key = nameKey(words)
  const isCode = CODE.test(key) && !IATA.test(words.trim())
  return placesOf(placeNames().byName.get(key) ?? []).filter(
    ({ airports, name }) => !isCode || !airports.includes(key.toUpperCase()) || nameKey(name) === key,
  )
}

/**
 * Places whose name is exactly this: a town, a nickname, the code of an airport in capitals, "Lisbon, Portugal". Of several that
 * share a name, the one that we say something of is meant, unless the name is often mixed up.
 */
export function placesNamed(words: string): NamedPlaces {
  const meant = placeNames().meant.get(nameKey(words))
  if (meant) return { places: placesOf(meant), isClear: meant.length === 1 }
  const found = byWeight(exactly(words))
  const [first, second] = found
  if (!first) return atAirport(words) ?? inCountry(words)
  const isTold = !second || (weight(first) >= DESCRIBED && weight(second) < DESCRIBED)
  return { places: found, isClear: isTold }
}

/** "London Heathrow", "Paris CDG": a town and one of its airports. */
function atAirport(words: string): NamedPlaces | null {
  const parts = words.trim().split(/\s+/)
  for (let at = 1; at < parts.length; at += 1) {
    const ofAirport = exactly(parts.slice(at).join(' '))
    const both = exactly(parts.slice(0, at).join(' ')).filter((place) => ofAirport.includes(place))
    if (both.length === 1) return { places: both, isClear: true }
  }
  return null
}

/** As people write them, beside the name and the code of two letters. */
const short: Readonly<Record<string, readonly string[]>> = {
  US: ['usa', 'america'],
  GB: ['uk', 'england', 'scotland', 'wales', 'great britain', 'britain'],
  AE: ['uae', 'emirates'],
}

function isOf({ country }: Place, key: string): boolean {
  return (
    nameKey(countryName(country) ?? '') === key ||
    country.toLowerCase() === key ||
    (short[country]?.includes(key) ?? false)
  )
}

/** "London, Canada", "London Canada" */
function inCountry(words: string): NamedPlaces {
  const parts = nameKey(words).split(' ')
  const { byName } = placeNames()
  for (let at = parts.length - 1; at > 0; at -= 1) {
    const country = parts.slice(at).join(' ')
    const found = placesOf(byName.get(parts.slice(0, at).join(' ')) ?? []).filter((place) =>
      isOf(place, country),
    )
    if (found.length > 0) return { places: byWeight(found), isClear: found.length === 1 }
  }
  return { places: [], isClear: false }
}

/** How well a name begins with what was typed: 3 it is that, 2 it begins so, 1 one of its words does, 0 not at all. */
function likeness(name: string, typed: string): number {
  if (name === typed) return 3
  if (name.startsWith(typed)) return 2
  return name.includes(` ${typed}`) ? 1 : 0
}

/** Places whose names begin like this, the most likely first, for somebody who types. */
export function findPlaces(words: string, { limit }: { limit: number }): FoundPlace[] {
  const typed = nameKey(words)
  if (typed === '') return []
  const best = new Map<string, { matched: string; like: number }>()
  for (const [name, ids] of placeNames().byName) {
    const like = likeness(name, typed)
    if (like > 0)
      for (const id of ids) if ((best.get(id)?.like ?? 0) < like) best.set(id, { matched: name, like })
  }
  return [...best]
    .flatMap(([id, found]) => placesOf([id]).map((place) => ({ place, ...found })))
    .toSorted((one, other) => other.like - one.like || weight(other.place) - weight(one.place))
    .slice(0, limit)
    .map(({ place, matched }) => ({ place, matched }))
}
