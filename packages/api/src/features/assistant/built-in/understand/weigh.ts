import { HELP, OUTSIDE, TALK } from '../ranking/own-sentences.ts'
import { needsText } from '../acts/needed-fields.ts'
import type { Fit } from '../acts/fit.ts'
import { isInFull } from '../acts/meaning.ts'
import type { Meant } from '../acts/meaning.ts'
import type { Said } from '../acts/said.ts'

/*
 * How much speaks for an act: a conditional logit over what is known of each. Its weights are those that make likeliest what 4,000
 * sentences of people meant (`testing/*.json`); each file was judged by weights of the others. The longer a message, the further it is
 * from any example, and the less that tells: what lies over it counts less, what the ranker heard counts more, and talk is short.
 */
const WEIGHTS = {
  /** What the ranker heard, as a logarithm. */
  chance: 0.66,
  chanceIfLonger: 0.37,
  isLikeliest: 0.62,
  /** How far the nearest example lies from what was said. */
  cost: -1.51,
  costIfLonger: 0.89,
  costOfText: -0.54,
  costByHand: 0.37,
  /** Talk, help, or what no hub does. */
  noAct: 1.48,
  noActIfLonger: -1.27,
  isGuide: 0.49,
  seeksText: -0.64,
  setsText: -1.43,
  hasUnknown: -1.48,
  namesWhole: 1.18,
  /** "New task: …": what leads to a text leads to it with a mark. */
  isMarked: 3.16,
  isSaid: 1.26,
  beginsAlike: 0.55,
  leftover: -0.17,
  /** The kind of row that "it" means was spoken of last; below 0 where it was another kind. */
  focus: 1.1,
  /** A change, where something is asked. */
  isAsked: -4.2,
  /** A look-up that takes the whole name of a row for a text, or for nothing. */
  passesOver: -3.2,
}

type Fact = keyof typeof WEIGHTS

/** What is known of an act by what was said. */
export type Facts = Partial<Record<Fact, number>>

const facts = Object.keys(WEIGHTS) as Fact[]

export const weigh = (known: Facts): number =>
  facts.reduce((sum, fact) => sum + WEIGHTS[fact] * (known[fact] ?? 0), 0)

/** What the ranker cannot tell from nothing. */
export const LEAST_CHANCE = 0.002
/** What is no act has no example to be laid over: it counts as one that fits fairly. */
const GUIDE_COST = 0.5
const OWN_COST: Readonly<Record<string, number>> = { [HELP]: 0, [TALK]: 0.3, [OUTSIDE]: 0.5 }
/** However much longer a message is, it counts as no longer than this. */
const LONGEST = 1.5

/** How much longer a message is than the usual one of seven words, as a logarithm. */
const longerBy = ({ tokens }: Said) => Math.min(LONGEST, Math.log(Math.max(1, tokens.length)) - 2)

/** What the ranker heard in a message. */
export interface Hearing {
  chance: number
  /** Nothing is likelier. */
  isLikeliest: boolean
}

const one = (holds: boolean): number => (holds ? 1 : 0)

function ofHearing({ chance, isLikeliest }: Hearing, cost: number, longer: number): Facts {
  const heard = Math.log(chance + LEAST_CHANCE)
  return {
    chance: heard,
    chanceIfLonger: heard * longer,
    isLikeliest: one(isLikeliest),
    cost,
    costIfLonger: cost * longer,
  }
}

/** Called by its whole name, or "both" of two. */
const isNamed = (meant: Meant): boolean => isInFull(meant) || (meant.kind === 'several' && meant.takesAll)

function ofValues({ act, values }: Fit): Facts {
  const all = [...values.values()]
  const hasText = act.fields.some(({ name, kind }) => kind === 'text' && values.has(name))
  const isRead = act.entry.meta.effect === 'read'
  return {
    seeksText: one(hasText && isRead),
    setsText: one(hasText && !isRead),
    hasUnknown: one(all.some(({ kind }) => kind === 'unknown')),
    namesWhole: one(all.some(isNamed)),
  }
}

/** What speaks for an act, by how its example lies over what was said. */
export function factsOfAct(fit: Fit, heard: Hearing, said: Said): Facts {
  const { act, cost, leftover, isSaid, isMarked, beginsAlike } = fit
  return {
    ...ofHearing(heard, cost, longerBy(said)),
    ...ofValues(fit),
    costOfText: needsText(act) ? cost : 0,
    costByHand: act.isOpen ? 0 : cost,
    isMarked: one(isMarked),
    isSaid: one(isSaid),
    beginsAlike: one(beginsAlike),
    leftover: leftover.length,
  }
}

interface NoAct {
  name: string
  isGuide: boolean
}

/** What speaks for talk, help, or what no hub does; a guide is asked for in a whole question, however short others are. */
export function factsOfNoAct({ name, isGuide }: NoAct, heard: Hearing, said: Said): Facts {
  const longer = longerBy(said)
  return {
    ...ofHearing(heard, isGuide ? GUIDE_COST : (OWN_COST[name] ?? 0), longer),
    isGuide: one(isGuide),
    noAct: one(!isGuide),
    noActIfLonger: isGuide ? 0 : longer,
  }
}
