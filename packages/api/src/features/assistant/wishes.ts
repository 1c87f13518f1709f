/** Somebody who has to say yes twenty times no longer reads what to. */
export const WISHES_AT_MOST = 5

/** What one answer has asked for so far, and what its model had read by then. */
export class Wishes {
  readonly #read = new Set<string>()
  readonly #ids = new Set<string>()
  #asking = 0

  /** A model was shown what this procedure answered, which may hold other people's words. */
  noteRead(path: string): void {
    this.#read.add(path)
  }

  get readBefore(): readonly string[] {
    return [...this.#read]
  }

  /** False once enough of this answer waits; a model asks for several things at the same moment. */
  take(): boolean {
    if (this.#ids.size + this.#asking >= WISHES_AT_MOST) return false
    this.#asking += 1
    return true
  }

  /** What became of what was taken: the request that waits now, or none. */
  settle(approvalId: string | undefined): void {
    this.#asking -= 1
    if (approvalId !== undefined) this.#ids.add(approvalId)
  }
}
