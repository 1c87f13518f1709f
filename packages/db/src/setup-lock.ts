import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { CONNECTION_LIMITS, KEEP_ALIVE } from './connection-limits.ts'
import { SilenceWatch } from './silence-watch.ts'

/** Migrations and roles of one server are serialized under this key, so that N programs may start at once. */
const SETUP_LOCK = 4_820_112_026n
const CONNECT_MS = 10_000
const TRY_MS = 100
/** PostgreSQL frees the lock of a holder who says nothing for so long: one whose connection, or machine, is gone. */
const HOLD_MS = 60_000

export interface LockOptions {
  /** Default: that of setting up. */
  readonly key?: bigint
  /** Told in one line who is waited for and how long already; not before two seconds, then each ten. */
  readonly onWait?: ((message: string) => void) | undefined
  /** How long a holder may say nothing, in milliseconds. Default 60 s. */
  readonly holdMs?: number
}

/** A connection for setting up; the caller ends it. `isDirect` is false for one through a pooler. */
export async function openSetup(url: string, { isDirect = true } = {}): Promise<Client> {
  const client = new Client({
    connectionString: url,
    application_name: 'hub-setup',
    connectionTimeoutMillis: CONNECT_MS,
    ...KEEP_ALIVE,
  })
  // The statement in flight reports the same error to the caller.
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
  new SilenceWatch(CONNECTION_LIMITS).add(client, { url, isDirect })
  return client
}

/**
 * Runs `fn` while holding an advisory lock of the database behind `url`, which must be that of PostgreSQL itself; the lock
 * ends with its connection.
 */
export async function withLock<R>(
  url: string,
  fn: (client: Client) => Promise<R>,
  { key = SETUP_LOCK, holdMs = HOLD_MS, onWait }: LockOptions = {},
): Promise<R> {
  const client = await openSetup(url)
  let beat: NodeJS.Timeout | undefined
  try {
    await client.query(`set idle_session_timeout = ${holdMs}`)
    await takeLock(client, key, new Waiting('another program that sets up this database', onWait))
    beat = setInterval(() => void client.query('select').catch(() => undefined), holdMs / 4).unref()
    return await fn(client)
  } finally {
    clearInterval(beat)
    await client.end().catch(() => undefined)
  }
}

/** It asks again and again: whoever waits inside a statement tells nobody, and cannot tell a dead connection from a wait. */
async function takeLock(client: Client, key: bigint, waiting: Waiting): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ ours: boolean }>('select pg_try_advisory_lock($1) as ours', [key])
    if (rows[0]?.ours === true) return
    await waiting.tell(() => holderOf(client, key))
    await sleep(TRY_MS)
  }
}

/** Who holds it, for people. */
async function holderOf(client: Client, key: bigint): Promise<string> {
  const { rows } = await client.query<{ pid: number; name: string; place: string | null; idle: boolean }>(
    `select pid, application_name as name, host(client_addr) as place, state = 'idle' as idle
     from pg_locks join pg_stat_activity using (pid)
     where locktype = 'advisory' and granted and classid::bigint = $1 and objid::bigint = $2
       and database = (select oid from pg_database where datname = current_database())`,
    [key >> 32n, key & 0xff_ff_ff_ffn],
  )
  const [holder] = rows
  if (!holder) return ''
  const from = holder.place === null ? '' : ` from ${holder.place}`
  return ` Process ${holder.pid} of PostgreSQL holds its lock (${holder.name || 'a program without a name'}${from}). If no other start is under way, end it: select pg_terminate_backend(${holder.pid}).`
}

const FIRST_WORD_MS = 2_000
const NEXT_WORD_MS = 10_000

/** Says what a start waits for, and how long already. */
class Waiting {
  readonly #what: string
  readonly #onWait: ((message: string) => void) | undefined
  readonly #begin = performance.now()
  #nextMs = FIRST_WORD_MS

  constructor(what: string, onWait: ((message: string) => void) | undefined) {
    this.#what = what
    this.#onWait = onWait
  }

  /** Tells when it is time to; `more` adds what is known by then. */
  async tell(more: () => Promise<string>): Promise<void> {
    const waitedMs = performance.now() - this.#begin
    if (waitedMs < this.#nextMs) return
    this.#nextMs += NEXT_WORD_MS
    this.#onWait?.(`Waiting for ${this.#what}, for ${Math.round(waitedMs / 1_000)} s so far.${await more()}`)
  }
}
