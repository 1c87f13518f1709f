import { COUNT, countOf, take } from './said.ts'
import type { Found, Said } from './said.ts'

/** By how many days each end of a trip that is known moves. */
export interface Moved {
  depart: number
  returning: number
  quote: string
}

const UNIT = '(day|night|week)s?'
const later = new RegExp(
  `(?:\\b((?:come |coming |fly |flying )?(?:back|home)|return(?:ing)?) )?\\b${COUNT} ${UNIT} (later|earlier|sooner|longer|more|shorter|less|fewer)\\b`,
)
const shifted = new RegExp(
  `\\b(shift|move|push|postpone|delay|bring)(?: it| this| that| (?:the |our |my )?trip| everything)?(?: back| out| forward)? by ${COUNT} ${UNIT}(?: (later|earlier|sooner))?\\b`,
)

const daysOf = (count: string, unit: string): number => countOf(count) * (unit === 'week' ? 7 : 1)

/** "Shift it by two days", "bring the trip forward by a week" */
function wholeMove({ groups: [verb = '', count = '', unit = '', way = ''], quote }: Found): Moved {
  const days = /bring/.test(verb) || /earlier|sooner/.test(way) ? -daysOf(count, unit) : daysOf(count, unit)
  return { depart: days, returning: days, quote }
}

/** "A day later", "two nights longer", "back a day earlier" */
function endMove({ groups: [back = '', count = '', unit = '', way = ''], quote }: Found): Moved {
  const days = /later|longer|more/.test(way) ? daysOf(count, unit) : -daysOf(count, unit)
  const isBoth = back === '' && /later|earlier|sooner/.test(way)
  return { depart: isBoth ? days : 0, returning: days, quote }
}

export function moveIn(said: Said): Moved | null {
  const whole = take(said, shifted)
  if (whole) return wholeMove(whole)
  const end = take(said, later)
  return end && endMove(end)
}
