import { exportedList } from '../../../platform/files/list-export.ts'
import { countTasks, listTasks } from './list.ts'
import { TaskFilters } from './schema.ts'

/** The tasks as a sheet. */
export const taskExport = exportedList({
  kind: 'tasks',
  procedure: 'modules.ops.tasks.export',
  action: 'ops.task.exported',
  filters: TaskFilters,
  list: (ctx, input) => listTasks(ctx, { ...input, sort: 'due' }),
  count: async (ctx, filters) => (await countTasks(ctx, filters)).count,
  columns: {
    Title: ({ title }) => title,
    Status: ({ status }) => status,
    Priority: ({ priority }) => priority,
    Tag: ({ tag }) => tag,
    Who: ({ assigneeName }) => assigneeName,
    Due: ({ dueOn }) => dueOn,
    Time: ({ dueTime }) => dueTime,
    Notes: ({ notes }) => notes,
    Comments: ({ commentCount }) => commentCount,
    Created: ({ createdAt }) => createdAt,
    Changed: ({ updatedAt }) => updatedAt,
    Done: ({ doneAt }) => doneAt,
    Id: ({ id }) => id,
  },
})
