import type { ColumnType, Generated } from 'kysely'
import type { CreatedAt, InstantColumn, NullableInstant } from './columns.ts'

export type OrgRoleText = 'owner' | 'admin' | 'member' | 'viewer'

/** By the names of modules; empty where the role alone decides. Written as JSON text. */
type LevelsColumn = ColumnType<
  Record<string, 'none' | 'read' | 'write' | 'manage'>,
  string | undefined,
  string
>

export interface OrganizationTable {
  id: string
  orgId: ColumnType<string, never, never>
  slug: string
  name: string
  timeZone: Generated<string>
  currency: Generated<string>
  requiresSecondFactor: Generated<boolean>
  /** What the organization tells a model behind the assistant; empty = nothing. */
  assistantInstructions: Generated<string>
  suspendedAt: NullableInstant
  suspendedReason: ColumnType<string | null, string | null | undefined, string | null>
  createdAt: CreatedAt
  updatedAt: ColumnType<string, string | Date | undefined, string | Date>
  version: Generated<number>
}

export interface OrganizationMemberTable {
  id: string
  orgId: string
  userId: string
  role: OrgRoleText
  levels: LevelsColumn
  createdAt: CreatedAt
  version: Generated<number>
}

export interface OrganizationInvitationTable {
  id: string
  orgId: string
  email: string
  role: OrgRoleText
  levels: LevelsColumn
  tokenHash: Buffer
  invitedById: string
  expiresAt: InstantColumn
  acceptedAt: NullableInstant
  revokedAt: NullableInstant
  createdAt: CreatedAt
}
