import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from '@hub/db'
import type { Database } from '@hub/db'
import type { Logger } from 'pino'
import type { SharedRedis } from './redis.ts'

const CHANNEL = 'hub_fanout'
/** Wake-ups within this time travel together: a stream of words wakes its readers many times a second. */
const GATHER_MS = 40
/** PostgreSQL takes 8,000 bytes at once. */
const MAX_PAYLOAD_BYTES = 7_000
const FIRST_RETRY_MS = 500
const LAST_RETRY_MS = 10_000

export type FanoutKind = 'wake' | 'drop'

/**
 * Short hints to the other processes of this hub: by Redis where there is one, else by PostgreSQL, outside of any
 * transaction that does work. A hint may be lost, so nothing that must be right depends on it: readers also look by
 * themselves, and cached answers carry the epoch they were made in.
 */
export interface Fanout {
  /** Never waits and never fails; before `start` nobody is told. */
  send(kind: FanoutKind, topic: string): void
  /** Hears what other processes sent. */
  on(kind: FanoutKind, listener: (topic: string) => void): void
  /** Begins to listen; returns at once and goes on trying while a server is away. */
  start(): void
  /** Sends what is gathered and stops listening. */
  stop(): Promise<void>
}

interface Message {
  from: string
  hints: [FanoutKind, string][]
}

interface FanoutOptions {
  db: Database
  redis: SharedRedis | null
  log: Logger
}

/** As few messages as the size of one allows. */
function* messages(from: string, hints: [FanoutKind, string][]): Generator<string> {
  let part: [FanoutKind, string][] = []
  let bytes = 0
  for (const hint of hints) {
    const size = Buffer.byteLength(JSON.stringify(hint)) + 1
    if (bytes + size > MAX_PAYLOAD_BYTES) {
      yield JSON.stringify({ from, hints: part } satisfies Message)
      part = []
      bytes = 0
    }
    part.push(hint)
    bytes += size
  }
  if (part.length > 0) yield JSON.stringify({ from, hints: part } satisfies Message)
}

/** Redis first; a hub whose Redis is away tells by PostgreSQL, to which every process listens as well. */
async function publish({ db, redis }: FanoutOptions, payload: string): Promise<void> {
  const heard = await redis?.attempt((client) => client.publish(redisChannel(redis), payload))
  if (heard !== undefined) return
  await sql`select pg_notify(${CHANNEL}, ${payload})`.execute(db.system)
}

/** Channels know no key prefix, so ours carries it. */
const redisChannel = ({ client }: SharedRedis) => `${client.options.keyPrefix ?? ''}${CHANNEL}`

/** A connection that listens can do nothing else, so it is a copy of the one connection. */
function listenOnRedis(redis: SharedRedis, hear: (payload: string) => void): () => void {
  const listener = redis.client.duplicate({ autoResubscribe: false })
  // Its outages are the other connection's, which says so.
  listener.on('error', () => undefined)
  listener.on('message', (_channel: string, payload: string) => hear(payload))
  // Whatever became of the last connection: each new one says again what it wants to hear.
  listener.on('ready', () => void listener.subscribe(redisChannel(redis)).catch(() => undefined))
  return () => listener.disconnect()
}

async function listenOnPostgres(
  { db, log }: FanoutOptions,
  hear: (payload: string) => void,
  signal: AbortSignal,
): Promise<void> {
  for (let wait = FIRST_RETRY_MS; !signal.aborted; wait = Math.min(wait * 2, LAST_RETRY_MS)) {
    try {
      const stop = await db.listen(CHANNEL, hear)
      if (signal.aborted) await stop()
      return
    } catch (err) {
      if (signal.aborted) return
      log.debug({ err }, 'fan-out does not hear PostgreSQL yet')
      await sleep(wait, undefined, { signal, ref: false }).catch(() => undefined)
    }
  }
}

export function createFanout(options: FanoutOptions): Fanout {
  const { redis, log } = options
  const own = randomUUID()
  const listeners = new Map<FanoutKind, Set<(topic: string) => void>>()
  let gathered = new Map<string, [FanoutKind, string]>()
  let timer: NodeJS.Timeout | undefined
  let sending: Promise<void> = Promise.resolve()
  let running: { signal: AbortController; stopRedis: () => void } | undefined

  function hear(payload: string): void {
    const { from, hints } = parsed(payload)
    if (from === own) return
    for (const [kind, topic] of hints) for (const listener of listeners.get(kind) ?? []) listener(topic)
  }

  function parsed(payload: string): Message {
    try {
      return JSON.parse(payload) as Message
    } catch {
      return { from: own, hints: [] }
    }
  }

  async function flush(): Promise<void> {
    const hints = [...gathered.values()]
    gathered = new Map()
    for (const payload of messages(own, hints))
      await publish(options, payload).catch((err: unknown) => log.debug({ err }, 'fan-out lost a hint'))
  }

  return {
    send(kind, topic) {
      if (!running) return
      gathered.set(`${kind}|${topic}`, [kind, topic])
      timer ??= setTimeout(() => {
        timer = undefined
        sending = flush()
      }, GATHER_MS)
    },
    on(kind, listener) {
      listeners.set(kind, (listeners.get(kind) ?? new Set()).add(listener))
    },
    start() {
      const signal = new AbortController()
      running ??= { signal, stopRedis: redis ? listenOnRedis(redis, hear) : () => undefined }
      if (running.signal === signal) void listenOnPostgres(options, hear, signal.signal)
    },
    async stop() {
      running?.signal.abort()
      running?.stopRedis()
      running = undefined
      clearTimeout(timer)
      timer = undefined
      await sending
      await flush()
    },
  }
}
