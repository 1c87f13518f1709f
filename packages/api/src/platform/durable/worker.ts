import { randomUUID } from 'node:crypto'
import { DBOS } from '@dbos-inc/dbos-sdk'
import { ENGINE_SCHEMA } from '@hub/db'
import type { Database } from '@hub/db'
import type { Logger } from 'pino'
import type { Bus } from '../events/bus.ts'
import { engineLog } from './engine-log.ts'
import { keepLease } from './leases.ts'
import { IDLE_POLL_MS, createPump } from './pump.ts'
import type { Pump } from './pump.ts'
import {
  ENGINE_APPLICATION,
  ENGINE_PROTOCOL,
  NO_ADDRESS,
  RUN,
  atOnce,
  engineQueue,
  queueNames,
} from './queues.ts'

/** Does what a run is for; it has to bear being begun again where its process died. Rejects only where that should be repeated. */
export type Runner = (orgId: string, runId: string) => Promise<void>

export interface DurableWorker {
  /** Takes no more work, gives what is under way its time, and leaves the rest to others. */
  stop(): Promise<void>
}

export interface WorkerOptions {
  db: Database
  bus: Bus
  log: Logger
  run: Runner
  /** Default 15 s. */
  leaseMs?: number
  /** A run whose process dies each time is left alone after so many more tries. Default 8; the first worker of a process decides. */
  recoveries?: number
  /** Default that of this release; another one stands for another release. */
  protocol?: string
}

/** Without a sign for so long a process counts as gone. */
export const LEASE_MS = 15_000
const STOP_MS = 8_000
const NEVER_MS = 24 * 3_600_000
/** Few enough to end a crash loop within minutes, more than a run without fault meets while servers die for other reasons. */
const MOST_RECOVERIES = 8

/** The engine is one for each process, and knows its runs by functions that are named once. */
let running: { run: Runner; pump: Pump } | null = null
let isNamed = false

async function runNamed(orgId: string, runId: string): Promise<void> {
  if (!running) throw new Error('No worker runs in this process.')
  const { run, pump } = running
  pump.begun()
  try {
    await run(orgId, runId)
  } finally {
    pump.ended()
  }
}

function nameOnce(recoveries: number): void {
  if (!isNamed) DBOS.registerWorkflow(runNamed, { name: RUN, maxRecoveryAttempts: recoveries })
  isNamed = true
}

async function launch(
  { db, log, protocol, recoveries = MOST_RECOVERIES }: WorkerOptions & { protocol: string },
  worker: string,
) {
  nameOnce(recoveries)
  DBOS.setConfig({
    name: ENGINE_APPLICATION,
    systemDatabaseUrl: NO_ADDRESS,
    systemDatabasePool: db.enginePool(),
    systemDatabaseSchemaName: ENGINE_SCHEMA,
    applicationVersion: protocol,
    executorID: worker,
    runMigrations: false,
    // What comes round is ours (`platform/schedules`), so the engine has nothing to look for.
    schedulerPollingIntervalMs: NEVER_MS,
    // Nothing of ours waits for the engine's own messages.
    useListenNotify: false,
    logger: engineLog(log),
  })
  await DBOS.launch()
  return Promise.all(
    queueNames.map((name) =>
      DBOS.registerQueue(engineQueue(name), {
        workerConcurrency: atOnce[name],
        minPollingIntervalMs: IDLE_POLL_MS,
        onConflict: 'always_update',
      }),
    ),
  )
}

/** Runs in this process what is put in line by any. Throws where one runs here already. */
export async function startDurableWorker(options: WorkerOptions): Promise<DurableWorker> {
  const { db, bus, log, run, leaseMs = LEASE_MS, protocol = ENGINE_PROTOCOL } = options
  if (running) throw new Error('A worker runs in this process already.')
  const pump = createPump()
  running = { run, pump }
  const worker = randomUUID()
  const stopping = new AbortController()
  let endLease = async (): Promise<void> => undefined
  async function end(): Promise<void> {
    stopping.abort()
    await DBOS.shutdown({ workflowCompletionTimeoutMS: STOP_MS })
    await endLease()
    running = null
  }
  try {
    endLease = await keepLease({ db: db.system, log, worker, protocol, leaseMs })
    const queues = await launch({ ...options, protocol }, worker)
    const pumping = pump.run({ db: db.system, queues, bus, log }, stopping.signal)
    return {
      async stop() {
        stopping.abort()
        await pumping
        await end()
      },
    }
  } catch (err) {
    await end()
    throw err
  }
}
