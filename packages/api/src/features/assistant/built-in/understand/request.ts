import { request as stripped, tidy } from '../wording/normalize.ts'
import { isMask } from '../ranking/features.ts'
import { HELP, TALK } from '../ranking/own-sentences.ts'
import { readingInFull, readingOf } from './asked-of-row.ts'
import { asksWhatIs } from './speech/asks-what-is.ts'
import { candidatesFor } from './candidates.ts'
import type { Candidate, Heard } from './candidates.ts'
import { withoutHalfNamed } from './half-named.ts'
import { leftAlone } from './speech/left-alone.ts'
import { withLeftover } from './leftover.ts'
import { mayBeDone, notUnderstood, offerOf, withBeside } from './offered.ts'
import { aboutSomebody, pointsAt } from './dialogue/pronouns.ts'
import { resolve } from './resolve.ts'
import { stands } from './stands.ts'
import { heardAlone, isAllKnown, isLookUp, isSure } from './sure.ts'
import { pleasantry } from './speech/talk.ts'
import type { Outcome, World } from './types.ts'
import type { Understood } from './understood.ts'

/** What sounds this likely is offered, though nothing fits. */
const HEARD = 0.3
/** Below this score nothing was understood, whatever fits best. */
const LEAST = -2
/** A request that was learnt as this one is, whatever else is said beside it. */
const PLAIN = 0.7
/** An example that is said nearly word for word. */
const SHORT = { chance: 0.9, cost: -0.5 }

/** Nothing fits: what sounds like it is offered, and what may do so hardly is put beside that nothing was understood. */
function hardly(text: string, heard: Heard, { access }: World): Outcome {
  const isHeard = heard.candidates.some(({ fit, chance }) => fit && chance >= HEARD)
  return (isHeard && offerOf(text, heard)) || notUnderstood(text, heard.candidates, access)
}

async function outcomeOf({ fit, name, guide }: Candidate, heard: Heard, world: World): Promise<Outcome> {
  if (!fit) {
    if (guide) return { kind: 'help', guide }
    if (name === HELP) return { kind: 'help' }
    return name === TALK ? pleasantry : { kind: 'cannot' }
  }
  if (!fit.act.isOpen) return { kind: 'byHand', act: fit.act }
  if (world.access(fit.act.path) !== 'open') return { kind: 'forbidden', act: fit.act }
  return withLeftover(
    { fit, text: heard.said.text },
    await resolve({ ...fit, said: heard.said.text }, world),
    world,
  )
}

/** "R-112: 25 euros": a row by its number, and a value for it. */
const setsValue = ({ said, candidates: [best] }: Heard): boolean =>
  said.labels.length > 0 && best?.fit != null && best.fit.values.size > 1 && isAllKnown(best.fit)

/** "P&L for October": what it is called has no word of two letters. */
const isShort = ({ candidates: [best] }: Heard): boolean =>
  best?.fit != null && best.chance >= SHORT.chance && best.fit.cost < SHORT.cost

/** Names, numbers and words that no example has: there is no request in them. */
const saysNothing = (heard: Heard, { ranker }: World): boolean =>
  [heard.words, ranker.normal(heard.words)].some((all) =>
    all.every((word) => isMask(word) || !/\p{L}{2}/u.test(word)),
  ) && !isShort(heard)

/** What was asked for last is taken back by that, if it still waits. */
const forbidden = ({ name }: Candidate, { memory }: World): Outcome => ({
  kind: memory.last?.path === name ? 'dropped' : 'talk',
  text: 'All right, I leave that alone.',
})

const isReadToItsEnd = ({ fit }: Candidate): boolean =>
  fit?.act.entry.meta.effect === 'read' && fit.leftover.length === 0

/** A question that sounds like no look-up, or like one that leaves out what it names, is answered by the row it names. */
async function askedOfRow(
  text: string,
  { said, candidates }: Heard,
  world: World,
): Promise<Understood | null> {
  const [best] = candidates
  if (!best || !asksWhatIs(said) || isReadToItsEnd(best)) return null
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
  const [best, ...others] = heard.candidates
  const isHeard = best.score >= LEAST || best.chance >= PLAIN
  if (isHeard && best.fit?.isAgainst === true) return { outcome: forbidden(best, world), best, heard }
  if (isHeard && isSure(heard.candidates, heard.said))
    return { outcome: withBeside(await outcomeOf(best, heard, world), { text, others }, world), best, heard }
  const path = await readingInFull(heard, world)
  if (path !== null) return understandRequest(text, world, [path])
  const alone = heardAlone(heard.candidates)
  if (alone) return { outcome: await outcomeOf(alone, heard, world), best: alone, heard }
  if (!isHeard) return { outcome: hardly(text, heard, world), best: null, heard }
  const offer = mayBeDone(offerOf(text, heard), world)
  return { outcome: offer ?? (await outcomeOf(best, heard, world)), best, heard }
}

async function asSaid(text: string, world: World, only?: readonly string[]): Promise<Understood> {
  const plain = stripped(tidy(text)).text
  const all = await candidatesFor(plain, world, only)
  const heard = only ? all : await withoutHalfNamed(all, world)
  const [best, ...others] = heard.candidates
  if (!best || (!only && saysNothing(heard, world) && !setsValue(heard)))
    return { outcome: { kind: 'cannot' }, best: null, heard }
  if (only) return { outcome: await outcomeOf(best, heard, world), best, heard }
  const path = heard === all ? null : await readingInFull(heard, world)
  if (path !== null) return understandRequest(text, world, [path])
  const other = await otherThanAsked(plain, heard, world)
  if (other) return other
  return likeliest(plain, { ...heard, candidates: [best, ...others] }, world)
}

/** What one request means. With `only`, as one of these acts. */
export async function understandRequest(
  text: string,
  world: World,
  only?: readonly string[],
): Promise<Understood> {
  const plain = await asSaid(text, world, only)
  if (only || (stands(plain) && pointsAt(plain))) return plain
  return (await aboutSomebody(text, world, (named) => asSaid(named, world))) ?? plain
}
