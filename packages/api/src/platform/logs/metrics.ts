import type { Database, RanStatement } from '@hub/db'
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import type { Door } from '../../shared/doors.ts'
import type { Effect } from '../../shared/effect.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import { outboxState } from '../events/outbox-state.ts'
import { jobState } from '../jobs/job-state.ts'
import type { Vitals } from './vitals.ts'
import { withinTime } from '../calls/within-time.ts'

export interface MeasuredCall {
  procedure: string
  door: Door
  effect: Effect
  code: ErrorCode | 'OK'
  ms: number
}

export interface ModelRound {
  model: string
  outcome: 'ok' | 'failed' | 'stopped'
  ms: number
  /** Until the first word or tool call; absent when none came. */
  firstWordMs?: number | undefined
  tokens: { input: number; output: number }
}

/** The figures of one process, for Prometheus; every name is explained in docs/operations.md (GW-5). */
export interface Metrics {
  call(call: MeasuredCall): void
  statement(statement: RanStatement): void
  httpRequest(labels: { method: string; route: string; status: number }): void
  /** Micro-credits put on hold, charged and freed by calls of this process. */
  credits(act: 'reserved' | 'settled' | 'voided', micro: number): void
  mail(result: 'sent' | 'failed'): void
  modelRound(round: ModelRound): void
  cache(labels: { result: 'hit' | 'shared_hit' | 'joined' | 'miss' | 'evicted'; procedure: string }): void
  limitRefused(rule: string): void
  /** A long-lived connection began; the returned function says that it ended. */
  streamOpened(kind: 'websocket' | 'sse'): () => void
  /** Everything in Prometheus' text format; a part that cannot be read right now is left out. */
  text(): Promise<string>
  readonly contentType: string
}

const CALL_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const MODEL_SECONDS = [0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 180]
const READ_TIMEOUT_MS = 2_000
const breakerValue = { closed: 0, 'half-open': 1, open: 2 } as const

/** What calls count as they happen. */
function counters(registers: Registry[]) {
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Counter<L>({ name, help, labelNames, registers })
  const histogram = <L extends string>(
    name: string,
    { help, labelNames, buckets }: { help: string; labelNames: readonly L[]; buckets: number[] },
  ) => new Histogram<L>({ name, help, labelNames, buckets, registers })
  const model = ['model'] as const
  return {
    calls: counter('hub_calls_total', 'Procedure calls.', ['procedure', 'door', 'code']),
    callSeconds: histogram('hub_call_seconds', {
      help: 'Duration of procedure calls.',
      labelNames: ['door', 'effect'],
      buckets: CALL_SECONDS,
    }),
    http: counter('hub_http_requests_total', 'HTTP requests.', ['method', 'route', 'status']),
    statements: histogram('hub_database_statement_seconds', {
      help: 'Duration of SQL statements.',
      labelNames: ['login'],
      buckets: CALL_SECONDS,
    }),
    statementErrors: counter('hub_database_statement_errors_total', 'SQL statements that failed.', ['login']),
    credits: counter('hub_credits_micro_total', 'Micro-credits reserved, settled and voided.', ['act']),
    mails: counter('hub_mails_total', 'Mails handed to the mail server.', ['result']),
    modelCalls: counter('hub_model_calls_total', 'Requests to models.', ['model', 'outcome']),
    modelTokens: counter('hub_model_tokens_total', 'Tokens read and written by models.', ['model', 'kind']),
    modelSeconds: histogram('hub_model_seconds', {
      help: 'Duration of requests to models.',
      labelNames: model,
      buckets: MODEL_SECONDS,
    }),
    firstWord: histogram('hub_model_first_word_seconds', {
      help: "Time to a model's first word.",
      labelNames: model,
      buckets: MODEL_SECONDS,
    }),
    cache: counter('hub_cache_total', 'Look-ups in the cache of reads.', ['result', 'procedure']),
    refusals: counter('hub_limit_refusals_total', 'Calls refused by a limit.', ['rule']),
  }
}

