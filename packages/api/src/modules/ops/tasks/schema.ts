import { z } from 'zod'
import { fileKindNames } from '../../../shared/file-kinds.ts'
import { entityId, MemberId } from '../../../shared/ids.ts'
import { listInput, listOutput, oneOrMore } from '../../../shared/list.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { line, prose, searchPhrase } from '../../../shared/text.ts'
import { Day, Instant, TimeOfDay } from '../../../shared/time.ts'
import { KnownVersion } from '../../../shared/version.ts'

export const TaskId = entityId('ops_task')
/** What may be attached to a task; `maxBytes` of one file. */
export const taskFiles = { kinds: fileKindNames, maxBytes: 10 * 1024 ** 2 }
export const TaskStatus = z.enum(['todo', 'doing', 'waiting', 'done'])
export type TaskStatus = z.infer<typeof TaskStatus>
export const TaskPriority = z.enum(['low', 'normal', 'high'])
export type TaskPriority = z.infer<typeof TaskPriority>

const fields = {
  title: line(200),
  notes: prose(10_000),
  priority: TaskPriority,
  tag: line(40).nullable(),
  assigneeId: MemberId.nullable(),
  dueOn: Day.nullable(),
  dueTime: TimeOfDay.nullable().meta({
    description: "Time of day in the organization's zone, on the day it is due",
  }),
}

/** Shown as it is stored: a rule for what may be typed that comes later must not close what was typed before. */
export const Task = z.strictObject({
  id: TaskId,
  ...fields,
  title: z.string(),
  notes: z.string(),
  tag: z.string().nullable(),
  status: TaskStatus,
  assigneeName: z.string().nullable(),
  assigneeAvatarUrl: z.string().nullable(),
  commentCount: z.int(),
  createdById: MemberId,
  createdAt: Instant,
  updatedAt: Instant,
  doneAt: Instant.nullable(),
  removedAt: Instant.nullable(),
  version: z.int(),
})
export type Task = z.infer<typeof Task>

export const TaskPage = listOutput(Task)

const taskFilters = {
  search: searchPhrase.optional(),
  status: oneOrMore(z.enum(['open', ...TaskStatus.options]))
    .optional()
    .meta({ description: 'open = not done' }),
  priority: oneOrMore(TaskPriority).optional(),
  tag: oneOrMore(line(40)).optional(),
  assigneeId: oneOrMore(MemberId).optional(),
  mine: z.boolean().optional().meta({ description: 'Mine too' }),
  unassigned: z.boolean().optional(),
  dueFrom: Day.optional(),
  dueTo: Day.optional(),
  overdue: z.boolean().optional(),
  removed: z.boolean().optional(),
}
const taskSorts = ['due', 'newest', 'updated', 'priority', 'board', 'title', 'status', 'tag', 'who'] as const
export const ListTasks = listInput(taskSorts, {
  ...taskFilters,
  order: z
    .enum(['asc', 'desc'])
    .optional()
    .meta({ description: 'Default: what the sort is usually read in' }),
})
export type ListTasks = z.infer<typeof ListTasks>
export const TaskFilters = z.object(taskFilters)
export const ExportTasks = mutationInput(taskFilters)

export const CountTasks = z.strictObject(taskFilters)
export type CountTasks = z.infer<typeof CountTasks>
export const TaskCount = z.strictObject({ count: z.int() })
export type TaskCount = z.infer<typeof TaskCount>

export const GetTask = z.strictObject({ id: TaskId })
export type GetTask = z.infer<typeof GetTask>

export const CreateTask = mutationInput({
  title: fields.title,
  notes: fields.notes.default(''),
  status: TaskStatus.exclude(['done']).default('todo'),
  priority: fields.priority.default('normal'),
  tag: fields.tag.default(null),
  assigneeId: fields.assigneeId.default(null),
  dueOn: fields.dueOn.default(null),
  dueTime: fields.dueTime.default(null),
})
export type CreateTask = z.infer<typeof CreateTask>

const version = KnownVersion.optional()

export const UpdateTask = mutationInput({
  id: TaskId,
  version,
  title: fields.title.optional(),
  notes: fields.notes.optional(),
  status: TaskStatus.optional(),
  priority: fields.priority.optional(),
  tag: fields.tag.optional(),
  dueOn: fields.dueOn.optional(),
  dueTime: fields.dueTime.optional(),
})
export type UpdateTask = z.infer<typeof UpdateTask>

export const AssignTask = mutationInput({ id: TaskId, version, assigneeId: fields.assigneeId })
export type AssignTask = z.infer<typeof AssignTask>

/** Complete, reopen, remove and restore name a task and, if wished, the version they mean. */
export const ChangeTask = mutationInput({ id: TaskId, version })
export type ChangeTask = z.infer<typeof ChangeTask>

export const TellOverdueTasks = mutationInput({})
export const OverdueTasksTold = z.strictObject({
  told: z.int(),
  isMore: z.boolean().meta({ description: 'Others are still to be told of' }),
})
export type OverdueTasksTold = z.infer<typeof OverdueTasksTold>

export const MoveTask = mutationInput({
  id: TaskId,
  version,
  status: TaskStatus,
  after: TaskId.nullable().optional().meta({ description: 'The task right above it; null or none: on top' }),
  before: TaskId.nullable()
    .optional()
    .meta({ description: 'The task right below it, where `after` has left' }),
})
export type MoveTask = z.infer<typeof MoveTask>

export const CommentId = entityId('ops_task_comment')
export const TaskComment = z.strictObject({
  id: CommentId,
  taskId: TaskId,
  body: z.string(),
  authorId: MemberId,
  authorName: z.string(),
  authorAvatarUrl: z.string().nullable(),
  createdAt: Instant,
})
export type TaskComment = z.infer<typeof TaskComment>
export const TaskCommentPage = listOutput(TaskComment)

export const ListComments = listInput(['oldest'], { taskId: TaskId })
export type ListComments = z.infer<typeof ListComments>

export const AddComment = mutationInput({
  taskId: TaskId,
  body: prose(4_000).min(1),
  mentions: z
    .array(MemberId)
    .max(20)
    .optional()
    .meta({ description: 'Members it names, as @Name in the text; they are notified' }),
})
export type AddComment = z.infer<typeof AddComment>
