import type { OrgTx, WorkflowRunStatus } from '@hub/db'
import type { OrgContext } from '../../platform/calls/context.ts'
import { AppError } from '../../shared/errors.ts'
import { Outline } from './definition/outline.ts'
import type { Definition } from './definition/schema.ts'
import { readDefinition } from './definition/stored.ts'
import { lineUp, tellWorkers } from './engine/line-up.ts'
import { BY_A_STEP } from './engine/step-error.ts'
import { findRun, storedDefinition } from './queries.ts'
import { toRun } from './runs.ts'
import type { RetryRun, Run } from './schema.ts'

interface Part {
  id: string
  index: string
}

/** `each[2]/mail` as the steps it goes through. */
const partsOf = (path: string): Part[] =>
  path.split('/').map((part) => {
    const [, id = part, index = ''] = /^([^[]+)(?:\[(\d+)\])?$/.exec(part) ?? []
    return { id, index }
  })

/** Whether what happened at a path depends on what happens at another: it is the same, holds it, or comes after it. */
export function isAtOrAfter(outline: Outline, path: string, from: string): boolean {
  const [one, other] = [partsOf(path), partsOf(from)]
  for (const [depth, { id, index }] of one.entries()) {
    const against = other[depth]
    // It stands within the step that begins anew.
    if (!against) return true
    if (id !== against.id) return isLater(outline, id, against.id)
    // Other items of a loop are nothing to this one.
    if (index !== against.index && depth < one.length - 1) return false
  }
  // The same, or a step around it: a loop ends anew with its last item, a condition stays decided.
  return one.length === other.length || outline.get(one.at(-1)?.id ?? '')?.type !== 'conditional'
}

function isLater(outline: Outline, id: string, than: string): boolean {
  const [one, other] = [outline.get(id), outline.get(than)]
  // A step that the version in force no longer has is of no use to it.
  if (!one || !other) return true
  // Branches that run side by side do not wait for each other.
  if (one.parent === other.parent && one.branch !== other.branch) return false
  return outline.orderOf(id) > outline.orderOf(than)
}

async function currentOf(tx: OrgTx, workflowId: string) {
  const version = await tx
    .selectFrom('workflow')
    .innerJoin('workflowVersion', (join) =>
      join
        .onRef('workflowVersion.workflowId', '=', 'workflow.id')
        .onRef('workflowVersion.number', '=', 'workflow.published'),
    )
    .select(['number', 'publishedById', 'programId'])
    .where('workflow.id', '=', workflowId)
    .executeTakeFirst()
  if (!version)
    throw new AppError('CONFLICT', { message: 'Nothing is published now. Try the same version again.' })
  return { version: version.number, actsAsId: version.publishedById, programId: version.programId }
}

/** The first step that failed. */
async function failedPath(tx: OrgTx, runId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('workflowStepRun')
    .select('path')
    .where('runId', '=', runId)
    .where('isPast', '=', false)
    .where('status', '=', 'failed')
    .orderBy('startedAt')
    .executeTakeFirst()
  return row?.path
}

/** Where it goes on: at what failed, else where it was when it ended. One that came to its end begins at the start. */
async function stoppedAt(tx: OrgTx, { id, status, error }: Ended): Promise<string | undefined> {
  const cameToItsEnd = status === 'done' || error?.code === BY_A_STEP
  return (await failedPath(tx, id)) ?? (cameToItsEnd ? 'start' : undefined)
}

interface Ended {
  id: string
  status: WorkflowRunStatus
  error: { code: string } | null
}

interface Restart {
  tx: OrgTx
  id: string
  /** Without one what is not done, and nothing else. */
  from: string | undefined
  definition: Definition
}

/** Sets aside what is to be done again; what comes before keeps its outputs. */
async function setAside({ tx, id, from, definition }: Restart): Promise<void> {
  const rows = await tx
    .selectFrom('workflowStepRun')
    .select(['path', 'status'])
    .where('runId', '=', id)
    .where('isPast', '=', false)
    .execute()
  const outline = new Outline(definition)
  const start = from === 'start' ? undefined : from
  if (start !== undefined && !rows.some(({ path }) => path === start))
    throw new AppError('BAD_REQUEST', {
      issues: [{ path: 'from', message: 'This run never came to that step.' }],
    })
  const again = rows.filter(
    ({ path, status }) =>
      from === 'start' || status !== 'done' || (start !== undefined && isAtOrAfter(outline, path, start)),
  )
  if (again.length === 0) return
  const kept = again.filter(({ path }) => !isLoop(outline, path) || from === 'start' || path === start)
  const opened = again.filter((row) => !kept.includes(row))
  if (kept.length > 0)
    await tx
      .updateTable('workflowStepRun')
      .set({ isPast: true, waitTopic: null })
      .where('runId', '=', id)
      .where(
        'path',
        'in',
        kept.map(({ path }) => path),
      )
      .where('isPast', '=', false)
      .execute()
  // A loop goes on over the items it had.
  if (opened.length > 0)
    await tx
      .updateTable('workflowStepRun')
      .set({ status: 'running', error: null, finishedAt: null })
      .where('runId', '=', id)
      .where(
        'path',
        'in',
        opened.map(({ path }) => path),
      )
      .where('isPast', '=', false)
      .execute()
}

const isLoop = (outline: Outline, path: string): boolean => {
  const type = outline.get(partsOf(path).at(-1)?.id ?? '')?.type
  return type === 'for_each' || type === 'parallel'
}

/**
 * Goes on with a run that has ended: from what failed, from a step, or from the start, as it was or with the version in
 * force. What comes before keeps its outputs and is not done again.
 */
export async function retryRun(ctx: OrgContext, { id, from, version }: RetryRun): Promise<Run> {
  const { hub, org } = ctx
  return ctx.write(async (tx) => {
    const run = await tx
      .selectFrom('workflowRun')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!run) throw new AppError('NOT_FOUND')
    if (run.finishedAt === null)
      throw new AppError('CONFLICT', { message: 'This run has not ended. Cancel it first.' })
    if (version === 'current') {
      const change = { ...(await currentOf(tx, run.workflowId)), definition: null }
      await tx.updateTable('workflowRun').set(change).where('id', '=', id).execute()
    }
    const begin = from ?? (await stoppedAt(tx, run))
    await setAside({ tx, id, from: begin, definition: readDefinition(await storedDefinition(tx, id)) })
    const anew = { error: null, finishedAt: null, cancelAskedAt: null } as const
    await tx.updateTable('workflowRun').set(anew).where('id', '=', id).execute()
    await lineUp(hub, tx, { orgId: org.orgId, id })
    tx.audit('workflow.run_retried', { workflow: run.workflowId, run: id }, { from: begin ?? null, version })
    tx.afterCommit(() => tellWorkers(hub))
    return toRun(await findRun(tx, id))
  })
}
