import { request, tidy, unwrapped } from '../../wording/normalize.ts'
import { fold } from '../../../../../reading/text.ts'
import { wholeNames } from '../candidates.ts'
import { besideByHand } from './beside-by-hand.ts'
import { after } from './after.ts'
import { askedBeforeText } from './before-text.ts'
import { behindSo, isReason } from './behind-so.ts'
import { asksAnew, halvesOf, looksUp } from './clauses.ts'
import type { Halves } from './clauses.ts'
import { gapped } from './gapped.ts'
import { isSaidAgain, joined } from './merged.ts'
import { refine } from '../dialogue/refine.ts'
import { askedBesideRemark } from './remarks.ts'
import { understandRequest } from '../request.ts'
import { readSaid } from '../../acts/said.ts'
import { withoutInserted } from '../../wording/inserted.ts'
import { isOne, isSurelyByHand, isText, rawIn } from './one-request.ts'
import type { Part, Split } from './one-request.ts'
import { LIKELY, onlyTells } from './only-tells.ts'
import {
  ALL_TOLD,
  askedBehind,
  firstClause,
  lastClause,
  lookedUpFirst,
  mentioning,
  withoutReason,
} from './reasons.ts'
import { isAsked, isForLater } from './aside.ts'
import { withoutCount } from '../../wording/handed-out.ts'
import { askedLast, isOnlyTold, isWhereToLook, secondOf } from './second.ts'
import type { Second } from './second.ts'
import { callsIn, costOf, isRead, SAID, stands } from '../stands.ts'
import { toldOfNew } from './told-of-new.ts'
import type { Understood } from '../understood.ts'
import type { Outcome, World } from '../types.ts'

/** Requests in one message: more than these would wait for approval all at once. */
const MOST_REQUESTS = 5
/** Places where a message is tried in two: one made of joints alone would take a second of everybody's time. */
const MOST_TRIES = 8
/** So far from any example, a look-up is hardly asked for with nothing told beside it. */
const FAR = 2
/** What a first request costs at most that sounds like nothing else. */
const FIRST = 0.5

interface Splitting {
  world: World
  depth: number
  /** Text that is taken as it was said: a second request within it has to be a plain one. */
  raw: string
  /** Whole names of rows: “Harlan & Sons” are no two requests. */
  names: readonly string[]
  /** How often the message may still be tried in two, all its parts together. */
  tries: { left: number }
}

/** Behind "check the log" the question before it is all that was asked. */
const secondOutcome = (rest: string, before: Understood, second: Understood): Outcome =>
  isWhereToLook(rest, before, second) ? { kind: 'calls', calls: [] } : second.outcome

type Behind = Pick<Part, 'isWeak' | 'isSentence' | 'isLinked' | 'isAnew'>

/** What is asked for behind what is told stands by itself, however far all of it is from an example. */
const costOfPart = (best: NonNullable<Understood['best']>, isToldFirst = false): number =>
  isToldFirst ? Math.min(best.fit?.cost ?? 0, 0) : (best.fit?.cost ?? 1)

/** Without an act of its own it changes the row that was spoken of. */
const partOf = (one: Pick<Understood, 'best' | 'isToldFirst'>, behind: Behind): Part => ({
  path: one.best?.name ?? '',
  cost: one.best && costOfPart(one.best, one.isToldFirst),
  isRead: one.best?.fit?.act.entry.meta.effect === 'read',
  ...behind,
})

/** "That's done. Also add …", "… on Monday. And how many are late": a second request, and no more of the first. */
const ADDED = /^(?:(?:and |then |so )?(?:also|then|plus|next|besides)|and)\b/i

/** "How many credits are left, and is there a cap?": two look-ups, of which neither narrows the other. */
const isAnother = ({ rest, isWeak }: Second, before: Understood, second: Understood | null): boolean =>
  second !== null &&
  !isWeak &&
  looksUp(rest) &&
  !OF_THAT.test(rest) &&
  stands(before) &&
  [before, second].every((one) => isRead(one) && callsIn(one).length === 1) &&
  before.best?.name !== second.best?.name

/** How the second request is linked to the first. */
const behindOf = (halves: Second, before: Understood, second: Understood | null): Behind => {
  const { rest, isWeak, isSentence, isLinked = false, isAnew = false } = halves
  const isOther = (isSentence && asksAnew(rest) && !isRead(before)) || isAnother(halves, before, second)
  return { isWeak, isLinked, isAnew: isAnew || isOther, isSentence: isSentence && !ADDED.test(rest) }
}

/** Without words of its own for what is to be done it changes the row that was spoken of; a question changes nothing. */
async function changedBy(rest: string, before: Understood, world: World): Promise<Outcome | null> {
  const isChange = !asksAnew(rest) && !isRead(before) && callsIn(before)[0]?.about
  const changed = isChange ? await refine(rest, world) : null
  return changed?.kind === 'calls' ? changed : null
}

