import type { Client } from 'pg'
import type { AskAt } from './ask-at.ts'

/** It holds its locks until it ends, or until PostgreSQL itself gives up on a transaction in which nothing happens. */
const END = `select pg_terminate_backend(pid) from pg_stat_activity
  where usename = session_user and pid = any($1) and backend_start < to_timestamp($2)`

const TRY_EVERY_MS = 1_000
/** By then PostgreSQL has ended them by itself, and their numbers may be those of others. */
const TRY_FOR_MS = 20_000

interface Left {
  readonly askAt: AskAt
  readonly pids: Set<number>
  /** Milliseconds since 1970: a process that began later is another. */
  lostAt: number
  /** When the next try is due, and the last, by the clock of `performance.now()`. */
  nextAt: number
  until: number
}

/** What dead connections left behind in PostgreSQL, and has to end there: tried again until it did. */
export class LeftBehind {
  readonly #left = new Map<string, Left>()

  get isAny(): boolean {
    return this.#left.size > 0
  }

  add(askAt: AskAt, pid: number): void {
    const now = performance.now()
    const pids = this.#left.get(askAt.url)?.pids ?? new Set()
    const times = { lostAt: Date.now(), nextAt: now + TRY_EVERY_MS, until: now + TRY_FOR_MS }
    this.#left.set(askAt.url, { askAt, pids: pids.add(pid), ...times })
  }

  /** The addresses where a try is due. They count as tried. */
  due(now: number): AskAt[] {
    for (const [url, { until }] of this.#left) if (now > until) this.#left.delete(url)
    const due = [...this.#left.values()].filter(({ nextAt }) => now >= nextAt)
    for (const one of due) one.nextAt = now + TRY_EVERY_MS
    return due.map(({ askAt }) => askAt)
  }

  /** Ends what was left at this address. Never rejects: what did not end is due again. */
  async end(url: string, connected: Client): Promise<void> {
    const left = this.#left.get(url)
    if (left === undefined) return
    const pids = [...left.pids]
    const isEnded = await connected.query(END, [pids, left.lostAt / 1_000]).then(
      () => true,
      () => false,
    )
    if (!isEnded) return
    for (const pid of pids) left.pids.delete(pid)
    if (left.pids.size === 0) this.#left.delete(url)
  }
}
