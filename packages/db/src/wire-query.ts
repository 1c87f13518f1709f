import { Query } from 'pg'
import type { BindConfig, Connection } from 'pg'
import { RowShape } from './row-shape.ts'
import type { Field, Row } from './row-shape.ts'
import { MAX_NAMED_STATEMENTS } from './statement-names.ts'

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

export interface WireConnection extends Omit<Connection, 'bind' | 'close' | 'execute' | 'parse'> {
  parse(message: { name: string; text: string }): void
  bind(message: BindConfig): void
  execute(message: { portal: string; rows: number }): void
  close(message: { type: 'S'; name: string }): void
  /** By name, what PostgreSQL has prepared on this connection. */
  readonly parsedStatements: Record<string, string>
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

/** Of a statement that answers no rows, which nobody describes. */
const NO_COLUMNS = new RowShape([])

interface Described {
  /** What each named statement answers: PostgreSQL lets no prepared statement change that. */
  readonly shapes: Map<string, RowShape>
  /** Names of prepared statements, used longest ago first. */
  readonly prepared: Set<string>
  /** The same connection, but what pg sends through it does not ask for a description. */
  readonly silent: WireConnection
}

const connections = new WeakMap<WireConnection, Described>()

function describedOn(connection: WireConnection): Described {
  const known = connections.get(connection)
  if (known) return known
  const silent: WireConnection = Object.create(connection, { describe: { value: () => undefined } })
  const made = { shapes: new Map<string, RowShape>(), prepared: new Set<string>(), silent }
  connections.set(connection, made)
  return made
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
  readonly #found: Row[] = []
  #shape = NO_COLUMNS
  #completed = ''
  #fault: Error | undefined

  constructor({ text, values, name }: WireStatement, done: Done) {
    // Given as a text, pg does not copy it.
    super(text, values)
    this.name = name
    this.#done = done
  }

  /** One way to send them all: a statement without parameters goes extended as well. */
  requiresPreparation(): boolean {
    return true
  }

  /**
   * Where a connection holds too many statements, gives up the one used longest ago. This goes first of all messages: behind
   * one that fails PostgreSQL would pass it over, and still hold what we take for gone.
   */
  protected makeRoom(connection: WireConnection): void {
    if (this.name === undefined) return
    const { shapes, prepared } = describedOn(connection)
    const isHeld = prepared.delete(this.name)
    prepared.add(this.name)
    if (isHeld || prepared.size <= MAX_NAMED_STATEMENTS) return
    const [oldest] = prepared
    if (oldest === undefined) return
    prepared.delete(oldest)
    shapes.delete(oldest)
    delete connection.parsedStatements[oldest]
    connection.close({ type: 'S', name: oldest })
  }

  /** A description is asked for once on each connection: it costs PostgreSQL and us as much as a row. */
  override prepare(connection: WireConnection): void {
    this.makeRoom(connection)
    const { shapes, silent } = describedOn(connection)
    const known = this.name === undefined ? undefined : shapes.get(this.name)
    if (known) this.#shape = known
    super.prepare(known ? silent : connection)
  }

  override handleRowDescription({ fields }: { fields: Field[] }): void {
    this.#shape = new RowShape(fields)
  }

  override handleDataRow({ fields }: { fields: (string | null)[] }): void {
    if (this.#fault !== undefined) return
    try {
      this.#found.push(this.#shape.read(fields))
    } catch (error) {
      this.#fault = error instanceof Error ? error : new Error(String(error))
    }
  }

  override handleCommandComplete({ text }: { text: string }, connection: WireConnection): void {
    this.#completed = text
    if (this.name === undefined) return
    const { shapes } = describedOn(connection)
    if (this.#fault === undefined) shapes.set(this.name, this.#shape)
    else shapes.delete(this.name)
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
