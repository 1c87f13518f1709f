import type { Fit } from '../acts/fit.ts'
import { HELP, OUTSIDE, TALK } from '../ranking/own-sentences.ts'
import { asksWhatIs } from './speech/asks-what-is.ts'
import { isWhole } from './candidates.ts'
import type { Candidate, Heard } from './candidates.ts'
import { takesWords } from './leftover.ts'
import { fold } from '../../../../reading/text.ts'

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
const BEYOND_DOUBT = { share: 0.84, chance: 0.7, rival: 0.48, leftover: 1, cost: 1.7 }
/** The same where nothing is taken for a text: the row it is about was found, and any words make a text. */
const OF_A_ROW = { share: 0.7, chance: 0.65, rival: 0.45, leftover: 1, cost: 2 }
/** Hardly anything else can be meant: how far it is from an example counts no more, where every value was read. */
const CERTAIN = { share: 0.5, chance: 0.85, rival: 0.6, leftover: 2 }
/** The same of a look-up, and of what is done by hand: it is done, whatever is left over. */
const CERTAIN_READ = { share: 0.7, chance: 0.9, rival: 0.2 }
/** Nothing else sounds nearly like it: how far a long message is from any example counts no more. */
const HEARD_ALONE = { chance: 0.94, rival: 0.3 }
/** A look-up of which nothing was said but a value for it has to sound as likely as this: there are owners of bicycles too. */
const HARDLY_SAID = 0.5
/** One of which nothing was said is not guessed at: "is the Peugeot given to anyone" lists no members. */
const GUESSED = { chance: 0.15, cost: 0 }
/** Far likelier than all others, what is no act needs less to speak for it. */
const CERTAIN_WORDS = { share: 0.7, chance: 0.08 }
/** Said nearly as an example says it: what the ranker thinks counts no more. */
const WORD_FOR_WORD = -0.3
/** Another act that sounds this likely, unless the request is said as plainly as this. */
const RIVAL = 0.8
const PLAINLY = -0.5
/** Words that are taken for a row that is not there, and lie this much worse, are not meant so. */
const NOWHERE = 1.5
/** A name that is said less clearly than this may be another's, where another act lies this much better. */
const SURELY_NAMED = 0.7
const WORSE = 0.5
/** A write that is made of a text is put before somebody only where it sounds this likely, or is said as plainly. */
const TEXT_CHANCE = 0.65
/** Talk and what no hub does are known by their words alone. */
const SURE_OF_WORDS: Readonly<Record<string, number>> = { [TALK]: 0.3, [HELP]: 0.1, [OUTSIDE]: 0.15 }
const isWrite = ({ fit }: Candidate) => fit?.act.isOpen === true && fit.act.entry.meta.effect !== 'read'

/** Any words make a text: that an example lies well over them says little. */
const needsText = ({ act }: Fit) => act.fields.some(({ kind, isRequired }) => isRequired && kind === 'text')

export const isAllKnown = ({ values }: Fit) => [...values.values()].every(({ kind }) => kind !== 'unknown')

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

/** "I need a new task on the board": where it goes is no name of it. */
const PLACE = /^(?:in|on|to|for|at|onto|into)(?: \S+){0,2}$/i

const isOnlyPlace = ({ act, values }: Fit): boolean =>
  act.fields.some(({ name, kind, isRequired }) => {
    const meant = isRequired && kind === 'text' ? values.get(name) : undefined
    return meant?.kind === 'value' && typeof meant.value === 'string' && PLACE.test(meant.value)
  })

/** A figure was said for something: what has no place for it is not put up as if it had not been said. */
const isFigure = (word: string): boolean => /\d/.test(word)

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

const namesRow = ({ act, values }: Fit) =>
  act.fields.some(({ name, kind }) => kind === 'entity' && values.get(name)?.kind === 'rows')

/** Its rows are named by a word or two that others share. */
const hardlyNames = ({ values }: Fit): boolean =>
  [...values.values()].some(
    (meant) => meant.kind === 'rows' && meant.candidates.every(({ score = 1 }) => score < SURELY_NAMED),
  )

