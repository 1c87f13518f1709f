import { afterAll, beforeAll, expect, test } from 'vitest'
import { productModules, startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { stopAnswers } from '../run.ts'
import { actTable } from './acts/act-table.ts'
import { rankerNow, rankerOf } from './ranking/hub-ranker.ts'
import { NOW } from './testing/firm.ts'
import { withActs } from './testing/many-acts.ts'
import { openRoastery, roasteryNames } from './testing/roastery.ts'
import { sentencesIn, worldOf } from './testing/score.ts'
import type { Place } from './testing/score.ts'
import { understand } from './understand/understand.ts'
import { workshop } from './testing/workshop/module.ts'

const ACTS = 400
const PERCENTILE = 0.95
/** Three times the aim of 20 ms, which a quiet machine keeps: here every line is counted as it runs. */
const MOST_MS = 60

const SLOW_MS = 30

let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ now: () => NOW, modules: [...productModules, workshop] })
}, 120_000)
afterAll(async () => {
  await stopAnswers(hub.hub)
  await hub.stop()
})

/** So many of the sentences are enough to tell how long the slow ones take. */
const EVERY = 3

/** Processor time of this thread in milliseconds: so long nobody else has their turn, whatever other processes do. */
const spent = () => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

test(`one of ${ACTS} acts is understood within ${MOST_MS} ms`, async () => {
  const taught = withActs(hub.hub, 'modules.workshop.', ACTS)
  const [table, ranker] = [actTable(taught), rankerNow(taught)]
  expect(table.acts.length).toBeGreaterThanOrEqual(ACTS * 0.95)
  const place: Place = { hub, open: () => openRoastery(hub), names: (firm) => roasteryNames(hub, firm) }
  const firm = await place.open()
  // The hub learns beside everything else; only understanding is timed.
  await rankerOf(hub.hub)
  const alone = sentencesIn('build').filter(({ after }) => after === undefined)
  const sentences = alone.filter((_, at) => at % EVERY === 0)
  const timed = async (sentence: (typeof sentences)[number]) => {
    const world = { ...(await worldOf(place, firm, sentence)), table, ranker }
    const before = spent()
    await understand(sentence.say, world)
    return spent() - before
  }
  const times: number[] = []
  for (const sentence of sentences) {
    const first = await timed(sentence)
    // What is slow is looked at once more: a neighbor on the same core makes it slow now and then, a slow engine always.
    times.push(first > SLOW_MS ? Math.min(first, await timed(sentence)) : first)
  }
  const sorted = times.toSorted((a, b) => a - b)
  const most = sorted[Math.floor(sorted.length * PERCENTILE)] ?? Number.POSITIVE_INFINITY
  process.stdout.write(`${sentences.length} sentences, ${ACTS} acts: p95 ${most.toFixed(1)} ms\n`)
  expect(most).toBeLessThan(MOST_MS)
}, 300_000)
