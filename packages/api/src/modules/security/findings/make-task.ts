import type { OrgContext } from '../../../platform/calls/context.ts'
import { AppError } from '../../../shared/errors.ts'
import { todayOf } from './muted.ts'
import { findFinding, knownFinding } from './queries.ts'
import type { MadeTask, MakeTask } from './schema.ts'

const CREATE = 'modules.ops.tasks.create'
const MOST_SIGNS = 200

/** Makes a task of a finding, as whoever asks might by hand; the task that is there already is answered. */
export async function makeTask(ctx: OrgContext, { id }: MakeTask): Promise<MadeTask> {
  const { title, host, evidence, severity, state, taskId, openedAt } = await findFinding(
    ctx.db,
    id,
    todayOf(ctx),
  )
  if (taskId !== null) return ctx.write(async () => ({ taskId }))
  if (state === 'closed') throw new AppError('CONFLICT', { message: 'This is mended already.' })
  if (!ctx.catalog.get(CREATE)) throw new AppError('CONFLICT', { message: 'This hub has no tasks.' })
  const { about } = await knownFinding(ctx.db, id)
  const made = await ctx.catalog.call(
    CREATE,
    {
      title: `${host}: ${title}`.slice(0, MOST_SIGNS),
      notes: [about, ...evidence].join('\n\n').slice(0, 5_000),
      priority: severity === 'high' ? 'high' : 'normal',
      // A second press, or one after a crash, finds the task of the first.
      idempotencyKey: `finding-${id.replaceAll('-', '').slice(-24)}-${Date.parse(openedAt).toString(36)}`,
    },
    // What it costs to make a task of a finding is the price of this act.
    { ...ctx.call, charged: true },
  )
  const { id: newTaskId } = made as { id: string } // as its output schema says
  return ctx.write(async (tx) => {
    await tx.updateTable('securityFinding').set({ taskId: newTaskId }).where('id', '=', id).execute()
    tx.audit('security.finding.tasked', { finding: id, task: newTaskId })
    return { taskId: newTaskId }
  })
}
