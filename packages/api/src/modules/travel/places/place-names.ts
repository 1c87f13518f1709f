import { readFileSync } from 'node:fs'
import { fold } from '../../../reading/text.ts'
import { airportRows } from './airports.ts'
import { allDestinations } from './destinations.ts'
import { allPlaces } from './places.ts'

/** Letters that are no base letter with a mark on it, as people without them on their keyboard write them. */
const letters: Readonly<Record<string, string>> = {
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}
const umlauts: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue' }

/** What names are compared by: "St. John’s" is "saint johns", "Tromsø" "tromso". */
export const nameKey = (name: string): string =>
  fold(name)
    .replaceAll(/[øæœßłđðþı]/g, (letter) => letters[letter] ?? letter)
    .replaceAll(/['’`.]/g, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^st (?=.)/, 'saint ')

/** "Zürich" is written "Zuerich" too. */
function keysOf(name: string): string[] {
  const spelled = name.toLowerCase().replaceAll(/[äöü]/g, (letter) => umlauts[letter] ?? letter)
  return [...new Set([nameKey(name), nameKey(spelled)])]
}

/** "Portland, Oregon" is said "Portland" as well. */
const saidNames = (name: string): string[] =>
  name.includes(',') ? [name, name.split(',')[0] ?? name] : [name]

/** Our own list of what names mean; several places where one has to ask. */
const aliases = (): Record<string, string[]> =>
  JSON.parse(readFileSync(new URL('./data/aliases.json', import.meta.url), 'utf8')) as Record<
    string,
    string[]
  >

export interface PlaceNames {
  /** Ids of places by the key of a name. */
  byName: ReadonlyMap<string, readonly string[]>
  /** What a name means, whatever else has it; several where one has to ask. */
  meant: ReadonlyMap<string, readonly string[]>
}

function readNames(): PlaceNames {
  const byName = new Map<string, string[]>()
  const meant = new Map(Object.entries(aliases()).map(([name, ids]) => [nameKey(name), ids]))
  const add = (key: string, id: string) => {
    const ids = byName.get(key)
    if (!ids) byName.set(key, [id])
    else if (!ids.includes(id)) ids.push(id)
  }
  for (const [name, ids] of meant) for (const id of ids) add(name, id)
  for (const { id, nicknames } of allDestinations().values())
    for (const name of nicknames) for (const key of keysOf(name)) add(key, id)
  for (const { id, name } of allPlaces().values())
    for (const said of saidNames(name)) for (const key of keysOf(said)) add(key, id)
  for (const [iata, , id] of airportRows().values()) add(iata.toLowerCase(), id)
  return { byName, meant }
}

let names: PlaceNames | undefined

/** Every name that a place goes by, read when the first is looked for. */
export const placeNames = (): PlaceNames => (names ??= readNames())
