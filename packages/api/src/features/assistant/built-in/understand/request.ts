import { request as stripped, tidy } from '../normalize.ts'
import type { Fit } from '../acts/fit.ts'
import { isMask } from '../ranking/features.ts'
import { HELP, OUTSIDE, TALK } from '../ranking/own-sentences.ts'
import { readingOf } from './asked-of-row.ts'
import { asksWhatIs } from './asks-what-is.ts'
import { candidatesFor } from './candidates.ts'
import type { Candidate, Heard } from './candidates.ts'
import { leftAlone } from './left-alone.ts'
import { withLeftover } from './leftover.ts'
import { resolve } from './resolve.ts'
import { pleasantry } from './talk.ts'
import type { Outcome, World } from './types.ts'

/** Above this share one act is meant; below it the person chooses. */
const SURE = 0.55
/** So much likelier than the next one is sure whatever else there is. */
const AHEAD = 4
/** A write is put before somebody only where it is likelier than this, and the request is explained at this cost. */
const WRITE = { share: 0.6, chance: 0.04, cost: 0.5 }
/** What cannot be taken back has to sound as likely as this, or be said nearly as an example says it. */
const DESTRUCTIVE_CHANCE = 0.6
/** A look-up with words that nothing explains is explained by the others at this cost at most. */
const READ_COST = 1.8
/** Far likelier than all others, in words that no other act has: what fits less well changes nothing then. */
const BEYOND_DOUBT = { share: 0.84, chance: 0.7, rival: 0.5, leftover: 1, cost: 1.7 }
/** The same where nothing is taken for a text: the row it is about was found, and any words make a text. */
const OF_A_ROW = { share: 0.7, chance: 0.65, rival: 0.45, leftover: 1, cost: 2 }
/** Hardly anything else can be meant: how far it is from an example counts no more, where every value was read. */
const CERTAIN = { share: 0.5, chance: 0.85, rival: 0.6, leftover: 2 }
/** The same of a look-up, and of what is done by hand: it is done, whatever is left over. */
const CERTAIN_READ = { share: 0.7, chance: 0.9, rival: 0.2 }
/** Far likelier than all others, what is no act needs less to speak for it. */
const CERTAIN_WORDS = { share: 0.7, chance: 0.08 }
/** Said nearly as an example says it: what the ranker thinks counts no more. */
const WORD_FOR_WORD = -0.3
/** Another act that sounds this likely, unless the request is said as plainly as this. */
const RIVAL = 0.8
const PLAINLY = -0.5
/** A write that is made of a text is put before somebody only where it sounds this likely, or is said as plainly. */
const TEXT_CHANCE = 0.65
/** Talk and what no hub does are known by their words alone. */
const SURE_OF_WORDS: Readonly<Record<string, number>> = { [TALK]: 0.3, [HELP]: 0.1, [OUTSIDE]: 0.15 }
/** What sounds this likely is offered, though nothing fits. */
const HEARD = 0.3
/** Below this score nothing was understood, whatever fits best. */
const LEAST = -4.6
/** A request that was learnt as this one is, whatever else is said beside it. */
const PLAIN = 0.7
const MOST_OFFERED = 3
const LEAST_OFFERED = 0.02
const LEAST_OFFERED_CHANCE = 0.06

export interface Understood {
  outcome: Outcome
  best: Candidate | null
  heard: Heard
}

const titleOf = ({ fit }: Candidate) => fit?.act.entry.meta.title ?? ''

const nearOf = (candidates: readonly Candidate[]) =>
  candidates
    .filter(({ fit }) => fit?.act.isOpen)
    .slice(0, 2)
    .map(titleOf)

function offerOf(text: string, { candidates }: Heard): Outcome | null {
  const acts = candidates.filter(({ fit }) => fit)
  const byWords = acts.toSorted((a, b) => b.chance - a.chance)
  // What fits best and what sounds likeliest, in turns.
  const all = new Set(acts.flatMap((one, at) => [one, byWords[at] ?? one]))
  const choices = [...all]
    .filter(({ share, chance }, at) => at < 2 || share > LEAST_OFFERED || chance > LEAST_OFFERED_CHANCE)
    .slice(0, MOST_OFFERED)
    .map((one) => ({ path: one.name, label: titleOf(one) }))
  return choices.length < 2 ? null : { kind: 'offer', offer: { text, choices } }
}

