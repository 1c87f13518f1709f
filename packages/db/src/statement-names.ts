import { createHash } from 'node:crypto'

/** A named statement costs about 27 KiB in every connection; beyond this many texts the rest go unnamed. */
export const MAX_NAMED_STATEMENTS = 400

/**
 * Names for prepared statements. A name is a digest of the text, so that one name means one statement
 * everywhere, also behind a pooler that shares server connections among processes.
 */
export class StatementNames {
  readonly #names = new Map<string, string>()
  readonly #generations = new Map<string, number>()

  /** The statement's name, or undefined when it has to travel unnamed. */
  nameOf(text: string): string | undefined {
    const known = this.#names.get(text)
    if (known !== undefined) return known
    if (this.#names.size >= MAX_NAMED_STATEMENTS) return undefined
    const name = digest(text, 0)
    this.#names.set(text, name)
    return name
  }

  /**
   * Gives the text a new name, after PostgreSQL refused the cached plan (the table changed below it); the
   * refusal would otherwise last as long as the connection. Only the holder of the refused name advances
   * it, so ten connections failing at once make one new name, not ten.
   */
  renew(text: string, refused: string): void {
    if (this.#names.get(text) !== refused) return
    const generation = (this.#generations.get(text) ?? 0) + 1
    this.#generations.set(text, generation)
    this.#names.set(text, digest(text, generation))
  }
}

function digest(text: string, generation: number): string {
  return `h${createHash('sha1').update(`${generation}:${text}`).digest('hex').slice(0, 24)}`
}
