import { fold, tokensOf } from '../../../../../reading/text.ts'
import { withQuotesHidden } from '../../wording/normalize.ts'
import { understandRequest } from '../request.ts'
import { pointsAt } from '../dialogue/pronouns.ts'
import { callsIn, isRead, isReading, stands } from '../stands.ts'
import type { Call, ListedRows, Outcome, World } from '../types.ts'

/** Further words than these say something else. */
const LONGEST = 9

/** Asks for them, and changes nothing. */
const ASKS =
  /^\W*(?:(?:please|can you|could you|would you|hey|ok|okay|so|and|now),? )*(?:show|list|tell|find|see|give me|what|which|who|whose|how|are|is|do|does|did|have|has|were|was|when|where|why|any)\b/

/** "All of my", "every"; what is dictated behind a colon is no such thing. */
const ALL =
  /^([^:]*?[^\s:] )(?:all|every|each)(?: of)?(?: (the|these|those|my|our))? (?!(?:of|that|this|it|them|these|those|day|week|month|year|time)\b)/u

interface Split {
  /** "Show my overdue tasks" */
  lookUp: string
  /** "Mark all of them as done" */
  change: string
}

/** Every way in which what is meant may end and the rest go on, the longest first. */
function splitsOf(said: string): Split[] {
  const plain = fold(withQuotesHidden(said))
  const [head, before = '', whose = ''] = ALL.exec(plain) ?? []
  if (head === undefined || ASKS.test(plain)) return []
  const rest = said.slice(head.length)
  const owner = /^(?:my|our)$/.test(whose) ? `${whose} ` : ''
  const ends = tokensOf(rest).map(({ to }) => to)
  return ends
    .slice(0, LONGEST)
    .toReversed()
    .map((end) => ({
      lookUp: `show ${owner}${rest.slice(0, end)}`,
      change: `${said.slice(0, before.length)}all of them${rest.slice(end)}`,
    }))
}

/** The one look-up that these words ask for, with nothing left over. */
async function lookUpIn(text: string, world: World): Promise<Call | null> {
  const found = await understandRequest(text, world)
  const [call, ...others] = callsIn(found)
  const isRest = found.best?.fit?.leftover.length !== 0 || call?.leftOut !== undefined
  return call && others.length === 0 && !isRest && isReading(call) && call.about === null ? call : null
}

/** It changes what "all of them" are. */
async function isChange(text: string, world: World): Promise<boolean> {
  const found = await understandRequest(text, world)
  return stands(found) && !isRead(found) && pointsAt(found)
}

const rowsOf = ({ rows, called }: ListedRows) => rows.flatMap((row) => called(row) ?? [])

/** The change of each of these rows; null where these words ask for no such change. */
async function changesOf(text: string, world: World): Promise<readonly Call[] | null> {
  const found = await understandRequest(text, world)
  const calls = stands(found) ? callsIn(found) : []
  const ids = new Set(world.memory.focus.map(({ id }) => id))
  const isOfRow = ({ input }: Call) => Object.values(input).some((value) => ids.has(String(value)))
  const isEach = calls.length > 0 && calls.every((call) => !isReading(call) && isOfRow(call))
  return isEach ? calls : null
}

/**
 * "Mark all my overdue tasks as done": the rows are looked up, and the change is asked for each of them. Null where it is no change of
 * all of some rows.
 */
export async function allSuch(said: string, world: World): Promise<Outcome | null> {
  for (const { lookUp, change } of splitsOf(said)) {
    const call = (await isChange(change, world)) ? await lookUpIn(lookUp, world) : null
    const listed = call && { path: call.act.path, input: call.input }
    const found = listed && (await world.listed(listed))
    if (!found) continue
    const focus = rowsOf(found)
    const [only, ...others] = focus
    // Nothing to change is said by the look-up itself.
    if (!only) return { kind: 'calls', calls: [call] }
    const it = others.length === 0 ? only : null
    const memory = { ...world.memory, focus, it, listed, last: listed }
    const calls = await changesOf(change, { ...world, memory })
    if (calls) return { kind: 'calls', calls, focus, listed }
  }
  return null
}
