import type { InstantColumn, NullableInstant, TableDeclaration } from '@hub/db'
import type { ColumnType, Generated } from 'kysely'
import type { ConnectionState, ProviderName } from './connections/schema.ts'
import type { StreamPlace, StreamProof } from './streams/place.ts'

type Made = ColumnType<string, string | Date, never>
type Once<T> = ColumnType<T, T, never>
type Json<T> = ColumnType<T, string, string>

export interface ConnectorsConnectionTable {
  id: Once<string>
  orgId: Once<string>
  provider: Once<ProviderName>
  /** What the account is called at its service, such as the domain of a shop. */
  accountKey: Once<string>
  title: string
  state: ConnectionState
  /** Why it is not well, in words; empty while it is. */
  reason: string
  scopes: string[]
  /** Names, addresses and the like of the people it knows are read as well. */
  withPersonal: boolean
  credential: Buffer
  credentialExpiresAt: NullableInstant
  /** Rises with each renewal. */
  credentialGeneration: Generated<number>
  /** While somebody renews it. */
  credentialLeasedUntil: NullableInstant
  createdById: Once<string>
  createdAt: Made
  updatedAt: InstantColumn
  version: Generated<number>
}

export interface ConnectorsAuthorizationTable {
  id: Once<string>
  orgId: Once<string>
  provider: Once<ProviderName>
  accountKey: Once<string>
  withPersonal: Once<boolean>
  stateHash: Once<Buffer>
  userId: Once<string>
  createdAt: Made
  expiresAt: Made
  usedAt: NullableInstant
}

export interface ConnectorsStreamTable {
  id: Once<string>
  orgId: Once<string>
  connectionId: Once<string>
  name: Once<string>
  datasetId: Once<string>
  /** The pass that is under way. */
  loadId: string | null
  phase: 'backfill' | 'live'
  place: Json<StreamPlace>
  /** How many records the backfill has brought so far, of how many. */
  read: Generated<number>
  total: number | null
  /** Why the last try failed, in words. */
  error: string | null
  proof: ColumnType<StreamProof | null, string | null, string | null>
  syncedAt: NullableInstant
  createdAt: Made
  updatedAt: InstantColumn
  version: Generated<number>
}

declare module '@hub/db/tables' {
  interface ModuleTables {
    connectorsConnection: ConnectorsConnectionTable
    connectorsAuthorization: ConnectorsAuthorizationTable
    connectorsStream: ConnectorsStreamTable
  }
}

const erased = { atEnd: 'erased' } as const

export const connectorsTables = {
  // What happens in an account is sent to one address, and has to find who has connected it.
  connectors_connection: { ...erased, grants: { hub_system: 'select (account_key, org_id, provider)' } },
  connectors_authorization: erased,
  connectors_stream: erased,
} as const satisfies Record<string, TableDeclaration>
