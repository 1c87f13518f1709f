import { createHash } from 'node:crypto'

/** A named statement costs about 27 KiB in a connection; beyond this many, the one used longest ago is given up there. */
export const MAX_NAMED_STATEMENTS = 400
/** Texts of which the program knows whether they repeat. */
const MAX_TEXTS = 2_000

interface Known {
  /** Undefined while the text was met once. */
  readonly name: string | undefined
  readonly generation: number
}

/**
 * Names for prepared statements. A name is a digest of the text, so that one name means one statement
 * everywhere, also behind a pooler that shares server connections among processes. Only what repeats is named: a list with
 * filters has thousands of texts, most of which come once.
 */
export class StatementNames {
  /** Used longest ago first. */
  readonly #texts = new Map<string, Known>()

  /** The statement's name, or undefined when it has to travel unnamed. */
  nameOf(text: string): string | undefined {
    const known = this.#texts.get(text)
    const generation = known?.generation ?? 0
    const name = known && (known.name ?? digest(text, generation))
    this.#remember(text, { name, generation })
    return name
  }

  /**
   * Gives the text a new name, after PostgreSQL refused the cached plan (the table changed below it); the
   * refusal would otherwise last as long as the connection. Only the holder of the refused name advances
   * it, so ten connections failing at once make one new name, not ten.
   */
  renew(text: string, refused: string): void {
    const known = this.#texts.get(text)
    if (known?.name !== refused) return
    const generation = known.generation + 1
    this.#remember(text, { name: digest(text, generation), generation })
  }

  #remember(text: string, known: Known): void {
    this.#texts.delete(text)
    this.#texts.set(text, known)
    if (this.#texts.size <= MAX_TEXTS) return
    const [oldest] = this.#texts.keys()
    if (oldest !== undefined) this.#texts.delete(oldest)
  }
}

function digest(text: string, generation: number): string {
  return `h${createHash('sha1').update(`${generation}:${text}`).digest('hex').slice(0, 24)}`
}
