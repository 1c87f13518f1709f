import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { Redis } from 'ioredis'
import type { Logger } from 'pino'

/** A healthy Redis answers in well under a millisecond; nobody waits longer than this for an accelerator. */
const ANSWER_MS = 200
/** For the steps of connecting, which nobody waits for. */
const CONNECT_MS = 1_000
const FIRST_RETRY_MS = 50
const LAST_RETRY_MS = 2_000
/** Several servers must not come back to a restarted Redis in the same instant. */
const JITTER_MS = 50
/** A Redis that is full refuses each command; one line a minute says so as well as a thousand. */
const REFUSAL_LOG_MS = 60_000

export interface RedisOptions {
  /** redis:// or rediss://; may hold a password, so it is never logged. */
  url: string
  /** Put before every key, so that two hubs can share one Redis. */
  keyPrefix: string
  log: Logger
}

/**
 * The process's one connection to Redis, which makes things faster or shared and never holds what cannot be lost:
 * whoever uses it has an answer of their own for when it is away.
 */
export interface SharedRedis {
  readonly state: 'up' | 'down'
  /**
   * The result of one piece of work (a command, script or pipeline), or undefined where Redis is away, refuses or has not
   * answered within 200 ms. Never rejects. While Redis is away this returns at once, so an outage costs one
   * wait and not one for each call.
   */
  attempt<T>(work: (client: Redis) => Promise<T>): Promise<T | undefined>
  /** For libraries that want the client itself; use it inside `attempt` only. */
  readonly client: Redis
  /** Says good-bye and stops reconnecting. */
  close(): Promise<void>
}

const retryDelay = (times: number): number =>
  Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(times - 1, 10)) + randomInt(JITTER_MS)

// Without the type said: the compiler would compare every command of the two generations of the protocol.
const newClient = ({ url, keyPrefix }: RedisOptions) =>
  new Redis(url, {
    keyPrefix,
    connectionName: 'smart-ai-hub',
    retryStrategy: retryDelay,
    connectTimeout: CONNECT_MS,
    // Of the greeting too: a paused server accepts connections and then says nothing.
    commandTimeout: CONNECT_MS,
    // Nothing is kept for later: by then the caller has long gone on without it.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    // After a failover the old address may be a replica that refuses writes.
    reconnectOnError: ({ message }) => /^(READONLY|LOADING|MASTERDOWN)/.test(message),
  })

/** Connects once, asks for a sign of life and says good-bye. Rejects where Redis is away or refuses us. */
export async function redisGreeting(url: string): Promise<void> {
  const client = new Redis(url, {
    lazyConnect: true,
    retryStrategy: null,
    connectTimeout: CONNECT_MS,
    commandTimeout: CONNECT_MS,
    maxRetriesPerRequest: 0,
  })
  const refused = once(client, 'error').then(([error]: unknown[]) => {
    throw error
  })
  try {
    await Promise.race([client.connect().then(() => client.ping()), refused])
  } finally {
    client.disconnect()
  }
}

const LATE = Symbol('late')

/** Resolves when the time is up and the answer is not already waiting behind a busy event loop. */
function late(): { promise: Promise<typeof LATE>; cancel: () => void } {
  const { promise, resolve } = Promise.withResolvers<typeof LATE>()
  const timer = setTimeout(() => setImmediate(() => setImmediate(resolve, LATE)), ANSWER_MS)
  return { promise, cancel: () => clearTimeout(timer) }
}

/** Starts connecting and returns at once; until then, and whenever it breaks, the state is `down`. */
export function openRedis(options: RedisOptions): SharedRedis {
  const { log } = options
  const client = newClient(options)
  let isSilent = false
  let isOutageKnown = false
  let isClosing = false
  let refusalLoggedAt = -Infinity

  // Messages only: the errors of ioredis carry the arguments of the command, among them the password.
  function outage(reason: string): void {
    if (isOutageKnown || isClosing) return
    isOutageKnown = true
    log.warn({ reason }, 'Redis is away; this server goes on by itself')
  }
  client.on('error', (error: Error) => outage(error.message))
  client.on('close', () => outage('the connection was closed'))
  client.on('ready', () => {
    isSilent = false
    if (isOutageKnown) log.warn('Redis is back')
    isOutageKnown = false
  })

  /** The connection may look alive for minutes; a new one tells. */
  function giveUp(): void {
    if (isSilent) return
    isSilent = true
    outage('no answer in time')
    client.disconnect(true)
  }

  function refused(error: unknown): void {
    if (!isUp() || performance.now() - refusalLoggedAt < REFUSAL_LOG_MS) return
    refusalLoggedAt = performance.now()
    log.warn({ reason: error instanceof Error ? error.message : 'unknown' }, 'Redis refused a command')
  }

  const isUp = () => client.status === 'ready' && !isSilent
  return {
    client,
    get state() {
      return isUp() ? 'up' : 'down'
    },
    async attempt(work) {
      if (!isUp()) return undefined
      const { promise, cancel } = late()
      try {
        const answer = await Promise.race([work(client), promise])
        if (answer !== LATE) return answer
        giveUp()
      } catch (error) {
        refused(error)
      } finally {
        cancel()
      }
      return undefined
    },
    async close() {
      isClosing = true
      if (isUp()) await client.quit().catch(() => undefined)
      client.disconnect()
    },
  }
}
