import { isChoosing } from '../../memory.ts'
import type { Draft, HeardLast } from '../../memory.ts'
import { request, SECOND_THOUGHTS, tidy } from '../wording/normalize.ts'
import { fold } from '../../../../reading/text.ts'
import { narrows, ofThose } from './dialogue/asked-on.ts'
import { isNamedIn } from './named.ts'
import { correctedInData, questioned } from './own-data.ts'
import { ofOwnKind } from './own-kind.ts'
import { chosenOf, continueDraft } from './dialogue/draft.ts'
import { howTo } from './speech/how-to.ts'
import { kindTalk } from './speech/kind-talk.ts'
import { englishOnly, isForeign } from './speech/language.ts'
import { pasted } from '../wording/pasted.ts'
import { ofMeasures } from './dialogue/compared.ts'
import { isOther, putOtherwise, saysValues } from './dialogue/corrected.ts'
import { isNotMeant, otherwise, takenFor } from './dialogue/not-meant.ts'
import { GOES_ON, asksTheSame, onceMore } from './dialogue/once-more.ts'
import { ofShown } from './dialogue/of-shown.ts'
import { oneOfThose } from './dialogue/one-of-those.ts'
import { pointingAtAll } from '../wording/pointing.ts'
import { pointsAt } from './dialogue/pronouns.ts'
import { refine } from './dialogue/refine.ts'
import { isBesideChange } from './offered.ts'
import { allSuch } from './clauses/all-such.ts'
import { noteThat } from './clauses/note-that.ts'
import { putDown } from './clauses/put-down.ts'
import { askedAmongSentences } from './clauses/among-sentences.ts'
import { behindTalk } from './clauses/remarks.ts'
import { understandRequest } from './request.ts'
import type { Understood } from './understood.ts'
import { WISH, continuedWish, standingWish } from '../standing/standing.ts'
import { recurring } from '../standing/recurring.ts'
import { wishedOtherwise } from '../standing/otherwise.ts'
import { selfCorrected } from '../wording/self-corrected.ts'
import { termsUnquoted } from '../wording/terms.ts'
import { isText, rawIn } from './clauses/one-request.ts'
import { understandRequests } from './clauses/several.ts'
import { withoutTold } from './clauses/without-told.ts'
import { callsIn, costOf, isPlainlyByHand, isReading, stands } from './stands.ts'
import { takenBack } from './dialogue/taken-back.ts'
import { guard, isDissent, isTakenBack, isUndo, isUnsaid, smallTalk } from './speech/talk.ts'
import type { Outcome, World } from './types.ts'

/** The time one long message takes would hold up everybody else. */
const LONGEST = 1_000
/** What a new request costs at most that overtakes an open question; where any text is an answer, it has to be clearer. */
const OVERTAKES = -0.15
const OVERTAKES_TEXT = -0.9
/** A request said this plainly is no change of the one before. */
const PLAIN = -0.5

/** What a message means, and what is kept of it for "that's not what I meant". */
interface Meaning {
  outcome: Outcome
  heard: HeardLast
  /** What waits for a yes was not meant. */
  withdraws?: boolean
}

const without = (world: World): World => ({ ...world, memory: { ...world.memory, draft: null, offer: null } })

/** A new request that overtakes an open question; null where the words may be its answer. */
async function overtaking(draft: Draft, text: string, world: World): Promise<Outcome | null> {
  if (chosenOf(draft.choices, text)) return null
  const fresh = await understandRequest(text, without(world))
  if (!stands(fresh) || fresh.best?.name === draft.path) return null
  const open = world.table.get(draft.path)?.fields.find(({ name }) => name === draft.open)
  return costOf(fresh) < (open?.kind === 'text' ? OVERTAKES_TEXT : OVERTAKES) ? fresh.outcome : null
}

async function withDraft(draft: Draft, text: string, world: World): Promise<Outcome> {
  if (isOther(text)) return { kind: 'ask', question: 'Which one? Say its name, or “forget it”.', draft }
  const next = (await overtaking(draft, text, world)) ?? (await continueDraft(draft, tidy(text), world))
  if (next) return next
  const fresh = await understandRequest(text, without(world))
  if (stands(fresh)) return fresh.outcome
  return { kind: 'ask', question: 'I did not get that. Say it in other words, or “forget it”.', draft }
}

/** What people say beside the name of a choice. */
const AROUND = new Set(['a', 'an', 'i', 'it', 'mean', 'meant', 'one', 'please', 'that', 'the', 'to', 'yes'])

const wordsIn = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? []

