import { createHub, startWorker } from '@hub/api/server'
import { openDatabase } from '@hub/db'
import { benchHub } from '../bench-hub.ts'
import { modules } from '../../../packages/api/src/modules/index.ts'
import { pressModule } from '../../../packages/api/src/testing/press-module.ts'
import { serveParent } from '../child.ts'
import { idleSteps } from '../idle-steps.ts'
import { Begins, idleStarts, inFlight } from './flights.ts'
import type { JobRound } from './flights.ts'

/** A job that does nothing, asked for by a call through the whole chain, in organizations in turn. */

const [appUrl = '', systemUrl = '', places = '[]', queue = 'default'] = process.argv.slice(2)
const orgs: { orgId: string; userId: string }[] = JSON.parse(places)
const POOL = 32
const LOOK_MS = 50

const begins = new Begins()
const press = pressModule({
  queue: queue === 'interactive' ? queue : 'default',
  print: async () => begins.one(),
})
const db = openDatabase({
  appUrl,
  systemUrl,
  poolSize: POOL,
  systemPoolSize: POOL,
  onError: console.error,
})
const hub = createHub({
  db,
  ...benchHub,
  modules: [...modules, press],
})

function placeOf(n: number): { orgId: string; userId: string } {
  const place = orgs[n % orgs.length]
  if (!place) throw new Error('There is no organization.')
  return place
}

function call(n: number, path: string, input: object): Promise<unknown> {
  const { orgId, userId } = placeOf(n)
  return hub.catalog.call(path, input, {
    door: 'web',
    credential: { kind: 'person', userId },
    org: orgId,
    requestId: `bench-${n}`,
    ip: null,
    userAgent: null,
  })
}

const enqueue = (n: number): Promise<unknown> => call(n, 'modules.press.print', { sheets: n })

const countDone = async () =>
  Number(
    (
      await db.system
        .selectFrom('job')
        .select(({ fn }) => fn.countAll<string>().as('count'))
        .where('status', '=', 'done')
        .executeTakeFirstOrThrow()
    ).count,
  )

async function endToEnd(round: JobRound): Promise<number> {
  const worker = await startWorker(hub)
  const started = performance.now()
  await inFlight(round, enqueue)
  // The row says that it is done after the work is.
  while ((await countDone()) < round.times) await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  const rate = (round.times / (performance.now() - started)) * 1_000
  await worker.stop()
  return rate
}

async function idle(times: number): Promise<number[]> {
  const worker = await startWorker(hub)
  const waits = await idleStarts(times, { begins, ask: enqueue })
  await worker.stop()
  return waits
}

/** The moment is PostgreSQL's text of it. */
async function secondsOf(runId: string): Promise<number> {
  for (;;) {
    const run = await db
      .org(placeOf(0).orgId)
      .selectFrom('workflowRun')
      .select(['status', 'startedAt', 'finishedAt'])
      .where('id', '=', runId)
      .executeTakeFirstOrThrow()
    if (run.finishedAt !== null && run.startedAt !== null)
      return (Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1_000
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
}

/** Milliseconds of a step of a run that does nothing, one after the other. */
async function msOfStep(steps: number): Promise<number> {
  const worker = await startWorker(hub)
  const draft = { steps: idleSteps(steps) }
  const { id } = (await call(0, 'workflows.create', { name: 'Measured', draft })) as { id: string }
  await call(0, 'workflows.publish', { id })
  const run = (await call(0, 'workflows.runs.start', { id })) as { id: string }
  const seconds = await secondsOf(run.id)
  await worker.stop()
  return (seconds * 1_000) / steps
}

serveParent(null, { enqueue: (round: JobRound) => inFlight(round, enqueue), endToEnd, idle, msOfStep })
