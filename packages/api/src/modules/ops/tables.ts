import type { InstantColumn, NullableInstant, TableDeclaration } from '@hub/db'
import type { ColumnType, Generated } from 'kysely'

interface OpsTaskTable {
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
  /** Where it stands in its column of the board; smaller is higher. */
  rank: Generated<string>
  /** The due day for which it was told that it is overdue. */
  overdueToldFor: Generated<string | null>
  createdById: string
  doneAt: NullableInstant
  removedAt: NullableInstant
  createdAt: ColumnType<string, string | Date, never>
  updatedAt: InstantColumn
  version: Generated<number>
}

interface OpsTaskCommentTable {
  id: string
  orgId: string
  taskId: string
  authorId: string
  body: string
  /** Members it names; they are told. */
  mentionedIds: ColumnType<string[], string[] | undefined, never>
  createdAt: ColumnType<string, string | Date, never>
}

declare module '@hub/db/tables' {
  interface ModuleTables {
    opsTask: OpsTaskTable
    opsTaskComment: OpsTaskCommentTable
  }
}

export const opsTables = {
  ops_task: { atEnd: 'erased', grants: { hub_search: 'select' } },
  ops_task_comment: { atEnd: 'erased' },
} as const satisfies Record<string, TableDeclaration>
