import { Query } from 'pg'
import type { BindConfig, Connection } from 'pg'
import { shapeOf } from './row-shape.ts'
import type { Field, Row, RowShape } from './row-shape.ts'

export interface WireStatement {
  readonly text: string
  readonly values: readonly unknown[]
  /** Prepared under this name; undefined for one that travels unnamed. */
  readonly name: string | undefined
}

export interface WireResult {
  /** First word of what was done, such as INSERT. */
  readonly command: string
  readonly rowCount: number
  readonly rows: Row[]
}

export interface WireConnection extends Omit<Connection, 'bind' | 'execute' | 'parse'> {
  parse(message: { name: string; text: string }): void
  bind(message: BindConfig): void
  execute(message: { portal: string; rows: number }): void
}

/** What pg's client tells a query, and the part that sends it. */
interface InnerQuery {
  name: string | undefined
  prepare(connection: WireConnection): void
  handleRowDescription(message: { fields: Field[] }): void
  handleDataRow(message: { fields: (string | null)[] }): void
  handleCommandComplete(message: { text: string }, connection: WireConnection): void
  handleReadyForQuery(connection: WireConnection): void
  handleError(error: Error, connection: WireConnection): void
}

const INNER_METHODS = [
  'prepare',
  'handleRowDescription',
  'handleDataRow',
  'handleCommandComplete',
  'handleReadyForQuery',
  'handleError',
] as const satisfies (keyof InnerQuery)[]

type InnerQueryClass = new (text: string, values: readonly unknown[]) => Query & InnerQuery

/** pg's types leave these methods out, so their presence is proven once, when the program loads. */
function isInnerQueryClass(value: object & { prototype: object }): value is InnerQueryClass {
  return INNER_METHODS.every((method) => method in value.prototype)
}

function innerQueryClass(): InnerQueryClass {
  if (isInnerQueryClass(Query)) return Query
  throw new Error('This version of pg has no inner methods to read rows with; install the pinned version.')
}

export type Done = (error: Error | null, result?: WireResult) => void

/**
 * A statement with parameters that reads its rows right into the objects of the program.
 *
 * It overrides inner methods of pg's Query: pg is pinned exactly, and the tests of this package are the gate for its
 * upgrades.
 */
export class WireQuery extends innerQueryClass() {
  readonly #done: Done
  readonly #text: string
  readonly #found: Row[] = []
  #shape: RowShape | undefined
  #completed = ''
  #fault: Error | undefined

  constructor({ text, values, name }: WireStatement, done: Done) {
    // Given as a text, pg does not copy it.
    super(text, values)
    this.name = name
    this.#text = text
    this.#done = done
  }

  /** One way to send them all: a statement without parameters goes extended as well. */
  requiresPreparation(): boolean {
    return true
  }

  override handleRowDescription({ fields }: { fields: Field[] }): void {
    this.#shape = shapeOf(this.#text, fields)
  }

  override handleDataRow({ fields }: { fields: (string | null)[] }): void {
    if (this.#fault !== undefined || this.#shape === undefined) return
    try {
      this.#found.push(this.#shape.read(fields))
    } catch (error) {
      this.#fault = error instanceof Error ? error : new Error(String(error))
    }
  }

  override handleCommandComplete({ text }: { text: string }, _connection: WireConnection): void {
    this.#completed = text
  }

  override handleReadyForQuery(_connection: WireConnection): void {
    if (this.#fault !== undefined) return this.#done(this.#fault)
    const words = this.#completed.split(' ')
    this.#done(null, {
      command: words[0] ?? '',
      rowCount: Number(words.at(-1)) || 0,
      rows: this.#found,
    })
  }

  override handleError(error: Error, _connection: WireConnection): void {
    this.#done(this.#fault ?? error)
  }
}
