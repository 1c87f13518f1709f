import { fold, overlap } from '../../../reading/text.ts'
import type { Span } from '../../../reading/text.ts'
import type { QuestionPlace } from '../../../platform/catalog/questions.ts'
import type { Placed } from './coded.ts'
import { textValues } from './held-values.ts'
import type { AskedType } from './vocabulary.ts'

/** What leads to a place or to somebody: any text may stand behind it, and everyday words stand alone in texts as well. */
const LEAD = /\b(?:in|from|at|near|around)\s+(?:the\s+)?(?=\p{L})/giu
const WORDS = /^[\p{L}\p{M}'’.-]+(?:\s+[\p{L}\p{M}'’.-]+){0,2}/u

/** One word behind a lead, the first two, the first three. */
function runsIn(question: string): Span[] {
  return Array.from(question.matchAll(LEAD)).flatMap(({ 0: lead, index }) => {
    const from = index + lead.length
    const behind = WORDS.exec(question.slice(from))?.[0] ?? ''
    const ends = [...behind.matchAll(/\s+|$/g)].map((end) => end.index)
    return ends.filter((length) => length > 0).map((length) => ({ from, to: from + length }))
  })
}

/** "Jobs in Limerick", where towns are plain texts: what is led to like this and stands in a text of an object. */
export async function ledValuesIn(
  question: string,
  place: { db: QuestionPlace['db']; types: readonly AskedType[]; taken: readonly Span[] },
): Promise<Placed[]> {
  const { db, types, taken } = place
  const said = (run: Span) => question.slice(run.from, run.to)
  const runs = runsIn(question)
    .filter((run) => !taken.some((one) => overlap(one, run)))
    .toSorted((one, other) => said(other).length - said(one).length)
  const held = await textValues(db, types, runs.map(said))
  const found: Placed[] = []
  for (const run of runs) {
    const values = held.get(fold(said(run)))
    if (values && !found.some((one) => overlap(one, run)))
      found.push({ ...run, meaning: { kind: 'value', held: values, isNot: false } })
  }
  return found
}
