import { tokensOf } from '../../../../reading/text.ts'
import { ask, referred, take } from './work.ts'
import type { Question, Work } from './work.ts'

/** Of several fields that would do, the one whose row was spoken of last; without one it is asked for. */
export function oneNeeded(work: Work, said: string): Question | null {
  const { act, input, each, world } = work
  const { oneOf = [], unless = [] } = act.phrases.needs ?? {}
  const fields = oneOf.flatMap((name) => act.fields.filter((field) => field.name === name))
  const [first] = fields
  const isSaid = oneOf.some((name) => name in input || each?.field === name)
  if (!first || isSaid || tokensOf(said).some(({ text }) => unless.includes(text))) return null
  for (const field of fields) {
    const [spoken] = referred(work, field, { kind: 'one' })
    if (field.entity !== null && spoken) return take(work, field, spoken)
  }
  const choices = world.memory.focus.filter(({ entity }) => entity === first.entity)
  const asked = ask(work, first, { choices })
  // Any of them may be the answer.
  const isOpen = choices.length === 0 && fields.length > 1
  return isOpen ? { ...asked, draft: { ...asked.draft, open: '' } } : asked
}
