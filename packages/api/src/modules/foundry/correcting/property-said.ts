import { stem } from '../../../reading/name-index.ts'
import { overlap, tokensOf } from '../../../reading/text.ts'
import type { Span } from '../../../reading/text.ts'
import type { TypedProperty } from '../types/queries.ts'

/** What people call a value whose property has a name of its own: the date of “Done on”. */
const kindWords: Partial<Record<TypedProperty['kind'], readonly string[]>> = {
  day: ['date', 'day'],
  money: ['amount', 'price', 'cost', 'total', 'sum'],
}

/** The title as people say it: “done” is said for “Done on”. */
function titlesOf({ title }: TypedProperty): string[][] {
  const words = tokensOf(title).map(({ text }) => stem(text))
  const isLed = words.length > 1 && /^(?:on|at|in|by|of|to|for|since|from)$/.test(words.at(-1) ?? '')
  return isLed ? [words, words.slice(0, -1)] : [words]
}

/** Words for its kind, where no other property is of it. */
const wordsForKind = ({ kind }: TypedProperty, all: readonly TypedProperty[]): string[][] =>
  all.filter((one) => one.kind === kind).length === 1 ? (kindWords[kind] ?? []).map((word) => [word]) : []

export interface NamedProperty extends Span {
  property: TypedProperty
}

/** Properties that are named, each where its longest name stands. */
export function propertiesIn(said: string, properties: readonly TypedProperty[]): NamedProperty[] {
  const tokens = tokensOf(said)
  const stems = tokens.map(({ text }) => stem(text))
  const found = properties.flatMap((property) =>
    [...titlesOf(property), ...wordsForKind(property, properties)].flatMap((title) =>
      stems.flatMap((_, at): NamedProperty[] => {
        const [first, last] = [tokens[at], tokens[at + title.length - 1]]
        const isHere = title.every((word, on) => stems[at + on] === word)
        return isHere && first && last ? [{ property, from: first.from, to: last.to }] : []
      }),
    ),
  )
  const longestFirst = found.toSorted((one, other) => other.to - other.from - (one.to - one.from))
  return longestFirst.filter(
    (one, at) =>
      !longestFirst.slice(0, at).some((longer) => longer.property === one.property || overlap(longer, one)),
  )
}
