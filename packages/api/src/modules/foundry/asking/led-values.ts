import { fold, overlap, tokensOf } from '../../../reading/text.ts'
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

/** Words in a row of which nothing else is known, three at most. */
function runsOf(question: string, unread: ReadonlySet<string>): Span[] {
  const words = tokensOf(question).filter(({ kind }) => kind === 'word')
  return words.flatMap((first, at) =>
    [0, 1, 2].flatMap((more) => {
      const run = words.slice(at, at + more + 1)
      const last = run.at(-1)
      const isRun = run.length === more + 1 && run.every(({ text }) => unread.has(text))
      return last && isRun ? [{ from: first.from, to: last.to }] : []
    }),
  )
}

/** "Jobs in Limerick", where towns are plain texts: what is led to like this, or of which nothing else is known, and stands in a text of an object. */
export async function ledValuesIn(
  question: string,
  place: {
    db: QuestionPlace['db']
    types: readonly AskedType[]
    taken: readonly Span[]
    unread: ReadonlySet<string>
  },
): Promise<Placed[]> {
  const { db, types, taken, unread } = place
  const said = (run: Span) => question.slice(run.from, run.to)
  const runs = [...runsIn(question), ...runsOf(question, unread)]
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
