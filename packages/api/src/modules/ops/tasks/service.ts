import { sql, uuidv7 } from '@hub/db'
import type { OrgDb, OrgTables } from '@hub/db'
import type { Updateable } from 'kysely'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { lockRow } from '../../../platform/data/locks.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { requireVersion } from '../../../platform/data/versions.ts'
import { AppError } from '../../../shared/errors.ts'
import { checkDue } from './domain.ts'
import { findPresentTask, findTask } from './queries.ts'
import { topRank } from './ranks.ts'
import { rankAt } from './board.ts'
import type { AssignTask, ChangeTask, CreateTask, GetTask, MoveTask, Task, UpdateTask } from './schema.ts'

export const getTask = (ctx: OrgContext, { id }: GetTask): Promise<Task> => findTask(ctx.db, id)

/** Adds a task to the board. Only members can be assigned. */
export async function createTask(
  ctx: OrgContext,
  { idempotencyKey: _key, ...fields }: CreateTask,
): Promise<Task> {
  checkDue(fields)
  return ctx.write(async (tx) => findTask(tx, await insertTask(ctx, tx, fields)))
}

/** Throws a NOT_FOUND where it is given to somebody who is no member. */
export async function insertTask(
  ctx: OrgContext,
  tx: OrgWriteTx,
  fields: Omit<CreateTask, 'idempotencyKey'>,
): Promise<string> {
  if (fields.assigneeId !== null) await requireMember(tx, fields.assigneeId)
  const id = uuidv7()
  const now = ctx.now()
  await tx
    .insertInto('opsTask')
    .values({
      id,
      orgId: ctx.org.orgId,
      ...fields,
      rank: topRank(now, id),
      createdById: ctx.actor.userId,
      createdAt: now,
      updatedAt: now,
    })
    .execute()
  tx.audit('ops.task.created', { task: id })
  tx.emit({
    topic: 'ops.task.created',
    aggregate: `task:${id}`,
    payload: { taskId: id, title: fields.title, assigneeId: fields.assigneeId },
  })
  return id
}

/** Changes the fields that were sent; a stale version is refused and loses nothing (CON-5). */
export async function updateTask(
  ctx: OrgContext,
  { idempotencyKey: _key, id, version, ...fields }: UpdateTask,
): Promise<Task> {
  return ctx.write(async (tx) => {
    const before = await heldTask(tx, { id, version })
    const dueOn = fields.dueOn === undefined ? before.dueOn : fields.dueOn
    // Taking the day away takes the time with it, unless a new time was sent.
    const dueTime = fields.dueTime === undefined ? (dueOn === null ? null : before.dueTime) : fields.dueTime
    checkDue({ dueOn, dueTime })
    const status = fields.status ?? before.status
    const doneAt = status === 'done' ? (before.doneAt ?? ctx.now()) : null
    const rank = status === before.status ? undefined : topRank(ctx.now(), id)
    await change(ctx, tx, { id, set: { ...fields, dueOn, dueTime, status, doneAt, rank } })
    tx.audit('ops.task.updated', { task: id }, { fields: Object.keys(fields) })
    if (status === 'done' && before.status !== 'done') emitCompleted(tx, before)
    return findTask(tx, id)
  })
}

/** Gives the task to a member, or to nobody. */
export async function assignTask(ctx: OrgContext, { id, version, assigneeId }: AssignTask): Promise<Task> {
  return ctx.write(async (tx) => {
    await heldTask(tx, { id, version })
    if (assigneeId !== null) await requireMember(tx, assigneeId)
    await change(ctx, tx, { id, set: { assigneeId } })
    tx.audit('ops.task.assigned', { task: id, ...(assigneeId !== null && { assignee: assigneeId }) })
    tx.emit({ topic: 'ops.task.assigned', aggregate: `task:${id}`, payload: { taskId: id, assigneeId } })
    return findTask(tx, id)
  })
}

/** Completing a finished task again is harmless; a stale version is refused (412). */
export async function completeTask(ctx: OrgContext, { id, version }: ChangeTask): Promise<Task> {
  return ctx.write(async (tx) => {
    const before = await heldTask(tx, { id, version })
    if (before.status === 'done' && version === undefined) return before
    const rank = before.status === 'done' ? undefined : topRank(ctx.now(), id)
    await change(ctx, tx, { id, set: { status: 'done', doneAt: before.doneAt ?? ctx.now(), rank } })
    tx.audit('ops.task.completed', { task: id })
    if (before.status !== 'done') emitCompleted(tx, before)
    return findTask(tx, id)
  })
}