/** What stands behind a request: more requests, one more, or a change of the row it was about. */
async function restOf(halves: Second, before: Understood, splitting: Splitting): Promise<Split | null> {
  const { rest } = halves
  const { world, depth } = splitting
  if (isForLater(rest)) return null
  const more = await split(rest, { ...splitting, depth: depth + 1 })
  if (more) return more
  const second = (await secondOf(halves, world)) ?? (await gapped(rest, before, world))
  const behind = behindOf(halves, before, second)
  if (second) return { outcome: secondOutcome(rest, before, second), parts: [partOf(second, behind)] }
  const changed = await changedBy(rest, before, world)
  return changed && { outcome: changed, parts: [partOf({ best: null }, behind)] }
}

/** Hardly anything else can be meant by it, however far it is from an example. */
const isPlain = ({ best }: Understood): boolean =>
  best?.fit != null && best.chance >= SAID && best.fit.leftover.length === 0 && best.fit.cost < FIRST

const isAnswered = ({ outcome }: Understood): boolean => outcome.kind === 'calls' || outcome.kind === 'ask'

/** "Jonas has begun to descale it. Set that to doing": what somebody has done is told, where something is asked of the same behind it. */
const HAS_DONE =
  /(?:'s|'ve| has| have)?(?: (?:already|just|finally|now))* (?:got|made|begun|began|did|done|wrote|written|sent|rang|spoke|spoken|took|taken|gave|paid|bought|found|left|met|saw|\p{L}{3,}ed)\b[^,;:]*$/uy
