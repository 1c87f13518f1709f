import { DBOS, DBOSClient } from '@dbos-inc/dbos-sdk'
import { serveParent } from '../child.ts'
import { Begins, Ends, idleStarts, inFlight } from './flights.ts'
import type { JobRound } from './flights.ts'

/*
 * The engine by itself, at the settings that were its quickest: what it has under way is not held back, and it looks each
 * 20 ms. Its workflow does nothing.
 */

const [adminUrl = ''] = process.argv.slice(2)
const SCHEMA = 'raw_dbos'
const QUEUE = 'raw'
const POLL_MS = 20
const AT_ONCE = 200
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: console.error }

const ends = new Ends()
const begins = new Begins()
async function nothing(_n: number): Promise<void> {
  begins.one()
  ends.one()
}
async function chain(steps: number): Promise<void> {
  for (let step = 0; step < steps; step += 1)
    await DBOS.runStep(() => Promise.resolve(step), { name: `step ${step}` })
}
DBOS.registerWorkflow(nothing, { name: 'nothing' })
const startChain = DBOS.registerWorkflow(chain, { name: 'chain' })
DBOS.setConfig({
  name: 'raw',
  systemDatabaseUrl: adminUrl,
  systemDatabaseSchemaName: SCHEMA,
  applicationVersion: '1',
  executorID: 'raw',
  logger: silent,
})

async function begin(): Promise<void> {
  await DBOS.launch()
  await DBOS.registerQueue(QUEUE, {
    workerConcurrency: AT_ONCE,
    minPollingIntervalMs: POLL_MS,
    onConflict: 'always_update',
  })
}
// Makes its tables.
await begin()
await DBOS.shutdown()
const client = await DBOSClient.create({
  systemDatabaseUrl: adminUrl,
  systemDatabaseSchemaName: SCHEMA,
  applicationName: 'raw',
  logger: silent,
})
const enqueue = (n: number) => client.enqueue({ workflowName: 'nothing', queueName: QUEUE }, n)

async function endToEnd(round: JobRound): Promise<number> {
  await begin()
  const all = ends.expect(round.times)
  const started = performance.now()
  await inFlight(round, enqueue)
  await all
  const rate = (round.times / (performance.now() - started)) * 1_000
  await DBOS.shutdown()
  return rate
}

async function idle(times: number): Promise<number[]> {
  await begin()
  const waits = await idleStarts(times, { begins, ask: enqueue })
  await DBOS.shutdown()
  return waits
}

async function msOfStep(steps: number): Promise<number> {
  await begin()
  const started = performance.now()
  await startChain(steps)
  const ms = performance.now() - started
  await DBOS.shutdown()
  return ms / steps
}

serveParent(null, { enqueue: (round: JobRound) => inFlight(round, enqueue), endToEnd, idle, msOfStep })
