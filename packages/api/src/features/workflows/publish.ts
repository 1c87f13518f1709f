import { sql } from '@hub/db'
import type { OrgContext } from '../../platform/calls/context.ts'
import { programOf } from '../../platform/calls/call.ts'
import type { OrgWriteTx } from '../../platform/data/recorder.ts'
import { readPage } from '../../platform/data/keyset.ts'
import { AppError } from '../../shared/errors.ts'
import type { Page } from '../../shared/list.ts'
import { checkDefinition } from './definition/check.ts'
import type { Definition } from './definition/schema.ts'
import { readDefinition } from './definition/stored.ts'
import { withDraft } from './flows.ts'
import { findWorkflow, heldWorkflow } from './queries.ts'
import type {
  GetVersion,
  ListVersions,
  PublishWorkflow,
  RestoreVersion,
  SwitchWorkflow,
  VersionWithDefinition,
  WorkflowWithDraft,
} from './schema.ts'
import { setTriggers } from './triggers/set-triggers.ts'

type Fault = ReturnType<typeof checkDefinition>[number]

const MOST_TOLD = 5

function requireSound(faults: readonly Fault[]): void {
  if (faults.length === 0) return
  throw new AppError('BAD_REQUEST', {
    message: `It cannot be published yet: ${faults[0]?.message ?? ''}`,
    issues: faults.slice(0, MOST_TOLD).map(({ at, field, message }) => ({
      path: at === null ? field : `${at}.${field}`,
      message,
    })),
  })
}

/** A question to nobody who is here would wait until its time is over. */
async function strangersAsked(tx: OrgWriteTx, { steps }: Definition): Promise<Fault[]> {
  const asking = steps.flatMap((step) => (step.type === 'approval' && step.deciders.length > 0 ? [step] : []))
  const named = [...new Set(asking.flatMap(({ deciders }) => deciders))]
  if (named.length === 0) return []
  const members = await tx
    .selectFrom('organizationMember')
    .select('userId')
    .where('userId', 'in', named)
    .execute()
  const here = new Set(members.map(({ userId }) => userId))
  return asking
    .filter(({ deciders }) => !deciders.every((id) => here.has(id)))
    .map(({ id, title }) => ({
      at: id,
      field: 'deciders',
      message: `“${title}” asks somebody who is no member here. Choose again who decides.`,
    }))
}

/** Makes the draft the version that runs, with the rights of whoever publishes it, and switches it on. */
export async function publishWorkflow(
  ctx: OrgContext,
  { id, version, note }: PublishWorkflow,
): Promise<WorkflowWithDraft> {
  return ctx.write(async (tx, inner) => {
    const row = await heldWorkflow(tx, { id, version })
    const definition = readDefinition(row.draft)
    requireSound([...checkDefinition(definition, ctx), ...(await strangersAsked(tx, definition))])
    const { versions } = await tx
      .updateTable('workflow')
      .set({
        versions: sql<number>`versions + 1`,
        published: sql<number>`versions + 1`,
        isOn: true,
        version: sql<number>`version + 1`,
        updatedAt: ctx.now(),
      })
      .where('id', '=', id)
      .returning('versions')
      .executeTakeFirstOrThrow()
    await tx
      .insertInto('workflowVersion')
      .values({
        orgId: ctx.org.orgId,
        workflowId: id,
        number: versions,
        definition: JSON.stringify(definition),
        note,
        publishedById: ctx.actor.userId,
        programId: programOf(ctx.actor),
        publishedAt: ctx.now(),
      })
      .execute()
    await setTriggers(inner, tx, { workflowId: id, triggers: definition.triggers, isOn: true })
    tx.audit('workflow.published', { workflow: id }, { version: versions })
    return withDraft(inner, await findWorkflow(tx, id))
  })
}

/** Off: nothing starts it but a person; what runs goes on. */
export async function switchWorkflow(
  ctx: OrgContext,
  { id, version, isOn }: SwitchWorkflow,
): Promise<WorkflowWithDraft> {
  return ctx.write(async (tx, inner) => {
    const row = await heldWorkflow(tx, { id, version })
    if (isOn && row.published === null)
      throw new AppError('CONFLICT', { message: 'Publish it first; that switches it on as well.' })
    if (row.isOn !== isOn) await turn(inner, tx, { id, isOn, live: row.live?.definition })
    return withDraft(inner, await findWorkflow(tx, id))
  })
}

async function turn(
  ctx: OrgContext,
  tx: OrgWriteTx,
  { id, isOn, live }: { id: string; isOn: boolean; live: unknown },
): Promise<void> {
  await tx
    .updateTable('workflow')
    .set({ isOn, version: sql<number>`version + 1`, updatedAt: ctx.now() })
    .where('id', '=', id)
    .execute()
  if (live !== undefined)
    await setTriggers(ctx, tx, { workflowId: id, triggers: readDefinition(live).triggers, isOn })
  tx.audit(isOn ? 'workflow.switched_on' : 'workflow.switched_off', { workflow: id })
}

const selectVersions = (ctx: OrgContext, id: string) =>
  ctx.db
    .selectFrom('workflowVersion')
    .innerJoin('workflow', 'workflow.id', 'workflowVersion.workflowId')
    .select(['workflowVersion.number', 'workflowVersion.note', 'publishedById', 'publishedAt', 'definition'])
    .select(
      sql<string>`coalesce((select u.name from auth_user u where u.id = published_by_id), 'Former member')`.as(
        'publishedByName',
      ),
    )
    .select(sql<boolean>`coalesce(workflow.published = workflow_version.number, false)`.as('isPublished'))
    .where('workflowId', '=', id)

type VersionRow = Awaited<ReturnType<ReturnType<typeof selectVersions>['executeTakeFirstOrThrow']>>

const toVersion = ({ definition: _definition, ...version }: VersionRow) => version

export async function listVersions(
  ctx: OrgContext,
  input: ListVersions,
): Promise<Page<ReturnType<typeof toVersion>>> {
  await findWorkflow(ctx.db, input.id)
  const { items, nextCursor } = await readPage(selectVersions(ctx, input.id), {
    scope: { key: ctx.hub.keys.cursor, list: 'workflows.versions.list', orgId: ctx.org.orgId },
    columns: [{ expression: sql`workflow_version.number`, type: 'int', direction: 'desc' }],
    input,
  })
  return { items: items.map(toVersion), nextCursor }
}

export async function getVersion(
  ctx: OrgContext,
  { id, number }: GetVersion,
): Promise<VersionWithDefinition> {
  await findWorkflow(ctx.db, id)
  const row = await selectVersions(ctx, id).where('number', '=', number).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return { ...toVersion(row), definition: readDefinition(row.definition) }
}

/** Makes an earlier version the draft; publishing it makes it the one that runs. */
export async function restoreVersion(
  ctx: OrgContext,
  { id, version, number }: RestoreVersion,
): Promise<WorkflowWithDraft> {
  return ctx.write(async (tx, inner) => {
    await heldWorkflow(tx, { id, version })
    const { definition } = await getVersion(inner, { id, number })
    await tx
      .updateTable('workflow')
      .set({ draft: JSON.stringify(definition), version: sql<number>`version + 1`, updatedAt: ctx.now() })
      .where('id', '=', id)
      .execute()
    tx.audit('workflow.restored', { workflow: id }, { version: number })
    return withDraft(inner, await findWorkflow(tx, id))
  })
}
