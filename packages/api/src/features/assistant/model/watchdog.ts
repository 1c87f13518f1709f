import { ModelFailure } from './failure.ts'

/** Silence before the first word after which the built-in assistant takes over (AI-4). */
const FIRST_WORD_MS = 4_000
/** Silence in the middle of an answer, tools included. */
const NEXT_WORD_MS = 30_000
const WHOLE_MS = 180_000

/** Aborts an answer that has been silent for too long, or goes on for too long. */
export class Watchdog {
  readonly #abort = new AbortController()
  readonly #whole: NodeJS.Timeout
  #timer: NodeJS.Timeout
  #failure: ModelFailure | null = null

  constructor() {
    this.#timer = setTimeout(() => this.bark('silent'), FIRST_WORD_MS)
    this.#whole = setTimeout(() => this.bark('tooLong'), WHOLE_MS)
  }

  get signal(): AbortSignal {
    return this.#abort.signal
  }

  /** Why it barked, once it did. */
  get failure(): ModelFailure | null {
    return this.#failure
  }

  alive(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.bark('broken'), NEXT_WORD_MS)
  }

  bark(reason: ModelFailure['reason']): void {
    this.#failure ??= new ModelFailure(reason)
    this.#abort.abort(this.#failure)
  }

  end(): void {
    clearTimeout(this.#timer)
    clearTimeout(this.#whole)
  }
}
