import { Kysely } from 'kysely'
import type { TransactionSettings } from 'kysely'
import type { PoolClient } from 'pg'
import { namePlugins } from './camel-case.ts'
import type { InTransaction } from './in-transaction.ts'
import type { NamedConnection, NamedPool } from './named-connection.ts'
import { NamedDriver, dialectOf } from './named-driver.ts'
import { OrgConnection, prepareSetting } from './org-connection.ts'
import type { OrgTables } from './tables/index.ts'
import { NIL_ORG, isUuid } from './uuid.ts'

declare const scope: unique symbol

/** A handle bound to one organization: row-level security shows and accepts only its rows. */
export type OrgDb = { readonly [scope]: 'org' } & Kysely<OrgTables>

/** An `OrgDb` inside a transaction. */
export type OrgTx = InTransaction & OrgDb

/**
 * A handle for one organization. Making one costs well under a microsecond, so each request makes its own.
 * Throws for anything but a lower-case UUID and for the platform's nil id, which only system work may use.
 */
export function orgDb(shared: NamedPool, orgId: string): OrgDb {
  if (!isUuid(orgId)) throw new TypeError('An organization id must be a lower-case UUID.')
  if (orgId === NIL_ORG) throw new TypeError('The platform is not an organization; use the system handle.')
  const dialect = dialectOf(() => new OrgDriver(shared, orgId))
  // The brand exists only in the type system: it keeps organization and system handles apart.
  return new Kysely<OrgTables>({ dialect, plugins: namePlugins }) as OrgDb
}

class OrgDriver extends NamedDriver {
  readonly #orgId: string

  constructor(shared: NamedPool, orgId: string) {
    super(shared)
    this.#orgId = orgId
  }

  protected override async open(client: PoolClient): Promise<NamedConnection> {
    if (this.shared.names !== undefined) await prepareSetting(client)
    return new OrgConnection(this.shared, client, this.#orgId)
  }

  protected override begin(settings: TransactionSettings): string {
    // The id was checked against the UUID pattern, so it cannot end the literal.
    return `${super.begin(settings)};select set_config('app.org_id','${this.#orgId}',true)`
  }
}
