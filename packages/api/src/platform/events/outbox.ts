import type { Database } from '@hub/db'
import { SpanKind } from '@opentelemetry/api'
import type { Logger } from 'pino'
import { outsideRequests, withRequestScope } from '../calls/request-scope.ts'
import { withinTime } from '../calls/within-time.ts'
import { inSpan } from '../logs/spans.ts'
import { claim, isLastTry, markDelivered, markFailed, registerListeners } from './deliveries.ts'
import type { DeliveredEvent, Delivery, RegisteredListener } from './deliveries.ts'
import { ToldAlready } from './listener-failure.ts'
import { looker } from './looker.ts'
import type { Pump } from './pump.ts'

/** Acts on one event; may see it again after a crash, so it must be harmless to repeat. */
export interface Listener extends RegisteredListener {
  run: (event: DeliveredEvent) => Promise<void>
}

export interface OutboxDispatcher {
  /** Makes the listeners known, so that what happens from now on reaches them. */
  register(): Promise<void>
  /** There may be new events; deliver soon. */
  wake(): void
  start(): void
  /** Delivers what is due now and returns how many deliveries were tried. */
  drain(): Promise<number>
  stop(): Promise<void>
}

export interface OutboxOptions {
  db: Database
  log: Logger
  listeners: readonly Listener[]
  /** Begins and ends with the dispatcher. */
  pumps?: () => readonly Pump[]
}

const IDLE_POLL_MS = 1_000
/** Deliveries of one listener under way at once, so that none takes the places of another. */
const AT_ONCE = 20
/** Shorter than the lease: what takes longer has failed, and its place is free again. */
const RUN_MS = 50_000
/** What is still under way then is delivered again when its lease is over. */
const STOP_MS = 10_000

type Tools = Pick<OutboxOptions, 'db' | 'log'>

async function attempt({ db, log }: Tools, delivery: Delivery, { run }: Listener): Promise<void> {
  const { id: event, requestId, topic, listener, attempts } = delivery
  const attributes = {
    'messaging.operation.type': 'process',
    'messaging.destination.name': topic,
    'messaging.consumer.group.name': listener,
    'hub.attempts': attempts,
    ...(requestId !== null && { 'hub.request_id': requestId }),
  }
  try {
    await inSpan(`deliver ${topic}`, { kind: SpanKind.CONSUMER, attributes }, () =>
      withinTime(run(delivery), RUN_MS),
    )
    await markDelivered(db.system, delivery)
  } catch (err) {
    const isDead = isLastTry(delivery)
    // The last try is told in any case: what is not delivered then waits for a person.
    const level = err instanceof ToldAlready && !isDead ? 'debug' : 'warn'
    log[level]({ err, event, requestId, topic, listener, attempts, isDead }, 'event not delivered')
    await markFailed(db.system, delivery, err)
  }
}

/** How many deliveries of each listener are under way here. */
class Places {
  readonly #listeners: ReadonlyMap<string, Listener>
  readonly #taken = new Map<string, number>()
  readonly underWay = new Set<Promise<void>>()

  constructor(listeners: readonly Listener[]) {
    this.#listeners = new Map(listeners.map((listener) => [listener.name, listener]))
  }

  free(): { name: string; places: number }[] {
    return [...this.#listeners.keys()]
      .map((name) => ({ name, places: AT_ONCE - (this.#taken.get(name) ?? 0) }))
      .filter(({ places }) => places > 0)
  }

  take(name: string, work: (listener: Listener) => Promise<void>): void {
    const listener = this.#listeners.get(name)
    if (!listener) return
    const change = (by: number) => this.#taken.set(name, (this.#taken.get(name) ?? 0) + by)
    change(1)
    const done = work(listener).finally(() => {
      change(-1)
      this.underWay.delete(done)
    })
    this.underWay.add(done)
  }
}

/** Delivers events at least once to each listener by itself, in order per aggregate. */
export function createOutbox(options: OutboxOptions): OutboxDispatcher {
  const { db, log, listeners, pumps = () => [] } = options
  const places = new Places(listeners)
  const rounds = looker({ run: claimDue, everyMs: IDLE_POLL_MS, log })

  /** Whatever a listener logs or asks of others belongs to the request that caused the event. */
  function begin(delivery: Delivery): void {
    places.take(delivery.listener, (listener) =>
      withRequestScope(delivery.requestId ?? delivery.id, () => attempt(options, delivery, listener))
        // The row says so itself when its lease is over.
        .catch((err: unknown) => log.warn({ err }, 'the end of a delivery could not be written'))
        .finally(() => outsideRequests(rounds.look)),
    )
  }

  /** Claims until nothing is due or no listener has room; does not wait for what it began. */
  async function claimDue(): Promise<number> {
    let begun = 0
    for (;;) {
      const rooms = places.free()
      const due = rooms.length > 0 ? await claim(db.system, rooms) : []
      for (const delivery of due) begin(delivery)
      if (due.length === 0) return begun
      begun += due.length
    }
  }

  return {
    register: () => registerListeners(db.system, listeners),
    wake: () => void setImmediate(() => outsideRequests(rounds.look)),
    async drain() {
      let handled = 0
      for (;;) {
        // What ends while the next are looked for may have held one back that was then not found.
        const wasUnderWay = places.underWay.size > 0
        const begun = await claimDue()
        handled += begun
        if (places.underWay.size > 0) await Promise.race(places.underWay)
        else if (begun === 0 && !wasUnderWay) return handled
      }
    },
    start() {
      rounds.start()
      for (const pump of pumps()) pump.start()
    },
    async stop() {
      await Promise.all([rounds.stop(), ...pumps().map((pump) => pump.stop())])
      await withinTime(Promise.all(places.underWay), STOP_MS).catch(() =>
        log.warn('deliveries under way were left to their leases'),
      )
    },
  }
}