/** What is looked up when somebody asks. */
function gauges(registers: Registry[]) {
  const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Gauge<L>({ name, help, labelNames, registers })
  return {
    streams: gauge('hub_open_streams', 'Live connections that follow something.', ['kind']),
    connections: gauge('hub_database_connections', 'Database connections by state.', ['login', 'state']),
    databaseUp: gauge('hub_database_up', 'Whether the database answers.'),
    events: gauge('hub_outbox_events', 'Events that wait, and those given up (dead).', ['state']),
    heard: gauge('hub_listener_events', 'The same for each listener.', ['listener', 'state']),
    lag: gauge('hub_outbox_lag_seconds', 'Age of the oldest event that waits.'),
    jobs: gauge('hub_jobs', 'Background jobs that wait or run, and those given up (dead).', ['state']),
    jobLag: gauge('hub_jobs_lag_seconds', 'How long the oldest job that waits has been due.'),
    breaker: gauge('hub_model_breaker_state', 'Circuit breaker: 0 closed, 1 half-open, 2 open.', ['model']),
  }
}

export interface MetricsParts {
  db: Database
  vitals: Vitals
}

async function look({ db, vitals }: MetricsParts, made: ReturnType<typeof gauges>): Promise<void> {
  for (const { login, total, idle, waiting } of db.pools()) {
    made.connections.set({ login, state: 'total' }, total)
    made.connections.set({ login, state: 'idle' }, idle)
    made.connections.set({ login, state: 'waiting' }, waiting)
  }
  for (const [model, { breaker }] of vitals.models) made.breaker.set({ model }, breakerValue[breaker])
  try {
    const [events, jobs] = await withinTime(
      Promise.all([outboxState(db.system), jobState(db.system)]),
      READ_TIMEOUT_MS,
    )
    for (const state of ['waiting', 'dead'] as const) made.events.set({ state }, events[state])
    made.heard.reset()
    for (const { name: listener, waiting, dead } of events.listeners) {
      made.heard.set({ listener, state: 'waiting' }, waiting)
      made.heard.set({ listener, state: 'dead' }, dead)
    }
    made.lag.set(events.oldestSeconds)
    for (const state of ['waiting', 'running', 'dead'] as const) made.jobs.set({ state }, jobs[state])
    made.jobLag.set(jobs.oldestSeconds)
    made.databaseUp.set(1)
  } catch {
    // Old figures of a database that is away would look like fresh ones.
    made.events.reset()
    made.heard.reset()
    made.lag.remove()
    made.jobs.reset()
    made.jobLag.remove()
    made.databaseUp.set(0)
  }
}

/** The figures of one hub in a registry of its own, so that several hubs in one process keep apart. */
export function createMetrics(parts: MetricsParts): Metrics {
  const registry = new Registry()
  const count = counters([registry])
  const gauge = gauges([registry])
  let watchesProcess = false
  return {
    call({ procedure, door, effect, code, ms }) {
      count.calls.inc({ procedure, door, code })
      count.callSeconds.observe({ door, effect }, ms / 1000)
    },
    statement({ login, ms, error }) {
      count.statements.observe({ login }, ms / 1000)
      if (error !== undefined) count.statementErrors.inc({ login })
    },
    httpRequest: (labels) => count.http.inc(labels),
    credits: (act, micro) => count.credits.inc({ act }, micro),
    mail: (result) => count.mails.inc({ result }),
    modelRound({ model, outcome, ms, firstWordMs, tokens }) {
      count.modelCalls.inc({ model, outcome })
      count.modelSeconds.observe({ model }, ms / 1000)
      if (firstWordMs !== undefined) count.firstWord.observe({ model }, firstWordMs / 1000)
      count.modelTokens.inc({ model, kind: 'input' }, tokens.input)
      count.modelTokens.inc({ model, kind: 'output' }, tokens.output)
    },
    cache: (labels) => count.cache.inc(labels),
    limitRefused: (rule) => count.refusals.inc({ rule }),
    streamOpened(kind) {
      gauge.streams.inc({ kind })
      return () => gauge.streams.dec({ kind })
    },
    async text() {
      // The process is watched from the first look on: a hub nobody looks at pays nothing for it.
      if (!watchesProcess) collectDefaultMetrics({ register: registry })
      watchesProcess = true
      await look(parts, gauge)
      return registry.metrics()
    },
    contentType: registry.contentType,
  }
}
