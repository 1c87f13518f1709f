import { setTimeout as delay } from 'node:timers/promises'
import { Client, escapeIdentifier } from 'pg'
import { KEEP_ALIVE } from './connection-limits.ts'
import type { ConnectionLimits } from './connection-limits.ts'
import type { AskAt } from './ask-at.ts'
import type { SilenceWatch } from './silence-watch.ts'
import { clientsWith } from './login-pool.ts'
import type { LoginPasswords } from './login-pool.ts'

/** Called with the payload of each notification of one channel. */
export type OnNotify = (payload: string) => void

interface Subscription {
  readonly channel: string
  readonly onNotify: OnNotify
  readonly onGap: (() => void) | undefined
}

export interface ListenerOptions {
  /** Of PostgreSQL itself. */
  readonly url: string
  /** In place of the one in the address. */
  readonly passwords: LoginPasswords | undefined
  readonly limits: ConnectionLimits
  readonly silence: SilenceWatch
  readonly onError: (error: Error) => void
}

const FIRST_RETRY_MS = 100
const LAST_RETRY_MS = 5_000
/** Of the time that a statement may be silent. */
const BEAT_SHARE = 0.8

/**
 * One connection of its own for LISTEN, shared by all channels of the process. It reconnects by itself;
 * what was sent meanwhile is lost (PostgreSQL keeps nothing for absent listeners), so each subscriber is
 * told of the gap and looks again.
 */
export class Listener {
  readonly #options: ListenerOptions
  readonly #subscriptions = new Set<Subscription>()
  readonly #closing = new AbortController()
  #client: Promise<Client> | undefined

  constructor(options: ListenerOptions) {
    this.#options = options
  }

  /** Resolves when the channel is being listened to; the result stops it again. */
  async listen(subscription: Subscription): Promise<() => Promise<void>> {
    this.#closing.signal.throwIfAborted()
    this.#subscriptions.add(subscription)
    try {
      const client = await this.#connected()
      await client.query(`listen ${escapeIdentifier(subscription.channel)}`)
    } catch (error) {
      this.#subscriptions.delete(subscription)
      throw error
    }
    return async () => {
      if (!this.#subscriptions.delete(subscription) || this.#isWanted(subscription.channel)) return
      const client = await this.#client?.catch(() => undefined)
      // A connection that is already gone listens to nothing.
      await client?.query(`unlisten ${escapeIdentifier(subscription.channel)}`).catch(() => undefined)
    }
  }

  async close(): Promise<void> {
    this.#closing.abort()
    this.#subscriptions.clear()
    const client = await this.#client?.catch(() => undefined)
    this.#client = undefined
    await client?.end()
  }

  async #connected(): Promise<Client> {
    if (this.#client !== undefined) return await this.#client
    const first = this.#connect()
    this.#client = first
    try {
      return await first
    } catch (error) {
      // A first connection that fails is the caller's to retry; only a lost one comes back by itself.
      if (this.#client === first) this.#client = undefined
      throw error
    }
  }

  #isWanted(channel: string): boolean {
    return [...this.#subscriptions].some((one) => one.channel === channel)
  }

  #connect(): Promise<Client> {
    const { passwords } = this.#options
    return passwords ? passwords.try(() => this.#open(clientsWith(passwords))) : this.#open(Client)
  }

  async #open(Clients: typeof Client): Promise<Client> {
    const { url, limits, silence, onError } = this.#options
    const client = new Clients({
      connectionString: url,
      ...KEEP_ALIVE,
      connectionTimeoutMillis: limits.connectMs,
      application_name: 'hub-listen',
    })
    client.on('error', onError)
    client.on('notification', ({ channel, payload }) => {
      for (const one of this.#subscriptions) if (one.channel === channel) one.onNotify(payload ?? '')
    })
    try {
      await client.connect()
      silence.add(client, { url, isDirect: true } satisfies AskAt)
      const channels = new Set([...this.#subscriptions].map((one) => one.channel))
      for (const channel of channels) await client.query(`listen ${escapeIdentifier(channel)}`)
    } catch (error) {
      await client.end().catch(() => undefined)
      throw error
    }
    const beat = this.#beat(client)
    client.on('end', () => {
      clearInterval(beat)
      if (this.#closing.signal.aborted) return
      this.#client = this.#reconnect()
      // Whoever listens next awaits the same promise and sees its failure; nobody may be waiting now.
      this.#client.catch(() => undefined)
    })
    return client
  }

  /** Somebody who only listens would never notice that nothing can come any more. */
  #beat(client: Client): NodeJS.Timeout {
    let isUnderWay = false
    return setInterval(() => {
      if (isUnderWay) return
      isUnderWay = true
      // One that fails has ended the connection, which is seen there.
      client
        .query('select')
        .catch(() => undefined)
        .finally(() => (isUnderWay = false))
    }, this.#options.limits.silentMs * BEAT_SHARE).unref()
  }

  async #reconnect(): Promise<Client> {
    for (let wait = FIRST_RETRY_MS; ; wait = Math.min(wait * 2, LAST_RETRY_MS)) {
      // Many processes lose the same server at once; the spread keeps them from returning at once.
      await delay(wait * (0.5 + Math.random()), undefined, { signal: this.#closing.signal, ref: false })
      const client = await this.#connect().catch((error: unknown) => this.#report(error))
      if (client === undefined) continue
      for (const one of this.#subscriptions) one.onGap?.()
      return client
    }
  }

  #report(error: unknown): undefined {
    this.#options.onError(error instanceof Error ? error : new Error(String(error)))
  }
}
