import { sql } from '@hub/db'
import type { EntityDeclaration } from '../../platform/catalog/entities.ts'
import type { FindDeclaration } from '../../platform/catalog/find.ts'
import { findPresentTask } from './tasks/queries.ts'
import { taskFiles } from './tasks/schema.ts'
import type { Task, TaskComment } from './tasks/schema.ts'

/** Only where another task that is not removed has the same title: when it was made, and by whom. */
const madeWhen = sql<string | null>`case when exists (select from ops_task o
    where o.id <> ops_task.id and o.removed_at is null and lower(o.title) = lower(ops_task.title))
  then 'made on ' || to_char(created_at at time zone 'utc', 'FMDD FMMonth YYYY at HH24:MI:SS') || ' UTC by '
    || coalesce((select u.name from auth_user u where u.id = created_by_id), 'a former member') end`

const author = sql<string>`coalesce((select u.name from auth_user u where u.id = author_id), 'a former member')`

const statusWords: Record<Task['status'], string> = {
  todo: 'To do',
  doing: 'Doing',
  waiting: 'Waiting',
  done: 'Done',
}

const findTask: FindDeclaration<Task> = {
  path: 'modules.ops.tasks.list',
  words: 'search',
  input: { sort: 'updated' },
  row: ({ id, title, status, assigneeName }) => ({
    id,
    name: title,
    detail: assigneeName === null ? statusWords[status] : `${statusWords[status]}, ${assigneeName}`,
  }),
}

export const opsEntities = {
  ops_task: {
    noun: 'Task',
    synonyms: ['to-do', 'todo', 'job', 'chore', 'card'],
    find: findTask,
    link: '/o/{org}/tasks?task={id}',
    names: (db, ids) =>
      db.selectFrom('opsTask').select(['id', 'title as name']).where('id', 'in', ids).execute(),
    details: (db, ids) =>
      db
        .selectFrom('opsTask')
        .select(['id', madeWhen.as('detail')])
        .where('id', 'in', ids)
        .execute(),
    permission: 'ops.task.read',
    ofPerson: { file: 'tasks.json', whenTheyLeave: 'kept' },
    target: 'task',
    files: {
      ...taskFiles,
      permission: 'ops.task.write',
      requireOpen: findPresentTask,
    },
    verbs: {
      'ops.task.created': 'created {task}',
      'ops.task.updated': 'changed {task}',
      'ops.task.assigned': 'assigned {task}[ to {assignee:user}]',
      'ops.task.moved': 'moved {task}',
      'ops.task.completed': 'finished {task}',
      'ops.task.reopened': 'reopened {task}',
      'ops.task.removed': 'removed {task}',
      'ops.task.restored': 'put back {task}',
      'ops.task.commented': 'commented on {task}',
      'ops.task.overdueTold': 'looked for overdue tasks[ ({count} found)]',
      'ops.notes.read': 'had notes read for tasks[ ({count} found)]',
      'ops.task.exported': 'took a copy of the list of tasks',
    },
    example: async (call) =>
      ((await call('modules.ops.tasks.create', { title: 'Call Altamira' })) as Task).id,
  },
  ops_task_comment: {
    noun: 'Comment',
    ofPerson: { file: 'comments.json', whenTheyLeave: 'kept' },
    names: async (db, ids) => {
      const rows = await db
        .selectFrom('opsTaskComment')
        .select(['id', 'taskId', sql<string>`left(body, 200)`.as('name')])
        .where('id', 'in', ids)
        .execute()
      return rows.map(({ id, name, taskId }) => ({ id, name, partOf: { entity: 'ops_task', id: taskId } }))
    },
    details: (db, ids) =>
      db
        .selectFrom('opsTaskComment')
        .select(['id', author.as('detail')])
        .where('id', 'in', ids)
        .execute(),
    permission: 'ops.task.read',
    target: 'comment',
    example: async (call) => {
      const task = (await call('modules.ops.tasks.create', { title: 'Label proofs' })) as Task
      const comment = { taskId: task.id, body: 'Looks good' }
      return ((await call('modules.ops.tasks.comments.add', comment)) as TaskComment).id
    },
  },
} as const satisfies Record<string, EntityDeclaration>
