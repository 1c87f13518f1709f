import { createHash } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import type { Hub } from '../../../../platform/hub.ts'
import { makingTable } from '../acts/act-table.ts'
import { maskedWords } from '../acts/masked-words.ts'
import { readSaid } from '../acts/said.ts'
import type { Around } from '../acts/said.ts'
import { inSlices } from '../../../../platform/limits/slices.ts'
import type { Learnt } from './learning.ts'
import { lessonsOf } from './lessons.ts'
import { Ranker } from './ranker.ts'
import type { Ranked } from './ranker.ts'

type Teaching = Pick<Hub, 'catalog' | 'phrases' | 'guides'>

const LEARNER = new URL('./learner.ts', import.meta.url)

/** Changes with everything that is learnt from. */
function fingerprintOf({ catalog, phrases, guides }: Teaching): string {
  const asked = catalog.entries.map(({ path, type, meta, inputJson }) => ({ path, type, meta, inputJson }))
  return createHash('sha256')
    .update(JSON.stringify([asked, [...phrases], [...guides]]))
    .digest('base64')
}

interface Known {
  ranker: Promise<Ranker>
  /** Whoever waited heard why; the next one has it tried again. */
  hasFailed?: boolean
}

/** A hub and one of other acts beside it, as tests and tools have them, learn once each. */
const KEPT = 2
/** By all that they were learnt from, so that none can be older than that; the one asked last at the end. */
const learnt = new Map<string, Known>()
const known = new WeakMap<Hub['catalog'], Known>()

function knownOf(hub: Teaching, learn: () => Known): Known {
  const before = known.get(hub.catalog)
  if (before && !before.hasFailed) return before
  const from = fingerprintOf(hub)
  const same = learnt.get(from)
  const found = same && !same.hasFailed ? same : learn()
  learnt.delete(from)
  learnt.set(from, found)
  for (const oldest of [...learnt.keys()].slice(0, -KEPT)) learnt.delete(oldest)
  known.set(hub.catalog, found)
  return found
}

/**
 * In a thread of its own: it holds up nobody's call, and the garbage of learning, several times what is kept, goes with the
 * thread.
 */
async function learnAside(hub: Teaching): Promise<Ranker> {
  const { acts } = await inSlices(makingTable(hub))
  const { promise, resolve, reject } = Promise.withResolvers<Ranker>()
  const thread = new Worker(LEARNER, { workerData: lessonsOf({ acts, guides: hub.guides }) })
  thread.once('message', (message: Learnt) => resolve(new Ranker(message)))
  thread.once('error', reject)
  thread.once('exit', (code) => reject(new Error(`Learning ended too early, with code ${code}.`)))
  return promise
}

/**
 * The ranker of a hub, learnt from what its acts declare when the hub starts or is first asked; whoever asks before it has
 * learnt waits. A second hub of the same acts in one process need not learn again.
 */
export function rankerOf(hub: Teaching): Promise<Ranker> {
  return knownOf(hub, () => {
    const learning: Known = { ranker: learnAside(hub) }
    learning.ranker.catch(() => (learning.hasFailed = true))
    return learning
  }).ranker
}

/** Which acts a text asks for, likeliest first: paths of the catalog, with their chances. */
export function rank(ranker: Ranker, text: string, around: Around): Ranked[] {
  return ranker.rank(maskedWords(readSaid(text, around))).filter(({ name }) => !name.startsWith('#'))
}
