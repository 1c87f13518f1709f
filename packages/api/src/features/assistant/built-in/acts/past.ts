import type { AskedAct } from './act-table.ts'
import { textOf } from './said.ts'
import type { Range, Said } from './said.ts'

const LATELY = /^(?:this morning|today|yesterday|last night|earlier(?: today)?|just now)$/i
const HAPPENED = /^(?:\p{L}{3,}ed|came|went|took|got|left|brought|gave|did|rang|was|were)$/u
const WORDS_BEFORE = 4

/** "Collected it this morning" */
const isOver = (said: Said, { from, to }: Range): boolean =>
  LATELY.test(textOf(said, from, to)) &&
  said.tokens.slice(Math.max(0, from - WORDS_BEFORE), from).some(({ text }) => HAPPENED.test(text))

/** "Collected ten minutes ago": what is set lies ahead, and when something happened is no value. */
export function withoutPast(act: AskedAct, said: Said): Said {
  const isPast = (one: Range) => said.tokens[one.to - 1]?.text === 'ago' || isOver(said, one)
  if (act.entry.meta.effect === 'read' || !said.moments.some(isPast)) return said
  return { ...said, moments: said.moments.filter((one) => !isPast(one)) }
}