/** A button that may not be pressed is none: where the likeliest is one, that is said. */
function mayBeDone(outcome: Outcome | null, { access, table }: World): Outcome | null {
  if (outcome?.kind !== 'offer') return outcome
  const { offer } = outcome
  const isForbidden = ({ path }: { path: string }) => access(path) === 'forbidden'
  const [first] = offer.choices
  const act = first && isForbidden(first) ? table.get(first.path) : undefined
  if (act) return { kind: 'forbidden', act }
  return { kind: 'offer', offer: { ...offer, choices: offer.choices.filter((one) => !isForbidden(one)) } }
}

const isWrite = ({ fit }: Candidate) => fit?.act.isOpen === true && fit.act.entry.meta.effect !== 'read'

/** Any words make a text: that an example lies well over them says little. */
const needsText = ({ act }: Fit) => act.fields.some(({ kind, isRequired }) => isRequired && kind === 'text')

const isAllKnown = ({ values }: Fit) => [...values.values()].every(({ kind }) => kind !== 'unknown')

function isBeyondDoubt(fit: Fit, { share, chance }: Candidate, rival: number): boolean {
  const { act, cost, leftover, values } = fit
  const isOfRow = act.fields.some(({ name, isRequired }) => isRequired && values.get(name)?.kind === 'rows')
  const least = isOfRow && !needsText(fit) ? OF_A_ROW : BEYOND_DOUBT
  const isLikeliest = share >= least.share && chance >= least.chance && rival < least.rival
  return isLikeliest && isAllKnown(fit) && cost <= least.cost && leftover.length <= least.leftover
}

const isClear = (
  { share, chance }: Candidate,
  rival: number,
  least: Record<'share' | 'chance' | 'rival', number>,
): boolean => share >= least.share && chance >= least.chance && rival < least.rival

const isRequiredKnown = ({ act, values }: Fit) =>
  act.fields.every(({ name, isRequired }) => !isRequired || values.has(name))

/** Any words make a text, so that one has to fit; what cannot be taken back is never certain. */
function isCertain(fit: Fit, best: Candidate, rival: number): boolean {
  const { act, values, leftover, cost } = fit
  const hasText = act.fields.some(({ name, kind }) => kind === 'text' && values.has(name))
  return (
    act.entry.meta.effect === 'write' &&
    isClear(best, rival, CERTAIN) &&
    isAllKnown(fit) &&
    isRequiredKnown(fit) &&
    leftover.length <= CERTAIN.leftover &&
    leftover.every((word) => !/\d/.test(word)) &&
    (!hasText || cost <= WRITE.cost)
  )
}

/** Said nearly as an example says it, or meant in any case. */
export function isPlainlyMeant(best: Candidate, others: readonly Candidate[]): boolean {
  const { fit } = best
  const rival = Math.max(0, ...others.map(({ chance }) => chance))
  return fit !== null && (fit.cost < WORD_FOR_WORD || isBeyondDoubt(fit, best, rival))
}

/** Said in words of its own: no other act sounds as likely, and a text is not all there is. */
function isItsOwn(fit: Fit, chance: number, rival: number): boolean {
  if (fit.cost < PLAINLY) return true
  return rival < RIVAL && (!needsText(fit) || chance >= TEXT_CHANCE)
}

/** A write that was only guessed at is offered instead. */
function isSureOfWrite(best: Candidate, rival: number, isAhead: boolean): boolean {
  const { fit, share, chance } = best
  if (!fit?.isSaid) return false
  if (isBeyondDoubt(fit, best, rival) || isCertain(fit, best, rival)) return true
  if (fit.leftover.length > 0 || fit.cost > WRITE.cost || !isItsOwn(fit, chance, rival)) return false
  const least = fit.act.entry.meta.effect === 'destructive' ? DESTRUCTIVE_CHANCE : WRITE.chance
  const isKnown = chance >= least || fit.cost < WORD_FOR_WORD
  return isKnown && (isAhead || share >= WRITE.share)
}

/** "Was it Ana who booked it?": what is asked is not done, unless an example puts it so. */
const isOnlyAsked = ({ fit }: Candidate, said: Heard['said']): boolean =>
  asksWhatIs(said) && ((fit?.cost ?? 0) > WORD_FOR_WORD || fit?.beginsAlike === false)

/** Whether it may be done, or put before somebody. */
function isSure([best, ...others]: readonly [Candidate, ...Candidate[]], said: Heard['said']): boolean {
  const { fit, share, chance, name } = best
  if (!fit)
    return (
      (share >= SURE && chance >= (SURE_OF_WORDS[name] ?? 1)) ||
      (share >= CERTAIN_WORDS.share && chance >= CERTAIN_WORDS.chance)
    )
  const isAhead = others.every((other) => share > AHEAD * other.share)
  const rival = Math.max(0, ...others.map((other) => other.chance))
  if (isWrite(best)) return !isOnlyAsked(best, said) && isSureOfWrite(best, rival, isAhead)
  if (isClear(best, rival, CERTAIN_READ)) return true
  return (isAhead || share >= SURE) && (fit.leftover.length === 0 || fit.cost <= READ_COST)
}