/** “Complete the quote” is no choice of “Complete a task” for the row that was spoken of: it is a request of its own. */
async function isOwnRequest(text: string, label: string, world: World): Promise<boolean> {
  const named = new Set([...wordsIn(label), ...AROUND])
  if (wordsIn(text).every((word) => named.has(word))) return false
  const own = await understandRequest(text, without(world))
  return stands(own) && own.outcome.kind === 'calls'
}

async function withOffer(text: string, world: World): Promise<Meaning | null> {
  const { offer, heard: before } = world.memory
  const choices = offer?.choices.map(({ path, label }) => ({ value: path, label })) ?? []
  // “The second one” behind an answer is one of its rows, and no button beside it.
  const picked = offer?.isBeside
    ? choices.find(({ label }) => label === text.trim())
    : chosenOf(choices, text)
  if (!offer || !picked || (await isOwnRequest(text, picked.label, world))) return null
  const { outcome, heard } = await understandRequest(offer.text, without(world), [picked.value])
  await world.choose({ words: world.ranker.normal(heard.words), path: picked.value })
  const wrong = (before?.taken ?? []).filter((path) => offer.choices.every((one) => one.path !== path))
  const taken = [...wrong, ...takenFor(outcome)]
  return { outcome, heard: { text: offer.text, taken }, withdraws: isBesideChange(offer, world) }
}

/** "That's not what I meant": what was offered, done or put up is not offered again. */
async function notMeant(before: HeardLast, world: World): Promise<Meaning> {
  const outcome = await otherwise(before, world)
  return { outcome, heard: { text: before.text, taken: [...before.taken, ...takenFor(outcome)] } }
}

/** It speaks of what was asked for before. */
const POINTS = /\b(?:it|that|this|instead|rather|them|him|her|his|their|they)\b/i

/** "The last one is done", "is that one booked?": of a row that was spoken of something else is wanted than before. */
function isOfSpoken(alone: Understood, { memory: { last } }: World): boolean {
  const [call, ...others] = alone.outcome.kind === 'calls' ? alone.outcome.calls : []
  const isOne = call !== undefined && others.length === 0 && call.about !== null
  return isOne && pointsAt(alone) && call.act.path !== last?.path
}

const TURNS =
  /^(?:and|only|just|what about|how about|no|sorry|actually|(?:do )?(?:the )?same|ditto|make that|make it that|i meant|i mean)\b/i

/** What waits is put up otherwise, or what was done is done of another row; null where a request of its own is made. */
async function goneOn(said: string, alone: Understood, world: World): Promise<Outcome | null> {
  const { text } = request(said)
  const spoken = GOES_ON.test(said) ? `and ${text.replace(GOES_ON, '')}` : text
  const isRequest = stands(alone) && alone.outcome.kind === 'calls' && !POINTS.test(text)
  const isOwn = isRequest && !(await saysValues(tidy(spoken), world))
  const wish = isOwn ? null : await putOtherwise(tidy(spoken), world)
  return wish ?? (spoken !== text || (!isOwn && asksTheSame(text)) ? onceMore(spoken, world) : null)
}

/** Several things may be asked for. */
const SEVERAL = /[,;.]\s|\band\b/i

/** "Restore the flyers, make them due on the 1st and give them to Ana" narrows no list, though all that it names could. */
async function areChanges(refined: Outcome, said: string, world: World): Promise<boolean> {
  if (refined.kind !== 'calls' || !refined.calls.every(isReading) || !SEVERAL.test(said)) return false
  const asked = await understandRequests(said, world)
  const calls = asked.kind === 'calls' ? asked.calls : []
  return (calls.length > 1 || calls.some((call) => isNamedIn(said, call))) && !calls.some(isReading)
}

/** It plainly asks for something of its own. */
function isApart(said: string, alone: Understood, world: World): boolean {
  const { text } = request(said)
  if (TURNS.test(text)) return false
  if (isPlainlyByHand(alone)) return true
  const turns = SECOND_THOUGHTS.test(said) || narrows(text, alone.best?.name, world)
  return !turns && stands(alone) && (costOf(alone) < PLAIN || isOfSpoken(alone, world))
}

/** A short message may change what was asked for before; one with a request of its own does not. */
async function followUp(said: string, world: World): Promise<Outcome | null> {
  if (!world.memory.last) return null
  const { text } = request(said)
  const alone: Understood = await understandRequest(text, world)
  const on = await goneOn(said, alone, world)
  if (on) return on
  if (isApart(said, alone, world)) return null
  const refined = await refine(tidy(text), world)
  return refined && (await areChanges(refined, text, world)) ? null : refined
}

/** "That was wrong" of a change that can be taken back, while no question is open. */
const isMistake = (plain: string, { memory, table }: World): boolean =>
  isTakenBack(plain) &&
  !isChoosing(memory) &&
  table.get(memory.last?.path ?? '')?.phrases.undoneBy !== undefined

