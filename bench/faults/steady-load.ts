import { setTimeout as sleep } from 'node:timers/promises'
import { callRest, callTool, field } from './clients.ts'
import type { Answer } from './clients.ts'
import type { Trial } from './fault.ts'
import type { Random } from './seeded.ts'
import type { Org } from './world.ts'

const PAUSE_MS = 20
const REFRESH_MS = 400
/** Each is kept sealed in the place of the one before. */
const SECRET_NAMES = 40

/** What the callers saw. */
export interface Seen {
  calls: Record<string, number>
  failed: { what: string; answer: Answer }[]
  /** Titles of tasks that were acknowledged. */
  written: string[]
}

/** Clients that go on calling while servers change under them; each call goes to one of the servers that take calls now. */
export class SteadyLoad {
  readonly seen: Seen = { calls: {}, failed: [], written: [] }
  readonly #org: Org
  readonly #random: Random
  readonly #servers: string[] = []
  readonly #busy = new Map<string, number>()
  #isOver = false
  #running: Promise<unknown> = Promise.resolve()

  constructor(org: Org, random: Random) {
    this.#org = org
    this.#random = random
  }

  /** The balancer sends calls there from now on. */
  add(origin: string): void {
    this.#servers.push(origin)
  }

  /** It sends none there any more; resolves when those under way are answered. */
  async drain(origin: string): Promise<void> {
    const at = this.#servers.indexOf(origin)
    if (at >= 0) this.#servers.splice(at, 1)
    while ((this.#busy.get(origin) ?? 0) > 0) await sleep(5)
  }

  start(refreshToken: string): void {
    this.#running = Promise.all([
      this.#loop(() => this.#write()),
      this.#loop(() => this.#write()),
      this.#loop(() => this.#read()),
      this.#loop(() => this.#keepSecret()),
      this.#refresh(refreshToken),
    ])
  }

  async stop(): Promise<void> {
    this.#isOver = true
    await this.#running
  }

  /** So that it does not go on for ever where a trial breaks. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.stop()
  }

  get count(): number {
    return Object.values(this.seen.calls).reduce((sum, one) => sum + one, 0)
  }

  async #at(what: string, call: (origin: string) => Promise<Answer>): Promise<Answer> {
    const origin = this.#servers[this.#random.between(0, this.#servers.length - 1)] ?? ''
    this.#busy.set(origin, (this.#busy.get(origin) ?? 0) + 1)
    const answer = await call(origin)
    this.#busy.set(origin, (this.#busy.get(origin) ?? 1) - 1)
    this.seen.calls[what] = (this.seen.calls[what] ?? 0) + 1
    if (answer.status !== 200) this.seen.failed.push({ what: `${what} at ${origin}`, answer })
    return answer
  }

  async #loop(once: () => Promise<void>): Promise<void> {
    while (!this.#isOver) {
      await once()
      await sleep(PAUSE_MS)
    }
  }

  async #write(): Promise<void> {
    const title = `load ${this.#random.id()}`
    const answer = await this.#at('charged writes', (origin) =>
      callTool(
        { ...this.#org.toolKey, origin },
        { tool: 'ops_tasks_create', args: { title }, idempotencyKey: this.#random.id() },
      ),
    )
    if (answer.status === 200) this.seen.written.push(title)
  }

  async #read(): Promise<void> {
    await this.#at('reads', (origin) =>
      callTool({ ...this.#org.toolKey, origin }, { tool: 'ops_tasks_list', args: { limit: 5 } }),
    )
  }

  async #keepSecret(): Promise<void> {
    const name = `load_${Math.floor(this.#random.between(0, SECRET_NAMES - 1))}`
    const body = { name, secret: this.#random.id(), hosts: ['api.example.com'] }
    await this.#at('secrets kept', (origin) =>
      callRest({ ...this.#org.owner, origin }, { path: 'workflows/secrets/set', body }),
    )
  }

  /** Goes on with one sign-in: each token is good once. */
  async #refresh(first: string): Promise<void> {
    let refreshToken = first
    while (!this.#isOver) {
      const answer = await this.#at('sign-ins renewed', (origin) =>
        callRest({ origin, credential: '' }, { path: 'auth/refresh', body: { refreshToken } }),
      )
      if (answer.status !== 200) return
      refreshToken = field<string>(answer, 'refreshToken')
      await sleep(REFRESH_MS)
    }
  }
}

/** None of them may have failed. */
export function checkLoad({ findings }: Pick<Trial, 'findings'>, { seen }: SteadyLoad): void {
  findings.figure('calls under load', JSON.stringify(seen.calls))
  findings.equal('calls that failed', seen.failed.slice(0, 5), [])
}
