import type { Memory } from '../../../memory.ts'
import { areBeside } from '../../acts/act-path.ts'
import type { AskedAct } from '../../acts/act-table.ts'
import type { ReadQuestion } from '../../../../../platform/catalog/questions.ts'
import type { Call, Outcome, World } from '../types.ts'

type Input = Readonly<Record<string, unknown>>

const TURNS = /^(?:and|only|just|what about|how about|same for|the same for)\b/i

const conditionsIn = ({ where }: Input): readonly string[] =>
  Array.isArray(where) ? where.filter((one) => typeof one === 'string') : []

/** "town" of "town=Cork" */
const propertyOf = (condition: string) => /^[\p{L}\p{N}_]+/u.exec(condition)?.[0]

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** What was said now in the place of what was said of the same before, and the rest of that. */
function withKept(before: Input, now: Input): readonly string[] {
  const said = conditionsIn(now)
  const replaced = new Set(said.map(propertyOf))
  return [...conditionsIn(before).filter((one) => !replaced.has(propertyOf(one))), ...said]
}

/** "What did they bring in", of rows that were spoken of. */
const THEY = /^(?:[\p{L}'’]+ ){0,3}(?:they|them|those|these)\b/iu
/** Which rows these are is told by conditions alone. */
const isOfConditions = (input: Input) =>
  !['linked', 'having', 'limit', 'limitEach', 'search'].some((name) => input[name] !== undefined)

/** Of those that were asked of before; null where no query says which these are. */
function ofThem({ input, path }: ReadQuestion, last: NonNullable<Memory['last']>): Input | null {
  const isSame = last.path === path && last.input['typeId'] === input['typeId']
  return isSame && isOfConditions(last.input) ? { ...input, where: withKept(last.input, input) } : null
}

/**
 * "And in Limerick?" behind how many there are in Cork: the same is asked of the others, with what was said now in its place. Null
 * where it is asked of rows that no question tells from others.
 */
export function askedOn(text: string, asked: ReadQuestion, { last }: Pick<Memory, 'last'>): Input | null {
  if (last && THEY.test(text.trim())) return ofThem(asked, last)
  if (last?.path !== asked.path || !TURNS.test(text.trim())) return asked.input
  const { where: _, ...own } = asked.input
  const isOther = Object.entries(own).some(([name, value]) => !isSame(last.input[name] ?? value, value))
  if (isOther || conditionsIn(asked.input).length === 0) return asked.input
  return { ...last.input, ...own, where: withKept(last.input, asked.input) }
}

/** "How much VAT is that?", "how many of those are urgent?" */
const OF_THOSE = /\b(?:that|those|these|them|it)\b/i
/** How rows are shown is no part of which they are. */
const isShown = (name: string) => /^(?:limit|cursor|sort|search)$/.test(name)

const isRead = ({ entry }: AskedAct) => entry.meta.effect === 'read'

/** "How many of these are mine?" says what narrows them further. */
const SOME_OF_THOSE = /\bhow (?:many|much)(?: ones?)? (?:of|among) (?:those|these|them)\b/i

/** The one look-up that is asked of that: of which nothing else was said, or which counts some of those. */
function askedOfThat(said: string, outcome: Outcome): Call | null {
  const [call, ...others] = outcome.kind === 'calls' ? outcome.calls : []
  if (!call || others.length > 0 || call.about || !isRead(call.act)) return null
  const isNarrowed = Object.keys(call.input).some((name) => !isShown(name))
  return isNarrowed && !SOME_OF_THOSE.test(said) ? null : call
}

/** "What did it find?" of a website: the look-up is narrowed by the row that was spoken of, where it can be. */
function ofIt(call: Call, { memory: { it } }: World): Outcome | null {
  const [field, ...others] = call.act.fields.filter(
    ({ kind, entity }) => kind === 'entity' && entity === it?.entity,
  )
  if (!it || !field || others.length > 0) return null
  const { input, names } = call
  const narrowed = { input: { ...input, [field.name]: it.id }, names: { ...names, [field.name]: it.name } }
  return { kind: 'calls', calls: [{ ...call, ...narrowed }] }
}

/**
 * The same days and filters hold for what is asked of that by another look-up beside the one before, unless it says its own; beside
 * no such one, the row holds that was spoken of.
 */
export function ofThose(said: string, outcome: Outcome, world: World): Outcome {
  const { last } = world.memory
  const before = last && world.table.get(last.path)
  const call = before && OF_THOSE.test(said) ? askedOfThat(said, outcome) : null
  if (!last || !before || !call) return outcome
  if (!isRead(before) || !areBeside(call.act.path, before.path)) return ofIt(call, world) ?? outcome
  const kept = Object.entries(last.input).filter(
    ([name]) => !isShown(name) && call.act.fields.some((field) => field.name === name),
  )
  return { kind: 'calls', calls: [{ ...call, input: { ...Object.fromEntries(kept), ...call.input } }] }
}

const NARROWS = /^(which|how many|how much)(?: ones?)? (?:of|among) (?:those|these|them)\b/i

/**
 * "Which of those are for Ana?" asks less of the look-up before it, and changes none of its rows; "how many of those" asks less where
 * they were counted. `alone`: the act it would be by itself.
 */
export function narrows(
  text: string,
  alone: string | undefined,
  { memory: { last }, table }: World,
): boolean {
  const [, asked] = NARROWS.exec(text) ?? []
  const before = last && table.get(last.path)
  if (!before || asked === undefined || !isRead(before)) return false
  return asked.toLowerCase() === 'which' || alone === before.path
}
