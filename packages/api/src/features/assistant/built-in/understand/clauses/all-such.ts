import { fold, tokensOf } from '../../../../../reading/text.ts'
import type { AskedAct } from '../../acts/act-table.ts'
import { rowFieldOf } from '../../acts/needed-fields.ts'
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

/** "Everything that is due today", whose kind the change alone says: only a task can wait. */
const EVERYTHING =
  /^([^:]*?[^\s:] )(?:(?:everything|anything|all) (?:that|which)(?:'s| is| are)? (?=\S)|everything (?=(?:of|for|with|from|on|due|tagged|assigned|overdue|late|open|urgent|in) (?!it\b|them\b|this\b|that\b|the (?:list|board)\b))|all (?=(?:due|overdue|tagged|assigned) ))/u

interface Split {
  /** "Show my overdue tasks", of rows that are called so where the words do not say it. */
  lookUp: (noun: string) => string
  /** "Mark all of them as done" */
  change: string
}

/** Every way in which what is meant may end and the rest go on, the longest first. */
function splitsOf(said: string): Split[] {
  const plain = fold(withQuotesHidden(said))
  if (ASKS.test(plain)) return []
  const everything = EVERYTHING.exec(plain)
  const [head, before = '', whose = ''] = everything ?? ALL.exec(plain) ?? []
  if (head === undefined) return []
  const rest = said.slice(head.length)
  const kind = (noun: string) => (everything ? `all ${noun}s ` : '')
  const owner = /^(?:my|our)$/.test(whose) ? `${whose} ` : ''
  const ends = tokensOf(rest).map(({ to }) => to)
  return ends
    .slice(0, LONGEST)
    .toReversed()
    .map((end) => ({
      lookUp: (noun) => `show ${kind(noun)}${owner}${rest.slice(0, end)}`,
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

/** The act that changes what "all of them" are; null where these words change nothing. */
async function changerIn(text: string, world: World): Promise<AskedAct | null> {
  const found = await understandRequest(text, world)
  const act = stands(found) && !isRead(found) && pointsAt(found) ? found.best?.fit?.act : undefined
  return act ?? null
}

/** The look-up of the rows that are to be changed: those that are usually meant, where nothing else was said of it. */
async function lookUpFor(changer: AskedAct, split: Split, world: World): Promise<Call | null> {
  const noun = world.noun(rowFieldOf(changer)?.entity ?? '').toLowerCase()
  const call = await lookUpIn(split.lookUp(noun), world)
  const known = new Set(call?.act.fields.map(({ name }) => name))
  const { among, ofAll } = changer.phrases
  const usual = Object.entries({ ...among, ...ofAll }).filter(([name]) => known.has(name))
  return call && { ...call, input: { ...Object.fromEntries(usual), ...call.input } }
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
  let nothing: Outcome | null = null
  for (const split of splitsOf(said)) {
    const changer = await changerIn(split.change, world)
    const call = changer && (await lookUpFor(changer, split, world))
    const listed = call && { path: call.act.path, input: call.input }
    const found = listed && (await world.listed(listed))
    if (!found) continue
    const focus = rowsOf(found)
    const [only, ...others] = focus
    if (!only) {
      nothing ??= { kind: 'calls', calls: [call] }
      continue
    }
    const it = others.length === 0 ? only : null
    const memory = { ...world.memory, focus, it, listed, last: listed }
    const calls = await changesOf(split.change, { ...world, memory })
    if (calls) return { kind: 'calls', calls, focus, listed }
  }
  // That there is nothing to change is said by the look-up itself.
  return nothing
}
