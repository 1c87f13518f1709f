import { countryName } from '../../../shared/country-name.ts'
import { placesLike } from '../places/mistyped-places.ts'
import type { TripQuestion } from '../slots/schema.ts'
import type { Said } from './said.ts'

const generic =
  /^(?:anywhere|somewhere|someplace|a|an|the|my|our|your|some|any|wherever|there|here|be|do|go|get|see|fly|travel|visit|stay|book|have|spend|take|work|relax|celebrate|meet|attend|find|make|it|us|me|him|her|them|this|that|two|three|four|five|six|seven|eight|nine|ten|one|warm|sunny|early|late|return|home|work|town|europe|asia|africa|america|and|or|with|in|on|by|at|all|both|everyone|everything|change|add|rent|hire|know|try|buy|use|plan|leave|arrive|come|drive|ski|surf|hike|eat|swim|sleep|script|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch)$/

interface Unknown {
  name: string
  end: 'from' | 'to'
  /** Nothing ahead of it says that it is a place. */
  isBare: boolean
}

/** What stands behind "to" or "from" and is no place we know; where nobody says where to, also a name that is nearly one. */
export function unknownIn(said: Said, isOpen: boolean): Unknown | null {
  for (const { 0: whole, 1: lead = '', 2: name = '', index } of said.text.matchAll(
    /\b(fly to|flights? to|trip to|travel to|go(?:ing)? to|get to|to|from)\s+(\p{L}[\p{L}\p{M}'’-]*)/giu,
  )) {
    const isBlank = said.left.slice(index + whole.length - name.length, index + whole.length).trim() === ''
    const isName = /^\p{Lu}/u.test(name) || /^(?:fly|flight|trip|travel)/i.test(lead)
    if (!isBlank && isName && !generic.test(name.toLowerCase()))
      return { name, end: /from/i.test(lead) ? 'from' : 'to', isBare: false }
  }
  return isOpen ? bareIn(said) : null
}

const MOST_NAMES = 12

function bareIn(said: Said): Unknown | null {
  for (const { 0: name, index } of [
    ...said.text.matchAll(/(?<!\p{L})\p{Lu}[\p{L}\p{M}]{4,20}(?!\p{L})/gu),
  ].slice(0, MOST_NAMES)) {
    const isBlank = said.left.slice(index, index + name.length).trim() === ''
    if (!isBlank && !generic.test(name.toLowerCase()) && placesLike(name, { isKnownWell: true }).length > 0)
      return { name, end: 'to', isBare: true }
  }
  return null
}

/** Which of the places with nearly that name is meant; null where there is none. */
export function whichLike({ name, end, isBare }: Unknown): TripQuestion | null {
  const choices = placesLike(name, { isKnownWell: isBare }).map((place) => ({
    label: `${place.name}, ${countryName(place.country) ?? place.country}`,
    value: place.id,
  }))
  const [only, another] = choices
  if (!only) return null
  const text = another ? `Which place is “${name}”?` : `Do you mean ${only.label}? We know no “${name}”.`
  return { slot: end, text, choices }
}
