import type { Candidate } from '../../../../reading/names.ts'
import { rowFieldOf } from './needed-fields.ts'
import type { Meant, Source } from './meaning.ts'
import { textOf } from './said.ts'
import type { Range, Said } from './said.ts'

export const candidatesIn = (meant: Meant) =>
  meant.kind === 'rows' || meant.kind === 'several' ? meant.candidates : []

/** One row that is meant, or one of several. */
export function ofCandidates(words: string, candidates: readonly Candidate[], takesAll = false): Meant {
  const [only, ...others] = candidates
  return only && others.length === 0
    ? { kind: 'rows', candidates: [only] }
    : { kind: 'several', candidates, words, takesAll }
}

export type People = Said['people'][number]

const isJoined = ({ tokens }: Said, a: People, b: People): boolean =>
  b.from > a.to &&
  b.from - a.to <= 2 &&
  tokens.slice(a.to, b.from).every(({ text }) => /^(?:and|&|plus|,)$/.test(text))

/** People by the breath in which they are named: "Lena and Dev", "Ana, Jonas and Tomás". */
function breathsIn(said: Said): People[][] {
  const groups: People[][] = []
  for (const one of said.people) {
    const last = groups.at(-1)?.at(-1)
    if (last && isJoined(said, last, one)) groups.at(-1)?.push(one)
    else groups.push([one])
  }
  return groups
}

/** Everybody who is named in one breath with somebody. */
export const namedTogether = (said: Said, spot: People): readonly People[] =>
  breathsIn(said).find((group) => group.includes(spot)) ?? [spot]

/** Where several are named in one breath, from the first of them to the last. */
export const togetherIn = (said: Said): Range[] =>
  breathsIn(said).flatMap((group) => {
    const [first, last] = [group[0], group.at(-1)]
    return first && last && group.length > 1 ? [{ from: first.from, to: last.to }] : []
  })

/** Each of those named in one breath; a row that is changed can have but one of them. */
export function peopleMeant({ act, said }: Pick<Source, 'act' | 'said'>, spot: People): Meant {
  const all = namedTogether(said, spot)
  const known = all.flatMap(({ value: [only, ...others] }) => (only && others.length === 0 ? [only] : []))
  if (all.length === 1 || known.length < all.length)
    return ofCandidates(textOf(said, spot.from, spot.to), spot.value)
  if (!rowFieldOf(act)) return { kind: 'rows', candidates: known }
  const words = textOf(said, all[0]?.from ?? spot.from, all.at(-1)?.to ?? spot.to)
  return { kind: 'several', candidates: known, words, takesAll: false }
}
