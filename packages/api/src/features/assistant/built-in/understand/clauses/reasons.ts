import { rowFieldOf } from '../../acts/needed-fields.ts'
import { limitIn } from '../../acts/rows-wanted.ts'
import { readSaid } from '../../acts/said.ts'
import { thingsIn } from '../../acts/usable.ts'
import { TELLING } from '../../../../../reading/names.ts'
import { clausesOf, isAsked, isForLater } from './aside.ts'
import type { Clauses } from './aside.ts'
import { pointsAt } from '../dialogue/pronouns.ts'
import { rowsFor } from '../named.ts'
import { rawIn } from './one-request.ts'
import { LIKELY, onlyTells } from './only-tells.ts'
import { understandRequest } from '../request.ts'
import type { Understood } from '../understood.ts'
import { speechActOf } from '../speech/speech-act.ts'
import { callsIn, costOf, isRead, isReading, SAID, SECOND, stands } from '../stands.ts'
import type { Outcome, World } from '../types.ts'

/** A message with what is told beside its request: why, who says so, what comes of it. */
interface Message {
  text: string
  /** As one request. */
  whole: Understood
  world: World
}

/** What the whole message sounds like by this much is what a clause of it asks for. */
const AGREED = 0.85
/** A request lies so much better without the clause that hangs on it that the clause says nothing of it. */
const BETTER = 0.4

/** How much of a name has to be said for its row to be one of several that were spoken of. */
const NAMED = 0.6
/** Names that score as much alike were said as much of. */
const ALIKE = 0.1

const says = (best: Understood['best']): boolean => best?.fit != null && best.chance >= SAID

const standsAlone = (one: Understood): boolean => stands(one) && costOf(one) < SECOND

const hasCalls = ({ outcome }: Understood): boolean => outcome.kind === 'calls'

/** The whole message sounds like the act of a clause. */
const isAgreed = ({ best }: Understood, { heard }: Understood): boolean =>
  best?.fit != null && heard.candidates.some(({ name, chance }) => name === best.name && chance >= AGREED)

/** All was understood of what is looked up, or is said to be done by hand: neither harms anybody. */
function isHarmless(one: Understood): boolean {
  const { best, outcome } = one
  if (!best?.fit || best.fit.leftover.length > 0) return false
  return outcome.kind === 'byHand' || (isRead(one) && outcome.kind === 'calls')
}

/** The world in which the rows were spoken of that a clause names, of the kind that what is asked for behind it is about. */
export async function mentioning(clause: string, { best }: Understood, world: World): Promise<World> {
  const { act } = best?.fit ?? {}
  const entity = act && rowFieldOf(act)?.entity
  if (!act || entity == null) return world
  const things = thingsIn(act, readSaid(clause, world), await rowsFor([act], world))
  const told = things.flatMap(({ entity: kind, value: [only, ...others] }) =>
    kind === entity && only && others.length === 0 && only.score >= TELLING ? [only] : [],
  )
  const [first] = told
  const surely = told.filter(({ score }) => score >= NAMED)
  // "The descaling is covered by the service contract": of names said in part alone the first is what is told of.
  const isFirst = first && first.score < NAMED && surely.every(({ score }) => score < first.score + ALIKE)
  const rows = isFirst ? [first] : surely
  const focus = [...new Map(rows.map(({ id, name }) => [id, { entity, id, name }])).values()]
  const it = focus.at(-1)
  return it ? { ...world, memory: { ...world.memory, it, focus } } : world
}

const countOf = ({ best }: Understood) =>
  [...(best?.fit?.values.values() ?? [])].filter(({ kind }) => kind !== 'unknown').length

/** What lies so much worse than a part of it takes for values what was told around that part. */
const MUCH_WORSE = 2

/** "An invoice for Harlan, 6 hours at 55": what stands behind the mark is of the same request or its text, and no reason for it. */
export const saysMore = (whole: Understood, part: Understood): boolean =>
  whole.best?.name === part.best?.name &&
  costOf(whole) < costOf(part) + MUCH_WORSE &&
  (countOf(whole) > countOf(part) || rawIn(whole) !== rawIn(part))

/** "I spoke to the landlord": that was told, and asks for nothing. */
const isReport = (told: string, world: World): boolean => speechActOf(readSaid(told, world)) === 'report'

const POINTS = /\b(?:it|that|this|them|both|those)\b/i

/** It speaks of what was told before, or asks for something as one does behind what one has told. */
const isTurnedTo = (clause: string): boolean => isAsked(clause) || POINTS.test(clause)

