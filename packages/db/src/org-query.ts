import { WireQuery } from './wire-query.ts'
import type { Done, WireConnection, WireStatement } from './wire-query.ts'

/**
 * Sets the organization until the end of the implicit transaction, so an idle connection never carries one. It answers no
 * row, which nobody would read.
 */
export const SET_ORG = { name: 'hub_org', text: "select where set_config('app.org_id',$1,true) is null" }

/** Which organization a query runs for, and whether the setting's own statement is already parsed there. */
export interface OrgSetting {
  readonly orgId: string
  readonly prepared: boolean
}

/**
 * A query whose message group starts with the organization setting: bind and execute of `set_config`, then
 * the query, then one Sync. That is one round trip and one implicit transaction, so the setting ends at the
 * Sync whether the query succeeds, fails or is canceled.
 */
export class OrgQuery extends WireQuery {
  readonly #setting: OrgSetting
  #settingPending = true

  constructor(setting: OrgSetting, statement: WireStatement, done: Done) {
    super(statement, done)
    this.#setting = setting
  }

  override prepare(connection: WireConnection): void {
    this.makeRoom(connection)
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

  override handleCommandComplete(message: { text: string }, connection: WireConnection): void {
    if (this.#settingPending) this.#settingPending = false
    else super.handleCommandComplete(message, connection)
  }
}
