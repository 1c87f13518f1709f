import { isDeepStrictEqual } from 'node:util'
import { sql, uuidv7 } from '@hub/db'
import type { OrgContext } from '../../platform/calls/context.ts'
import { containing } from '../../platform/data/filters.ts'
import { readPage } from '../../platform/data/keyset.ts'
import { takeTurn } from '../../platform/data/locks.ts'
import type { OrgWriteTx } from '../../platform/data/recorder.ts'
import { AppError } from '../../shared/errors.ts'
import type { Page } from '../../shared/list.ts'
import { done } from '../../shared/mutation.ts'
import type { Done } from '../../shared/mutation.ts'
import { checkDefinition } from './definition/check.ts'
import { Definition } from './definition/schema.ts'
import { readDefinition } from './definition/stored.ts'
import { releaseHeld, tellWorkers } from './engine/line-up.ts'
import { namesIn } from './names.ts'
import { findWorkflow, heldWorkflow, selectWorkflows, toWorkflow } from './queries.ts'
import type { WorkflowRow } from './queries.ts'
import type {
  ChangeWorkflow,
  CreateWorkflow,
  GetWorkflow,
  ListWorkflows,
  UpdateWorkflow,
  Workflow,
  WorkflowWithDraft,
} from './schema.ts'
import { formsOf } from './triggers/form.ts'
import { webhooksOf } from './triggers/webhook.ts'

export async function listWorkflows(ctx: OrgContext, input: ListWorkflows): Promise<Page<Workflow>> {
  const { search, isOn } = input
  const query = selectWorkflows(ctx.db)
    .$if(search !== undefined, (q) => q.where(containing(search ?? '', sql`workflow.name`)))
    .$if(isOn !== undefined, (q) => q.where('isOn', '=', isOn ?? true))
  const { items, nextCursor } = await readPage(query, {
    scope: { key: ctx.hub.keys.cursor, list: 'workflows.list', orgId: ctx.org.orgId },
    columns: [
      { expression: sql`workflow.updated_at`, type: 'timestamptz', direction: 'desc' },
      { expression: sql`workflow.id`, type: 'uuid', direction: 'desc' },
    ],
    input,
  })
  return { items: items.map(toWorkflow), nextCursor }
}

export async function withDraft(ctx: OrgContext, row: WorkflowRow): Promise<WorkflowWithDraft> {
  const draft = readDefinition(row.draft)
  return {
    ...toWorkflow(row),
    draft,
    isChanged: row.live === null || !isDeepStrictEqual(readDefinition(row.live.definition), draft),
    faults: checkDefinition(draft, ctx),
    webhooks: await webhooksOf(ctx, row.id),
    forms: await formsOf(ctx, row.id),
    names: await namesIn(ctx, draft),
  }
}

export async function getWorkflow(ctx: OrgContext, { id }: GetWorkflow): Promise<WorkflowWithDraft> {
  return withDraft(ctx, await findWorkflow(ctx.db, id))
}

/** A name is enough; what is wrong with its draft is told, and mended before it is published. */
export async function createWorkflow(ctx: OrgContext, input: CreateWorkflow): Promise<WorkflowWithDraft> {
  const id = uuidv7()
  const now = ctx.now()
  return ctx.write(async (tx, inner) => {
    const { name, description, draft = Definition.parse({}) } = input
    await tx
      .insertInto('workflow')
      .values({
        id,
        orgId: ctx.org.orgId,
        name,
        description,
        draft: JSON.stringify(draft),
        createdById: ctx.actor.userId,
        createdAt: now,
        updatedAt: now,
      })
      .execute()
    tx.audit('workflow.created', { workflow: id })
    return withDraft(inner, await findWorkflow(tx, id))
  })
}

/** Refuses what handles its own failures, and what is of no workflow here. */
async function requireHandler(ctx: OrgContext, id: string, handlerId: string): Promise<void> {
  await findWorkflow(ctx.db, handlerId)
  if (handlerId === id)
    throw new AppError('BAD_REQUEST', {
      issues: [
        {
          path: 'onFailureId',
          message: 'Choose another workflow: one that failed does not handle its own failure.',
        },
      ],
    })
}

/** The one that handled failures so far hands over. */
async function takeOver(ctx: OrgContext, tx: OrgWriteTx, id: string): Promise<void> {
  await tx
    .updateTable('workflow')
    .set({ isForFailures: false, version: sql<number>`version + 1`, updatedAt: ctx.now() })
    .where('isForFailures', '=', true)
    .where('id', '<>', id)
    .execute()
}

/** Changes the draft or the settings; what is published runs on as it is. */
export async function updateWorkflow(ctx: OrgContext, input: UpdateWorkflow): Promise<WorkflowWithDraft> {
  const { id, version, idempotencyKey: _key, draft, ...settings } = input
  return ctx.write(async (tx, inner) => {
    const { onFailureId } = settings
    // There is one that handles all failures; two that become it at once take it over one after the other.
    if (settings.isForFailures === true) await takeTurn(tx, `workflows.forFailures|${ctx.org.orgId}`)
    await heldWorkflow(tx, { id, version })
    if (onFailureId) await requireHandler(inner, id, onFailureId)
    if (settings.isForFailures === true) await takeOver(inner, tx, id)
    await tx
      .updateTable('workflow')
      .set({
        ...settings,
        ...(draft && { draft: JSON.stringify(draft) }),
        version: sql<number>`version + 1`,
        updatedAt: ctx.now(),
      })
      .where('id', '=', id)
      .execute()
    if (settings.atOnce !== undefined) {
      await releaseHeld(ctx.hub, tx, { orgId: ctx.org.orgId, workflowId: id, most: settings.atOnce })
      tx.afterCommit(() => tellWorkers(ctx.hub))
    }
    tx.audit(
      'workflow.changed',
      { workflow: id },
      { fields: Object.keys({ ...settings, ...(draft && { draft }) }) },
    )
    return withDraft(inner, await findWorkflow(tx, id))
  })
}

/** It starts no more; its runs under way go on to their end, and stay to be looked at. */
export async function removeWorkflow(ctx: OrgContext, { id }: ChangeWorkflow): Promise<Done> {
  return ctx.write(async (tx) => {
    const gone = await tx
      .updateTable('workflow')
      .set({ removedAt: ctx.now(), isOn: false })
      .where('id', '=', id)
      .where('removedAt', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!gone) throw new AppError('NOT_FOUND')
    await tx.deleteFrom('workflowTrigger').where('workflowId', '=', id).execute()
    tx.audit('workflow.removed', { workflow: id })
    return done
  })
}
