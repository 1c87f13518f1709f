import { Client } from 'pg'
import type { ClientBase, Pool } from 'pg'
import type { AskAt } from './ask-at.ts'
import { KEEP_ALIVE } from './connection-limits.ts'
import type { ConnectionLimits } from './connection-limits.ts'
import { innerClient } from './inner-client.ts'
import type { InnerClient } from './inner-client.ts'
import { LeftBehind } from './left-behind.ts'
import { clientsWith } from './login-pool.ts'

/** A statement got no answer: the connection is dead although nobody said so. What it did before is unknown. */
export class SilentConnectionError extends Error {
  override readonly name = 'SilentConnectionError'
  readonly code = 'ETIMEDOUT'
  constructor() {
    super('PostgreSQL gave no answer on this connection, so it was given up.')
  }
}

/** Nobody used the connection, so nothing is lost with it; it is no news of its own. */
export class DroppedConnectionError extends SilentConnectionError {}

interface Watched {
  readonly client: InnerClient
  readonly askAt: AskAt
  /** When it last gave a sign of life, or had nothing to answer. */
  since: number
  bytes: number
  /** With no one, in its pool. */
  isIdle: boolean
  isAsked: boolean
}

/** A statement that writes to somebody who does not read is as lost as one that never came. */
const RUNNING = `select pid, query from pg_stat_activity
  where usename = session_user and pid <> pg_backend_pid() and state = 'active'
    and wait_event_type is distinct from 'Client' and query_start <= clock_timestamp() - make_interval(secs => $1)`

interface Running {
  pid: number
  query: string
}

/** Whether PostgreSQL still works on what was said here. Behind a pooler only the words tell, and others may say the same. */
function isRunning({ askAt, client }: Watched, text: string, running: readonly Running[]): boolean {
  if (askAt.isDirect && client.processID !== null) return running.some(({ pid }) => pid === client.processID)
  // PostgreSQL shows the beginning of long ones.
  return running.some(({ query }) => query !== '' && text.startsWith(query))
}

/** It has no connection left for the question, or another password by now: it is there, and nothing is known to be lost. */
const REFUSALS = new Set(['53300', '28P01'])
const isRefusal = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && REFUSALS.has(String(error.code))

/** A look costs next to nothing, and is no heavier with many statements. */
const LOOKS_WITHIN_SILENCE = 5
const LONGEST_LOOK_MS = 1_000
const LEAVE_EVERY_MS = 2_000

/** What swallowed one connection may do so again, and a call that meets it twice must not wait twice as long. */
const WARY_FOR_MS = 30_000
const WARY_SHARE = 0.5

/**
 * Gives up connections that went dead without a word: a proxy, a firewall or a machine between forgot them. Where a
 * statement is silent for long, PostgreSQL itself is asked over a new connection whether it still works on it; only one
 * that it does not know of is lost. So what takes long is never cut, and what is dead is noticed in seconds.
 */
export class SilenceWatch {
  readonly #limits: ConnectionLimits
  readonly #watched = new Map<ClientBase, Watched>()
  readonly #left = new LeftBehind()
  #timer: NodeJS.Timeout | undefined
  #leftAt = Number.NEGATIVE_INFINITY
  #lostAt = Number.NEGATIVE_INFINITY

  constructor(limits: ConnectionLimits) {
    this.#limits = limits
  }

