import { AppError } from '../../shared/errors.ts'
import type { Call } from '../calls/call.ts'
import { contextNow } from '../calls/context-now.ts'
import type { JobWork, OwnWork } from './kind.ts'
import { jobsOf } from './place.ts'
import type { Attempt } from './outcome.ts'

/** How soon a job hears that it is canceled, or that another process has taken it over. */
const LOOK_MS = 1_000
/** People see progress move; each row of a long list written down would cost more than the work. */
const PROGRESS_MS = 500

type End = 'canceled' | 'late' | 'lost'

interface OwnedWork {
  signal: AbortSignal
  /** Why it was stopped; null while it was not. */
  why(): End | null
  /** Another process has it. */
  lose(): void
  own: OwnWork
  with(by: Call): JobWork
  end(): void
}

/** What a try does in the name of whoever asked for it. */
const handsOf = (
  { hub, kind }: Pick<Attempt, 'hub' | 'kind'>,
  by: Call,
): Pick<JobWork, 'by' | 'call' | 'inside'> => ({
  by,
  call: (path, input) => hub.catalog.call(path, input, by),
  async inside(work) {
    if (!('procedure' in kind)) throw new Error(`A job of the kind "${kind.name}" is nobody's.`)
    return work(await contextNow(hub, by, kind.procedure))
  },
})

/** The hands of one try: they notice when it is canceled, has had its time, or belongs to another process. */
export function ownedWork({ hub, job, kind, token }: Attempt): OwnedWork {
  const stop = new AbortController()
  const db = jobsOf(hub, job.orgId)
  let end: End | null = null
  const endBy = (why: End, error: AppError) => {
    end ??= why
    stop.abort(error)
  }
  const log = hub.log.child({ job: job.id, kind: job.kind })

  async function look(): Promise<void> {
    const row = await db
      .selectFrom('job')
      .select(['runToken', 'cancelAskedAt'])
      .where('id', '=', job.id)
      .executeTakeFirst()
    if (row?.runToken !== token) owned.lose()
    else if (row.cancelAskedAt !== null) endBy('canceled', new AppError('CLIENT_CLOSED_REQUEST'))
  }

  const looking = setInterval(() => {
    look().catch((err: unknown) => log.debug({ err }, 'a job could not look whether it is canceled'))
  }, LOOK_MS)
  const late = setTimeout(() => endBy('late', new AppError('TIMEOUT')), kind.timeLimitMs)
  let written = 0

  const owned: OwnedWork = {
    signal: stop.signal,
    why: () => end,
    lose: () => endBy('lost', new AppError('CONFLICT')),
    end() {
      clearInterval(looking)
      clearTimeout(late)
    },
    with: (by) => ({ ...owned.own, ...handsOf({ hub, kind }, by) }),
    own: {
      id: job.id,
      orgId: job.orgId,
      log,
      signal: stop.signal,
      async progress({ done, total = null, note = null }) {
        stop.signal.throwIfAborted()
        const now = performance.now()
        if (now - written < PROGRESS_MS) return
        written = now
        const row = await db
          .updateTable('job')
          .set({ done, total, note })
          .where('id', '=', job.id)
          .where('runToken', '=', token)
          .returning('cancelAskedAt')
          .executeTakeFirst()
        if (!row) owned.lose()
        else if (row.cancelAskedAt !== null) endBy('canceled', new AppError('CLIENT_CLOSED_REQUEST'))
        stop.signal.throwIfAborted()
      },
    },
  }
  return owned
}
