import { HELP, OUTSIDE, TALK } from '../ranking/own-sentences.ts'
import { needsText } from '../acts/act-table.ts'
import type { Fit } from '../acts/fit.ts'
import { isInFull } from '../acts/meaning.ts'
import type { Meant } from '../acts/meaning.ts'
import type { Said } from '../acts/said.ts'

/*
 * How much speaks for an act: a conditional logit over what is known of each. Its weights are those that make likeliest what 4,000
 * sentences of people meant (`testing/*.json`); each file was judged by weights of the others. The longer a message, the further it is
 * from any example, and the less that tells: what lies over it counts less, what the ranker heard counts more, and talk is short.
 */
const CHANCE = { each: 0.63, longer: 0.2, likeliest: 0.51 }
const COST = { each: -1.51, longer: 0.89, ofText: -0.54, byHand: 0.37 }
const NO_ACT = { each: 1.4, longer: -2.02 }
const HAS = { soughtText: -0.64, setText: -1.43, unknown: -1.48, allNamed: 1.18 }
/** "New task: …": what leads to a text leads to it with a mark. */
const MARKED = 3.16
const IS_SAID = 1.26
const BEGINS_ALIKE = 0.55
const LEFTOVER = -0.17
/** However long a message is, an example far from it speaks for nothing. */
const LEAST_COST = -0.1
/** What the ranker cannot tell from nothing. */
export const LEAST_CHANCE = 0.002
/** What is no act has no example to be laid over: it counts as one that fits fairly. */
const GUIDE_COST = 0.5
const OWN_COST: Readonly<Record<string, number>> = { [HELP]: 0, [TALK]: 0.3, [OUTSIDE]: 0.5 }

/** How much longer a message is than the usual one of seven words, as a logarithm. */
const longer = ({ tokens }: Said) => Math.log(Math.max(1, tokens.length)) - 2

const weightIn = (said: Said, weight: { each: number; longer: number }) =>
  weight.each + weight.longer * longer(said)

/** What the ranker heard in a message. */
export interface Hearing {
  chance: number
  /** Nothing is likelier. */
  isLikeliest: boolean
}

const ofChance = ({ chance, isLikeliest }: Hearing, said: Said) =>
  weightIn(said, CHANCE) * Math.log(chance + LEAST_CHANCE) + (isLikeliest ? CHANCE.likeliest : 0)

const ofCost = (said: Said) => Math.min(LEAST_COST, weightIn(said, COST))

/** Called by its whole name, or "both" of two. */
const isNamed = (meant: Meant): boolean => isInFull(meant) || (meant.kind === 'several' && meant.takesAll)

function ofValues({ act, values }: Fit): number {
  const all = [...values.values()]
  const hasText = act.fields.some(({ name, kind }) => kind === 'text' && values.has(name))
  const ofText = act.entry.meta.effect === 'read' ? HAS.soughtText : HAS.setText
  return (
    (hasText ? ofText : 0) +
    (all.some(({ kind }) => kind === 'unknown') ? HAS.unknown : 0) +
    (all.some(isNamed) ? HAS.allNamed : 0)
  )
}

const isMarked = ({ text }: Fit, { tokens }: Said): boolean =>
  text !== null && tokens[text.from - 1]?.text === ':'

/** What speaks for an act, by how its example lies over what was said. */
export function weighAct(fit: Fit, heard: Hearing, said: Said): number {
  const { act, cost, leftover, isSaid, beginsAlike } = fit
  const perCost = ofCost(said) + (needsText(act) ? COST.ofText : 0) + (act.isOpen ? 0 : COST.byHand)
  return (
    ofChance(heard, said) +
    perCost * cost +
    ofValues(fit) +
    (isMarked(fit, said) ? MARKED : 0) +
    (isSaid ? IS_SAID : 0) +
    (beginsAlike ? BEGINS_ALIKE : 0) +
    LEFTOVER * leftover.length
  )
}

interface NoAct {
  name: string
  isGuide: boolean
}

/** What speaks for talk, help, or what no hub does; a guide is asked for in a whole question, however short others are. */
export const weighNoAct = ({ name, isGuide }: NoAct, heard: Hearing, said: Said): number =>
  ofChance(heard, said) +
  ofCost(said) * (isGuide ? GUIDE_COST : (OWN_COST[name] ?? 0)) +
  (isGuide ? NO_ACT.each : weightIn(said, NO_ACT))
