import { z } from 'zod'
import type { EventPayloads, EventSchemas } from '../../platform/events/topics.ts'
import { UserId, entityId } from '../../shared/ids.ts'
import { Day } from '../../shared/time.ts'

const taskId = entityId('ops_task')
const read = { permission: 'ops.task.read' }

export const opsEvents = {
  'ops.task.created': z
    .strictObject({ taskId, title: z.string(), assigneeId: UserId.nullable().optional() })
    .meta({ ...read, title: 'Task created', description: 'A task was put on the board.' }),
  'ops.task.assigned': z.strictObject({ taskId, assigneeId: UserId.nullable() }).meta({
    ...read,
    title: 'Task assigned',
    description: 'Somebody was given the task, or nobody has it any more.',
  }),
  'ops.task.overdue': z
    .strictObject({ taskId, title: z.string(), assigneeId: UserId.nullable(), dueOn: Day })
    .meta({
      ...read,
      title: 'Task overdue',
      description:
        'The day on which a task was due is over, and it is not done. Told once for each such day.',
    }),
  'ops.task.completed': z
    .strictObject({ taskId, title: z.string() })
    .meta({ ...read, title: 'Task finished', description: 'A task was marked as done.' }),
  'ops.task.commented': z
    .strictObject({ taskId, commentId: entityId('ops_task_comment') })
    .meta({ ...read, title: 'Task commented on', description: 'Somebody wrote a comment on the task.' }),
} as const satisfies EventSchemas

type OpsEvents = EventPayloads<typeof opsEvents>

declare module '../../platform/events/topics.ts' {
  // oxlint-disable-next-line typescript/no-empty-interface, typescript/no-empty-object-type -- declaration merging
  interface ModuleEvents extends OpsEvents {}
}
