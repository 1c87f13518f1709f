import type { AskedAct } from '../../acts/act-table.ts'
import { meantBy } from '../../acts/meant.ts'
import type { Meant } from '../../acts/meaning.ts'
import { lookingBack, overlaps, readSaid } from '../../acts/said.ts'
import { isContent } from '../../acts/content.ts'
import { usableIn, rootsOf } from '../../acts/usable.ts'
import { rootOf } from '../../../../../reading/name-index.ts'
import { nthsInFigures } from '../../../../../reading/number-words.ts'
import { typingErrors } from '../../../../../reading/typing-errors.ts'
import { rowsFor } from '../named.ts'
import { halvesOf } from '../clauses/clauses.ts'
import type { World } from '../types.ts'

/** Words that say that what follows changes what was asked before. */
const turning = new Set(
  'and only just what about how no not nope sorry wrong i meant mean said instead rather make that those them ones one the of with as well too please show me split sort order by actually wait oops now then also it same for so far enough do should did list in hm hmm err eh better even back set put hang hold on go further their his her its other say through thru over via again maybe rather fine ok question date dates deadline period figure would suit suits works bits bit part parts stuff thing craic story deal drill divided divide broken break chuck throw include included including narrow restrict restricted filter filtered limited down lot looking fixed view overview picture rundown breakdown listing'.split(
    ' ',
  ),
)
const guessable = [...turning].filter((word) => word.length >= 5)

export const isTurning = (word: string): boolean =>
  turning.has(word) || (word.length >= 5 && guessable.some((one) => typingErrors(word, one, 1) <= 1))

export interface Fragment {
  values: ReadonlyMap<string, Meant>
  /** Every word of weight is a value of the act. */
  isWhole: boolean
  /** Every word of weight is a value of the act, or one of those it is asked for with. */
  isOfAct: boolean
  /** Neither a value of the act nor a day or person: it may be told for its own sake. */
  isIdle: boolean
}

/** "Their email is …": what a field is called that was filled. */
const named = (values: ReadonlyMap<string, Meant>): ReadonlySet<string> =>
  new Set([...values.keys()].flatMap((name) => name.split(/(?=[A-Z])/).map((word) => word.toLowerCase())))

/** "Make it the ninth" of what has a day, where no rows were shown that it could be one of: "the 9th". */
function withDays({ fields }: AskedAct, text: string, { memory: { last, focus } }: World): string {
  const isDated = fields.some(({ kind, name }) => kind === 'day' && typeof last?.input[name] === 'string')
  return isDated && focus.length <= 1 ? nthsInFigures(text) : text
}

async function plainFragment(act: AskedAct, text: string, world: World): Promise<Fragment> {
  const heard = readSaid(withDays(act, text, world), world)
  const said = act.phrases.looksBack === true ? lookingBack(heard, world.clock) : heard
  const rows = await rowsFor([act], world)
  const usable = usableIn(act, said, rows)
  const { values, taken } = meantBy({ act, said, usable, laid: null, rows, clock: world.clock })
  // A look-up is asked for in its own words again; of a write they would be another one.
  const asked = rootsOf(act)
  const own = act.entry.meta.effect === 'read' ? asked : named(values)
  const isTaken = (at: number) => taken.some((range) => overlaps(range, { from: at, to: at + 1 }))
  const isMadeOf = (words: ReadonlySet<string>) =>
    said.tokens.every(
      ({ text: word }, at) =>
        isTaken(at) || isTurning(word) || words.has(word) || words.has(rootOf(word)) || !isContent(word),
    )
  const isIdle =
    values.size === 0 && [said.moments, said.people, said.quoted].every(({ length }) => length === 0)
  return {
    values,
    isWhole: values.size > 0 && isMadeOf(own),
    isOfAct: values.size > 0 && isMadeOf(asked),
    isIdle,
  }
}

/** "…, as he knows the rates", "… because nobody answered": why it is so, behind what is asked for. */
const WHY =
  /[,;]?\s+(?:because|(?:since|as|for) (?=(?:he|she|they|we|i|you|it|that|this|there|no ?one|nobody|everybody|everyone)(?:'\p{L}+)?\s))\s*\S.*$/iu

/** "By door (web, assistant and so on)": what is meant, said once more. */
const EXPLAINED = /\s*\([^()]*\)/g

/** What a few words change of an act; "normal again, I was wrong" has its reason beside it, which says nothing of the act. */
export async function fragmentOf(act: AskedAct, text: string, world: World): Promise<Fragment> {
  const whole = await plainFragment(act, text, world)
  if (whole.isWhole) return whole
  const bare = text.replace(EXPLAINED, '').replace(WHY, '')
  const unreasoned = bare === text ? whole : await plainFragment(act, bare, world)
  if (unreasoned.isWhole) return unreasoned
  for (const { first, rest, isClause } of halvesOf(text)) {
    if (!isClause) continue
    const [before, behind] = [await plainFragment(act, first, world), await plainFragment(act, rest, world)]
    if (before.isWhole && behind.isIdle) return before
    if (behind.isWhole && before.isIdle) return behind
  }
  return whole
}
