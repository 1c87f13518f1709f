import type { Memory } from '../../memory.ts'
import type { ReadQuestion } from '../../../../platform/catalog/questions.ts'

type Input = Readonly<Record<string, unknown>>

const TURNS = /^(?:and|only|just|what about|how about|same for|the same for)\b/i

const conditionsIn = ({ where }: Input): readonly string[] =>
  Array.isArray(where) ? where.filter((one) => typeof one === 'string') : []

/** "town" of "town=Cork" */
const propertyOf = (condition: string) => /^[\p{L}\p{N}_]+/u.exec(condition)?.[0]

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** "And in Limerick?" behind how many there are in Cork: the same is asked of the others, with what was said now in its place. */
export function askedOn(text: string, asked: ReadQuestion, { last }: Pick<Memory, 'last'>): Input {
  if (last?.path !== asked.path || !TURNS.test(text.trim())) return asked.input
  const { where: _, ...own } = asked.input
  const isOther = Object.entries(own).some(([name, value]) => !isSame(last.input[name] ?? value, value))
  const said = conditionsIn(asked.input)
  if (isOther || said.length === 0) return asked.input
  const replaced = new Set(said.map(propertyOf))
  const kept = conditionsIn(last.input).filter((one) => !replaced.has(propertyOf(one)))
  return { ...last.input, ...own, where: [...kept, ...said] }
}