/** Whole words alone: “low” stands in no “Lowell”. */
const asWords = (text: string): string =>
  ` ${fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .join(' ')
    .trim()} `

const textsOf = ({ values }: Fit): string[] =>
  [...values.values()].flatMap((meant) =>
    meant.kind === 'value' && typeof meant.value === 'string' ? [asWords(meant.value)] : [],
  )

/** "Book Vienna", where that is a trip: what takes the name of a row for a text, or its whole name for words of its own, does not mean it. */
function missesRow(own: Fit, fit: Fit): boolean {
  if (namesRow(fit)) return false
  const rows = [...own.values.values()].flatMap((meant) => (meant.kind === 'rows' ? meant.candidates : []))
  const texts = textsOf(fit)
  const isText = rows.some(({ name }) => texts.some((text) => asWords(name).includes(text)))
  return isText || (texts.length === 0 && [...own.values.values()].some(isWhole))
}

/** What lies worse says less of the row: it misses it, or hardly names another. */
const liesBeside = (own: Fit, fit: Fit): boolean =>
  missesRow(own, fit) || (own.cost < WORD_FOR_WORD && hardlyNames(fit))

/**
 * "Switch off the Overdue reminder", where that is a workflow: what finds no row by these words is no rival of what does. Neither is
 * what hardly names one, beside what is said word for word, nor what lacks anything, beside what was read to its end.
 */
function isRival({ fit: own }: Candidate, { fit }: Candidate): boolean {
  if (!fit || !own) return true
  if (own.isReadWhole && !(isAllKnown(fit) && isRequiredKnown(fit))) return false
  if (fit.cost > own.cost + WORSE && liesBeside(own, fit)) return false
  return !namesRow(own) || isAllKnown(fit) || fit.cost <= own.cost + NOWHERE
}

/** How likely the likeliest of the others sounds. */
const rivalOf = (best: Candidate, others: readonly Candidate[]): number =>
  Math.max(0, ...others.filter((other) => isRival(best, other)).map(({ chance }) => chance))

/** "Was it Ana who booked it?": what is asked is not done, unless an example puts it so. */
const isOnlyAsked = (fit: Fit, said: Heard['said']): boolean =>
  asksWhatIs(said) && (fit.cost > WORD_FOR_WORD || !fit.beginsAlike)

const isToBeDone = (fit: Fit, said: Heard['said']): boolean =>
  !isOnlyAsked(fit, said) && !isOnlyPlace(fit) && !fit.leftover.some(isFigure)

/** Talk, help and what no hub does. */
const isSureOfWords = ({ name, share, chance }: Candidate): boolean =>
  (share >= SURE && chance >= (SURE_OF_WORDS[name] ?? 1)) ||
  (share >= CERTAIN_WORDS.share && chance >= CERTAIN_WORDS.chance)

function isSureOfRead(fit: Fit, { share, chance }: Candidate, isAhead: boolean): boolean {
  if (!fit.isSaid && chance < HARDLY_SAID) return false
  if (fit.values.size === 0 && fit.cost > GUESSED.cost && chance < GUESSED.chance) return false
  return (isAhead || share >= SURE) && (fit.leftover.length === 0 || fit.cost <= READ_COST)
}

/** Whether it may be done, or put before somebody. */
export function isSure(
  [best, ...others]: readonly [Candidate, ...Candidate[]],
  said: Heard['said'],
): boolean {
  const { fit, share } = best
  if (!fit) return isSureOfWords(best)
  const isAhead = others.every((other) => share > AHEAD * other.share)
  const rival = rivalOf(best, others)
  if (isWrite(best)) return isToBeDone(fit, said) && isSureOfWrite(best, rival, isAhead)
  return isClear(best, rival, CERTAIN_READ) || isSureOfRead(fit, best, isAhead)
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
export const isLookUp = (all: readonly [Candidate, ...Candidate[]], said: Heard['said']): boolean =>
  all[0].fit?.act.entry.meta.effect === 'read' && isSure(all, said)
