import type { Logger } from 'pino'
import type { Metrics } from '../logs/metrics.ts'
import { seal, sha256, unseal } from '../secrets/secrets.ts'
import type { KeyRing } from '../secrets/secrets.ts'
import type { SharedRedis } from '../events/redis.ts'

const MAX_ENTRIES = 10_000
const MAX_BYTES = 32 * 1024 * 1024
/** One answer may not push out all others. */
const MAX_ENTRY_BYTES = 256 * 1024

/** One look-up. Equal keys stand for equal answers, whoever asks. */
export interface CacheRequest {
  procedure: string
  key: string
  seconds: number
}

export interface CacheStats {
  hits: number
  /** Answers another server had left in Redis. */
  sharedHits: number
  /** Calls that waited for one that was already running. */
  joined: number
  misses: number
  evicted: number
  entries: number
  bytes: number
}

/**
 * Answers that may be given again. It holds nothing that cannot be lost, and says nothing about who may see an answer:
 * whoever asks has been let through by the steps before, and the key holds all that the answer depends on.
 */
export interface AnswerCache {
  /** The kept answer; else the work is run, once for all who ask meanwhile, and its data kept unless undefined. */
  answer<R>(request: CacheRequest, work: Work<R>): Promise<{ kept: unknown } | { fresh: R }>
  stats(): CacheStats
}

interface Work<R> {
  run: () => Promise<R>
  /** What of the result to keep; undefined for a failure. */
  dataOf: (result: R) => unknown
}

const results = { hits: 'hit', sharedHits: 'shared_hit', joined: 'joined', misses: 'miss' } as const

interface Making<R> extends Work<R> {
  store: ReturnType<typeof createStore>
  counted: (kind: keyof typeof results, request: CacheRequest) => void
}

interface Entry {
  value: unknown
  bytes: number
  /** Milliseconds since the epoch. */
  until: number
}

export interface AnswerCacheOptions {
  redis: SharedRedis | null
  /** Seals what lies in Redis: others may reach it. */
  key: KeyRing
  log: Logger
  metrics: Pick<Metrics, 'cache'>
  now: () => Date
  limits?: { entries: number; bytes: number }
}

/** Deeply frozen: all callers get the same object, and none may change it for the next. */
function frozen(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  for (const part of Object.values(value)) frozen(part)
  return Object.freeze(value)
}

/** Least recently used first, bounded in number and size. */
class Memory {
  readonly #entries = new Map<string, Entry>()
  readonly #limits: { entries: number; bytes: number }
  #bytes = 0
  #evicted = 0
  readonly #onEvicted: (id: string) => void

  constructor(limits: { entries: number; bytes: number }, onEvicted: (id: string) => void) {
    this.#limits = limits
    this.#onEvicted = onEvicted
  }

