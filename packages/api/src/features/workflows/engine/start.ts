import { sql, uuidv7 } from '@hub/db'
import type { OrgTx, WorkflowStart } from '@hub/db'
import type { Hub } from '../../../platform/hub.ts'
import { isUuid } from '../../../platform/catalog/entities.ts'
import type { Definition } from '../definition/schema.ts'
import { lineUp } from './line-up.ts'
import type { RunRow } from './run-store.ts'
import { storedText } from './stored-text.ts'

export interface RunWish {
  orgId: string
  workflowId: string
  startedBy: WorkflowStart
  /** The same cause starts it once: the event, the planned time, the delivery. */
  cause: string
  input: Record<string, unknown>
  startedById?: string | null
  plannedAt?: Date
  /** The request that led to it; where it is that of a run, this one goes one deeper. */
  requestId?: string | null
  /** A draft that is tested, by whoever tests it, with outputs that stand in for steps. */
  test?: { definition: Definition; pinned: Record<string, unknown>; byId: string; programId: string | null }
}

/** A run that led to a run that led to a run, and so on: more than this is a circle. */
const DEEPEST = 5
/** More starts in a minute than a workflow of a small business means. */
const MOST_A_MINUTE = 300

interface Source {
  number: number
  version: number | null
  actsAsId: string
  programId: string | null
}

interface Counted {
  runs: number
  published: number | null
  publishedById: string | null
  programId: string | null
}

/** Counts the run, and reads in whose name it works. null where nothing is published. */
async function sourceOf(tx: OrgTx, { workflowId, test }: RunWish): Promise<Source | null> {
  const { rows } = await sql<Counted>`
    with flow as (
      update workflow set runs = runs + 1 where id = ${workflowId} and removed_at is null returning id, runs, published)
    select flow.runs, flow.published, v.published_by_id, v.program_id
    from flow left join workflow_version v on v.workflow_id = flow.id and v.number = flow.published`.execute(
    tx,
  )
  const [flow] = rows
  if (!flow) return null
  const { runs: number, published, publishedById, programId } = flow
  if (test) return { number, version: null, actsAsId: test.byId, programId: test.programId }
  return publishedById === null ? null : { number, version: published, actsAsId: publishedById, programId }
}

async function depthOf(tx: OrgTx, { requestId }: RunWish): Promise<number> {
  if (!isUuid(requestId)) return 0
  const before = await tx
    .selectFrom('workflowRun')
    .select('depth')
    .where('id', '=', String(requestId))
    .executeTakeFirst()
  return before ? before.depth + 1 : 0
}

async function isTooOften(hub: Hub, tx: OrgTx, { workflowId }: RunWish): Promise<boolean> {
  const since = new Date(hub.now().getTime() - 60_000)
  const { rows } = await sql<{ many: number }>`
    select count(*)::int as many from (
      select from workflow_run where workflow_id = ${workflowId} and created_at > ${since} limit ${sql.lit(MOST_A_MINUTE)}) as few`.execute(
    tx,
  )
  return (rows[0]?.many ?? 0) >= MOST_A_MINUTE
}

/** Why it may not begin, in words; it is then there as failed, so that somebody sees it. */
async function refusalOf(
  hub: Hub,
  tx: OrgTx,
  { wish, depth }: { wish: RunWish; depth: number },
): Promise<string | null> {
  if (depth > DEEPEST)
    return `Workflows have started each other ${DEEPEST} times in a row, so this one was stopped. Take out what makes the circle.`
  if (wish.startedBy !== 'person' && (await isTooOften(hub, tx, wish)))
    return `It was started more than ${MOST_A_MINUTE} times within a minute. Narrow what starts it.`
  return null
}

/** Starts a run in the transaction that has the reason for it. Answers its id; null where that cause started one already, or nothing is published. */
export async function startRun(hub: Hub, tx: OrgTx, wish: RunWish): Promise<string | null> {
  const { orgId, workflowId, startedBy, cause, input, test } = wish
  const known = await tx
    .selectFrom('workflowRun')
    .select('id')
    .where('workflowId', '=', workflowId)
    .where('cause', '=', cause)
    .executeTakeFirst()
  if (known) return null
  const source = await sourceOf(tx, wish)
  if (!source) return null
  const id = uuidv7()
  const now = hub.now()
  const depth = await depthOf(tx, wish)
  const refusal = await refusalOf(hub, tx, { wish, depth })
  const made = await tx
    .insertInto('workflowRun')
    .values({
      id,
      orgId,
      workflowId,
      ...source,
      definition: test ? JSON.stringify(test.definition) : null,
      pinned: test ? storedText(test.pinned) : null,
      status: refusal === null ? 'queued' : 'failed',
      error: refusal === null ? null : JSON.stringify({ code: 'LIMIT_REACHED', message: refusal }),
      finishedAt: refusal === null ? null : now,
      startedBy,
      cause,
      input: storedText(input),
      startedById: wish.startedById ?? null,
      depth,
      plannedAt: wish.plannedAt ?? null,
      createdAt: now,
    })
    .onConflict((conflict) => conflict.columns(['orgId', 'workflowId', 'cause']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) return null
  if (refusal === null) await lineUp(hub, tx, { orgId, id })
  return id
}

/** The workflow that handles the failures of all that name none, never its own. */
async function handlerOf(tx: OrgTx, workflowId: string): Promise<string | null> {
  const handler = await tx
    .selectFrom('workflow')
    .select('id')
    .where('isForFailures', '=', true)
    .where('removedAt', 'is', null)
    .where('id', '<>', workflowId)
    .executeTakeFirst()
  return handler?.id ?? null
}

/** Starts the workflow that was chosen for when this one fails, and tells it what failed. */
export async function startAfterFailure(
  hub: Hub,
  tx: OrgTx,
  { run, error }: { run: RunRow; error: { code: string; message: string; stepId?: string } },
): Promise<void> {
  // One that handles failures and fails itself is left alone, and so is a test.
  if (run.startedBy === 'failure' || run.startedBy === 'test') return
  const flow = await tx
    .selectFrom('workflow')
    .select(['name', 'onFailureId'])
    .where('id', '=', run.workflowId)
    .executeTakeFirst()
  const handlerId = flow && (flow.onFailureId ?? (await handlerOf(tx, run.workflowId)))
  if (!flow || !handlerId) return
  await startRun(hub, tx, {
    orgId: run.orgId,
    workflowId: handlerId,
    startedBy: 'failure',
    cause: `failure:${run.id}:${run.segment}`,
    input: { workflow: flow.name, workflowId: run.workflowId, runId: run.id, runNumber: run.number, error },
    requestId: run.id,
  })
}
