import { sql } from '@hub/db'
import type { WorkflowDecision } from '@hub/db'
import type { OrgContext } from '../../platform/calls/context.ts'
import { AppError } from '../../shared/errors.ts'
import { nudge, tellWorkers } from './engine/line-up.ts'
import { isDecider, presentDeciders } from './deciders.ts'
import { getRun, isOpenWait } from './runs.ts'
import type { DecideStep, RunWithSteps } from './schema.ts'

/** What a run asks a person: yes or no, once. Throws CONFLICT where somebody decided before. */
export async function decideStep(ctx: OrgContext, input: DecideStep): Promise<RunWithSteps> {
  const { runId, path, decision, note } = input
  return ctx.write(async (tx, inner) => {
    const run = await tx
      .selectFrom('workflowRun')
      .select(['workflowId', 'finishedAt'])
      .where('id', '=', runId)
      .forUpdate()
      .executeTakeFirst()
    const step = await tx
      .selectFrom('workflowStepRun')
      .select(['stepId', 'status', 'wait', 'waitUntil'])
      .where('runId', '=', runId)
      .where('path', '=', path)
      .where('isPast', '=', false)
      .forUpdate()
      .executeTakeFirst()
    if (!run || !step) throw new AppError('NOT_FOUND')
    const isLate = step.waitUntil !== null && new Date(step.waitUntil) <= ctx.now()
    if (run.finishedAt !== null || isLate || !isOpenWait(step))
      throw new AppError('CONFLICT', { message: 'This was decided already, or is no longer asked.' })
    if (!isDecider(ctx, step.wait, await presentDeciders(tx, [step.wait])))
      throw new AppError('FORBIDDEN', { message: 'Somebody else was asked to decide this.' })
    const made: WorkflowDecision = { decision, byId: ctx.actor.userId, note, at: ctx.now().toISOString() }
    await sql`
      update workflow_step_run set wait = wait || ${JSON.stringify({ decision: made })}::jsonb
      where run_id = ${runId} and path = ${path} and not is_past`.execute(tx)
    await nudge(ctx.hub, tx, { orgId: ctx.org.orgId, id: runId })
    const payload = {
      workflowId: run.workflowId,
      runId,
      stepId: step.stepId,
      decision,
      decidedById: ctx.actor.userId,
    }
    tx.emit({ topic: 'workflow.decided', aggregate: `run:${runId}`, payload })
    tx.audit('workflow.decided', { workflow: run.workflowId, run: runId }, { decision })
    tx.afterCommit(() => tellWorkers(ctx.hub))
    return getRun(inner, { id: runId })
  })
}
