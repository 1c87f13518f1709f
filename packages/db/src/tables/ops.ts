import type { ColumnType, Generated } from 'kysely'
import type { InstantColumn, NullableInstant } from './columns.ts'

export interface OpsTaskTable {
  id: string
  orgId: string
  title: string
  notes: string
  status: 'todo' | 'doing' | 'waiting' | 'done'
  priority: 'low' | 'normal' | 'high'
  tag: string | null
  assigneeId: string | null
  dueOn: string | null
  dueTime: string | null
  createdById: string
  doneAt: NullableInstant
  removedAt: NullableInstant
  createdAt: ColumnType<string, string | Date, never>
  updatedAt: InstantColumn
  version: Generated<number>
}

export interface OpsTaskCommentTable {
  id: string
  orgId: string
  taskId: string
  authorId: string
  body: string
  createdAt: ColumnType<string, string | Date, never>
}

export interface OpsOrgTables {
  opsTask: OpsTaskTable
  opsTaskComment: OpsTaskCommentTable
}