/**
 * Puts a task into a column of the board, below or above another one. Where neither of the two stands there any more,
 * it comes on top. Where it stands there already, nothing changes.
 */
export async function moveTask(
  ctx: OrgContext,
  { id, version, status, after, before: below }: MoveTask,
): Promise<Task> {
  return ctx.write(async (tx) => {
    const before = await heldTask(tx, { id, version })
    const rank = await rankAt(tx, { id, status, after, before: below, now: ctx.now() })
    if (rank === null && version === undefined) return before
    const doneAt = status === 'done' ? (before.doneAt ?? ctx.now()) : null
    await change(ctx, tx, { id, set: { status, doneAt, rank: rank ?? undefined } })
    tx.audit(moveAction(before.status, status), { task: id })
    if (status === 'done' && before.status !== 'done') emitCompleted(tx, before)
    return findTask(tx, id)
  })
}

/** Puts a finished task back to "to do". */
export async function reopenTask(ctx: OrgContext, { id, version }: ChangeTask): Promise<Task> {
  return ctx.write(async (tx) => {
    const before = await heldTask(tx, { id, version })
    if (before.status !== 'done' && version === undefined) return before
    await change(ctx, tx, { id, set: { status: 'todo', doneAt: null, rank: topRank(ctx.now(), id) } })
    tx.audit('ops.task.reopened', { task: id })
    return findTask(tx, id)
  })
}

/** Takes the task off the board; it can be restored. */
export const removeTask = (ctx: OrgContext, input: ChangeTask): Promise<Task> =>
  setRemoved(ctx, input, { removedAt: ctx.now(), action: 'ops.task.removed' })

/** Puts a removed task back where it was. */
export const restoreTask = (ctx: OrgContext, input: ChangeTask): Promise<Task> =>
  setRemoved(ctx, input, { removedAt: null, action: 'ops.task.restored' })

function setRemoved(
  ctx: OrgContext,
  { id, version }: ChangeTask,
  to: { removedAt: Date | null; action: string },
): Promise<Task> {
  return ctx.write(async (tx) => {
    await lockRow(tx, 'opsTask', id)
    const before = await findTask(tx, id)
    requireVersion(before, version)
    // When it was removed first is what people see, so doing it again changes nothing.
    if ((before.removedAt === null) === (to.removedAt === null) && version === undefined) return before
    await change(ctx, tx, { id, set: { removedAt: to.removedAt } })
    tx.audit(to.action, { task: id })
    return findTask(tx, id)
  })
}

/** The task as it is, kept so until the transaction ends: what others do at the same time is decided by what this makes of it. */
async function heldTask(tx: OrgWriteTx, { id, version }: ChangeTask): Promise<Task> {
  await lockRow(tx, 'opsTask', id)
  const task = await findPresentTask(tx, id)
  requireVersion(task, version)
  return task
}

interface TaskChange {
  id: string
  set: {
    [Column in keyof Updateable<OrgTables['opsTask']>]: Updateable<OrgTables['opsTask']>[Column] | undefined
  }
}

const change = (ctx: OrgContext, tx: OrgWriteTx, { id, set }: TaskChange) =>
  tx
    .updateTable('opsTask')
    .set({ ...set, updatedAt: ctx.now(), version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute()

function moveAction(from: Task['status'], to: Task['status']): string {
  if (from !== to && to === 'done') return 'ops.task.completed'
  return from !== to && from === 'done' ? 'ops.task.reopened' : 'ops.task.moved'
}

async function requireMember(db: OrgDb, userId: string): Promise<void> {
  const member = await db
    .selectFrom('organizationMember')
    .select('id')
    .where('userId', '=', userId)
    .executeTakeFirst()
  if (!member)
    throw new AppError('NOT_FOUND', { message: 'That person is not a member of this organization.' })
}

const emitCompleted = (tx: OrgWriteTx, task: Task) =>
  tx.emit({
    topic: 'ops.task.completed',
    aggregate: `task:${task.id}`,
    payload: { taskId: task.id, title: task.title },
  })
