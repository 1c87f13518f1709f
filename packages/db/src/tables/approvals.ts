import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { InstantColumn, NullableInstant } from './columns.ts'

export interface ApprovalTable {
  id: string
  orgId: Generated<string>
  askerId: string
  askerApiKeyId: string | null
  door: 'mcp' | 'assistant'
  driver: string | null
  /** The conversation with the assistant it was asked for in. */
  conversationId: string | null
  /** Procedures whose answers the model had read when it asked. */
  readBefore: Generated<string[]>
  procedure: string
  args: JSONColumnType<Record<string, unknown>>
  signature: Buffer
  status: 'pending' | 'running' | 'done' | 'failed' | 'declined'
  decidedById: string | null
  decidedAt: NullableInstant
  result: ColumnType<unknown, string | null | undefined, string | null>
  error: ColumnType<Record<string, unknown> | null, string | null | undefined, string | null>
  expiresAt: InstantColumn
  createdAt: ColumnType<string, string | Date, never>
  version: Generated<number>
}

export interface ApprovalOrgTables {
  approval: ApprovalTable
}

export interface ApprovalSystemTables {
  approval: Pick<ApprovalTable, 'id' | 'orgId' | 'status' | 'expiresAt'>
}
