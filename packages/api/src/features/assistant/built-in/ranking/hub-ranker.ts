import type { Hub } from '../../../../platform/hub.ts'
import { actTable } from '../acts/act-table.ts'
import type { AskedAct } from '../acts/act-table.ts'
import { maskedWords, readSaid } from '../acts/said.ts'
import type { Around } from '../acts/said.ts'
import { ownSentences } from './own-sentences.ts'
import { Ranker } from './ranker.ts'
import type { Ranked } from './ranker.ts'
import { borrowedFrom, sentencesFor } from './sentences.ts'

/** What is done by hand and nobody says how it is asked for is nothing to learn from. */
const isAskedFor = ({ isOpen, templates }: AskedAct) => isOpen || templates.length > 0

const kept = new WeakMap<Hub['catalog'], Ranker>()

/**
 * The ranker of a hub, learnt from what its acts declare the first time it is asked. It belongs to the catalog in memory
 * and to nothing else, so it cannot be older than what it was learnt from.
 */
export function rankerOf(hub: Pick<Hub, 'catalog' | 'phrases'>): Ranker {
  const known = kept.get(hub.catalog)
  if (known) return known
  const acts = actTable(hub).acts.filter(isAskedFor)
  const borrowed = borrowedFrom(acts)
  const made = new Ranker([...acts.map((act) => sentencesFor(act, borrowed)), ...ownSentences])
  kept.set(hub.catalog, made)
  return made
}

/** Which acts a text asks for, likeliest first: paths of the catalog, with their chances. */
export function rank(hub: Pick<Hub, 'catalog' | 'phrases'>, text: string, around: Around): Ranked[] {
  return rankerOf(hub)
    .rank(maskedWords(readSaid(text, around)))
    .filter(({ name }) => !name.startsWith('#'))
}
