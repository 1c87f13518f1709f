import { sql, uuidv7 } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { avatarUrlOf } from '../../../platform/files/avatars.ts'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Page } from '../../../shared/list.ts'
import { findPresentTask, findTask } from './queries.ts'
import type { AddComment, ListComments, TaskComment } from './schema.ts'

const selectComments = (db: OrgDb) =>
  db
    .selectFrom('opsTaskComment')
    .select(['id', 'taskId', 'body', 'authorId', 'createdAt'])
    .select(
      sql<string>`coalesce((select name from auth_user u where u.id = author_id), 'Former member')`.as(
        'authorName',
      ),
    )
    .select(avatarUrlOf('authorId').as('authorAvatarUrl'))

/** Comments of one task, oldest first. */
export async function listComments(ctx: OrgContext, input: ListComments): Promise<Page<TaskComment>> {
  await findTask(ctx.db, input.taskId)
  return readPage(selectComments(ctx.db).where('taskId', '=', input.taskId), {
    scope: { key: ctx.hub.keys.cursor, list: 'modules.ops.tasks.comments.list', orgId: ctx.org.orgId },
    columns: [{ expression: sql`ops_task_comment.id`, type: 'uuid', direction: 'asc' }],
    input,
  })
}

/** Adds a comment in the caller's name. */
export async function addComment(
  ctx: OrgContext,
  { taskId, body, mentions = [] }: AddComment,
): Promise<TaskComment> {
  return ctx.write(async (tx) => {
    await findPresentTask(tx, taskId)
    const mentionedIds = [...new Set(mentions)]
    await requireMembers(tx, mentionedIds)
    const id = uuidv7()
    const row = { id, orgId: ctx.org.orgId, taskId, body, mentionedIds }
    await tx
      .insertInto('opsTaskComment')
      .values({ ...row, authorId: ctx.actor.userId, createdAt: ctx.now() })
      .execute()
    tx.audit('ops.task.commented', { task: taskId, comment: id })
    tx.emit({ topic: 'ops.task.commented', aggregate: `task:${taskId}`, payload: { taskId, commentId: id } })
    const comment = await selectComments(tx).where('id', '=', id).executeTakeFirst()
    if (!comment) throw new AppError('INTERNAL')
    return comment
  })
}

/** Whoever is named has to be here. Throws NOT_FOUND. */
async function requireMembers(tx: OrgDb, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const known = await tx
    .selectFrom('organizationMember')
    .select('userId')
    .where('userId', 'in', [...ids])
    .execute()
  if (known.length < ids.length)
    throw new AppError('NOT_FOUND', { message: 'Somebody you named is not a member of this organization.' })
}
