import { notificationKind } from '../../platform/notifications/kind.ts'
import type { KeptNotice, NotificationKind } from '../../platform/notifications/kind.ts'
import type { OrgDb } from '@hub/db'

const ofTasks = { group: 'Tasks', permission: 'ops.task.read' } as const

const noticeOf = (taskId: string, to: readonly (string | null)[]) => ({
  to: to.filter((userId) => userId !== null),
  subject: { entity: 'ops_task', id: taskId },
})

const assigned = notificationKind({
  ...ofTasks,
  name: 'ops.task.assigned',
  title: 'A task is given to you',
  because: 'the task is yours',
  icon: 'task',
  words: 'assigned {task} to you',
  usual: { inApp: true, mail: 'digest', push: true },
  topics: ['ops.task.created', 'ops.task.assigned'],
  notices: async ({ payload: { taskId, assigneeId } }) =>
    assigneeId ? [noticeOf(taskId, [assigneeId])] : [],
})

/** As much as one line shows. */
const LINE = 160

/** The words of the comments themselves, as they stand now. */
async function commentLines({ db }: { db: OrgDb }, kept: readonly KeptNotice[]): Promise<(string | null)[]> {
  const ids = kept.flatMap(({ data }) => data['comment'] ?? [])
  if (ids.length === 0) return []
  const rows = await db.selectFrom('opsTaskComment').select(['id', 'body']).where('id', 'in', ids).execute()
  const bodies = new Map(rows.map(({ id, body }) => [id, body.replaceAll(/\s+/g, ' ').trim()]))
  return kept.map(({ data }) => {
    const body = bodies.get(data['comment'] ?? '')
    if (body === undefined) return null
    return `“${body.length > LINE ? `${body.slice(0, LINE).trimEnd()}…` : body}”`
  })
}

const mentioned = notificationKind({
  ...ofTasks,
  name: 'ops.task.mentioned',
  title: 'Somebody mentions you in a comment',
  because: 'the comment names you',
  icon: 'mention',
  words: 'mentioned you in {task}',
  usual: { inApp: true, mail: 'now', push: true },
  topics: ['ops.task.commented'],
  async notices({ payload: { taskId, commentId } }, db) {
    const comment = await db
      .selectFrom('opsTaskComment')
      .select('mentionedIds')
      .where('id', '=', commentId)
      .executeTakeFirst()
    if (!comment) return []
    return [{ ...noticeOf(taskId, comment.mentionedIds), data: { comment: commentId } }]
  },
  detail: commentLines,
})

const commented = notificationKind({
  ...ofTasks,
  name: 'ops.task.commented',
  title: 'Somebody comments on a task you made or hold',
  because: 'you made the task or hold it',
  icon: 'comment',
  words: 'commented on {task}',
  usual: { inApp: true, mail: 'digest' },
  topics: ['ops.task.commented'],
  async notices({ payload: { taskId, commentId } }, db) {
    const task = await db
      .selectFrom('opsTask')
      .select(['createdById', 'assigneeId'])
      .where('id', '=', taskId)
      .executeTakeFirst()
    return task
      ? [{ ...noticeOf(taskId, [task.assigneeId, task.createdById]), data: { comment: commentId } }]
      : []
  },
  detail: commentLines,
})

const overdue = notificationKind({
  ...ofTasks,
  name: 'ops.task.overdue',
  title: 'A task of yours is overdue',
  because: 'the task is yours, or you made it and nobody has it',
  icon: 'task',
  tone: 'warning',
  words: '{task} is overdue',
  // The mail of the morning says it already.
  usual: { inApp: true, mail: 'off', push: true },
  topics: ['ops.task.overdue', 'ops.task.completed'],
  async notices({ topic, payload: { taskId } }, db) {
    if (topic === 'ops.task.completed') return [{ settles: taskId }]
    const task = await db
      .selectFrom('opsTask')
      .select(['createdById', 'assigneeId'])
      .where('id', '=', taskId)
      .executeTakeFirst()
    return task ? [noticeOf(taskId, [task.assigneeId ?? task.createdById])] : []
  },
})

/** What people are told of their tasks. One event is told of once, by the first that has it for them. */
export const opsNotifications: readonly NotificationKind[] = [assigned, mentioned, commented, overdue]
