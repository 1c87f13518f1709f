import { areBeside } from '../../acts/act-path.ts'
import { pointsAt } from '../dialogue/pronouns.ts'
import { asksAnew, looksUp } from './clauses.ts'
import { lastClause } from './reasons.ts'
import { understandRequest } from '../request.ts'
import { callsIn, costOf, isRead, isReading, SECOND, stands } from '../stands.ts'
import type { World } from '../types.ts'
import { onlyTells } from './only-tells.ts'
import type { Understood } from '../understood.ts'

/** What stands behind a request, as a second one. */

const SECOND_BEHIND_COMMA = -0.45
/** A second request that sounds like nothing else. */
const SURELY = { chance: 0.75, share: 0.85 }

/** "Make a task for Tomás to … and one for Ana to …": the second begins as the first did. */
function completed(first: string, rest: string): string[] {
  const words = first.split(' ')
  const bare = rest.replace(/^(?:one|another|another one)\s+/i, '')
  return [1, 2, 3]
    .filter((count) => count < words.length)
    .map((count) => `${words.slice(0, count).join(' ')} ${bare}`)
}

export interface Second {
  first: string
  rest: string
  isWeak: boolean
  isLinked?: boolean
  isAnew?: boolean
  /** A sentence ended before it. */
  isSentence: boolean
}

/** "And make a new one for Monday": one of what was spoken of. */
const withNoun = (rest: string, { memory: { it }, noun }: World): string =>
  it ? rest.replace(/\b(a|another)( new)? one\b/i, `$1$2 ${noun(it.entity).toLowerCase()}`) : rest

/** Hardly any other act is meant. */
const isLikely = ({ best }: Understood): boolean =>
  best?.fit != null && best.chance >= SURELY.chance && best.share >= SURELY.share

/** Nor is it, and a change begins as a request for it does: how long it is counts no more. */
const isSurely = (one: Understood): boolean =>
  isLikely(one) && (isRead(one) || one.best?.fit?.beginsAlike === true)

/** "I've only got a minute", "the owner is Jonas": told, and no look-up. */
export const isOnlyTold = (clause: string, one: Understood, world: World): boolean =>
  isRead(one) && onlyTells(clause, world)

/** The second said in words that begin as the first did. */
async function secondCompleted({ first, rest }: Second, world: World): Promise<Understood | null> {
  for (const text of completed(first, rest)) {
    const longer = await understandRequest(text, world)
    if (stands(longer) && longer.outcome.kind === 'calls' && costOf(longer) < SECOND - 0.3) return longer
  }
  return null
}

/** A sentence by the one request that stands behind what it tells. */
export async function askedLast(text: string, before: Understood, world: World): Promise<Understood> {
  const outcome = await lastClause({ text, whole: before, world })
  const [call, ...others] = outcome?.kind === 'calls' ? outcome.calls : []
  if (!outcome || !call || others.length > 0) return before
  const { best } = await understandRequest(text, world, [call.act.path])
  return { ...before, outcome, best, isToldFirst: true }
}

/** A second sentence that names its row, and asks for a change of it alone or behind what it tells of it. */
async function sentenceOf(text: string, plain: Understood, world: World): Promise<Understood | null> {
  if (isRead(plain)) return null
  if (isOfRow(plain)) return plain
  const asked = await askedLast(text, plain, world)
  return asked === plain ? null : asked
}

/** "Which ones are late?" behind a sentence, "is there a cap?" behind "and" are look-ups, however short they are said. */
const isLookedUp = ({ rest, isSentence, isWeak }: Second, plain: Understood): boolean =>
  (isSentence ? asksAnew(rest) : !isWeak && looksUp(rest)) &&
  isLikely(plain) &&
  isRead(plain) &&
  callsIn(plain).length > 0

export async function secondOf(second: Second, world: World): Promise<Understood | null> {
  const { isWeak, isSentence } = second
  const most = isWeak ? SECOND_BEHIND_COMMA : SECOND
  const rest = withNoun(second.rest, world)
  const plain = await understandRequest(rest, world)
  if (isOnlyTold(rest, plain, world)) return null
  const isSaid = stands(plain) && (costOf(plain) < most || (!isWeak && isSurely(plain)))
  if (isSaid) return plain
  if (isLookedUp({ ...second, rest }, plain)) return plain
  const told = isSentence ? await sentenceOf(rest, plain, world) : null
  if (told) return told
  return isWeak ? null : secondCompleted({ ...second, rest }, world)
}

/** What a second sentence costs at most that is hardly anything else, of a row it names. */
const OF_ROW = 0.75

/** "The mill is broken again, reopen." */
const isOfRow = (one: Understood): boolean =>
  isLikely(one) &&
  !isRead(one) &&
  costOf(one) < OF_ROW &&
  one.best?.fit?.leftover.length === 0 &&
  callsIn(one).some(({ about }) => about !== null) &&
  !pointsAt(one)

/** "…, check the log", "look in the books": said of where a question is answered, and no more of it. */
const WHERE_TO_LOOK =
  /^(?:please |just |so )?(?:have a look|take a look|look|check|see|search|consult|go|dig|it (?:must|should|will|has to) be) (?:it |that |this )?(?:up )?(?:in |into |at |through )*(?:the|our|your|my) (?:[\p{L}-]+ ){0,2}[\p{L}-]+[.! ]*$/iu

/** "Please show me them" behind a question says that the answer is to be shown. */
const SHOWN =
  /^(?:and |so )?(?:please |just )?(?:show|read|give|list|send|tell) (?:me |us )?(?:them|it|those|these|that)(?: (?:to (?:me|us)|please|all|out))*[.! ]*$/i

/** The part of the hub that a look-up of its own is of, where the question before it was answered by that. */
export function isWhereToLook(rest: string, before: Understood, second: Understood): boolean {
  const [call, ...others] = callsIn(second)
  const [asked] = callsIn(before)
  if (!asked || !call || others.length > 0) return false
  if (SHOWN.test(rest)) return isReading(call) && isReading(asked)
  if (!WHERE_TO_LOOK.test(rest)) return false
  const isBare = isReading(call) && Object.keys(call.input).length === 0
  return (
    isBare &&
    isReading(asked) &&
    Object.keys(asked.input).length > 0 &&
    areBeside(asked.act.path, call.act.path)
  )
}
