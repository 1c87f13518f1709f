import type { ReadQuestion } from '../../../../platform/catalog/questions.ts'
import type { Outcome, World } from './types.ts'

/** What a draft is open for that waits for which of two things a question means: no field of its act. */
export const WHICH = '@which'

const either = new Intl.ListFormat('en-GB', { type: 'disjunction' })

type Unclear = Pick<ReadQuestion, 'unclear'>

export const whichWords = ({ unclear = [] }: Unclear): string =>
  `That may go by ${either.format(unclear.map((title) => `“${title}”`))}. Which do you mean?`

/** The question with each of what it may mean. */
export const meaningsOf = (text: string, { unclear = [] }: Unclear): { value: string; label: string }[] =>
  unclear.map((title) => ({ value: `${text.replace(/[?!.\s]+$/, '')} (${title})`, label: title }))

/** "Revenue by channel", of what is told what was paid and what was quoted: it is asked which. */
export function whichMeant(text: string, asked: ReadQuestion): Outcome {
  const draft = { path: asked.path, input: {}, names: {}, open: WHICH, choices: meaningsOf(text, asked) }
  return { kind: 'ask', question: whichWords(asked), draft }
}

/** The question once it was said which is meant. */
export async function asMeant(question: string, world: World): Promise<Outcome | null> {
  const asked = await world.question(question)
  const act = asked ? world.table.get(asked.path) : undefined
  if (!asked || !act || world.access(act.path) !== 'open') return null
  if (asked.unclear) return whichMeant(question, asked)
  return { kind: 'calls', calls: [{ act, input: { ...asked.input }, names: {}, about: null }] }
}
