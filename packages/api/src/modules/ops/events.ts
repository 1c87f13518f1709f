import { z } from 'zod'
import type { EventPayloads, EventSchemas } from '../../platform/events/topics.ts'
import { UserId, entityId } from '../../shared/ids.ts'

const taskId = entityId('ops_task')

export const opsEvents = {
  'ops.task.created': z.strictObject({
    taskId,
    title: z.string(),
    assigneeId: UserId.nullable().optional(),
  }),
  'ops.task.assigned': z.strictObject({ taskId, assigneeId: UserId.nullable() }),
  'ops.task.completed': z.strictObject({ taskId, title: z.string() }),
  'ops.task.commented': z.strictObject({ taskId, commentId: entityId('ops_task_comment') }),
} as const satisfies EventSchemas

type OpsEvents = EventPayloads<typeof opsEvents>

declare module '../../platform/events/topics.ts' {
  // oxlint-disable-next-line typescript/no-empty-interface, typescript/no-empty-object-type -- declaration merging
  interface ModuleEvents extends OpsEvents {}
}
