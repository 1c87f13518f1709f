import { errorsAllowed, typingErrors } from '../../../reading/typing-errors.ts'

/** What is mistyped most, and a word that is no longer than any such one, so that places stay. */
const behindNumbers: readonly (readonly [string, string])[] = [
  ['january', 'jan'],
  ['february', 'feb'],
  ['march', 'mar'],
  ['april', 'apr'],
  ['august', 'aug'],
  ['september', 'sep'],
  ['october', 'oct'],
  ['november', 'nov'],
  ['december', 'dec'],
  ['people', 'pax'],
  ['persons', 'pax'],
  ['adults', 'pax'],
  ['children', 'kids'],
  ['nights', 'night'],
  ['weeks', 'week'],
]
const known = new Set(behindNumbers.flatMap((words) => words))
const NUMBER = '(?:\\d{1,2}(?:st|nd|rd|th)?|two|three|four|five|six|seven|eight|nine|ten)'
const counted = new RegExp(`(?<=\\b${NUMBER}(?: of)? ?)\\b[a-z]{5,10}\\b`, 'g')

function meant(typed: string): string {
  const isPlural = known.has(`${typed}s`)
  if (known.has(typed) || isPlural) return typed
  const near = behindNumbers.find(([word]) => typingErrors(typed, word, 2) <= errorsAllowed(word.length))
  return near && near[1].length <= typed.length ? near[1].padEnd(typed.length) : typed
}

/** "5 marhc", "two poeple": behind a number they can be nothing else. */
export const wellTyped = (text: string): string => text.replaceAll(counted, meant)
