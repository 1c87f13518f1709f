import { understandRequest } from '../request.ts'
import { isReading, stands } from '../stands.ts'
import type { Understood } from '../understood.ts'
import type { Outcome, World } from '../types.ts'
import { halvesOf } from './clauses.ts'
import type { Halves } from './clauses.ts'
import { joined } from './merged.ts'
import { secondOf } from './second.ts'

type Calls = Extract<Outcome, { kind: 'calls' }>

interface ByHand {
  /** The act of all of the message, which is done by hand. */
  path: string
  world: World
}

/** A change that is asked for by itself; what only looks something up may be told for its own sake. */
const isChange = (outcome: Outcome): outcome is Calls =>
  outcome.kind === 'calls' && !outcome.calls.some(isReading)

const isByHand = ({ outcome, best }: Understood, { path }: ByHand): boolean =>
  outcome.kind === 'byHand' && best?.name === path

/** It stands by itself, or names the row that it changes. */
const isAskedFor = (one: Understood): boolean =>
  isChange(one.outcome) && (stands(one) || one.outcome.calls.every(({ about }) => about !== null))

async function behindOf(halves: Halves, byHand: ByHand): Promise<Outcome | undefined> {
  const more = await besideByHand(halves.rest, byHand)
  if (more) return more
  const alone = await understandRequest(halves.rest, byHand.world)
  return isByHand(alone, byHand) ? alone.outcome : (await secondOf(halves, byHand.world))?.outcome
}

async function inHalves(halves: Halves, byHand: ByHand): Promise<Outcome | null> {
  const first = await understandRequest(halves.first, byHand.world)
  const isFirst = isByHand(first, byHand)
  if (!isFirst && !isAskedFor(first)) return null
  const behind = await behindOf(halves, byHand)
  if (!behind || !(isChange(behind) || (!isFirst && behind.kind === 'byHand'))) return null
  // What is done by hand is said behind what is put up.
  return isFirst ? joined(behind, first.outcome) : joined(first.outcome, behind)
}

/**
 * "Tick off the till rolls, then invite Kim": what is done by hand is said so, and what stands beside it behind a word that joins them is
 * done all the same. Null where nothing does.
 */
export async function besideByHand(text: string, byHand: ByHand): Promise<Outcome | null> {
  for (const halves of halvesOf(text)) {
    const outcome = halves.isWeak ? null : await inHalves(halves, byHand)
    if (outcome) return outcome
  }
  return null
}
