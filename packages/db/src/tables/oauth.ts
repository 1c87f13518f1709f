import type { ColumnType } from 'kysely'
import type { InstantColumn, NullableInstant } from './columns.ts'

/** A client that registered itself; one that publishes a metadata document has no row. */
export interface OauthClientTable {
  id: string
  metadata: ColumnType<Record<string, unknown>, string, string>
  createdAt: ColumnType<string, Date, never>
}

/** A code, refresh token or request under way, found by the sha256 of what its holder presents. */
export interface OauthArtifactTable {
  idHash: Buffer
  model: string
  grantId: string | null
  payload: ColumnType<Record<string, unknown>, string, string>
  consumedAt: NullableInstant
  expiresAt: InstantColumn
}

/** What a member allowed one client in one organization. Every token made from it ends with the row or its revocation. */
export interface OauthGrantTable {
  id: string
  orgId: string
  userId: string
  clientId: string
  /** As the client called itself when it was allowed. */
  clientName: string
  redirectHost: string
  scopes: string[]
  createdAt: ColumnType<string, Date, never>
  expiresAt: InstantColumn
  lastUsedAt: NullableInstant
  revokedAt: NullableInstant
}

export interface OauthOrgTables {
  oauthGrant: OauthGrantTable
}

export interface OauthSystemTables {
  oauthClient: OauthClientTable
  oauthArtifact: OauthArtifactTable
  oauthGrant: OauthGrantTable
}