/** Whether it is surely something to be looked up. */
const isLookUp = (all: readonly [Candidate, ...Candidate[]], said: Heard['said']): boolean =>
  all[0].fit?.act.entry.meta.effect === 'read' && isSure(all, said)

/** Nothing fits: what sounds like it is offered, if anything does. */
function hardly(text: string, heard: Heard): Outcome {
  const isHeard = heard.candidates.some(({ fit, chance }) => fit && chance >= HEARD)
  return (isHeard && offerOf(text, heard)) || { kind: 'cannot', near: nearOf(heard.candidates) }
}

async function outcomeOf({ fit, name }: Candidate, heard: Heard, world: World): Promise<Outcome> {
  if (!fit) {
    if (name === HELP) return { kind: 'help' }
    return name === TALK
      ? pleasantry
      : { kind: 'cannot', near: name === OUTSIDE ? [] : nearOf(heard.candidates) }
  }
  if (!fit.act.isOpen) return { kind: 'byHand', act: fit.act }
  if (world.access(fit.act.path) !== 'open') return { kind: 'forbidden', act: fit.act }
  return withLeftover({ fit, text: heard.said.text }, await resolve(fit, world), world)
}

/** "R-112: 25 euros": a row by its number, and a value for it. */
const setsValue = ({ said, candidates: [best] }: Heard): boolean =>
  said.labels.length > 0 && best?.fit != null && best.fit.values.size > 1 && isAllKnown(best.fit)

/** Names, numbers and words that no example has: there is no request in them. */
const saysNothing = ({ words }: Heard, { ranker }: World): boolean =>
  [words, ranker.normal(words)].some((all) => all.every((word) => isMask(word) || !/\p{L}{2}/u.test(word)))

/** What was asked for last is taken back by that, if it still waits. */
const forbidden = ({ name }: Candidate, { memory }: World): Outcome => ({
  kind: memory.last?.path === name ? 'dropped' : 'talk',
  text: 'All right, I leave that alone.',
})

/** A question that sounds like no look-up is answered by the row it names. */
async function askedOfRow(
  text: string,
  { said, candidates }: Heard,
  world: World,
): Promise<Understood | null> {
  const [best] = candidates
  if (!best || !asksWhatIs(said) || best.fit?.act.entry.meta.effect === 'read') return null
  const path = readingOf(candidates, world)
  const read = path === null ? null : await understandRequest(text, world, [path])
  return read?.outcome.kind === 'calls' ? read : null
}

/** What is no request to change anything, and what nobody can do from here; null where acts are meant. */
async function otherThanAsked(text: string, heard: Heard, world: World): Promise<Understood | null> {
  const { said, candidates } = heard
  const [best, ...others] = candidates
  const isRead = best !== undefined && isLookUp([best, ...others], said)
  const outcome = leftAlone({ said, isLookUp: isRead }, world)
  return outcome ? { outcome, best: null, heard } : askedOfRow(text, heard, world)
}

interface Among extends Heard {
  candidates: readonly [Candidate, ...Candidate[]]
}

/** The likeliest act, or those it may be where that is not sure. */
async function likeliest(text: string, heard: Among, world: World): Promise<Understood> {
  const [best] = heard.candidates
  if (best.score < LEAST && best.chance < PLAIN) return { outcome: hardly(text, heard), best: null, heard }
  if (best.fit?.isAgainst === true) return { outcome: forbidden(best, world), best, heard }
  const offer = isSure(heard.candidates, heard.said) ? null : mayBeDone(offerOf(text, heard), world)
  return { outcome: offer ?? (await outcomeOf(best, heard, world)), best, heard }
}

/** What one request means. With `only`, as one of these acts. */
export async function understandRequest(
  text: string,
  world: World,
  only?: readonly string[],
): Promise<Understood> {
  const plain = stripped(tidy(text)).text
  const heard = await candidatesFor(plain, world, only)
  const [best, ...others] = heard.candidates
  if (!best || (!only && saysNothing(heard, world) && !setsValue(heard)))
    return { outcome: { kind: 'cannot', near: [] }, best: null, heard }
  if (only) return { outcome: await outcomeOf(best, heard, world), best, heard }
  const other = await otherThanAsked(plain, heard, world)
  if (other) return other
  return likeliest(plain, { ...heard, candidates: [best, ...others] }, world)
}
