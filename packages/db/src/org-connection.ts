import type { PoolClient } from 'pg'
import { NamedConnection } from './named-connection.ts'
import type { NamedPool } from './named-connection.ts'
import { OrgQuery, SET_ORG } from './org-query.ts'
import type { Done, WireQuery, WireStatement } from './wire-query.ts'

/** One checked-out connection, bound to one organization for as long as it is checked out. */
export class OrgConnection extends NamedConnection {
  readonly #setting: { orgId: string; prepared: boolean }

  constructor(shared: NamedPool, client: PoolClient, orgId: string) {
    super(shared, client, 'app')
    this.#setting = { orgId, prepared: shared.names !== undefined }
  }

  /** In a transaction the organization was set at its beginning; a statement alone brings it in its own round trip. */
  protected override alone(statement: WireStatement, done: Done): WireQuery {
    return new OrgQuery(this.#setting, statement, done)
  }
}

const parsedSetting = new WeakSet<PoolClient>()

/** Parses the organization setting's statement once per connection, so that later queries only bind it. */
export async function prepareSetting(client: PoolClient): Promise<void> {
  if (parsedSetting.has(client)) return
  await client.query({ ...SET_ORG, values: [''] })
  parsedSetting.add(client)
}