/** "I have to confirm that nobody has touched the log, so would you check it": asked for in so many words, or what all of it sounds like. */
function isHeardBehind(clause: string, found: Understood, whole: Understood): boolean {
  const isSaid = (isAsked(clause) || (clause.endsWith('?') && hasCalls(found))) && says(found.best)
  return isHarmless(found) && (isSaid || isAgreed(found, whole))
}

/** Of "both" one alone was found. */
const isHalf = (clause: string, found: Understood): boolean =>
  /\bboth\b/i.test(clause) && callsIn(found).length === 1

/** "They ask which people have no key, could you list them": what narrows it was said before. */
async function narrowed(found: Understood, clause: string, world: World): Promise<Outcome> {
  const before = await understandRequest(clause, world)
  return hasCalls(before) && saysMore(before, found) ? before.outcome : found.outcome
}

/** "I have sent the invoice, mark it as done": the request is often what is said last, about what came before. */
export async function lastClause({ text, whole, world }: Message): Promise<Outcome | null> {
  for (const { before, behind, isHanging } of clausesOf(text).toReversed()) {
    if (isHanging) continue
    const alone = await understandRequest(behind, world)
    const place = await mentioning(before, alone, world)
    const found = place === world ? alone : await understandRequest(behind, place)
    const isTold = isRead(found) || isReport(before, world) || isTurnedTo(behind)
    const isPlainly = isTold && standsAlone(found) && !isHalf(behind, found)
    const isMeant = isPlainly || isHeardBehind(behind, found, whole)
    if (isMeant && !(hasCalls(whole) && saysMore(whole, found))) return narrowed(found, before, world)
  }
  return null
}

/** Another act than the whole message is taken for, whose text would swallow it, or the same of more rows. */
function isInstead(found: Understood, whole: Understood): boolean {
  if (found.best?.name === whole.best?.name) return callsIn(found).length > Math.max(1, callsIn(whole).length)
  if (found.outcome.kind === 'byHand' && says(found.best)) return true
  return whole.best?.fit?.text != null && says(found.best)
}

/** "The bus was late!! So add: wash the van": what is made is called by what stands behind the sentence alone. */
function isSwallowed(found: Understood, whole: Understood): boolean {
  const [call, ...others] = callsIn(found)
  const [made] = callsIn(whole)
  if (!call || others.length > 0 || call.about !== null || isReading(call)) return false
  if (!made) return whole.best?.name === call.act.path
  return (
    made.act === call.act &&
    Object.entries(call.input).some(([name, text]) => {
      const longer = made.input[name]
      if (typeof text !== 'string' || typeof longer !== 'string') return false
      return longer !== text && longer.toLowerCase().endsWith(text.toLowerCase())
    })
  )
}

/** "The labels are printed and the quote is out, close both": asked for of all that were told of, and of the first alone it was told. */
export const ALL_TOLD = /\b(?:both|all (?:two|three|four)|them all|all of them)\b/i

/**
 * "Claude wants to delete the labels; please decline that": what is asked for behind it is no part of the text of a task. "…, so mark
 * both as done": all that were told of are meant.
 */
export async function askedBehind({ text, whole, world }: Message): Promise<Outcome | null> {
  for (const { before, behind, isEnd } of clausesOf(text)) {
    const isOfAll = ALL_TOLD.test(behind)
    if (!isOfAll && (!isAsked(behind) || stands(await understandRequest(before, world)))) continue
    const alone = await understandRequest(behind, world)
    const found = await understandRequest(behind, await mentioning(before, alone, world))
    const isMeant = isOfAll
      ? callsIn(found).length > 1
      : isInstead(found, whole) || (isEnd && isSwallowed(found, whole))
    if ((standsAlone(found) || isHarmless(found)) && isMeant) return found.outcome
  }
  return null
}

/** What is looked up in so many words. */
const SURELY = 0.85
const BARE =
  /^(?:\p{L}+ )?\p{L}+(?:'s|'re| is| are| has| have) (?:already|just|still|getting|about to|all|out|in|here|waiting|on)\b/iu

const isBeside = (clause: string, world: World): boolean =>
  onlyTells(clause, world) || (BARE.test(clause) && !isAsked(clause))

/** "My briefing, the queue is out the door": what was told behind a look-up made a text of all of it. */
export async function lookedUpFirst({ text, whole, world }: Message): Promise<Outcome | null> {
  if (isRead(whole) || whole.best?.fit?.text == null) return null
  for (const { before, behind } of clausesOf(text)) {
    if (!isBeside(behind, world)) continue
    const found = await understandRequest(before, world)
    if (standsAlone(found) && isHarmless(found) && (found.best?.chance ?? 0) >= SURELY) return found.outcome
  }
  return null
}

