import { stem } from '../../../../reading/name-index.ts'
import type { AskedAct } from './act-table.ts'
import { weightOf } from './align.ts'
import type { Said } from './said.ts'
import type { Template } from './template.ts'

/** Templates that are laid over a request: those that share most of their words with it. */
const LAID_AT_MOST = 36
/** What a word of a template that was not said takes away, beside what one that was said gives. */
const UNSAID = 0.7

/** Which templates have a word. */
interface Postings {
  at: number[]
  gains: number[]
}

/** The words of all templates of an act, the other way round: a request has few words, and an act thousands of templates. */
interface WordIndex {
  unsaid: Float64Array
  byWord: ReadonlyMap<string, Postings>
}

const indexes = new WeakMap<AskedAct, WordIndex>()

function indexOf(act: AskedAct): WordIndex {
  const known = indexes.get(act)
  if (known) return known
  const unsaid = new Float64Array(act.templates.length)
  const byWord = new Map<string, Postings>()
  for (const [at, { parts }] of act.templates.entries())
    for (const part of parts) {
      if (!('word' in part)) continue
      const weight = weightOf(part.word)
      const word = stem(part.word)
      const postings = byWord.get(word) ?? { at: [], gains: [] }
      byWord.set(word, postings)
      unsaid[at] = (unsaid[at] ?? 0) - UNSAID * weight
      postings.at.push(at)
      postings.gains.push((1 + UNSAID) * weight)
    }
  const made = { unsaid, byWord }
  indexes.set(act, made)
  return made
}

/** The places of the greatest numbers, greatest first; of equal ones those that stand first. */
function greatest(numbers: Float64Array, count: number): number[] {
  const best: number[] = []
  for (let at = 0; at < numbers.length; at += 1) {
    const number = numbers[at] ?? 0
    if (best.length === count && number <= (numbers[best.at(-1) ?? 0] ?? 0)) continue
    let place = best.length
    while (place > 0 && (numbers[best[place - 1] ?? 0] ?? 0) < number) place -= 1
    best.splice(place, 0, at)
    if (best.length > count) best.pop()
  }
  return best
}

/** The templates of an act that share most with a request. */
export function likeliest(act: AskedAct, { tokens }: Said): Template[] {
  const { unsaid, byWord } = indexOf(act)
  const scores = unsaid.slice()
  for (const word of new Set(tokens.map(({ text }) => stem(text)))) {
    const { at = [], gains = [] } = byWord.get(word) ?? {}
    for (let place = 0; place < at.length; place += 1) {
      const template = at[place] ?? 0
      scores[template] = (scores[template] ?? 0) + (gains[place] ?? 0)
    }
  }
  return greatest(scores, LAID_AT_MOST).flatMap((at) => act.templates[at] ?? [])
}
