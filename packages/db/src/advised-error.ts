/** What the operator is told of something that only they can mend. */
export interface Advice {
  /** Without a full stop, and without secrets. */
  readonly found: string
  /** What to do about it, in sentences. */
  readonly next: string
}

/** Its message is the whole of the advice; where they are shown apart, they are fields. */
export abstract class AdvisedError extends Error implements Advice {
  readonly found: string
  readonly next: string
  constructor({ found, next }: Advice, options?: ErrorOptions) {
    super(`${found}. ${next}`, options)
    this.found = found
    this.next = next
  }
}
