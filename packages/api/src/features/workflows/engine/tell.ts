import { sql } from '@hub/db'
import type { OrgTx } from '@hub/db'
import { storeEvents } from '../../../platform/events/store.ts'
import type { DomainEvent } from '../../../platform/events/topics.ts'
import type { Hub } from '../../../platform/hub.ts'

interface Told {
  id: string
  orgId: string
  workflowId: string
  startedBy: string
}

/** Under the id of the run, so that what an event starts counts as started by it. */
const tell = (hub: Pick<Hub, 'events'>, tx: OrgTx, { run, event }: { run: Told; event: DomainEvent }) =>
  storeEvents(tx, { hub, orgId: run.orgId, requestId: run.id }, [event])

/** Whoever tests a draft looks on, so nobody has to be told. */
const isTest = ({ startedBy }: Told): boolean => startedBy === 'test'

export async function tellFailure(
  hub: Pick<Hub, 'events'>,
  tx: OrgTx,
  { run, code }: { run: Told; code: string },
): Promise<void> {
  const { id: runId, workflowId } = run
  if (isTest(run)) return
  const payload = { workflowId, runId, code }
  await tell(hub, tx, { run, event: { topic: 'workflow.run_failed', aggregate: `run:${runId}`, payload } })
}

export async function tellQuestion(
  hub: Pick<Hub, 'events'>,
  tx: OrgTx,
  { run, stepId, until }: { run: Told; stepId: string; until: Date },
): Promise<void> {
  const { id: runId, workflowId } = run
  if (isTest(run)) return
  const payload = { workflowId, runId, stepId, until: until.toISOString() }
  await tell(hub, tx, {
    run,
    event: { topic: 'workflow.decision_asked', aggregate: `run:${runId}`, payload },
  })
}

/** Whether this is the first run of its workflow that waits for credits. */
async function beginsPause(tx: OrgTx, { workflowId }: Told, now: Date): Promise<boolean> {
  const begun = await tx
    .updateTable('workflow')
    .set({ pausedAt: now })
    .where('id', '=', workflowId)
    .where('pausedAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return begun !== undefined
}

/** Whether no other run of its workflow waits for credits, or is just trying again whether there are some. */
async function endsPause(tx: OrgTx, { id, workflowId }: Told): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    update workflow set paused_at = null
    where id = ${workflowId} and paused_at is not null and not exists (
      select from workflow_run r join workflow_step_run s on s.run_id = r.id
      where r.workflow_id = ${workflowId} and r.id <> ${id} and r.finished_at is null and r.started_by <> 'test'
        and not s.is_past and s.status in ('waiting', 'running') and s.wait ->> 'kind' = 'credits')
    returning id`.execute(tx)
  return rows.length > 0
}

/** Tells once that a workflow waits for credits, however many of its runs do and however often they look, and once that it goes on. */
export async function tellPause(
  hub: Pick<Hub, 'events' | 'now'>,
  tx: OrgTx,
  { run, isForCredits }: { run: Told; isForCredits: boolean },
): Promise<void> {
  const { id: runId, workflowId } = run
  if (isTest(run)) return
  const aggregate = `workflow:${workflowId}`
  if (isForCredits) {
    if (await beginsPause(tx, run, hub.now()))
      await tell(hub, tx, {
        run,
        event: { topic: 'workflow.paused', aggregate, payload: { workflowId, runId } },
      })
  } else if (await endsPause(tx, run))
    await tell(hub, tx, { run, event: { topic: 'workflow.resumed', aggregate, payload: { workflowId } } })
}
