import { setImmediate as immediate } from 'node:timers/promises'
import { inTx } from '@hub/db'
import type { OrgTx } from '@hub/db'
import type { DeliveredEvent } from '../../../platform/events/deliveries.ts'
import type { Hub } from '../../../platform/hub.ts'
import { ExpressionError, evaluate } from '../definition/expressions.ts'
import { nudge, tellWorkers } from '../engine/line-up.ts'
import { Patience } from '../engine/patience.ts'
import { startRun } from '../engine/start.ts'
import { moveSchedules } from './move-schedules.ts'

interface Heard {
  hub: Hub
  tx: OrgTx
  event: DeliveredEvent
  patience: Patience
}

/** What expressions see of it. */
const eventOf = ({ topic, createdAt, payload }: DeliveredEvent) => ({ ...payload, topic, at: createdAt })

/** An expression that cannot be worked out over this event does not fit it. */
async function fits(
  { patience }: Heard,
  match: string | undefined,
  variables: Record<string, unknown>,
): Promise<boolean> {
  if (match === undefined) return true
  // Between two that take long others have their turn.
  await immediate()
  try {
    return patience.with(() => evaluate(match, variables)) === true
  } catch (error) {
    if (error instanceof ExpressionError) return false
    throw error
  }
}

async function start(heard: Heard): Promise<void> {
  const { hub, tx, event } = heard
  const triggers = await tx
    .selectFrom('workflowTrigger')
    .select(['workflowId', 'key', 'config'])
    .where('topic', '=', event.topic)
    .where('isOn', '=', true)
    .orderBy('workflowId')
    .execute()
  for (const { workflowId, key, config } of triggers) {
    const { match } = config as { match?: string }
    if (!(await fits(heard, match, { event: eventOf(event) }))) continue
    await startRun(hub, tx, {
      orgId: event.orgId,
      workflowId,
      startedBy: 'event',
      cause: `event:${key}:${event.id}`,
      input: { event: eventOf(event) },
      requestId: event.requestId,
    })
  }
}

/** Gives the event to the steps that wait for one like it. */
async function goOn(heard: Heard): Promise<void> {
  const { hub, tx, event } = heard
  const waiting = await tx
    .selectFrom('workflowStepRun')
    .innerJoin('workflowRun', 'workflowRun.id', 'workflowStepRun.runId')
    .select(['workflowStepRun.runId', 'workflowStepRun.path', 'workflowStepRun.wait'])
    .where('workflowStepRun.waitTopic', '=', event.topic)
    .where('workflowStepRun.status', '=', 'waiting')
    .where('workflowStepRun.isPast', '=', false)
    .where('workflowStepRun.startedAt', '<=', event.createdAt)
    .where('workflowRun.finishedAt', 'is', null)
    .execute()
  for (const { runId, path, wait } of waiting) {
    if (!wait || wait.received !== undefined) continue
    if (!(await fits(heard, wait.match, { ...wait.known, event: eventOf(event) }))) continue
    await tx
      .updateTable('workflowStepRun')
      .set({ wait: JSON.stringify({ ...wait, received: eventOf(event) }), waitTopic: null })
      .where('runId', '=', runId)
      .where('path', '=', path)
      .where('isPast', '=', false)
      .where('status', '=', 'waiting')
      .execute()
    await nudge(hub, tx, { orgId: event.orgId, id: runId })
  }
}

const changesZone = ({ topic, payload }: DeliveredEvent): boolean =>
  topic === 'organization.updated' && (payload as { fields: string[] }).fields.includes('timeZone')

/** What an event sets going: workflows that it starts, and runs that wait for it. */
export async function hearEvent(hub: Hub, event: DeliveredEvent): Promise<void> {
  if (changesZone(event)) await moveSchedules(hub, event.orgId)
  await inTx(hub.db.org(event.orgId), async (tx) => {
    const heard = { hub, tx, event, patience: new Patience(event.orgId) }
    await start(heard)
    await goOn(heard)
  })
  tellWorkers(hub)
}
