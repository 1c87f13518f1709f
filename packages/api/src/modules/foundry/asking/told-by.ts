import { valuedTypes } from './coded.ts'
import type { Coded } from './coded.ts'
import { groupReached } from './grouping.ts'
import { propertyCalled } from './vocabulary.ts'
import type { AskedType } from './vocabulary.ts'
import { incomeOf } from './ways.ts'
import { FILLER } from './words.ts'

const words = ({ rest }: Coded): string[] => rest.split(' ').filter((word) => /^\p{L}/u.test(word))

/** Words that one or two of a question make the name of a property of this type, and are no everyday words. */
function toldOf(coded: Coded, type: AskedType): number {
  const all = words(coded)
  const pairs = all.slice(1).map((word, at) => `${all[at]} ${word}`)
  const names = new Set(
    [...all, ...pairs]
      .filter((word) => !FILLER.has(word) && word.length > 2)
      .flatMap((word) => propertyCalled(type, word)?.name ?? []),
  )
  return names.size
}

/** "Nights per room", "total price by town": what alone is told so much of. */
export function toldByProperties(coded: Coded, types: readonly AskedType[]): AskedType | null {
  const held = valuedTypes(coded)
  const told = types
    .filter((type) => held.every((alike) => alike.includes(type)))
    .map((type) => ({ type, count: toldOf(coded, type) }))
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => other.count - one.count)
  const [first, second] = told
  return first && first.count !== second?.count ? first.type : null
}

const BY = /\b(?:which|what|top|best|biggest|worst|bottom) (?:<a\d+> )?(?<by>[a-z]+)\b/
const ADDED =
  /\b(?:totals?|average|revenue|turnover|sales|income|takings|most|least|best|worst|strongest|weakest|busiest|quietest|slowest|top|bottom)\b/

/** "Which month was the best", "the total in May": what brings money in, where only one thing does. */
export function toldByMoney(coded: Coded, types: readonly AskedType[]): AskedType | null {
  if (!ADDED.test(coded.rest)) return null
  const paid = types.filter((type) => incomeOf(type, types) !== null)
  const by = BY.exec(coded.rest)?.groups?.['by']
  const fitting = paid.filter(
    (type) =>
      by === undefined ||
      groupReached(type, by, types) !== null ||
      groupReached(type, singular(by), types) !== null,
  )
  return fitting.length === 1 ? (fitting[0] ?? null) : null
}

const singular = (word: string): string => word.replace(/s$/, '')
