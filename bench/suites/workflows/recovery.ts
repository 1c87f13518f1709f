import { once } from 'node:events'
import { LEASE_MS } from '../../../packages/api/src/platform/durable/worker.ts'
import { callRest } from '../../faults/clients.ts'
import { idleSteps } from '../idle-steps.ts'
import type { Figure } from '../suite.ts'
import { call, publish, until } from './bench.ts'
import type { Bench } from './bench.ts'

const LEASE_SECONDS = LEASE_MS / 1_000
/** More than one process takes at once, so that each has some. */
const RUNS = 120
const STEPS = 60

/** How long the runs of a worker that is killed stand still, until others go on with them. */
export async function recovery(bench: Bench): Promise<Figure[]> {
  const { owner, world, databaseUrl } = bench
  const id = await publish(owner, { steps: idleSteps(STEPS) })
  await callRest(owner, { path: 'workflows/update', body: { id, atOnce: 100 } })
  const worker = await world.hub.startWorker(databaseUrl)
  const gone = once(worker, 'exit')
  try {
    await Promise.all(Array.from({ length: RUNS }, () => call(owner, 'workflows/runs/start', { id })))
    await until<{ workers: number }>(
      bench,
      `select count(distinct executor_id)::int as workers from hub_dbos.workflow_status where status = 'PENDING'`,
      { isThere: ({ workers }) => workers > 1 },
    )
  } finally {
    worker.kill('SIGKILL')
    await gone
  }
  const { still } = await until<{ runs: number; still: number }>(
    bench,
    `select count(distinct run_id)::int as runs, max(gap)::float8 as still from (
       select s.run_id, extract(epoch from s.finished_at - lag(s.finished_at) over (partition by s.run_id order by s.finished_at)) as gap
       from workflow_step_run s join workflow_run r on r.id = s.run_id where r.workflow_id = $1 and r.status = 'done') gaps`,
    { isThere: ({ runs }) => runs === RUNS, values: [id] },
  )
  return [
    {
      what: 'a worker is killed: its runs stand still for at most',
      value: still,
      unit: 's',
      budget: { atMost: LEASE_SECONDS + 2 },
      note: `${RUNS} runs, all ended; without a sign for ${LEASE_SECONDS} s a worker counts as gone`,
    },
  ]
}
