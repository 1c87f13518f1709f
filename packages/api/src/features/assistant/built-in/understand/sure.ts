import { needsText } from '../acts/needed-fields.ts'
import type { Fit } from '../acts/fit.ts'
import { asksWhatIs } from './speech/asks-what-is.ts'
import type { Candidate, Heard } from './candidates.ts'
import { overlaps } from '../acts/said.ts'
import type { Range } from '../acts/said.ts'
import type { Thing } from '../acts/usable.ts'
import { fold } from '../../../../reading/text.ts'
import { takesWords } from './leftover.ts'

/**
 * The share that an act needs of all that speaks for any. Shares are chances: of ten changes at 0.85 one or two are not meant, of a
 * hundred above 0.95 one.
 */
const SURE = { read: 0.58, byHand: 0.65, noAct: 0.6, write: 0.8, destructive: 0.9 }
/** What is said as an example says it needs less, the more so the nearer it is. */
const PLAIN = { cost: 0, write: 0.68 }
const WORD_FOR_WORD = { cost: -0.3, write: 0.6, read: 0.5, destructive: 0.7 }
const RIVAL = { sure: 0.8, unless: -0.4, near: 0.2, cost: 0.1, share: 0.85 }
/** Said to its last word as an example says it, and as no other act's does. */
const VERBATIM = { cost: -0.8, apart: 0.8, share: 0.4 }
/** What is far from any example has to be heard by the ranker, too. */
const HEARD = { byHand: 0.3, write: 0.65, ofText: 0.8, from: 0.5, noAct: 0.3, share: 0.8 }
/** Of a hundred such changes one is not meant, whatever the ranker heard. */
const HARDLY_ANOTHER = 0.95
/** A look-up of which nothing was said is not guessed at: "is the Peugeot given to anyone" lists no members. */
const GUESSED = { cost: 0, chance: 0.15 }
/** A look-up that is likelier than all else is answered: what else may be meant stands below it. */
const HEARD_READ = { chance: 0.5, share: 0.5 }
/** Further from any example than this, a change is one of several requests, or told of in clauses. */
const FAR = 3
/** Nothing else sounds nearly like it: how far a long message is from any example counts no more. */
const HEARD_ALONE = { chance: 0.94, rival: 0.3 }

export const isAllKnown = ({ values }: Fit) => [...values.values()].every(({ kind }) => kind !== 'unknown')

/** Said nearly as an example says it, or meant in any case. */
export const isPlainlyMeant = ({ fit, share }: Candidate): boolean =>
  fit !== null && (fit.cost < WORD_FOR_WORD.cost || share >= SURE.destructive)

/** "I need a new task on the board": where it goes is no name of it; "put on the radio for me" names none either. */
const PLACE = /^(?:in|on|to|for|at|onto|into)(?: \S+){0,2}$|^on (?:the|a|my|our) /i

const isOnlyPlace = ({ act, values }: Fit): boolean =>
  act.fields.some(({ name, isRequired, kind }) => {
    const meant = isRequired && kind === 'text' ? values.get(name) : undefined
    return meant?.kind === 'value' && typeof meant.value === 'string' && PLACE.test(meant.value)
  })

/** "Was it Ana who booked it?": what is asked is not done, unless an example puts it so. */
const isOnlyAsked = (fit: Fit, said: Heard['said']): boolean =>
  asksWhatIs(said) && (fit.cost > WORD_FOR_WORD.cost || !fit.beginsAlike)

/** A figure was said for something: what has no place for it is not put up as if it had not been said. */
const isFigure = (word: string): boolean => /\d/.test(word)

/** How much of a row's name has to be said for it to be spoken of. */
const NAMED = 0.6

/** A row is spoken of by more of its name than what kind of thing it is. */
const isSurely = ({ value, from, to }: Thing, { tokens, nouns }: Heard['said']): boolean =>
  value.some(({ score }) => score >= NAMED) &&
  !tokens.slice(from, to).every(({ text }) => nouns.includes(text))

const namesRow = ({ things }: Fit, said: Heard['said']): boolean => things.some((one) => isSurely(one, said))

/** Texts and the ids of rows that a request says. */
function meantIn({ values }: Fit): { texts: readonly string[]; ids: readonly string[] } {
  const all = [...values.values()]
  const texts = all.flatMap((one) =>
    one.kind === 'value' && typeof one.value === 'string' ? [fold(one.value)] : [],
  )
  return { texts, ids: all.flatMap((one) => (one.kind === 'rows' ? one.candidates.map(({ id }) => id) : [])) }
}

/**
 * "Till rolls done, and the boiler supplier to Monday": another row was named of the kind that the change is about. What is made of a
 * text is about none, and a row that is named beside it may be what was meant.
 */
function leavesRow(fit: Fit, said: Heard['said']): boolean {
  const { texts, ids } = meantIn(fit)
  const isMeant = ({ value }: Thing) =>
    value.some(({ id, name }) => ids.includes(id) || texts.some((text) => text.includes(fold(name))))
  const kinds = new Set(
    fit.things.filter(({ value }) => value.some(({ id }) => ids.includes(id))).map(({ entity }) => entity),
  )
  const isOfKind = ({ entity }: Thing) => (kinds.size > 0 ? kinds.has(entity) : needsText(fit.act))
  const meant = fit.things.filter(isMeant)
  return fit.things.some(
    (one) => isOfKind(one) && isSurely(one, said) && !meant.some((other) => overlaps(one, other)),
  )
}

/** All that was said is in it, and not only the name of a row. */
const isAllSaid = (fit: Fit, said: Heard['said']): boolean =>
  fit.isSaid && !fit.leftover.some(isFigure) && !isOnlyPlace(fit) && !leavesRow(fit, said)

