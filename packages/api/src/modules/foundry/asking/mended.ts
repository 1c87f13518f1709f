import type { OrgDb } from '@hub/db'
import { tokensOf } from '../../../reading/text.ts'
import { errorsAllowed, typingErrors } from '../../../reading/typing-errors.ts'
import { formsOf, heldValues } from './held-values.ts'
import { plainly } from './plainly.ts'
import { isCalled } from './vocabulary.ts'
import type { AskedType } from './vocabulary.ts'
import { FILLER, NOT, OWN_WORDS, verbs } from './words.ts'

const QUIET = new RegExp(
  `\\b(?<not>${NOT})\\b(?<what>[^.?!]*?) (?:in|for) (?:over |more than |at least )?(?=(?:\\d+|a|two|three|six) (?:day|week|month|year)s?\\b)`,
  'i',
)

/** "Has not ordered in 30 days", "for 30 days": in the last of them, and not when they will be over. */
const lookingBack = (said: string): string => said.replace(QUIET, '$<not>$<what> in the last ')

/** What comes again in each week or day, by one word. */
const inRounds = (said: string): string =>
  said
    .replace(/\bdays? of (?:the )?week\b/gi, 'weekday')
    .replace(/\b(?:hours?|times?) of (?:the )?day\b/gi, 'hour')

interface Mend {
  from: number
  to: number
  said: string
  meant: string
}

/** Words with a typing error, and what they are most like; the nouns and verbs alone, for names are nobody's to mend. */
function mendsIn(question: string, types: readonly AskedType[]): Mend[] {
  const known = [
    ...new Set([
      ...types.flatMap(({ forms }) => forms),
      ...'average revenue turnover biggest largest cheapest'.split(' '),
      ...verbs.flatMap(([of, words]) => (types.some((type) => isCalled(type, of)) ? [...words] : [])),
    ]),
  ].filter((word) => word.length > 4)
  const isKnown = (word: string) => known.includes(word) || FILLER.has(word) || OWN_WORDS.has(word)
  return tokensOf(question)
    .filter(({ kind, text }) => kind === 'word' && text.length > 4 && !isKnown(text))
    .flatMap(({ from, to, text: said }): Mend[] => {
      const most = errorsAllowed(said.length)
      const [best, next] = known
        .map((meant) => ({ meant, errors: typingErrors(said, meant, most) }))
        .filter(({ errors }) => errors <= most)
        .toSorted((one, other) => one.errors - other.errors)
      const isSure = best && (!next || next.errors > best.errors)
      return isSure ? [{ from, to, said, meant: best.meant }] : []
    })
}

/** A question as it is meant, without typing errors. What something is in these data is none: "pending" is not "spending". */
export async function mended(said: string, types: readonly AskedType[], db: OrgDb): Promise<string> {
  const question = plainly(inRounds(lookingBack(said)))
  const mends = mendsIn(question, types)
  if (mends.length === 0) return question
  const held = await heldValues(
    db,
    types,
    mends.map((mend) => mend.said),
  )
  return mends
    .filter((mend) => !formsOf(mend.said).some((form) => held.has(form)))
    .reduceRight((text, { from, to, meant }) => `${text.slice(0, from)}${meant}${text.slice(to)}`, question)
}
