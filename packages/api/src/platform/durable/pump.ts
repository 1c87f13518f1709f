import { setTimeout as sleep } from 'node:timers/promises'
import { DBOSExecutor } from '@dbos-inc/dbos-sdk/internal/dbos-executor'
import { wfQueueRunner } from '@dbos-inc/dbos-sdk/internal/wfqueue'
import type { WorkflowQueue } from '@dbos-inc/dbos-sdk'
import { sql } from '@hub/db'
import type { SystemDb } from '@hub/db'
import type { Logger } from 'pino'
import type { Bus } from '../events/bus.ts'
import { WORK_TOPIC } from './queues.ts'

/** The engine itself looks this often; in between we look when told, so that an idle hub is quiet and a busy one quick. */
export const IDLE_POLL_MS = 4_000
/** Nobody says that there is work, so the engine's own looks are enough. */
const QUIET_MS = 3_600_000
/** From one look to the next at least: gives what is put in line meanwhile the time to gather. The first piece of work waits for nothing. */
const APART_MS = 10

/**
 * The engine's own look at one line. It is private in its types and the only way to be quicker than its interval; a test holds
 * that work begins at once, and without it the engine's interval still finds everything.
 */
interface Poller {
  pollQueue?(executor: DBOSExecutor, queue: WorkflowQueue): Promise<boolean>
}

interface PumpOptions {
  db: SystemDb
  queues: readonly WorkflowQueue[]
  bus: Bus
  log: Logger
}

/** Which lines have something in them, in one statement: the engine's own look takes four for each, also for an empty one. */
async function filledOf(db: SystemDb, names: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ name: string }>`
    select name from unnest(${names}::text[]) as line (name)
    where exists (
      select from hub_dbos.workflow_status s where s.queue_name = line.name and s.status = 'ENQUEUED')`.execute(
    db,
  )
  return new Set(rows.map(({ name }) => name))
}

export interface Pump {
  /** A run has begun: there may be more where it came from. */
  begun(): void
  /** A run has ended, so there is room for another. */
  ended(): void
  /** Ends with its signal. */
  run(options: PumpOptions, signal: AbortSignal): Promise<void>
}

/** Looks for work whenever somebody says that there is some or a run ends, and again until nothing more is found. */
export function createPump(): Pump {
  const poller: Poller = wfQueueRunner as unknown as Poller
  let hasNews = false
  let waiting = new AbortController()
  const tell = () => {
    hasNews = true
    waiting.abort()
  }

  async function look({ db, queues, log }: PumpOptions): Promise<void> {
    const executor = DBOSExecutor.globalInstance
    if (!executor) return
    try {
      const filled = await filledOf(
        db,
        queues.map(({ name }) => name),
      )
      for (const queue of queues) if (filled.has(queue.name)) await poller.pollQueue?.(executor, queue)
    } catch (err) {
      log.debug({ err }, 'a look for work failed')
    }
  }

  return {
    begun: () => void (hasNews = true),
    ended: tell,
    async run(options, signal) {
      signal.addEventListener('abort', tell, { once: true })
      while (!signal.aborted) {
        hasNews = false
        waiting = new AbortController()
        // Before it looks, so that what is said meanwhile is heard.
        const told = options.bus.next(WORK_TOPIC, QUIET_MS, waiting.signal)
        await look(options)
        const lookedAt = performance.now()
        if (!hasNews) await told
        waiting.abort()
        const rest = APART_MS - (performance.now() - lookedAt)
        if (rest > 0) await sleep(rest)
      }
    },
  }
}
