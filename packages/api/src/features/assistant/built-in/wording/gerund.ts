import { isEveryday } from '../understand/leftover.ts'
import type { World } from '../understand/types.ts'

const GERUND = /^(\p{L}{2,}?)((\p{L})\3)?ing\b/u

/** "Putting a note on it" is to put one. */
export function inPlain(words: string, { ranker }: Pick<World, 'ranker'>): string {
  const [led, stem = '', twice, last = ''] = GERUND.exec(words) ?? []
  if (led === undefined) return words
  const verbs = twice === undefined ? [stem, `${stem}e`] : [stem + last, stem + twice]
  // "Approv" is near enough to a word to be taken for a slip of it.
  const isKnown = (one: string) => ranker.normal([one])[0] === one
  const verb = verbs.find(isKnown) ?? verbs.find((one) => isEveryday(one, ranker))
  return verb === undefined ? words : verb + words.slice(led.length)
}

const MINDING =
  /\b(?:(?:would|do|could) you (?:(?:at all|possibly|awfully|very much|terribly) )?mind|(?:could|can|would|will) you (?:please |kindly )?help (?:me|us) (?:with|by|in)) (?:just )?(?=\p{L}{2,}ing\b)/iu

/** "Would you mind adding a task": a request like any other. */
export function withoutMinding(text: string, world: Pick<World, 'ranker'>): string {
  const found = MINDING.exec(text)
  if (!found) return text
  const rest = text.slice(found.index + found[0].length)
  return `${text.slice(0, found.index)}could you ${inPlain(rest, world)}`
}
