import { inTx } from '@hub/db'
import type { OrgContext } from '../../platform/calls/context.ts'
import type { Hub } from '../../platform/hub.ts'
import { decideStep } from './decide.ts'
import { advance } from './engine/advance.ts'
import { engineId } from './engine/line-up.ts'
import { getRun } from './runs.ts'
import type { DecideStep, RunWithSteps } from './schema.ts'
import { fire } from './triggers/schedule.ts'

/** A hub that puts nothing in line: its workers have another clock than the sample, whose runs were weeks ago. */
function apart(hub: Hub): Hub {
  const [from, began] = [hub.now().getTime(), Date.now()]
  return {
    ...hub,
    now: () => new Date(from + Date.now() - began),
    durable: { ...hub.durable, enqueue: () => Promise.resolve() },
  }
}

async function goOn(hub: Hub, { orgId, id }: { orgId: string; id: string }): Promise<void> {
  const { segment } = await hub.db
    .org(orgId)
    .selectFrom('workflowRun')
    .select('segment')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  await advance(hub, orgId, engineId(id, segment))
}

/** Has the schedule of a workflow of the sample start it at the time the hub's clock shows, up to where it waits or ends. Answers the id of the run. */
export async function startSampleRun(
  given: Hub,
  { orgId, workflowId }: { orgId: string; workflowId: string },
): Promise<string> {
  const hub = apart(given)
  const id = await inTx(hub.db.org(orgId), async (tx) => {
    const trigger = await tx
      .selectFrom('workflowTrigger')
      .select(['id', 'workflowId', 'key', 'config'])
      .where('workflowId', '=', workflowId)
      .where('kind', '=', 'schedule')
      .executeTakeFirstOrThrow()
    return fire(hub, tx, { orgId, trigger: { ...trigger, nextAt: given.now().toISOString() } })
  })
  if (id === null) throw new Error('The workflow of the sample was not started.')
  await goOn(hub, { orgId, id })
  return id
}

/** Answers what a run of the sample asks, and has it go on. */
export async function answerSampleRun(
  ctx: OrgContext,
  input: Omit<DecideStep, 'path' | 'idempotencyKey'>,
): Promise<RunWithSteps> {
  const hub = apart(ctx.hub)
  const { runId: id } = input
  const asked = (await getRun(ctx, { id })).steps.find(({ mayDecide }) => mayDecide)
  if (!asked) throw new Error('The workflow of the sample asks nothing.')
  await decideStep({ ...ctx, hub }, { ...input, path: asked.path })
  await goOn(hub, { orgId: ctx.org.orgId, id })
  return getRun(ctx, { id })
}
