import { createHash } from 'node:crypto'
import type { Hub } from '../../../../platform/hub.ts'
import { makingTable } from '../acts/act-table.ts'
import type { AskedAct } from '../acts/act-table.ts'
import { maskedWords, readSaid } from '../acts/said.ts'
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

const kept = new WeakMap<Hub['catalog'], Promise<Ranker>>()
let newest: { of: string; ranker: Promise<Ranker> } | null = null

/**
 * The ranker of a hub, learnt from what its acts declare when the hub starts or is first asked; whoever asks before it has
 * learnt waits. It is found by the catalog in memory, or by all that it was learnt from, so it cannot be older than that: a
 * second hub of the same acts in one process need not learn again.
 */
export function rankerOf(hub: Teaching): Promise<Ranker> {
  const known = kept.get(hub.catalog)
  if (known) return known
  const of = fingerprintOf(hub)
  const ranker = newest?.of === of ? newest.ranker : inSlices(learningOf(hub))
  newest = { of, ranker }
  kept.set(hub.catalog, ranker)
  return ranker
}

const keptNow = new WeakMap<Hub['catalog'], Ranker>()

/** The same at once, for what is read and never served. */
export function rankerNow(hub: Teaching): Ranker {
  const made = keptNow.get(hub.catalog) ?? finished(learningOf(hub))
  keptNow.set(hub.catalog, made)
  return made
}

/** Which acts a text asks for, likeliest first: paths of the catalog, with their chances. */
export function rank(ranker: Ranker, text: string, around: Around): Ranked[] {
  return ranker.rank(maskedWords(readSaid(text, around))).filter(({ name }) => !name.startsWith('#'))
}