  get figures(): { entries: number; bytes: number; evicted: number } {
    return { entries: this.#entries.size, bytes: this.#bytes, evicted: this.#evicted }
  }

  get(id: string, now: number): Entry | undefined {
    const entry = this.#entries.get(id)
    if (!entry) return undefined
    this.#entries.delete(id)
    if (entry.until <= now) {
      this.#entries.set(id, entry)
      this.remove(id)
      return undefined
    }
    this.#entries.set(id, entry)
    return entry
  }

  put(id: string, entry: Entry): void {
    this.remove(id)
    this.#entries.set(id, entry)
    this.#bytes += entry.bytes
    while (this.#entries.size > this.#limits.entries || this.#bytes > this.#limits.bytes) {
      const [oldest] = this.#entries.keys()
      if (oldest === undefined) return
      this.remove(oldest)
      this.#evicted += 1
      this.#onEvicted(oldest)
    }
  }

  remove(id: string): void {
    const entry = this.#entries.get(id)
    if (!entry) return
    this.#entries.delete(id)
    this.#bytes -= entry.bytes
  }
}

interface Shelf {
  get(id: string): Promise<{ text: string; until: number } | undefined>
  put(id: string, stored: { text: string; until: number }, ms: number): void
}

/** The part in Redis, sealed under the entry's own name so that no answer can be put in another's place. */
function sharedShelf({ redis, key, log }: AnswerCacheOptions): Shelf {
  const nameOf = (id: string) => `answer:${sha256(id).toString('base64url')}`
  return {
    async get(id) {
      const sealed = await redis?.attempt((client) => client.getBuffer(nameOf(id)))
      if (!sealed) return undefined
      try {
        const [until, text] = JSON.parse(unseal(key, sealed, id)) as [number, string]
        return { until, text }
      } catch {
        log.warn('an entry of the shared cache was not ours; it is left aside')
        return undefined
      }
    },
    put(id, { text, until }, ms) {
      const sealed = () => seal(key, JSON.stringify([until, text]), id)
      void redis?.attempt((client) => client.set(nameOf(id), sealed(), 'PX', ms))
    },
  }
}

const entryOf = ({ text, until }: { text: string; until: number }): Entry => ({
  value: frozen(JSON.parse(text)),
  bytes: Buffer.byteLength(text),
  until,
})

/** Memory and Redis as one: what is asked for, and what is kept. */
function createStore(options: AnswerCacheOptions) {
  const { now, metrics, limits = { entries: MAX_ENTRIES, bytes: MAX_BYTES } } = options
  const memory = new Memory(limits, (id) => {
    const [procedure = ''] = id.split('|', 1)
    metrics.cache({ result: 'evicted', procedure })
  })
  const shelf = sharedShelf(options)
  return {
    memory,
    held: (id: string) => memory.get(id, now().getTime()),
    async shared(id: string): Promise<Entry | null> {
      const found = await shelf.get(id)
      return found && found.until > now().getTime() ? entryOf(found) : null
    },
    /** null for what cannot be kept; the text is what goes to Redis. */
    made(data: unknown, { seconds }: CacheRequest): { entry: Entry; text: string } | null {
      const text = JSON.stringify(data)
      if (text === undefined || Buffer.byteLength(text) > MAX_ENTRY_BYTES) return null
      return { entry: entryOf({ text, until: now().getTime() + seconds * 1000 }), text }
    },
    keep(id: string, entry: Entry, text?: string): void {
      memory.put(id, entry)
      if (text !== undefined) shelf.put(id, { text, until: entry.until }, entry.until - now().getTime())
    },
  }
}

/** What one look-up came to: an entry that others may be given, or only the result for who asked. */
type Taken<R> = { entry: Entry; fresh?: R } | { entry: null; fresh: R }

/** From Redis, else by doing the work. */
async function take<R>(
  id: string,
  request: CacheRequest,
  { run, dataOf, store, counted }: Making<R>,
): Promise<Taken<R>> {
  const shared = await store.shared(id)
  if (shared) {
    counted('sharedHits', request)
    store.keep(id, shared)
    return { entry: shared }
  }
  counted('misses', request)
  const fresh = await run()
  const made = store.made(dataOf(fresh), request)
  if (made) store.keep(id, made.entry, made.text)
  return made ? { entry: made.entry, fresh } : { entry: null, fresh }
}

/** In memory, and shared through Redis where there is one; without an answer from it in time the call goes on alone. */
export function createAnswerCache(options: AnswerCacheOptions): AnswerCache {
  const store = createStore(options)
  const flights = new Map<string, Promise<Entry | null>>()
  const count = { hits: 0, sharedHits: 0, joined: 0, misses: 0 }

  function counted(kind: keyof typeof count, { procedure }: CacheRequest): void {
    count[kind] += 1
    options.metrics.cache({ result: results[kind], procedure })
  }

  /** The first to ask does the work; whoever asks meanwhile waits for what comes of it. */
  async function lead<R>(id: string, request: CacheRequest, work: Work<R>): Promise<Taken<R>> {
    const { promise, resolve } = Promise.withResolvers<Entry | null>()
    flights.set(id, promise)
    let entry: Entry | null = null
    try {
      const taken = await take(id, request, { ...work, store, counted })
      entry = taken.entry
      return taken
    } finally {
      flights.delete(id)
      resolve(entry)
    }
  }

  return {
    async answer(request, work) {
      const id = `${request.procedure}|${request.key}`
      const held = store.held(id)
      if (held) {
        counted('hits', request)
        return { kept: held.value }
      }
      const running = flights.get(id)
      if (!running) {
        const { entry, fresh } = await lead(id, request, work)
        return fresh === undefined ? { kept: entry?.value } : { fresh }
      }
      const entry = await running
      // What failed for one may have failed for reasons of its own, such as a caller who left.
      if (!entry) return { fresh: await work.run() }
      counted('joined', request)
      return { kept: entry.value }
    },
    stats: () => ({ ...count, ...store.memory.figures }),
  }
}