  /** Watches one connection, ready for statements, until it ends. */
  add(client: ClientBase, askAt: AskAt): void {
    const inner = innerClient(client)
    const now = performance.now()
    this.#watched.set(client, {
      client: inner,
      askAt,
      since: now,
      bytes: 0,
      isIdle: false,
      isAsked: false,
    })
    client.once('end', () => this.#forget(client))
    const lookMs = Math.min(LONGEST_LOOK_MS, this.#limits.silentMs / LOOKS_WITHIN_SILENCE)
    this.#timer ??= setInterval(() => this.#look(), lookMs).unref()
  }

  /** Watches every connection of a pool. */
  addPool(pool: Pool, askAt: AskAt): void {
    pool.on('connect', (client) => this.add(client, askAt))
    pool.on('acquire', (client) => this.#setIdle(client, false))
    pool.on('release', (_error, client) => this.#setIdle(client, true))
  }

  /**
   * Ends the connections that nobody uses, where they lead to a server that only reads: another may have taken its place.
   * Not more often than each two seconds, because every write that is refused meanwhile says so.
   */
  leaveServer(): void {
    const now = performance.now()
    if (now - this.#leftAt < LEAVE_EVERY_MS) return
    this.#leftAt = now
    this.#dropIdle()
  }

  #dropIdle(): readonly Watched[] {
    const idle = [...this.#watched.values()].filter(({ isIdle }) => isIdle)
    for (const { client } of idle) client.connection.stream.destroy(new DroppedConnectionError())
    return idle
  }

  #setIdle(client: ClientBase, isIdle: boolean): void {
    const watched = this.#watched.get(client)
    if (watched) watched.isIdle = isIdle
  }

  #forget(client: ClientBase): void {
    this.#watched.delete(client)
    this.#restIfDone()
  }

  #restIfDone(): void {
    if (this.#watched.size > 0 || this.#left.isAny) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  /** How long a statement may be silent now before PostgreSQL is asked about it. */
  #patienceMs(now: number): number {
    return this.#limits.silentMs * (now - this.#lostAt < WARY_FOR_MS ? WARY_SHARE : 1)
  }

  #look(): void {
    const now = performance.now()
    const silent = [...this.#watched.values()].filter((one) => this.#isSilent(one, now))
    for (const [url, some] of Map.groupBy(silent, ({ askAt }) => askAt.url)) {
      for (const one of some) one.isAsked = true
      void this.#ask(url, some)
    }
    for (const askAt of this.#left.due(now)) void this.#endLeft(askAt)
    this.#restIfDone()
  }

  #isSilent(one: Watched, now: number): boolean {
    const { readyForQuery, connection } = one.client
    if (readyForQuery !== false || connection.stream.bytesRead !== one.bytes) {
      one.bytes = connection.stream.bytesRead
      one.since = now
    }
    return !one.isAsked && now - one.since >= this.#patienceMs(now)
  }

  /** Never rejects. */
  async #ask(url: string, silent: readonly Watched[]): Promise<void> {
    // What is asked about may end, and another statement begin, before the answer is here.
    const asked = silent.map((one) => ({ one, text: one.client._activeQuery?.text ?? '', bytes: one.bytes }))
    const patienceMs = this.#patienceMs(performance.now())
    const asking = this.#asking({ url, passwords: silent[0]?.askAt.passwords })
    const running = await asking
      .connect()
      .then(() => asking.query<Running>(RUNNING, [patienceMs / 2_000]))
      .catch((error: unknown) => ({ rows: [], isThere: isRefusal(error) }))
    const now = performance.now()
    const lost = asked.filter(({ one, text, bytes }) => {
      one.isAsked = false
      one.since = now
      const { readyForQuery, connection } = one.client
      const isKept = isRunning(one, text, running.rows) || ('isThere' in running && running.isThere)
      return !isKept && readyForQuery === false && connection.stream.bytesRead === bytes
    })
    if (lost.length > 0) {
      this.#lostAt = now
      // Those that waited for locks of the lost go on now, and have nobody left to answer to either.
      for (const { one } of asked) one.since = now - patienceMs
    }
    for (const { one } of lost) one.client.connection.stream.destroy(new SilentConnectionError())
    // Whatever swallowed these had the idle ones too, and nobody has to find that out one by one.
    const idle = lost.length > 0 ? this.#dropIdle() : []
    for (const { askAt, client } of [...lost.map(({ one }) => one), ...idle])
      if (askAt.isDirect && client.processID !== null) this.#left.add(askAt, client.processID)
    await this.#left.end(url, asking)
    await asking.end().catch(() => undefined)
  }

  /** Never rejects. */
  async #endLeft(askAt: AskAt): Promise<void> {
    const asking = this.#asking(askAt)
    const isThere = await asking.connect().then(
      () => true,
      () => false,
    )
    if (isThere) await this.#left.end(askAt.url, asking)
    await asking.end().catch(() => undefined)
  }

  /** A connection of its own, given half of the time for the way there and half for each answer. */
  #asking({ url, passwords }: Pick<AskAt, 'url' | 'passwords'>): Client {
    const halfMs = this.#limits.askMs / 2
    const Asking = passwords ? clientsWith(passwords) : Client
    const asking = new Asking({
      connectionString: url,
      application_name: 'hub-control',
      connectionTimeoutMillis: halfMs,
      query_timeout: halfMs,
      ...KEEP_ALIVE,
    })
    asking.on('error', () => undefined)
    return asking
  }
}
