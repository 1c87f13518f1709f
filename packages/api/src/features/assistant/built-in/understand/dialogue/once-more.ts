import type { AskedAct } from '../../acts/act-table.ts'
import type { Meant } from '../../acts/meaning.ts'
import { fold } from '../../../../../reading/text.ts'
import { readSaid } from '../../acts/said.ts'
import type { Reference } from '../../acts/said.ts'
import { fragmentOf } from './fragment.ts'
import { rowOf } from './row-of.ts'
import { resolve } from '../resolve.ts'
import type { Outcome, World } from '../types.ts'
import { referred } from '../work.ts'

/** "And the till rolls": what it begins with is more than politeness behind something that was done. */
export const GOES_ON =
  /^\W*(?:(?:ok|okay|great|thanks|yes|good|right|fine|perfect|lovely)[ ,.!]+)*(?:and|plus)\s+/i

const TOO =
  /\b(?:as well|too|also|the same|same (?:for|with|to|on|goes))\b|^(?:and |plus )?(?:another|one|another one|one more) (?:for|to)\b/
const AND = /^(?:and|plus)\b/

const SAME = /^(?:do )?(?:the )?same\b/i

/** "Same for the valve": it is done of that as well, and what was asked for before stays. */
export const asksTheSame = (text: string): boolean => SAME.test(text)

const PLACES: ReadonlySet<string> = new Set<Reference['kind']>(['place', 'last'])

type Values = ReadonlyMap<string, Meant>

type Input = Readonly<Record<string, unknown>>

/** "The last one" of what was shown is a row like one that was named; so is "the rest", where nothing else is said. */
function withPlaced(act: AskedAct, values: Values, world: World): Values {
  const row = rowOf(act, world.memory.last?.input ?? {})
  const meant = row && values.get(row.name)
  if (!row || meant?.kind !== 'reference') return values
  if (!PLACES.has(meant.reference.kind) && values.size > 1) return values
  const candidates = referred({ world }, row, meant.reference)
  return candidates.length === 0 ? values : new Map([...values, [row.name, { kind: 'rows', candidates }]])
}

/** What is changed besides of the same row is another matter. */
function isOfOtherRow(act: AskedAct, values: Values, input: Input): boolean {
  const row = rowOf(act, input)
  return !row || values.get(row.name)?.kind === 'rows'
}

/** "And the till rolls" names another row than before, and nothing else. */
function namesOther(act: AskedAct, values: Values, input: Input): boolean {
  const row = rowOf(act, input)
  const named = row && values.get(row.name)
  if (named?.kind !== 'rows' || values.size > 1) return false
  return named.candidates.every(({ id }) => id !== input[row?.name ?? ''])
}

const isOfTime = ({ fields }: AskedAct, values: Values): boolean =>
  values.size > 0 &&
  [...values.keys()].every((name) =>
    fields.some((field) => field.name === name && (field.kind === 'time' || field.kind === 'day')),
  )

/** "And one for Lena as well", "and the till rolls", "the same for the Kangoo": it is done once more, with what was said now in its place. */
export async function onceMore(text: string, world: World): Promise<Outcome | null> {
  const { last } = world.memory
  const act = last && world.table.get(last.path)
  const [isToo, isAnd] = [TOO, AND].map((one) => one.test(fold(text)))
  if (!act || act.entry.meta.effect === 'read' || !(isToo || isAnd)) return null
  const { values: said, isWhole } = await fragmentOf(act, text, world)
  const values = withPlaced(act, said, world)
  // "Put the time in as well": an hour alone is of what was spoken of.
  const { moments } = readSaid(text, world)
  if (isOfTime(act, values) && moments.every(({ value }) => value.kind === 'time')) return null
  const isMore = isToo ? isOfOtherRow(act, values, last.input) : namesOther(act, values, last.input)
  if (!isWhole || !isMore) return null
  return resolve({ act, values, before: { input: last.input, names: { ...last.names } } }, world)
}
