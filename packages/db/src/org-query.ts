import { Query } from 'pg'
import type { BindConfig, Connection, QueryConfig, QueryResult } from 'pg'

/** Sets the organization until the end of the implicit transaction, so an idle connection never carries one. */
export const SET_ORG = { name: 'hub_org', text: "select set_config('app.org_id',$1,true)" }

type Done = (error: Error | null | undefined, result: QueryResult<Record<string, unknown>>) => void

interface WireConnection extends Omit<Connection, 'bind' | 'execute' | 'parse'> {
  parse(message: { name: string; text: string }): void
  bind(message: BindConfig): void
  execute(message: { portal: string; rows: number }): void
}

interface WireQuery {
  prepare(connection: WireConnection): void
  handleDataRow(message: unknown): void
  handleCommandComplete(message: unknown, connection: WireConnection): void
}

const INNER_METHODS = [
  'prepare',
  'handleDataRow',
  'handleCommandComplete',
] as const satisfies (keyof WireQuery)[]

type WireQueryClass = new (config: QueryConfig, done: Done) => Query & WireQuery

/** pg's types leave these methods out, so their presence is proven once, when the program loads. */
function isWireQueryClass(value: object & { prototype: object }): value is WireQueryClass {
  return INNER_METHODS.every((method) => method in value.prototype)
}

function wireQueryClass(): WireQueryClass {
  if (isWireQueryClass(Query)) return Query
  throw new Error(
    'This version of pg has no inner methods to carry the organization; install the pinned version.',
  )
}

/** Which organization a query runs for, and whether the setting's own statement is already parsed there. */
export interface OrgSetting {
  readonly orgId: string
  readonly prepared: boolean
}

/**
 * A query whose message group starts with the organization setting: bind and execute of `set_config`, then
 * the query, then one Sync. That is one round trip and one implicit transaction, so the setting ends at the
 * Sync whether the query succeeds, fails or is canceled.
 *
 * It overrides inner methods of pg's Query: pg is pinned exactly, and the leak test is the gate for its
 * upgrades.
 */
export class OrgQuery extends wireQueryClass() {
  readonly #setting: OrgSetting
  #settingPending = true

  constructor(setting: OrgSetting, config: QueryConfig, done: Done) {
    super(config, done)
    this.#setting = setting
  }

  /** The simple protocol could not carry the setting as a parameter, so every query goes extended. */
  requiresPreparation(): boolean {
    return true
  }

  override prepare(connection: WireConnection): void {
    const statement = this.#setting.prepared ? SET_ORG.name : ''
    if (statement === '') connection.parse({ name: '', text: SET_ORG.text })
    connection.bind({
      portal: '',
      statement,
      values: [this.#setting.orgId],
      valueMapper: (value: string) => value,
    })
    connection.execute({ portal: '', rows: 0 })
    super.prepare(connection)
  }

  override handleDataRow(message: unknown): void {
    if (!this.#settingPending) super.handleDataRow(message)
  }

  override handleCommandComplete(message: unknown, connection: WireConnection): void {
    if (this.#settingPending) this.#settingPending = false
    else super.handleCommandComplete(message, connection)
  }
}
