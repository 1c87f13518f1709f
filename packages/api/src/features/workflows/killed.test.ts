import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { killedHub, task, TASK_MICRO, tickLater } from './testing.ts'

const killed = killedHub()

const RUNS = 60
const KILLS = 8
/** Of each run: one before it waits, and three after. */
const TASKS = 4

test('killed workers lose no run, make nothing twice and charge nothing twice (WF-3)', async () => {
  const { hub, org, workers } = killed
  const id = await killed.published({
    steps: [
      task('first', 'first of {{ run.number }}'),
      { id: 'pause', type: 'delay', title: 'Pause', for: { amount: 1, unit: 'seconds' } },
      { id: 'each', type: 'for_each', title: 'Each', items: '[1, 2]', as: 'part', atOnce: 2 },
      task('inner', 'part {{ part }} of {{ run.number }}', { parent: 'each', branch: 'each' }),
      task('last', 'last of {{ run.number }}'),
    ],
  })
  for (let run = 0; run < RUNS; run += 1) await org.api.workflows.runs.start({ id })

  let alive = [await workers.start(hub), await workers.start(hub)]
  for (let kill = 0; kill < KILLS; kill += 1) {
    await sleep(400)
    await tickLater(hub)
    const [oldest, ...others] = alive
    if (oldest) await workers.end(oldest, 'SIGKILL')
    alive = [...others, await workers.start(hub)]
  }
  await killed.until(async () => expect(await killed.counts()).toEqual({ done: RUNS }))
  const made = await killed.titles()
  expect(made).toHaveLength(RUNS * TASKS)
  expect(new Set(made).size).toBe(made.length)
  expect(await killed.spent()).toBe(made.length * TASK_MICRO)
}, 240_000)

test('a worker that was only asleep writes nothing after another has taken over', async () => {
  const { hub, org, workers } = killed
  const id = await killed.published({
    steps: Array.from({ length: 30 }, (_, step) => task(`s${step}`, `step ${step}`)),
  })
  const frozen = await workers.start(hub)
  const { id: runId } = await org.api.workflows.runs.start({ id })
  await vi.waitFor(
    async () => expect((await org.api.workflows.runs.get({ id: runId })).steps.length).toBeGreaterThan(2),
    { timeout: 20_000, interval: 10 },
  )
  frozen.kill('SIGSTOP')
  await workers.start(hub)
  // It may have fallen asleep in the middle of a call, which is waited for.
  await killed.until(async () => expect(await killed.counts()).toEqual({ done: 1 }))
  frozen.kill('SIGCONT')
  await sleep(1_500)
  expect(await killed.counts()).toEqual({ done: 1 })
  expect(await killed.titles()).toHaveLength(30)
})
