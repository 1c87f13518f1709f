import { uuidv7 } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { checkDefinition } from '../definition/check.ts'
import { Definition } from '../definition/schema.ts'
import { readDefinition } from '../definition/stored.ts'
import { findWorkflow, selectWorkflows } from '../queries.ts'
import type { WorkflowRow } from '../queries.ts'
import { MOST_IN_FILE } from './schema.ts'
import type {
  Attention,
  ExportWorkflows,
  ExportedWorkflows,
  ImportWorkflows,
  ImportedWorkflows,
  WorkflowFile,
} from './schema.ts'

const FORMAT = { format: 'smart-ai-hub.workflows', version: 1 } as const
const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i
const WHOLE_ID = new RegExp(`^${ID.source}$`, 'i')
/** Stands in an expression where an id stood. */
const LEFT_OUT = 'fill-this-in'
const SECRET = /\{\{\s*secret\.([a-z][a-z0-9_]{0,39})\s*\}\}/g

type Told = (field: string) => void

/** A value without the ids of people and records of this organization. */
function withoutIds(value: unknown, field: string, told: Told): unknown {
  if (typeof value === 'string') {
    if (!ID.test(value)) return value
    told(field)
    return WHOLE_ID.test(value) ? undefined : value.replaceAll(new RegExp(ID.source, 'gi'), LEFT_OUT)
  }
  if (Array.isArray(value))
    return value.flatMap((one) => {
      const kept = withoutIds(one, field, told)
      return kept === undefined ? [] : [kept]
    })
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).flatMap(([name, one]) => {
    const own = withoutIds(one, field === '' ? name : `${field}.${name}`, told)
    return own === undefined ? [] : [[name, own]]
  })
  return Object.fromEntries(kept)
}

interface Carried {
  draft: Definition
  attention: Attention[]
}

/** A record is named by whoever brings it in again: its id is no other organization's. */
function carried({ name, draft }: Pick<WorkflowRow, 'name' | 'draft'>): Carried {
  const attention: Attention[] = []
  const parts = <Part extends { id: string }>(all: readonly Part[]) =>
    all.map((one) =>
      withoutIds(one, '', (field) =>
        attention.push({
          workflow: name,
          at: one.id,
          field,
          message: 'This named somebody or something of one organization. Choose it again.',
        }),
      ),
    )
  const { steps, triggers, ...rest } = readDefinition(draft)
  // Steps whose record is missing are drafts all the same: what is empty is told when they are looked at.
  const blank = { recordId: '' }
  const made = parts(steps).map((step) => ({ ...(isUpdate(step) && blank), ...(step as object) }))
  return { draft: Definition.parse({ ...rest, triggers: parts(triggers), steps: made }), attention }
}

const isUpdate = (step: unknown) =>
  typeof step === 'object' && step !== null && 'type' in step && step.type === 'update_record'

/** One workflow or all of them as a file for another organization or hub: no secrets, and no ids of this one. */
export async function exportWorkflows(ctx: OrgContext, { id }: ExportWorkflows): Promise<ExportedWorkflows> {
  const all = selectWorkflows(ctx.db).orderBy('name').orderBy('id')
  const rows = id === undefined ? await all.limit(MOST_IN_FILE).execute() : [await findWorkflow(ctx.db, id)]
  const left = id === undefined ? await all.clearSelect().select('name').offset(MOST_IN_FILE).execute() : []
  const names = new Map(rows.map((row) => [row.id, row.name]))
  const parts = rows.map((row) => ({ row, ...carried(row) }))
  return {
    ...FORMAT,
    workflows: parts.map(({ row: { name, description, atOnce, onFailureId }, draft }) => ({
      name,
      description,
      atOnce,
      onFailure: names.get(onFailureId ?? '') ?? null,
      draft,
    })),
    attention: [
      ...left.map(({ name }) => ({
        workflow: name,
        at: null,
        field: 'workflows',
        message: `A file holds ${MOST_IN_FILE} workflows, and this one is not in it. Export it by itself.`,
      })),
      ...parts.flatMap(({ attention }) => attention),
    ],
  }
}

type InFile = WorkflowFile['workflows'][number]

async function missingSecrets(ctx: OrgContext, { name, draft }: InFile): Promise<Attention[]> {
  const wanted = new Set([...JSON.stringify(draft).matchAll(SECRET)].map(([, secret = '']) => secret))
  if (wanted.size === 0) return []
  const known = await ctx.db.selectFrom('workflowSecret').select('name').execute()
  for (const one of known) wanted.delete(one.name)
  return [...wanted].map((secret) => ({
    workflow: name,
    at: null,
    field: 'secrets',
    message: `Set the secret “${secret}”.`,
  }))
}

async function add(
  ctx: OrgContext,
  tx: OrgWriteTx,
  { name, description, atOnce, draft }: InFile,
): Promise<string> {
  const id = uuidv7()
  const now = ctx.now()
  await tx
    .insertInto('workflow')
    .values({
      id,
      orgId: ctx.org.orgId,
      name,
      description,
      atOnce,
      draft: JSON.stringify(draft),
      createdById: ctx.actor.userId,
      createdAt: now,
      updatedAt: now,
    })
    .execute()
  tx.audit('workflow.created', { workflow: id })
  return id
}

/** Makes a draft of each workflow of a file, and tells what is to be filled in before it can be published. */
export async function importWorkflows(
  ctx: OrgContext,
  { file }: ImportWorkflows,
): Promise<ImportedWorkflows> {
  return ctx.write(async (tx, inner) => {
    const items: ImportedWorkflows['items'] = []
    const attention: Attention[] = []
    for (const one of file.workflows) {
      items.push({ id: await add(inner, tx, one), name: one.name })
      const faults = checkDefinition(one.draft, inner).map((fault) => ({ workflow: one.name, ...fault }))
      attention.push(...faults, ...(await missingSecrets(inner, one)))
    }
    const idOf = new Map(items.map(({ id, name }) => [name, id]))
    for (const [at, { onFailure }] of file.workflows.entries()) {
      const handlerId = idOf.get(onFailure ?? '')
      const id = items[at]?.id
      if (handlerId !== undefined && id !== undefined && handlerId !== id)
        await tx.updateTable('workflow').set({ onFailureId: handlerId }).where('id', '=', id).execute()
    }
    return { items, attention }
  })
}
