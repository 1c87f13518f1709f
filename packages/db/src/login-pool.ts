import { Client, Pool } from 'pg'
import type { ClientConfig, PoolClient, PoolConfig } from 'pg'

type OnClient = (error: Error | undefined, client: PoolClient | undefined, release: () => void) => void

/** Whether PostgreSQL said that the password is another one. */
export const isWrongPassword = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '28P01'

/**
 * The passwords a login may have while the hub's secret is being changed: the one that worked last is tried first, so only the
 * connection that meets the change pays for it.
 */
export class LoginPasswords {
  readonly #all: () => readonly string[]
  #current: string | undefined
  /** Rises each time another one is taken. */
  #turn = 0

  constructor(all: () => readonly string[]) {
    this.#all = all
  }

  current(): string {
    const all = this.#all()
    if (this.#current === undefined || !all.includes(this.#current)) this.#current = all[0]
    return this.#current ?? ''
  }

  #next(): void {
    const all = this.#all()
    this.#current = all[(all.indexOf(this.current()) + 1) % all.length]
    this.#turn += 1
  }

  /**
   * Connects with each of them until one is right, the first of them twice: it may have become the right one while the others
   * were tried. Throws what the last one was answered.
   */
  async try<R>(connect: () => Promise<R>): Promise<R> {
    for (let failed = 1; ; failed += 1) {
      const turn = this.#turn
      try {
        return await connect()
      } catch (error) {
        const { length } = this.#all()
        if (!isWrongPassword(error) || length === 1 || failed > length) throw error
        // Somebody who was refused as well may have gone on to the next one already.
        if (turn === this.#turn) this.#next()
      }
    }
  }
}

/** A class of clients that ask for the password when they need it; one in the address would win over that. */
export function clientsWith(passwords: LoginPasswords): typeof Client {
  return class extends Client {
    constructor(config?: string | ClientConfig) {
      super(config)
      Object.defineProperty(this, 'password', {
        value: () => passwords.current(),
        configurable: true,
        enumerable: false,
        writable: true,
      })
    }
  }
}

/** A pool whose new connections outlive a change of the login's password. */
export class LoginPool extends Pool {
  readonly #passwords: LoginPasswords

  /** `config.Client` asks for the password (`clientsWith`). */
  constructor(config: PoolConfig, passwords: LoginPasswords) {
    super(config)
    this.#passwords = passwords
  }

  override connect(): Promise<PoolClient>
  override connect(onClient: OnClient): void
  override connect(onClient?: OnClient): Promise<PoolClient> | void {
    const connected = this.#passwords.try(() => super.connect())
    if (onClient === undefined) return connected
    connected.then(
      (client) => onClient(undefined, client, () => client.release()),
      (error: unknown) =>
        onClient(error instanceof Error ? error : new Error(String(error)), undefined, () => undefined),
    )
  }
}