const SOMEBODY = /^(?:he|she|they|we|i)(?=[' ])/i

function tellsDone(clause: string, world: World): boolean {
  const { people, tokens } = readSaid(clause, world)
  const named = people[0]?.from === 0 ? (tokens[people[0].to - 1]?.to ?? 0) : 0
  HAS_DONE.lastIndex = SOMEBODY.exec(clause)?.[0].length ?? named
  return HAS_DONE.lastIndex > 0 && HAS_DONE.test(clause)
}

/** "I'm planning next week – what is due in it?" */
const IS_DOING = /^(?:i|we)(?:'m|'re| am| are) (?:(?:just|now|currently) )?\p{L}{3,}ing\b/iu
const OF_THAT = /\b(?:it|that|this|them|both|these|those)\b/i

function isTold({ first, rest, isSentence }: Halves, before: Understood, world: World): boolean {
  if (isRead(before)) return false
  if (IS_DOING.test(first)) return looksUp(rest)
  const isBehind = isSentence || isAsked(rest) || /^so\b/i.test(rest)
  return isBehind && OF_THAT.test(rest) && tellsDone(first, world)
}

/** A mark alone stands within one request as often as between two; what is only told begins none. */
function beginsWell(before: Understood, halves: Halves, world: World): boolean {
  const { first, isJoined, isSentence } = halves
  if (callsIn(before).length === 0 || isReason(halves, before)) return false
  if (isOnlyTold(first, before, world) || isTold(halves, before, world)) return false
  return stands(before) || isSentence || before.isToldFirst === true || (isJoined && isPlain(before))
}

/** Whether the rest of a message begins in the middle of this name. */
function isWithin(name: string, text: string, rest: string): boolean {
  const from = fold(text).indexOf(name)
  const at = text.length - rest.length
  return from >= 0 && from < at && at < from + name.length
}

/** "The service is booked, you can close it." What is asked for in a sentence that tells first why stands behind its mark. */
async function firstOf({ first, isWeak }: Halves, world: World): Promise<Understood> {
  const before = await understandRequest(first, world)
  return isWeak || isAnswered(before) ? before : askedLast(first, before, world)
}

const wholeNamesIn = ({ heard: { candidates } }: Understood): string[] =>
  candidates.flatMap(({ fit }) => (fit ? wholeNames(fit) : []))

/** The message as two requests or more, where each part stands by itself. */
async function split(text: string, splitting: Splitting): Promise<Split | null> {
  const { world, depth, raw, names, tries } = splitting
  if (depth >= MOST_REQUESTS) return null
  for (const { isWeak, ...parts } of halvesOf(text)) {
    if (names.some((name) => isWithin(name, text, parts.rest))) continue
    tries.left -= 1
    if (tries.left < 0) return null
    const halves = {
      ...parts,
      isWeak: isWeak || (raw !== '' && raw.endsWith(fold(request(parts.rest).text))),
    }
    const before = await firstOf(halves, world)
    if (!beginsWell(before, halves, world)) continue
    const rest = await restOf(halves, before, { ...splitting, world: after(world, callsIn(before)) })
    if (rest)
      return {
        outcome: joined(before.outcome, rest.outcome, rest.parts[0].isAnew),
        parts: [partOf(before, { isWeak: false, isSentence: false }), ...rest.parts],
      }
  }
  return null
}

/** "The roster is started, put it in the column doing": what it was taken for is asked for by another act behind it. */
function isAskedAgain(whole: Understood, outcome: Outcome): boolean {
  const [told, ...others] = callsIn(whole)
  const [asked, ...more] = outcome.kind === 'calls' ? outcome.calls : []
  return told && asked && others.length + more.length === 0 ? isSaidAgain(told, asked) : false
}

/** "Put it in the column doing, we're on it" says so once more by the way. */
const endsTold = (text: string, world: World): boolean =>
  onlyTells(halvesOf(text).at(-1)?.rest ?? '', world, LIKELY)

/** The requests that a message holds beside one another; null where it is one. */
async function partsOf(text: string, whole: Understood, world: World): Promise<Outcome | null> {
  const parts = await split(text, {
    world,
    depth: 1,
    raw: stands(whole) ? rawIn(whole) : '',
    names: wholeNamesIn(whole),
    tries: { left: MOST_TRIES },
  })
  if (!parts) return null
  return (isAskedAgain(whole, parts.outcome) && !endsTold(text, world)) || !isOne(whole, parts)
    ? parts.outcome
    : null
}

/** "Jonas is ill. Give the roster and the labels to Ana": what one sentence tells is the reason for several requests in the next. */
async function severalBehind(text: string, world: World): Promise<Outcome | null> {
  const told = halvesOf(text).find(
    ({ isSentence, first, rest }) => isSentence || isAsked(rest) || onlyTells(first, world),
  )
  const before = told && (await understandRequest(told.first, world))
  if (!before || (isAnswered(before) && !onlyTells(told.first, world))) return null
  const alone = await understandRequest(told.rest, world)
  const place = await mentioning(told.first, alone, world)
  const whole = place === world ? alone : await understandRequest(told.rest, place)
  const outcome = (await partsOf(told.rest, whole, place)) ?? whole.outcome
  return outcome.kind === 'calls' && outcome.calls.length > 1 && !outcome.more ? outcome : null
}

const isOfAct = (outcome: Outcome, { best }: Understood): boolean =>
  outcome.kind === 'calls' && outcome.calls.every(({ act }) => act.path === best?.name)

const isByHandSurely = ({ outcome, best }: Understood): boolean =>
  outcome.kind === 'byHand' && best !== null && best.chance >= SAID

/** "The till key leaked, kill it": what all of it is surely about is no row to ask for. */
function isInstead(clause: Outcome, whole: Understood): boolean {
  if (clause.kind === 'ask' && isByHandSurely(whole)) return false
  return !isAnswered(whole) || isOfAct(clause, whole)
}

/** One request that is told of in several clauses. */
async function toldInClauses(text: string, whole: Understood, world: World): Promise<Outcome> {
  const message = { text, whole, world }
  const told =
    (await withoutReason(message)) ?? (await askedBehind(message)) ?? (await lookedUpFirst(message))
  const isSettled = isAnswered(whole) && (!isRead(whole) || costOf(whole) < FAR)
  if (told || isSettled) return told ?? whole.outcome
  const clause = (await firstClause(message)) ?? (await lastClause(message))
  return clause && isInstead(clause, whole) ? clause : whole.outcome
}

/** "It's chaos today, …": what it is taken for may be made of several requests behind that. */
const beginsTold = (text: string, whole: Understood, world: World): boolean =>
  rawIn(whole) === '' && onlyTells(halvesOf(text)[0]?.first ?? '', world)

/** What is done by hand, with what is asked for beside it; null where it may be something else. */
async function doneByHand(text: string, whole: Understood, world: World): Promise<Outcome | null> {
  if (whole.outcome.kind !== 'byHand') return null
  const beside = await besideByHand(tidy(text), { path: whole.outcome.act.path, world })
  return beside ?? (isSurelyByHand(whole) ? whole.outcome : null)
}

/** Several requests, or one that is told of in several clauses. */
async function understandClauses(text: string, whole: Understood, world: World): Promise<Outcome> {
  const ofAll = ALL_TOLD.test(text) ? await askedBehind({ text, whole, world }) : null
  if (ofAll?.kind === 'calls' && ofAll.calls.length > 1) return ofAll
  const byHand = await doneByHand(text, whole, world)
  if (byHand) return byHand
  const parts = await partsOf(tidy(text), whole, world)
  if (parts) return parts
  const behind =
    isAnswered(whole) && !beginsTold(text, whole, world) ? null : await severalBehind(text, world)
  return behind ?? toldInClauses(text, whole, world)
}

/** What a message asks for: one act, or several in their order. */
export async function understandRequests(message: string, world: World): Promise<Outcome> {
  const said = withoutCount(unwrapped(message))
  const asked = await askedBesideRemark(tidy(said), world)
  if (asked) return asked
  const asSaid = await understandRequest(said, world)
  const text = rawIn(asSaid) === '' ? withoutInserted(said) : said
  const whole = text === said ? asSaid : await understandRequest(text, world)
  const plain = tidy(text)
  const made = (await behindSo(plain, world)) ?? (await toldOfNew(plain, whole, world))
  if (made) return made
  const dictated = await askedBeforeText(tidy(text), world)
  if (dictated) return dictated
  return isText(whole) && isAnswered(whole) ? whole.outcome : understandClauses(text, whole, world)
}
