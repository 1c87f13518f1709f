import { sql, uuidv7 } from '@hub/db'
import type { Database } from '@hub/db'
import type { Logger } from 'pino'
import type { Door } from '../calls/call.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import { outsideRequests } from '../calls/request-scope.ts'

/** One finished call of an API key, as the developers' page shows it. */
export interface LoggedCall {
  orgId: string
  at: Date
  apiKeyId: string
  userId: string
  door: Door
  procedure: string
  ms: number
  code: ErrorCode | 'OK'
  micro: number
  requestId: string
}

/** Remembers calls without slowing them: rows are written in batches, and are a convenience, not a ledger. */
export interface CallLog {
  add(call: LoggedCall): void
  /** Writes what is waiting. */
  flush(): Promise<void>
  stop(): Promise<void>
}

const FLUSH_EVERY_MS = 1_000
const BATCH = 200
/** While the database is away no more than this is kept; older rows are given up. */
const KEPT_AT_MOST = 5_000

/** One text for a batch of any size, so that it is prepared once and not once for every number of rows. */
async function insertCalls({ system }: Database, calls: readonly LoggedCall[]): Promise<void> {
  const rows = JSON.stringify(calls.map((call) => ({ id: uuidv7(), ...call })))
  await sql`
    insert into api_call (id, org_id, at, api_key_id, user_id, door, procedure, ms, code, micro, request_id)
    select id, "orgId", at, "apiKeyId", "userId", door, procedure, ms, code, micro, "requestId"
    from jsonb_to_recordset(${rows}::jsonb) as c(id uuid, "orgId" uuid, at timestamptz, "apiKeyId" uuid, "userId" uuid,
      door text, procedure text, ms double precision, code text, micro bigint, "requestId" text)`.execute(
    system,
  )
}

export function createCallLog({ db, log }: { db: Database; log: Logger }): CallLog {
  let waiting: LoggedCall[] = []
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()

  async function write(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const batch = waiting.splice(0, BATCH)
    if (batch.length === 0) return
    try {
      await insertCalls(db, batch)
    } catch (err) {
      log.warn({ err, calls: batch.length }, 'recent calls not written')
      waiting = [...batch, ...waiting].slice(-KEPT_AT_MOST)
      return schedule()
    }
    if (waiting.length > 0) await write()
  }

  function flush(): Promise<void> {
    writing = writing.then(write)
    return writing
  }

  function schedule(): void {
    timer ??= setTimeout(() => void outsideRequests(flush), FLUSH_EVERY_MS).unref()
  }

  return {
    add(call) {
      waiting.push(call)
      if (waiting.length > KEPT_AT_MOST) waiting.shift()
      if (waiting.length === BATCH) void outsideRequests(flush)
      else schedule()
    },
    flush,
    async stop() {
      await flush()
      clearTimeout(timer)
    },
  }
}

const RETENTION_DAYS = 90
const DAY_MS = 24 * 3600 * 1000

/** Removes calls nobody looks at any more. */
export async function sweepCalls(db: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - RETENTION_DAYS * DAY_MS)
  await db.system.deleteFrom('apiCall').where('at', '<', before.toISOString()).execute()
}
