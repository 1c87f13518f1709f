import type { Database } from '@hub/db'
import type { Logger } from 'pino'
import type { Bus } from '../events/bus.ts'
import { outsideRequests } from '../calls/request-scope.ts'
import { AT_MOST, changesIn } from './changes.ts'
import type { Change } from './changes.ts'
import type { Position } from './position.ts'

/** What readers hear after a look. */
export interface News {
  position: Position
  /** null where there was more than is read one by one: whoever follows reads on from their own position. */
  changes: readonly Change[] | null
}

/** What one process knows of changes: it looks once for all who follow here, however many they are. */
export interface Live {
  /** Tells the followers of an organization, here and on other servers, that something may have changed. */
  wake(orgId: string): void
  /** Hears of an organization from now on; whatever was committed before this resolves is the follower's to read. */
  follow(orgId: string, hear: (news: News) => void): Promise<() => void>
}

export interface LiveOptions {
  db: Pick<Database, 'system'>
  bus: Bus
  log: Logger
  /** Most readers hear within this time where nobody was woken. */
  pollMs?: number
}

const POLL_MS = 500
/** Changes within this time are read together. */
const GATHER_MS = 15

const topicOf = (orgId: string) => `live:${orgId}`

type Hear = (news: News) => void

interface Watched {
  ears: Set<Hear>
  deafen: () => void
}

class Reader implements Live {
  readonly #options: LiveOptions
  readonly #watched = new Map<string, Watched>()
  #position: Position | null = null
  #timer: NodeJS.Timeout | undefined
  #isSoon = false
  #look: Promise<void> | null = null
  /** Somebody was woken while a look was under way, which may not see it. */
  #isAskedAgain = false

  constructor(options: LiveOptions) {
    this.#options = options
  }

  wake(orgId: string): void {
    this.#options.bus.wake(topicOf(orgId))
  }

  async follow(orgId: string, hear: Hear): Promise<() => void> {
    const { ears } = this.#watched.get(orgId) ?? this.#watch(orgId)
    ears.add(hear)
    const stop = () => this.#leave(orgId, hear)
    try {
      // A look that is under way may have begun without this organization.
      await this.#look
      if (this.#position === null) await this.#lookNow()
      if (this.#position === null) throw new Error('The position of the database is not known yet.')
      return stop
    } catch (error) {
      stop()
      throw error
    }
  }

  #watch(orgId: string): Watched {
    const watched = {
      ears: new Set<Hear>(),
      deafen: this.#options.bus.on(topicOf(orgId), () => this.#plan(GATHER_MS)),
    }
    this.#watched.set(orgId, watched)
    return watched
  }

  #leave(orgId: string, hear: Hear): void {
    const watched = this.#watched.get(orgId)
    watched?.ears.delete(hear)
    if (!watched || watched.ears.size > 0) return
    watched.deafen()
    this.#watched.delete(orgId)
    if (this.#watched.size > 0) return
    // Nobody follows: the next one begins with a position of its own time.
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#isSoon = false
    this.#position = null
  }

  #plan(ms: number): void {
    if (this.#watched.size === 0) return
    const isSoon = ms === GATHER_MS
    if (this.#timer && (this.#isSoon || !isSoon)) return
    clearTimeout(this.#timer)
    this.#isSoon = isSoon
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#isSoon = false
      if (this.#look) this.#isAskedAgain = true
      else void outsideRequests(() => this.#lookNow())
    }, ms)
  }

  #lookNow(): Promise<void> {
    this.#look ??= this.#read().finally(() => {
      this.#look = null
      this.#plan(this.#isAskedAgain ? GATHER_MS : (this.#options.pollMs ?? POLL_MS))
      this.#isAskedAgain = false
    })
    return this.#look
  }

  async #read(): Promise<void> {
    const { db, log } = this.#options
    try {
      const read = await changesIn(db.system, [...this.#watched.keys()], this.#position)
      this.#tell(read)
    } catch (err) {
      log.debug({ err }, 'live changes not read')
    }
  }

  #tell({ position, changes }: { position: Position; changes: readonly Change[] }): void {
    const before = this.#position
    if (this.#watched.size === 0) return
    this.#position = position
    if (before === null) return
    const isTooMuch = changes.length > AT_MOST
    const byOrg = Map.groupBy(changes, ({ orgId }) => orgId)
    for (const [orgId, { ears }] of this.#watched) {
      const news = isTooMuch ? null : byOrg.get(orgId)
      if (news === undefined) continue
      for (const hear of ears) hear({ position, changes: news })
    }
  }
}

export const createLive = (options: LiveOptions): Live => new Reader(options)
