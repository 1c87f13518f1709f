import { isMask, MASKS, ofKind } from '../ranking/features.ts'
import { togetherIn } from './people-meant.ts'
import { withoutOverlap } from './said.ts'
import type { Labelled, Range, Reference, Said, Spot } from './said.ts'

/** What is taken for a text and for names of rows. */
export interface Hidden {
  text?: Range | null
  /** The first of those that overlap counts. */
  things?: readonly Labelled[]
  /** Of what kind "it" is. */
  it?: string | undefined
}

const as = (spots: readonly Range[], value: string) => spots.map(({ from, to }) => ({ from, to, value }))

/** What stands in the place of words, first what an act takes as its own. */
function masksIn(said: Said, { text = null, things = [], it }: Hidden): Spot<string>[] {
  const known = (word: string, entity = it) => (entity === undefined ? word : ofKind(word, entity))
  const rows = [...things, ...said.labels]
  // "That repair" says what kind of thing it is.
  const pointed = said.references.filter(({ to }) => !said.nouns.includes(said.tokens[to - 1]?.text ?? ''))
  const isRow = ({ value, from, to }: Spot<Reference>) => value.kind === 'place' || to - from > 1
  return withoutOverlap([
    ...as(text ? [text] : [], MASKS.unknown),
    ...rows.map(({ from, to, entity }) => ({
      from,
      to,
      value: entity === undefined ? MASKS.thing : ofKind(MASKS.thing, entity),
    })),
    ...as(pointed.filter(isRow), known(MASKS.thing)),
    ...pointed.map(({ from, to }) => ({ from, to, value: known(said.tokens[from]?.text ?? '') })),
    ...as(said.quoted, MASKS.text),
    ...as(said.emails, MASKS.email),
    ...as([...said.links, ...said.hosts], MASKS.link),
    ...as(said.codes, MASKS.unknown),
    ...as(said.moments, MASKS.day),
    ...as([...togetherIn(said), ...said.people], MASKS.person),
    ...as(said.numbers, MASKS.number),
  ])
}

/** The words of a request as the ranker reads them, with masks for people, days and the like. */
export function maskedWords(said: Said, hidden: Hidden = {}): string[] {
  const masks = masksIn(said, hidden)
  const words: string[] = []
  for (let at = 0; at < said.tokens.length;) {
    const mask = masks.find(({ from }) => from === at)
    const word = mask?.value ?? said.tokens[at]?.text ?? ''
    if (!(isMask(word) && words.at(-1) === word)) words.push(word)
    at = mask?.to ?? at + 1
  }
  return words
}
