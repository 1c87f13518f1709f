import { randomUUID } from 'node:crypto'
import type { Database } from '@hub/db'
import type { Logger } from 'pino'
import { outsideRequests } from '../calls/request-scope.ts'
import type { Bus } from '../events/bus.ts'
import type { Pump } from '../events/pump.ts'
import { registerSchedules, takeDue } from './schedule-rows.ts'
import type { Ended, Sweep } from './schedule-rows.ts'

export interface SchedulerOptions {
  db: Database
  bus: Bus
  log: Logger
  sweeps: readonly Sweep[]
}

/** Whoever runs schedules hears here that one is wanted now. */
export const SCHEDULE_TOPIC = 'schedules'

/** What is due within this is begun together, in one look. */
const TOGETHER_MS = 500
/** How runs ended is told with the next look, or after this. */
const TELL_MS = 3_000
/** Far below the lease. */
const RENEW_MS = 3_000
const LONGEST_MS = 60_000
/** Says again what this process has, for those that look which there are. */
const REGISTER_MS = 10 * 60_000
const LONGEST_ERROR = 300

const wordsOf = (error: unknown): string =>
  (error instanceof Error ? error.message : 'It failed without saying why.').slice(0, LONGEST_ERROR)

/** How one run went. */
async function timed({ name, run }: Sweep, log: Logger): Promise<Ended> {
  const begun = performance.now()
  let error: string | null = null
  try {
    await run()
  } catch (err) {
    log.warn({ err, sweep: name }, 'sweep failed')
    error = wordsOf(err)
  }
  return { name, ms: Math.round(performance.now() - begun), error }
}

/** What each process does for itself, at its interval. */
function localChores({ log, sweeps }: Pick<SchedulerOptions, 'log' | 'sweeps'>) {
  const timers: NodeJS.Timeout[] = []
  const underWay = new Map<string, Promise<unknown>>()
  const begin = (sweep: Sweep) => {
    if (!underWay.has(sweep.name))
      underWay.set(
        sweep.name,
        timed(sweep, log).finally(() => underWay.delete(sweep.name)),
      )
  }
  return {
    start() {
      for (const sweep of sweeps) {
        begin(sweep)
        timers.push(setInterval(begin, sweep.everyMs, sweep))
      }
    },
    async stop() {
      for (const timer of timers) clearInterval(timer)
      await Promise.all(underWay.values())
    },
  }
}

/** What one process has under way, and when it looks again. */
class Looks {
  readonly #holder = randomUUID()
  readonly #options: Omit<SchedulerOptions, 'bus'>
  readonly #sweeps: ReadonlyMap<string, Sweep>
  readonly #busy = new Map<string, Promise<void>>()
  #ended: Ended[] = []
  #registeredAt = Number.NEGATIVE_INFINITY
  #timer: NodeJS.Timeout | undefined
  #timerAt = Number.POSITIVE_INFINITY
  #round: Promise<void> = Promise.resolve()
  #isStopped = true

  constructor(options: Omit<SchedulerOptions, 'bus'>) {
    this.#options = options
    this.#sweeps = new Map(options.sweeps.map((one) => [one.name, one]))
  }

  #begin(sweep: Sweep): void {
    const done = timed(sweep, this.#options.log).then((end) => {
      this.#busy.delete(sweep.name)
      this.#ended.push(end)
      this.#plan(TELL_MS)
    })
    this.#busy.set(sweep.name, done)
  }

  /** Looks after so long, or when it was to look before that. */
  #plan(ms: number): void {
    const at = performance.now() + ms
    if (this.#isStopped || at >= this.#timerAt) return
    clearTimeout(this.#timer)
    this.#timerAt = at
    this.#timer = setTimeout(this.look, ms)
  }

  /** Says what there is to say and begins what is due; answers how much that was, and how long until more is. */
  async once(isLast: boolean): Promise<{ begun: number; nextMs: number }> {
    const { system } = this.#options.db
    if (!isLast && performance.now() - this.#registeredAt > REGISTER_MS) {
      await registerSchedules(system, [...this.#sweeps.values()])
      this.#registeredAt = performance.now()
    }
    const told = this.#ended
    this.#ended = []
    const free = isLast ? [] : [...this.#sweeps.keys()].filter((name) => !this.#busy.has(name))
    const busy = [...this.#busy.keys()]
    try {
      const { names, nextMs } = await takeDue(system, { holder: this.#holder, free, busy, ended: told })
      for (const name of names) {
        const sweep = this.#sweeps.get(name)
        if (sweep) this.#begin(sweep)
      }
      return { begun: names.length, nextMs }
    } catch (error) {
      // They are told with the next look.
      this.#ended = [...told, ...this.#ended]
      throw error
    }
  }

  async #lookAndPlan(): Promise<void> {
    this.#timerAt = Number.POSITIVE_INFINITY
    try {
      const { nextMs } = await this.once(false)
      this.#plan(Math.min(Math.max(nextMs, TOGETHER_MS), this.#busy.size > 0 ? RENEW_MS : LONGEST_MS))
    } catch (err) {
      this.#options.log.warn({ err }, 'a look at the schedules failed')
      this.#plan(TELL_MS)
    }
  }

  readonly look = (): void => {
    if (this.#isStopped) return
    clearTimeout(this.#timer)
    this.#round = this.#round.then(() => this.#lookAndPlan())
  }

  start(): void {
    this.#isStopped = false
    this.look()
  }

  async ended(): Promise<void> {
    await Promise.all(this.#busy.values())
    if (this.#ended.length > 0) await this.once(true)
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#timer)
    await this.#round
    await this.ended().catch((err: unknown) =>
      this.#options.log.debug({ err }, 'the end of a schedule could not be written'),
    )
  }
}

/** Runs what is due, of all processes in one; each process may end at any moment. */
export function createScheduler({ bus, sweeps, ...options }: SchedulerOptions): Pump {
  const looks = new Looks({ ...options, sweeps: sweeps.filter(({ isLocal }) => isLocal !== true) })
  const chores = localChores({ ...options, sweeps: sweeps.filter(({ isLocal }) => isLocal === true) })
  let unhear = (): void => undefined
  return {
    wake: () => void setImmediate(() => outsideRequests(looks.look)),
    start() {
      unhear = bus.on(SCHEDULE_TOPIC, () => outsideRequests(looks.look))
      chores.start()
      looks.start()
    },
    async drain() {
      const { begun } = await looks.once(false)
      await looks.ended()
      return begun
    },
    async stop() {
      unhear()
      await Promise.all([chores.stop(), looks.stop()])
    },
  }
}
