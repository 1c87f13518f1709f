import { afterAll, beforeAll, expect, test } from 'vitest'
import { productModules, startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { processorTime } from '../../../testing/processor-time.ts'
import { stopAnswers } from '../run.ts'
import { actTable } from './acts/act-table.ts'
import { rankerOf } from './ranking/hub-ranker.ts'
import { NOW } from './testing/firm.ts'
import { withActs } from './testing/many-acts.ts'
import { openRoastery, roasteryNames } from './testing/roastery.ts'
import { sentencesIn, worldOf } from './testing/score.ts'
import type { Place } from './testing/score.ts'
import { understand } from './understand/understand.ts'
import { workshop } from './testing/workshop/module.ts'

const ACTS = 400
const PERCENTILE = 0.95
/**
 * The aim is 20 ms on a quiet machine. Machines differ by more than twice from hour to hour, so it is held against plain work of the
 * same kind, done between the sentences: 1.1 to 2.2 times that was measured on 2026-11-30.
 */
const MOST = 3
const BETWEEN = 10

const SLOW_MS = 30

let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ now: () => NOW, modules: [...productModules, workshop] })
})
afterAll(async () => {
  await stopAnswers(hub.hub)
  await hub.stop()
})

/** So many of the sentences are enough to tell how long the slow ones take. */
const EVERY = 6
const ROUNDS = 20

/** Words of many sentences put into a table and in order: strings, maps and short-lived arrays, as the engine has them. */
function plainWork(sentences: readonly string[]): number {
  const before = processorTime()
  const seen = new Map<string, number>()
  for (let round = 0; round < ROUNDS; round += 1)
    for (const sentence of sentences)
      for (const word of sentence.toLowerCase().split(/\W+/)) seen.set(word, (seen.get(word) ?? 0) + 1)
  const most = [...seen].toSorted((a, b) => b[1] - a[1])[0]
  return most ? processorTime() - before : Number.NaN
}

test(`one of ${ACTS} acts is understood within ${MOST} times plain work`, async () => {
  const taught = { ...withActs(hub.hub, 'modules.workshop.', ACTS), guides: hub.hub.guides }
  const [table, ranker] = [actTable(taught), await rankerOf(taught)]
  expect(table.acts.length).toBeGreaterThanOrEqual(ACTS * 0.95)
  const place: Place = { hub, open: () => openRoastery(hub), names: (firm) => roasteryNames(hub, firm) }
  const firm = await place.open()
  // The hub learns beside everything else; only understanding is timed.
  await rankerOf(hub.hub)
  const alone = sentencesIn('build').filter(({ after }) => after === undefined)
  const sentences = alone.filter((_, at) => at % EVERY === 0)
  const said = alone.map(({ say }) => say)
  const timed = async (sentence: (typeof sentences)[number]) => {
    const world = { ...(await worldOf(place, firm, sentence)), table, ranker }
    const before = processorTime()
    await understand(sentence.say, world)
    return processorTime() - before
  }
  const times: number[] = []
  const bare: number[] = []
  for (const [at, sentence] of sentences.entries()) {
    if (at % BETWEEN === 0) bare.push(plainWork(said))
    const first = await timed(sentence)
    // What is slow is looked at once more: a neighbor on the same core makes it slow now and then, a slow engine always.
    times.push(first > SLOW_MS ? Math.min(first, await timed(sentence)) : first)
  }
  const usual = bare.toSorted((a, b) => a - b)[Math.floor(bare.length / 2)] ?? Number.NaN
  const sorted = times.toSorted((a, b) => a - b)
  const most = sorted[Math.floor(sorted.length * PERCENTILE)] ?? Number.POSITIVE_INFINITY
  process.stdout.write(
    `${sentences.length} sentences, ${ACTS} acts: p95 ${most.toFixed(1)} ms, plain work ${usual.toFixed(1)} ms\n`,
  )
  expect(most / usual).toBeLessThan(MOST)
}, 300_000)