const isToBeDone = (fit: Fit, said: Heard['said']): boolean => isAllSaid(fit, said) && !isOnlyAsked(fit, said)

const kindOf = ({ isOpen, entry }: Fit['act']) => (isOpen ? entry.meta.effect : 'byHand')

/** Another act was heard as surely, or was heard and lies nearly as well over what was said. */
const hasRival = (fit: Fit, others: readonly Candidate[]): boolean =>
  others.some(
    (other) =>
      other.fit !== null &&
      ((other.chance >= RIVAL.sure && fit.cost > RIVAL.unless) ||
        (other.chance >= RIVAL.near && other.fit.cost < fit.cost + RIVAL.cost)),
  )

const isVerbatim = (fit: Fit, others: readonly Candidate[]): boolean =>
  fit.cost < VERBATIM.cost && others.every((other) => (other.fit?.cost ?? 0) > fit.cost + VERBATIM.apart)

function leastForRead(fit: Fit, chance: number, others: readonly Candidate[]): number {
  if (isVerbatim(fit, others)) return VERBATIM.share
  if (chance >= HEARD_READ.chance) return HEARD_READ.share
  if (hasRival(fit, others)) return fit.cost > HEARD.from ? RIVAL.share : SURE.read
  return fit.cost < WORD_FOR_WORD.cost ? WORD_FOR_WORD.read : SURE.read
}

function leastForWrite(fit: Fit, others: readonly Candidate[]): number {
  if (isVerbatim(fit, others)) return VERBATIM.share
  if (hasRival(fit, others)) return SURE.write
  if (fit.cost < WORD_FOR_WORD.cost) return WORD_FOR_WORD.write
  return fit.cost < PLAIN.cost ? PLAIN.write : SURE.write
}

function leastFor({ fit, chance }: Candidate, others: readonly Candidate[]): number {
  if (!fit) return SURE.noAct
  const kind = kindOf(fit.act)
  if (kind === 'read') return leastForRead(fit, chance, others)
  if (kind === 'write') return leastForWrite(fit, others)
  const isWordForWord = kind === 'destructive' && fit.cost < WORD_FOR_WORD.cost && !hasRival(fit, others)
  return isWordForWord ? WORD_FOR_WORD.destructive : SURE[kind]
}

const isWrite = ({ isOpen, entry }: Fit['act']): boolean => isOpen && entry.meta.effect !== 'read'

function isHeard(fit: Fit, chance: number, said: Heard['said']): boolean {
  const { act, values, cost } = fit
  if (!act.isOpen) return chance >= HEARD.byHand
  if (isWrite(act)) return cost <= HEARD.from || chance >= (needsText(fit.act) ? HEARD.ofText : HEARD.write)
  if (values.size > 0) return true
  return !namesRow(fit, said) && (cost <= GUESSED.cost || chance >= GUESSED.chance)
}

/** So likely is what may be meant as well. */
const HEARD_TOO = 0.2

/** "Pedro has started on the brakes" gives him nothing: what was said of how far it is, by which another act goes, has no place in it. */
function passesState({ matched, things, act, states, text }: Fit, others: readonly Candidate[]): boolean {
  const isRead = (at: number) =>
    matched.has(at) ||
    [...things, ...states, ...(text ? [text] : [])].some(({ from, to }) => at >= from && at < to)
  const isPassed = ({ from, to }: Range) =>
    Array.from({ length: to - from }, (_, at) => from + at).every((at) => !isRead(at))
  return others.some(
    ({ fit, chance }) =>
      fit !== null && fit.act !== act && isWrite(fit.act) && chance >= HEARD_TOO && fit.states.some(isPassed),
  )
}

type Candidates = readonly [Candidate, ...Candidate[]]

/** Whether it may be done, or put before somebody. */
export function isSure([best, ...others]: Candidates, said: Heard['said']): boolean {
  const { fit, share, chance } = best
  if (share < leastFor(best, others)) return false
  if (!fit) return chance >= HEARD.noAct || (best.guide === null && share >= HEARD.share)
  if (!isWrite(fit.act)) return isHeard(fit, chance, said)
  if (passesState(fit, others)) return false
  const isNear = fit.cost <= FAR || (share >= SURE.destructive && fit.leftover.length === 0)
  return isNear && (share >= HARDLY_ANOTHER || isHeard(fit, chance, said)) && isToBeDone(fit, said)
}

const isHarmless = ({ act }: Fit): boolean => !act.isOpen || act.entry.meta.effect === 'read'

/** All that narrows it was known; any words that were told make a text to search for. */
const isPlainlyNarrowed = (fit: Fit): boolean =>
  isAllKnown(fit) &&
  !(takesWords(fit.act) && fit.leftover.length > 0) &&
  !fit.act.fields.some(({ name, kind }) => kind === 'text' && fit.values.has(name))

/**
 * What is to be looked up, or done by hand, where nothing else sounds nearly like it, though a text lies better over all that was told
 * around it; null where that is not so.
 */
export function heardAlone(all: readonly Candidate[]): Candidate | null {
  const [first, second] = all.toSorted((a, b) => b.chance - a.chance)
  if (!first?.fit || !isHarmless(first.fit) || first.fit.isAgainst) return null
  const isAlone = first.chance >= HEARD_ALONE.chance && (second?.chance ?? 0) < HEARD_ALONE.rival
  return isAlone && (!first.fit.act.isOpen || isPlainlyNarrowed(first.fit)) ? first : null
}

/** Whether it is surely something to be looked up. */
export const isLookUp = (all: Candidates, said: Heard['said']): boolean =>
  all[0].fit?.act.entry.meta.effect === 'read' && isSure(all, said)
