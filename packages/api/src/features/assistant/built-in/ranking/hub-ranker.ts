import { createHash } from 'node:crypto'
import type { Hub } from '../../../../platform/hub.ts'
import { makingTable } from '../acts/act-table.ts'
import type { AskedAct } from '../acts/act-table.ts'
import { maskedWords } from '../acts/masked-words.ts'
import { readSaid } from '../acts/said.ts'
import type { Around } from '../acts/said.ts'
import { finished, inSlices } from '../slices.ts'
import { ownSentences } from './own-sentences.ts'
import { learning } from './ranker.ts'
import type { RankedAct, Ranked, Ranker } from './ranker.ts'
import { textsFrom, sentencesFor } from './sentences.ts'

type Teaching = Pick<Hub, 'catalog' | 'phrases'>

/** What is done by hand and nobody says how it is asked for is nothing to learn from. */
const isAskedFor = ({ isOpen, templates }: AskedAct) => isOpen || templates.length > 0

/** All that learning takes, step by step. */
export function* learningOf(hub: Teaching): Generator<void, Ranker> {
  const acts = (yield* makingTable(hub)).acts.filter(isAskedFor)
  const texts = yield* textsFrom(acts)
  const ranked: RankedAct[] = []
  for (const act of acts) {
    ranked.push(yield* sentencesFor(act, texts))
  }
  return yield* learning([...ranked, ...ownSentences])
}

/** Changes with everything that is learnt from. */
function fingerprintOf({ catalog, phrases }: Teaching): string {
  const asked = catalog.entries.map(({ path, type, meta, inputJson }) => ({ path, type, meta, inputJson }))
  return createHash('sha256')
    .update(JSON.stringify([asked, [...phrases]]))
    .digest('base64')
}

interface Learnt {
  ranker: Promise<Ranker>
  /** The same, once it has learnt. */
  made?: Ranker
}

/** A hub and one of other acts beside it, as tests and tools have them, learn once each. */
const KEPT = 2
/** By all that they were learnt from, so that none can be older than that; the one asked last at the end. */
const learnt = new Map<string, Learnt>()
const known = new WeakMap<Hub['catalog'], Learnt>()

function learntOf(hub: Teaching, learn: () => Learnt): Learnt {
  const before = known.get(hub.catalog)
  if (before) return before
  const from = fingerprintOf(hub)
  const found = learnt.get(from) ?? learn()
  learnt.delete(from)
  learnt.set(from, found)
  for (const oldest of [...learnt.keys()].slice(0, -KEPT)) learnt.delete(oldest)
  known.set(hub.catalog, found)
  return found
}

/**
 * The ranker of a hub, learnt from what its acts declare when the hub starts or is first asked; whoever asks before it has
 * learnt waits. A second hub of the same acts in one process need not learn again.
 */
export function rankerOf(hub: Teaching): Promise<Ranker> {
  return learntOf(hub, () => {
    const learning: Learnt = { ranker: inSlices(learningOf(hub)) }
    learning.ranker.then(
      (made) => (learning.made = made),
      () => undefined, // Whoever waits for it hears why.
    )
    return learning
  }).ranker
}

/** The same at once, for what is read and never served. */
export function rankerNow(hub: Teaching): Ranker {
  const found = learntOf(hub, () => {
    const made = finished(learningOf(hub))
    return { ranker: Promise.resolve(made), made }
  })
  found.made ??= finished(learningOf(hub))
  return found.made
}

/** Which acts a text asks for, likeliest first: paths of the catalog, with their chances. */
export function rank(ranker: Ranker, text: string, around: Around): Ranked[] {
  return ranker.rank(maskedWords(readSaid(text, around))).filter(({ name }) => !name.startsWith('#'))
}
