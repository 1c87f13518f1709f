import { hkdfSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { deriveKey } from './secrets.ts'
import type { KeyRing } from './secrets.ts'

const MARK_BYTES = 8

/** What a secret is known by in the database and in words for the operator: it tells nothing of it. */
export const markOf = (secret: string): string =>
  Buffer.from(hkdfSync('sha256', secret, 'smart-ai-hub', 'mark', MARK_BYTES)).toString('hex')

/**
 * Purposes whose keys stay good after their secret is gone, because what was made with them is in the world and cannot be
 * made anew: addresses that services send to, links in mails, what browsers know the hub by, the hub's name in Redis, and by
 * which work that waits is recognized.
 */
export const KEPT_PURPOSES = ['webhook', 'unsubscribe', 'push', 'redis', 'same work'] as const
export type KeptPurpose = (typeof KEPT_PURPOSES)[number]

/** What names the hub as a whole is made with the first key there was, so that a change of the secret changes no name. */
const FIRST_WINS: readonly string[] = ['push', 'redis'] satisfies KeptPurpose[]

export interface KeptKey {
  purpose: string
  mark: string
  key: KeyObject
}

/** The secrets this process knows, the newest first, and which of them is in force. */
export class SecretRing {
  readonly #secrets = new Map<string, string>()
  readonly #derived = new Map<string, KeyObject>()
  #newest: string
  #current: string
  #kept: readonly KeptKey[] = []
  #isBehind = false

  constructor(secrets: readonly [string, ...string[]]) {
    this.#newest = markOf(secrets[0])
    this.#current = this.#newest
    this.learn(secrets)
  }

  /** Adds what it does not know yet; the first is the newest from now on. What it knows it keeps until its process ends. */
  learn(secrets: readonly [string, ...string[]]): void {
    for (const secret of secrets) this.#secrets.set(markOf(secret), secret)
    this.#newest = markOf(secrets[0])
  }

  /** The one that was set last; it is in force once every process knows it. */
  get newest(): string {
    return this.#newest
  }

  get current(): string {
    return this.#current
  }

  get marks(): string[] {
    return [...this.#secrets.keys()]
  }

  get isBehind(): boolean {
    return this.#isBehind
  }

  /** The one in force first. */
  get texts(): string[] {
    const current = this.#secrets.get(this.#current)
    return [...new Set([...(current === undefined ? [] : [current]), ...this.#secrets.values()])]
  }

  textOf(mark: string): string | undefined {
    return this.#secrets.get(mark)
  }

  /** Puts one in force. A mark that nobody here knows changes nothing but that this process is behind. */
  use(mark: string): void {
    this.#isBehind = !this.#secrets.has(mark)
    if (!this.#isBehind) this.#current = mark
  }

  keep(kept: readonly KeptKey[]): void {
    this.#kept = kept
  }

  /** The key one secret makes for a purpose. Throws for a secret that is not known. */
  derive(mark: string, purpose: string): KeyObject {
    const name = `${mark}|${purpose}`
    let key = this.#derived.get(name)
    if (key === undefined) {
      const secret = this.#secrets.get(mark)
      if (secret === undefined) throw new Error(`The secret ${mark} is not known here.`)
      key = deriveKey(secret, purpose)
      this.#derived.set(name, key)
    }
    return key
  }

  keys(purpose: string): KeyRing {
    const currentKey = () => this.#currentKey(purpose)
    const allKeys = () => this.#allKeys(purpose)
    const isBehind = () => this.#isBehind
    return {
      get current() {
        return currentKey()
      },
      get all() {
        return allKeys()
      },
      get isBehind() {
        return isBehind()
      },
    }
  }

  #keptFor(purpose: string): KeyObject[] {
    return this.#kept.filter((one) => one.purpose === purpose).map(({ key }) => key)
  }

  #currentKey(purpose: string): KeyObject {
    const [first] = FIRST_WINS.includes(purpose) ? this.#keptFor(purpose) : []
    return first ?? this.derive(this.#current, purpose)
  }

  #allKeys(purpose: string): KeyObject[] {
    const others = this.marks.filter((mark) => mark !== this.#current)
    return [
      this.derive(this.#current, purpose),
      ...others.map((mark) => this.derive(mark, purpose)),
      ...this.#keptFor(purpose),
    ]
  }
}
