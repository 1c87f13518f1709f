import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import type { InvoiceInput } from './invoice-form.ts'

/** The draft as the hub holds it. */
export interface SavedDraft {
  id: string
  version: number
}

export interface DraftCalls {
  create: (input: InvoiceInput & { idempotencyKey: string }) => Promise<SavedDraft>
  update: (input: InvoiceInput & SavedDraft & { idempotencyKey: string }) => Promise<SavedDraft>
}

/**
 * Saves a draft, one save after the other: two at once would be of one version, and the second would be refused. What is
 * the same as what was saved last is not sent.
 */
export class DraftSaver {
  readonly #calls: DraftCalls
  #saved: { draft: SavedDraft; text: string } | null
  #last: Promise<unknown> = Promise.resolve()
  /** A draft is made under one key, so that a save without an answer does not make two. */
  readonly #key = newKey()

  constructor(calls: DraftCalls, start: { draft: SavedDraft; input: InvoiceInput } | null) {
    this.#calls = calls
    this.#saved = start && { draft: start.draft, text: JSON.stringify(start.input) }
  }

  get draft(): SavedDraft | null {
    return this.#saved?.draft ?? null
  }

  isSaved(input: InvoiceInput): boolean {
    return this.#saved?.text === JSON.stringify(input)
  }

  /** Resolves with the draft once this is saved. */
  save(input: InvoiceInput): Promise<SavedDraft> {
    const next = this.#last.then(() => this.#send(input))
    this.#last = next.catch(toFailure)
    return next
  }

  async #send(input: InvoiceInput): Promise<SavedDraft> {
    const text = JSON.stringify(input)
    if (this.#saved?.text === text) return this.#saved.draft
    const { id, version } = this.#saved
      ? await this.#calls.update({ ...input, ...this.#saved.draft, idempotencyKey: newKey() })
      : await this.#calls.create({ ...input, idempotencyKey: this.#key })
    const draft = { id, version }
    this.#saved = { draft, text }
    return draft
  }
}
