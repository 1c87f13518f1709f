import { inTx, sql } from '@hub/db'
import type { Database, SystemDb, SystemTx } from '@hub/db'
import { SpanKind } from '@opentelemetry/api'
import type { Logger } from 'pino'
import { outsideRequests, withRequestScope } from '../calls/request-scope.ts'
import { inSpan } from '../logs/spans.ts'

export interface DeliveredEvent {
  id: string
  orgId: string
  topic: string
  aggregate: string
  payload: Record<string, unknown>
  attempts: number
  /** The request that caused it; null for what nobody asked for. */
  requestId: string | null
}

/** Acts on one event; may see it again after a crash, so it must be harmless to repeat. */
export type Listener = (event: DeliveredEvent) => Promise<void>

/** A regular chore of the system, such as a sweep. */
export interface Sweep {
  name: string
  everyMs: number
  run: () => Promise<void>
}

export interface OutboxDispatcher {
  /** There may be new events; deliver soon. */
  wake(): void
  start(): void
  /** Delivers what is due now and returns how many events were handled. */
  drain(): Promise<number>
  stop(): Promise<void>
}

export interface OutboxOptions {
  db: Database
  log: Logger
  listeners: Readonly<Record<string, Listener>>
  sweeps: readonly Sweep[]
}

const IDLE_POLL_MS = 1_000
const MAX_ATTEMPTS = 12
const BASE_BACKOFF_SECONDS = 2
const BATCH = 20
/** How long a claimed event belongs to the dispatcher that took it. */
const LEASE_SECONDS = 60

/**
 * Claims due events, oldest of each aggregate first: an event waits until the one before it is delivered.
 * The claim is a lease, so the network is never awaited inside a transaction and a killed dispatcher loses nothing.
 */
function claim(tx: SystemTx): Promise<DeliveredEvent[]> {
  return tx
    .updateTable('outboxEvent')
    .set({
      availableAt: sql<string>`now() + make_interval(secs => ${LEASE_SECONDS})`,
      attempts: sql<number>`attempts + 1`,
    })
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('outboxEvent as event')
        .select('event.id')
        .where('event.deliveredAt', 'is', null)
        .where('event.deadAt', 'is', null)
        .where('event.availableAt', '<=', sql<string>`now()`)
        // What a suspended organization has under way waits until it is open again.
        .where((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom('organization')
                .select('organization.id')
                .whereRef('organization.id', '=', 'event.orgId')
                .where('organization.suspendedAt', 'is not', null),
            ),
          ),
        )
        .where((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom('outboxEvent as earlier')
                .select('earlier.id')
                .whereRef('earlier.orgId', '=', 'event.orgId')
                .whereRef('earlier.aggregate', '=', 'event.aggregate')
                .whereRef('earlier.position', '<', 'event.position')
                .where('earlier.deliveredAt', 'is', null)
                .where('earlier.deadAt', 'is', null),
            ),
          ),
        )
        .orderBy('event.position')
        .limit(BATCH)
        .forUpdate()
        .skipLocked(),
    )
    .returning(['id', 'orgId', 'topic', 'aggregate', 'payload', 'attempts', 'requestId'])
    .execute()
}

async function deliver({ db, log, listeners }: OutboxOptions, event: DeliveredEvent): Promise<void> {
  const row = () => db.system.updateTable('outboxEvent').where('id', '=', event.id)
  try {
    const { topic, attempts } = event
    await inSpan(
      `deliver ${topic}`,
      {
        kind: SpanKind.CONSUMER,
        attributes: {
          'messaging.operation.type': 'process',
          'messaging.destination.name': topic,
          'hub.attempts': attempts,
          ...(event.requestId !== null && { 'hub.request_id': event.requestId }),
        },
      },
      async () => listeners[topic]?.(event),
    )
    await row()
      .set({ deliveredAt: sql<string>`now()` })
      .execute()
  } catch (err) {
    const isDead = event.attempts >= MAX_ATTEMPTS
    const backoff = BASE_BACKOFF_SECONDS ** event.attempts
    log.warn(
      {
        err,
        event: event.id,
        requestId: event.requestId,
        topic: event.topic,
        attempts: event.attempts,
        isDead,
      },
      'event not delivered',
    )
    const lastError = err instanceof Error ? err.message.slice(0, 500) : 'unknown'
    await row()
      .set({
        lastError,
        availableAt: sql<string>`now() + make_interval(secs => ${backoff})`,
        ...(isDead && { deadAt: sql<string>`now()` }),
      })
      .execute()
  }
}

/** Whatever a listener logs or asks of others belongs to the request that caused the event. */
const deliverInScope = (options: OutboxOptions, event: DeliveredEvent): Promise<void> =>
  withRequestScope(event.requestId ?? event.id, () => deliver(options, event))

/** Delivers outbox rows at least once, in order per aggregate, and runs the sweeps. */
export function createOutbox(options: OutboxOptions): OutboxDispatcher {
  const { db, log, sweeps } = options
  let running: Promise<unknown> | null = null
  let isStopped = true
  let timer: NodeJS.Timeout | undefined
  const chores: NodeJS.Timeout[] = []
  const sweeping = new Set<Promise<void>>()

  async function drain(): Promise<number> {
    let handled = 0
    for (;;) {
      const events = await inTx(db.system, claim)
      await Promise.all(events.map((event) => deliverInScope(options, event)))
      handled += events.length
      if (events.length === 0) return handled
    }
  }

  function round(): void {
    if (isStopped || running) return
    clearTimeout(timer)
    running = drain()
      .catch((err: unknown) => log.warn({ err }, 'outbox round failed'))
      .finally(() => {
        running = null
        if (!isStopped) timer = setTimeout(round, IDLE_POLL_MS)
      })
  }

  function startSweep({ name, everyMs, run }: Sweep): void {
    let isBusy = false
    const tick = () => {
      if (isBusy) return
      isBusy = true
      const swept = run()
        .catch((err: unknown) => log.warn({ err, sweep: name }, 'sweep failed'))
        .finally(() => {
          isBusy = false
          sweeping.delete(swept)
        })
      sweeping.add(swept)
    }
    // At once as well: a server that keeps dying before its first interval is over would never sweep.
    tick()
    chores.push(setInterval(tick, everyMs))
  }

  return {
    wake: () => void (isStopped || setImmediate(() => outsideRequests(round))),
    drain,
    start() {
      isStopped = false
      for (const sweep of sweeps) startSweep(sweep)
      round()
    },
    async stop() {
      isStopped = true
      clearTimeout(timer)
      for (const chore of chores) clearInterval(chore)
      await Promise.all([running, ...sweeping])
    },
  }
}

/** Delivered events are kept a week for whoever asks what happened; dead letters stay until somebody looks. */
const DELIVERED_KEPT_MS = 7 * 24 * 3600 * 1000

export async function sweepDelivered(db: SystemDb, now: Date): Promise<void> {
  const before = new Date(now.getTime() - DELIVERED_KEPT_MS).toISOString()
  await db.deleteFrom('outboxEvent').where('deliveredAt', '<', before).execute()
}
