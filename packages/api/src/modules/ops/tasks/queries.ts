import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { avatarUrlOf } from '../../../platform/files/avatars.ts'
import { compileOnce } from '../../../platform/data/compile-once.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Task } from './schema.ts'

/** A task as every answer shows it, with its assignee's name and the number of comments. */
export function selectTasks(db: OrgDb) {
  return db
    .selectFrom('opsTask')
    .select([
      'id',
      'title',
      'notes',
      'status',
      'priority',
      'tag',
      'assigneeId',
      'dueOn',
      'dueTime',
      'createdById',
    ])
    .select(['doneAt', 'removedAt', 'createdAt', 'updatedAt', 'version'])
    .select([
      sql<string | null>`case when assignee_id is not null
        then coalesce((select u.name from auth_user u where u.id = assignee_id), 'Former member') end`.as(
        'assigneeName',
      ),
      avatarUrlOf('assigneeId').as('assigneeAvatarUrl'),
      sql<number>`(select count(*)::int from ops_task_comment c where c.task_id = ops_task.id)`.as(
        'commentCount',
      ),
    ])
}

const taskById = compileOnce((db: OrgDb, { id }: { id: string }) => selectTasks(db).where('id', '=', id))

export async function findTask(db: OrgDb, id: string): Promise<Task> {
  const task = await taskById(db, { id })
  if (!task) throw new AppError('NOT_FOUND')
  return task
}

/** A task one may still work on; a removed one has to be restored first. */
export async function findPresentTask(db: OrgDb, id: string): Promise<Task> {
  const task = await findTask(db, id)
  if (task.removedAt !== null) {
    throw new AppError('CONFLICT', { message: 'This task was removed. Restore it first.' })
  }
  return task
}
