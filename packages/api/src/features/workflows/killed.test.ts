import { setTimeout as sleep } from 'node:timers/promises'
import { asSuperuser } from '@hub/db/testing'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { MICRO } from '../../shared/micro.ts'
import { giveCredits, startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import { WorkerProcesses } from '../../testing/worker-process.ts'
import { task, tickLater } from './testing.ts'

let hub: TestHub
let org: TestOrg
const workers = new WorkerProcesses()

beforeEach(async () => {
  hub = await startHub()
  org = await hub.newOrg()
  await giveCredits(hub, org.orgId, { micro: 1_000 * MICRO })
})
afterEach(async () => {
  await workers.killAll()
  await hub.stop()
})

const startOne = () => workers.start(hub)

const counts = async () => {
  const rows = await asSuperuser<{ status: string; count: number }>(
    hub.database,
    'select status, count(*)::int as count from app.workflow_run group by status',
  )
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]))
}

const errors = async () =>
  (
    await asSuperuser<{ error: unknown }>(
      hub.database,
      'select error from app.workflow_run where error is not null',
    )
  )
    .map(({ error }) => JSON.stringify(error))
    .join(' ')

const RUNS = 60
const KILLS = 8
/** Of each run: one before it waits, and three after. */
const TASKS = 4

test('killed workers lose no run, make nothing twice and charge nothing twice (WF-3)', async () => {
  const { id } = await org.api.workflows.create({
    name: 'Chaos',
    draft: {
      steps: [
        task('first', 'first of {{ run.number }}'),
        { id: 'pause', type: 'delay', title: 'Pause', for: { amount: 1, unit: 'seconds' } },
        { id: 'each', type: 'for_each', title: 'Each', items: '[1, 2]', as: 'part', atOnce: 2 },
        task('inner', 'part {{ part }} of {{ run.number }}', { parent: 'each', branch: 'each' }),
        task('last', 'last of {{ run.number }}'),
      ],
    },
  })
  await org.api.workflows.publish({ id })
  await org.api.workflows.update({ id, atOnce: 40 })
  for (let run = 0; run < RUNS; run += 1) await org.api.workflows.runs.start({ id })

  let alive = [await startOne(), await startOne()]
  for (let kill = 0; kill < KILLS; kill += 1) {
    await sleep(400)
    await tickLater(hub)
    const [oldest, ...others] = alive
    if (oldest) await workers.end(oldest, 'SIGKILL')
    alive = [...others, await startOne()]
  }
  await vi.waitFor(
    async () => {
      await tickLater(hub)
      expect(await counts(), await errors()).toEqual({ done: RUNS })
    },
    { timeout: 150_000, interval: 500 },
  )
  const [made] = await asSuperuser<{ tasks: number; titles: number }>(
    hub.database,
    'select count(*)::int as tasks, count(distinct title)::int as titles from app.ops_task',
  )
  expect(made).toEqual({ tasks: RUNS * TASKS, titles: RUNS * TASKS })
  const [charged] = await asSuperuser<{ spent: number }>(
    hub.database,
    `select coalesce(sum(-d_available - d_held), 0)::int as spent from app.credit_entry where kind in ('hold', 'release', 'charge')`,
  )
  expect(charged?.spent).toBe((RUNS * TASKS * MICRO) / 20)
}, 240_000)

test('a worker that was only asleep writes nothing after another has taken over', async () => {
  const { id } = await org.api.workflows.create({
    name: 'Asleep',
    draft: { steps: Array.from({ length: 30 }, (_, step) => task(`s${step}`, `step ${step}`)) },
  })
  await org.api.workflows.publish({ id })
  const frozen = await startOne()
  const { id: runId } = await org.api.workflows.runs.start({ id })
  await vi.waitFor(
    async () => expect((await org.api.workflows.runs.get({ id: runId })).steps.length).toBeGreaterThan(2),
    {
      timeout: 20_000,
      interval: 10,
    },
  )
  frozen.kill('SIGSTOP')
  await startOne()
  await vi.waitFor(
    async () => {
      // It may have fallen asleep in the middle of a call, which is waited for.
      await tickLater(hub)
      expect(await counts()).toEqual({ done: 1 })
    },
    { timeout: 90_000, interval: 200 },
  )
  frozen.kill('SIGCONT')
  await sleep(1_500)
  expect(await counts()).toEqual({ done: 1 })
  const { items } = await org.api.modules.ops.tasks.list({ limit: 100 })
  expect(items).toHaveLength(30)
}, 120_000)