const isLeft = (plain: string): boolean => isDissent(plain) || isUnsaid(plain)

function atOnce(said: string, plain: string, world: World): Outcome | null {
  const refused = guard(plain)
  if (refused) return refused
  if (/^help(?: me| please)?[!?. ]*$/.test(plain)) return { kind: 'help' }
  if (isUndo(plain) || isMistake(plain, world)) return { kind: 'undo' }
  if (isLeft(plain)) return { kind: 'dropped', text: 'All right, I leave it.' }
  return smallTalk(plain, world) ?? (isForeign(said) ? englishOnly : null)
}

const ON_WEEKDAYS = /\bon (?:mon|tues|wednes|thurs|fri|satur|sun)days\b/

/** "A comment on the grinder: the engineer is free on Thursdays": what stands in a dictated text happens by nobody's wish. */
async function isDictated(said: string, world: World): Promise<boolean> {
  const mark = said.search(/:|\bsaying\b/i)
  const understood = await understandRequest(request(said).text, world)
  if (!isText(understood)) return false
  if (mark !== -1) return fold(said.slice(mark)).includes(rawIn(understood))
  // "A comment on the grinder one he only comes on Thursdays", without a mark: what is written to a row of its own days.
  return callsIn(understood).some(({ about }) => about !== null) && ON_WEEKDAYS.test(rawIn(understood))
}

/** What is meant for more than once: a workflow, or an act that recurs by itself. */
async function standingOutcome(said: string, world: World): Promise<Outcome | null> {
  const { draft } = world.memory
  const fresh = without(world)
  const standing =
    draft?.open === WISH ? await continuedWish(draft, said, fresh) : await standingWish(said, fresh)
  if (!standing || (draft && standing.kind !== 'calls')) return null
  return (await recurring(said, fresh)) ?? ((await isDictated(said, fresh)) ? null : standing)
}

/** The message without what only tells, as what goes on with the talk or as requests of its own. */
async function wanted(said: string, world: World): Promise<Outcome> {
  const outcome = (await followUp(said, world)) ?? (await understandRequests(said, world))
  return ofThose(said, await behindTalk(tidy(said), outcome, world), world)
}

/** A change of all rows of a kind, or what is to be changed or known of the organization's own data. */
const aboutRows = async (said: string, world: World): Promise<Outcome | null> =>
  (await allSuch(said, world)) ??
  (await putDown(tidy(said), world)) ??
  (await noteThat(tidy(said), world)) ??
  (await correctedInData(said, world)) ??
  (await questioned(said, world)) ??
  ofOwnKind(request(said).text, world)

async function alone(heard: string, around: World): Promise<Outcome> {
  const { said: shown, world } = await ofShown(selfCorrected(termsUnquoted(heard), around), around)
  const said = oneOfThose(pointingAtAll(shown, world), world)
  const answer =
    atOnce(said, fold(tidy(said)), world) ??
    (await takenBack(said, world)) ??
    (await kindTalk(said, world)) ??
    (await howTo(said, world))
  if (answer) return answer
  const { draft } = world.memory
  const fresh = without(world)
  const standing = (await wishedOtherwise(said, fresh)) ?? (await standingOutcome(said, world))
  if (standing) return standing
  if (draft && draft.open !== WISH) return withDraft(draft, said, world)
  const found = (await aboutRows(said, fresh)) ?? (await askedAmongSentences(said, fresh))
  if (found) return found
  const left = await withoutTold(said, fresh)
  return left === said ? wanted(said, fresh) : alone(left, world)
}

/** What a person means: the same words in the same world always mean the same. */
export async function meaningOf(typed: string, world: World): Promise<Meaning> {
  if (typed.length > LONGEST) return { outcome: { kind: 'tooLong' }, heard: { text: '', taken: [] } }
  const said = pasted(typed, world)
  const { heard, draft } = world.memory
  const plain = fold(tidy(said))
  const picked = isLeft(plain) ? null : await withOffer(said, world)
  if (picked) return picked
  if (heard && isNotMeant(plain) && !isMistake(plain, world)) return notMeant(heard, world)
  // “The oldest one” is also an answer to what was asked.
  const told = isChoosing(world.memory) ? null : await ofMeasures(said, world)
  const outcome = told ?? (await alone(said, world))
  const taken = takenFor(outcome)
  // An answer to a question is no message of its own.
  const isAnswer = draft !== null && taken.includes(draft.path)
  return { outcome, heard: { text: isAnswer && heard ? heard.text : said, taken } }
}

export const understand = async (said: string, world: World): Promise<Outcome> =>
  (await meaningOf(said, world)).outcome
