import type { Hub } from '../../platform/hub.ts'
import { spokenIn, toldAnswer } from './built-in/told.ts'
import type { Memory, Recalled } from './memory.ts'

/** Look-ups kept of a conversation, and their size in characters. */
const KEPT = 12
const KEPT_LENGTH = 8_000
/** One look-up in short. */
const RESULT_LENGTH = 1_500
const INPUT_LENGTH = 500
const WORDS_LENGTH = 80
const ITEMS = 20

/** A look-up that was answered, as it was asked and answered. */
export interface LookUp {
  path: string
  tool: string
  input: Record<string, unknown>
  output: unknown
}

const isEmpty = (value: unknown) => value === null || value === '' || value === false

/** The same in short: without what is empty, without moments and pictures, and with the first of many. */
function short(value: unknown, depth = 0): unknown {
  if (typeof value === 'string')
    return value.length <= WORDS_LENGTH ? value : `${value.slice(0, WORDS_LENGTH)}…`
  if (typeof value !== 'object' || value === null) return value
  if (depth > 4) return '…'
  if (Array.isArray(value)) return value.slice(0, ITEMS).map((item) => short(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, field]) => !isEmpty(field) && !/At$|Url$|^version$|^nextCursor$/.test(name))
      .map(([name, field]) => [name, short(field, depth + 1)]),
  )
}

function recalledOf(answerId: string, { tool, input, output }: LookUp): Recalled {
  const result = JSON.stringify(short(output)) ?? 'null'
  const asked = JSON.stringify(input).length <= INPUT_LENGTH ? input : {}
  return { answerId, tool, input: asked, result: result.slice(0, RESULT_LENGTH) }
}

function spokenOf(hub: Hub, { path, input, output }: LookUp): Partial<Memory> {
  try {
    return spokenIn(hub, { path, input }, toldAnswer(hub, path, output))
  } catch {
    // What the rules cannot read they cannot speak of.
    return {}
  }
}

/** The newest that fit, oldest first. */
function newest(recalled: readonly Recalled[]): Recalled[] {
  let length = 0
  const fits = ({ result }: Recalled) => (length += result.length) <= KEPT_LENGTH
  return recalled.slice(-KEPT).toReversed().filter(fits).toReversed()
}

/** Memory after look-ups of an answer; a model's also move what "the second one" and "it" mean to the rules. */
export function withLookUps(
  hub: Hub,
  memory: Memory,
  { answerId, lookUps }: { answerId: string; lookUps: readonly LookUp[] },
): Memory {
  const recalled = newest([...memory.recalled, ...lookUps.map((one) => recalledOf(answerId, one))])
  return Object.assign({}, memory, ...lookUps.map((one) => spokenOf(hub, one)), { recalled }) as Memory
}
