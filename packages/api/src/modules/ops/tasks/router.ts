import { orgProcedure, router } from '../../../platform/calls/trpc.ts'
import type { Meta } from '../../../platform/calls/meta.ts'
import { addComment, listComments } from './comments.ts'
import { countTasks, listTasks } from './list.ts'
import { taskExport } from './export.ts'
import { fileLimit } from '../../../platform/files/prepared-files.ts'
import { PreparedFile } from '../../../shared/prepared-file.ts'
import { tellOverdueTasks } from './overdue.ts'
import * as schema from './schema.ts'
import {
  assignTask,
  completeTask,
  createTask,
  getTask,
  moveTask,
  removeTask,
  reopenTask,
  restoreTask,
  updateTask,
} from './service.ts'

const read = {
  permission: 'ops.task.read',
  price: null,
  effect: 'read',
  doors: 'all',
} as const satisfies Partial<Meta>
const write = {
  permission: 'ops.task.write',
  price: null,
  effect: 'write',
  doors: 'all',
} as const satisfies Partial<Meta>

export const tasksRouter = router({
  list: orgProcedure
    .meta({
      ...read,
      title: 'List tasks',
      description: 'Finds tasks by words, status, priority, tag, person or day, or removed ones.',
    })
    .input(schema.ListTasks)
    .output(schema.TaskPage)
    .query(({ ctx, input }) => listTasks(ctx, input)),
  count: orgProcedure
    .meta({
      ...read,
      title: 'Count tasks',
      description: 'How many tasks there are with these words, status, priority, tag, person or day.',
    })
    .input(schema.CountTasks)
    .output(schema.TaskCount)
    .query(({ ctx, input }) => countTasks(ctx, input)),
  export: orgProcedure
    .meta({
      permission: 'ops.task.read',
      price: 'free',
      effect: 'write',
      doors: 'browserOnly',
      secret: true,
      limit: fileLimit('modules.ops.tasks.export'),
      title: 'Export tasks',
      description: 'Prepares a sheet of all tasks that fit the filters. It opens once, within ten minutes.',
    })
    .input(schema.ExportTasks)
    .output(PreparedFile)
    .mutation(({ ctx, input }) => taskExport.prepare(ctx, input)),
  get: orgProcedure
    .meta({
      ...read,
      title: 'Read a task',
      description: 'One task with its notes, due day, person and version.',
    })
    .input(schema.GetTask)
    .output(schema.Task)
    .query(({ ctx, input }) => getTask(ctx, input)),
  create: orgProcedure
    .meta({
      ...write,
      title: 'Create a task',
      description:
        "Adds a task to the board. Due days are calendar days, times are in the organization's time zone.",
    })
    .input(schema.CreateTask)
    .output(schema.Task)
    .mutation(({ ctx, input }) => createTask(ctx, input)),
  update: orgProcedure
    .meta({
      ...write,
      isRepeatable: true,
      title: 'Change a task',
      description:
        'Changes title, notes, status, priority, tag or due day. Fields that are not sent stay as they are.',
    })
    .input(schema.UpdateTask)
    .output(schema.Task)
    .mutation(({ ctx, input }) => updateTask(ctx, input)),
  assign: orgProcedure
    .meta({
      ...write,
      isRepeatable: true,
      title: 'Assign a task',
      description: 'Gives a task to a member; null takes it from everybody.',
    })
    .input(schema.AssignTask)
    .output(schema.Task)
    .mutation(({ ctx, input }) => assignTask(ctx, input)),
  move: orgProcedure
    .meta({
      ...write,
      isRepeatable: true,
      title: 'Move a task on the board',
      description: 'Puts a task into a column of the board, and there below or above another task.',
    })
    .input(schema.MoveTask)
    .output(schema.Task)
    .mutation(({ ctx, input }) => moveTask(ctx, input)),
  complete: orgProcedure
    .meta({
      ...write,
      isRepeatable: true,
      title: 'Complete a task',
      description: 'Marks a task as done. Completing it again is harmless.',
    })
    .input(schema.ChangeTask)
    .output(schema.Task)
    .mutation(({ ctx, input }) => completeTask(ctx, input)),
  reopen: orgProcedure
    .meta({
      ...write,
      isRepeatable: true,
      title: 'Reopen a task',
      description: 'Puts a finished task back to "to do".',
    })
    .input(schema.ChangeTask)
    .output(schema.Task)
    .mutation(({ ctx, input }) => reopenTask(ctx, input)),
  remove: orgProcedure
    .meta({
      ...write,
      effect: 'destructive',
      isRepeatable: true,
      title: 'Remove a task',
      description: 'Takes a task off the board. It can be restored with ops_tasks_restore.',
    })
    .input(schema.ChangeTask)
    .output(schema.Task)
    .mutation(({ ctx, input }) => removeTask(ctx, input)),
  restore: orgProcedure
    .meta({
      ...write,
      isRepeatable: true,
      title: 'Restore a task',
      description: 'Puts a removed task back on the board as it was.',
    })
    .input(schema.ChangeTask)
    .output(schema.Task)
    .mutation(({ ctx, input }) => restoreTask(ctx, input)),
  tellOverdue: orgProcedure
    .meta({
      ...write,
      doors: 'noTools',
      forMachines: true,
      isRepeatable: true,
      title: 'Tell of overdue tasks',
      description: 'Says once of each task that its day is over. It is done each morning by itself.',
    })
    .input(schema.TellOverdueTasks)
    .output(schema.OverdueTasksTold)
    .mutation(({ ctx }) => tellOverdueTasks(ctx)),
  comments: router({
    list: orgProcedure
      .meta({ ...read, title: 'List comments of a task', description: 'Comments of one task, oldest first.' })
      .input(schema.ListComments)
      .output(schema.TaskCommentPage)
      .query(({ ctx, input }) => listComments(ctx, input)),
    add: orgProcedure
      .meta({ ...write, title: 'Comment on a task', description: "Adds a comment in the caller's name." })
      .input(schema.AddComment)
      .output(schema.TaskComment)
      .mutation(({ ctx, input }) => addComment(ctx, input)),
  }),
})