/** An act that reads sentences itself takes all of them: "Rome, 5 to 7 March, two of us". */
async function takesAll({ best, outcome }: Understood, { text, world }: Message): Promise<Outcome> {
  const { path = '', phrases } = best?.fit?.act ?? {}
  return phrases?.whole === undefined ? outcome : (await understandRequest(text, world, [path])).outcome
}

/** "The recent activity, ten items will do": how many are wanted is no reason. */
function limited(outcome: Outcome, clause: string, world: World): Outcome {
  const said = readSaid(clause, world)
  const limit = limitIn(said, said.numbers)?.value.amount
  if (limit === undefined || outcome.kind !== 'calls') return outcome
  const calls = outcome.calls.map((call) =>
    isReading(call) && !('limit' in call.input) && call.act.fields.some(({ name }) => name === 'limit')
      ? { ...call, input: { ...call.input, limit } }
      : call,
  )
  return { ...outcome, calls }
}

/** What hangs on a request, or is told by the way, asks for nothing. */
const isTold = ({ behind, isEnd, isHanging }: Clauses, first: Understood, world: World): boolean =>
  isHanging || isForLater(behind) || ((isRead(first) || isEnd) && onlyTells(behind, world))

/** So far from any example nothing is asked for, whatever it sounds like. */
const FAR = 1.5

async function isIdle(clause: string, world: World): Promise<boolean> {
  const alone = await understandRequest(clause, world)
  const { outcome, best } = alone
  const isNothing =
    !best?.fit ||
    outcome.kind === 'cannot' ||
    outcome.kind === 'offer' ||
    outcome.kind === 'talk' ||
    (outcome.kind === 'ask' && !stands(alone))
  return isNothing && (!says(best) || costOf(alone) > FAR)
}

/** "Bin the labels, we keep the old ones": the request, and behind it why. */
export async function firstClause(message: Message): Promise<Outcome | null> {
  const { text, whole, world } = message
  for (const clauses of clausesOf(text)) {
    const { before, behind, isHanging } = clauses
    const found = await understandRequest(before, world)
    const isBeside = isTold(clauses, found, world)
    const isHeard = isHarmless(found) && (says(found.best) || isAgreed(found, whole))
    if (standsAlone(found) || (isBeside && isHeard)) {
      if (isBeside || (!saysMore(whole, found) && (await isIdle(behind, world)))) {
        return limited(await takesAll(found, message), behind, world)
      }
    } else {
      const within = isHanging ? await lastClause({ text: before, whole, world }) : null
      if (within) return within
    }
  }
  return null
}

/** "Push that to Monday, the baker wants to see the labels": a row that stands in what is told of it is not "that". */
const isOfAnother = (whole: Understood, found: Understood): boolean =>
  pointsAt(found) &&
  hasCalls(found) &&
  callsIn(whole).some(({ about }) => callsIn(found).every((call) => call.about?.id !== about?.id))

const isBetter = (found: Understood, whole: Understood): boolean =>
  (whole.best?.name !== found.best?.name || rawIn(whole) === '') && costOf(found) + BETTER < costOf(whole)

/** "Move it to half past four, since they ring at five": the reason took the place of what was asked for. */
function isOverruled(whole: Understood, found: Understood): boolean {
  const [taken, ...more] = callsIn(whole)
  const [asked, ...others] = callsIn(found)
  if (!taken || !asked || more.length + others.length > 0 || taken.act !== asked.act) return false
  return Object.entries(asked.input).some(
    ([name, value]) => name in taken.input && JSON.stringify(taken.input[name]) !== JSON.stringify(value),
  )
}

/** "The labels can go, since we keep the old ones": taken for a value of the request, the reason made another one of it. */
export async function withoutReason({ text, whole, world }: Message): Promise<Outcome | null> {
  for (const { before, behind, isHanging } of clausesOf(text)) {
    const isReason = isHanging || onlyTells(behind, world, LIKELY)
    if (!isReason && !POINTS.test(before)) continue
    const found = await understandRequest(before, world)
    if (!standsAlone(found)) continue
    const isOther = isOfAnother(whole, found)
    if (
      isReason
        ? isOther || (isHanging && (isBetter(found, whole) || isOverruled(whole, found)))
        : isOther && (await isIdle(behind, world))
    )
      return found.outcome
  }
  return null
}
