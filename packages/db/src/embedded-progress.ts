import { closeSync, openSync, readSync, statSync } from 'node:fs'
import type { Cluster } from './embedded-cluster.ts'
import { lastingRefusal } from './embedded-refusal.ts'

/** A server that says nothing for so long while it starts has got stuck. It says something each five seconds. */
const STILL_MS = 30_000
/** What it has read back it writes down at the end, in one go and without a word. */
const WRITE_DOWN_MS = 15 * 60_000
const WRITES_DOWN = /checkpoint starting: end-of-recovery(?![^]*checkpoint complete)/
const FIRST_WORD_MS = 5_000
const NEXT_WORD_MS = 10_000
const PART_BYTES = 4_000

export interface StartOptions {
  /** How long a start may stand still, in milliseconds. Default 30 s. */
  readonly stillMs?: number
  /** Told in one line how far a start that takes long has come. */
  readonly onWait?: ((message: string) => void) | undefined
}

/**
 * How long a start is waited for: as long as it moves. After a crash PostgreSQL reads its log back, which may take many
 * minutes; whoever stopped it in the middle would make it begin again, and never end.
 */
export class StartProgress {
  readonly #cluster: Cluster
  readonly #stillMs: number
  readonly #onWait: ((message: string) => void) | undefined
  readonly #begin = Date.now()
  #beginBytes: number
  #bytes: number
  #tryBytes: number
  #until: number
  #movedAt = this.#begin
  #nextMs = FIRST_WORD_MS

  constructor(cluster: Cluster, { stillMs = STILL_MS, onWait }: StartOptions) {
    this.#cluster = cluster
    this.#stillMs = stillMs
    this.#onWait = onWait
    this.#beginBytes = this.#bytes = this.#tryBytes = sizeOf(cluster.logFile)
    this.#until = this.#begin + stillMs
  }

  get isOver(): boolean {
    return Date.now() >= this.#until
  }

  get waitedMs(): number {
    return Date.now() - this.#begin
  }

  /** Looks at a server that is starting: what it has written since the last look is a sign that it moves. */
  look(): void {
    const bytes = sizeOf(this.#cluster.logFile)
    const now = Date.now()
    if (bytes !== this.#bytes) this.#movedAt = now
    // The log is read only where the time begins to run out.
    const isLate = now > this.#until - this.#stillMs / 2
    if (bytes !== this.#bytes || (isLate && this.#writesDown())) this.#until = now + this.#stillMs
    // The file was put aside for a new one.
    if (bytes < this.#bytes) this.#beginBytes = 0
    this.#bytes = bytes
    if (this.waitedMs < this.#nextMs) return
    this.#nextMs += NEXT_WORD_MS
    this.#onWait?.(
      `PostgreSQL is starting, for ${Math.round(this.waitedMs / 1_000)} s so far.${this.#howFar()}`,
    )
  }

  /** A server is about to be started. */
  tried(): void {
    this.#tryBytes = sizeOf(this.#cluster.logFile)
  }

  /**
   * What moved has ended by itself: another try has only what is left of the first one's time. Throws where it would end the
   * same way.
   */
  failed(): void {
    this.#until = this.#begin + this.#stillMs
    const { logFile } = this.#cluster
    const to = sizeOf(logFile)
    const from = this.#tryBytes > to ? 0 : Math.max(this.#tryBytes, to - PART_BYTES)
    const refusal = lastingRefusal(this.#cluster, partOf(logFile, { from, to }))
    if (refusal) throw refusal
  }

  #writesDown(): boolean {
    return Date.now() - this.#movedAt < WRITE_DOWN_MS && WRITES_DOWN.test(this.#said())
  }

  #howFar(): string {
    const said = this.#said()
    const wait = ' Wait for it: stopped now, it would have to begin again.'
    const read = WRITES_DOWN.test(said) ? undefined : readBack(said)
    if (read !== undefined)
      return ` It was not stopped in order and reads back its log: ${read} so far.${wait}`
    if (WRITES_DOWN.test(said))
      return ` It was not stopped in order and writes down what it has read back.${wait}`
    if (/syncing data directory/.test(said))
      return ` It was not stopped in order and looks through its files.${wait}`
    return ''
  }

  /** What the server has written since the start: how it began, and how far it is. */
  #said(): string {
    const { logFile } = this.#cluster
    const begin = { from: this.#beginBytes, to: Math.min(this.#bytes, this.#beginBytes + PART_BYTES) }
    return (
      partOf(logFile, begin) +
      partOf(logFile, { from: Math.max(begin.to, this.#bytes - PART_BYTES), to: this.#bytes })
    )
  }
}

/** How much of its log it has read, from its own words; undefined where it says nothing of that. */
export function readBack(said: string): string | undefined {
  const from = /redo starts at ([0-9A-F]+\/[0-9A-F]+)/.exec(said)?.[1]
  const to = [...said.matchAll(/redo in progress, .* current LSN: ([0-9A-F]+\/[0-9A-F]+)/g)].at(-1)?.[1]
  if (to === undefined) return undefined
  if (from === undefined) return `it is at ${to}`
  return `${Math.round((placeOf(to) - placeOf(from)) / 2 ** 20)} MB`
}

/** A place in the log, in bytes from its beginning. */
function placeOf(text: string): number {
  const [high = '0', low = '0'] = text.split('/')
  return Number.parseInt(high, 16) * 2 ** 32 + Number.parseInt(low, 16)
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

function partOf(file: string, { from, to }: { from: number; to: number }): string {
  if (to <= from) return ''
  const buffer = Buffer.alloc(to - from)
  const handle = openSync(file, 'r')
  try {
    readSync(handle, buffer, 0, buffer.length, from)
  } finally {
    closeSync(handle)
  }
  return buffer.toString('utf8')
}
