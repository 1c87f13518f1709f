import { sql, uuidv7 } from '@hub/db'
import { z } from 'zod'
import type { OrgContext } from '../../platform/calls/context.ts'
import { programOf } from '../../platform/calls/call.ts'
import { readPage } from '../../platform/data/keyset.ts'
import { AppError } from '../../shared/errors.ts'
import type { Page } from '../../shared/list.ts'
import { checkDefinition } from './definition/check.ts'
import { isAskedOf, isDecider, presentDeciders } from './deciders.ts'
import type { Definition, InputField } from './definition/schema.ts'
import { readDefinition, tryToRead } from './definition/stored.ts'
import { releaseHeld, tellWorkers } from './engine/line-up.ts'
import { endOpenSteps, stepRows } from './engine/run-store.ts'
import type { RunRow as WorkflowRunRow, StepRow } from './engine/run-store.ts'
import { startRun } from './engine/start.ts'
import { tellPause } from './engine/tell.ts'
import { inOrder } from './in-order.ts'
import { findRun, findWorkflow, selectRuns, storedDefinition } from './queries.ts'
import type { RunRow } from './queries.ts'
import type {
  ChangeRun,
  GetRun,
  ListRuns,
  Run,
  RunWithSteps,
  StartRun,
  StartedRun,
  StepRun,
  TestRun,
} from './schema.ts'
import { sampleInput } from './triggers/sample-input.ts'
import { seesValues } from './visible.ts'
import { waitsForWords } from './words.ts'

export function toRun({ waits, cancelAskedAt, startedById: _by, error, ...row }: RunRow): Run {
  return {
    ...row,
    error: error as Run['error'],
    waitsFor: waits.map(({ kind }) => waitsForWords(kind)),
    isBeingCanceled: cancelAskedAt !== null && row.finishedAt === null,
  }
}

/** Its length first: a pattern takes longest over what is none. */
const Email = z.string().max(254).pipe(z.email())

const kinds = {
  text: (value: unknown) => typeof value === 'string',
  number: (value: unknown) => typeof value === 'number',
  yes_no: (value: unknown) => typeof value === 'boolean',
  day: (value: unknown) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value),
  email: (value: unknown) => Email.safeParse(value).success,
} as const satisfies Record<InputField['type'], (value: unknown) => boolean>

function wrongIn(
  { name, title, type, isRequired }: InputField,
  value: unknown,
): { path: string; message: string }[] {
  if (value === undefined || value === null || value === '')
    return isRequired ? [{ path: `input.${name}`, message: `Fill in “${title}”.` }] : []
  return kinds[type](value)
    ? []
    : [{ path: `input.${name}`, message: `“${title}” is no ${type.replace('_', ' or ')}.` }]
}

type Issue = ReturnType<typeof wrongIn>[number]

const wrongFields = ({ fields }: Pick<Definition, 'fields'>, input: Record<string, unknown>): Issue[] =>
  fields.flatMap((field) => wrongIn(field, input[field.name]))

function requireNone(issues: Issue[]): void {
  if (issues.length > 0) throw new AppError('BAD_REQUEST', { issues, message: issues[0]?.message })
}

/** The form of the workflow, filled in. */
function checkInput({ fields }: Definition, input: Record<string, unknown>): void {
  const issues = wrongFields({ fields }, input)
  const names = new Set(fields.map(({ name }) => name))
  for (const name of Object.keys(input))
    if (!names.has(name))
      issues.push({ path: `input.${name}`, message: `This workflow asks for no “${name}”.` })
  requireNone(issues)
}

async function started(
  ctx: OrgContext,
  wish: Omit<Parameters<typeof startRun>[2], 'orgId' | 'cause' | 'startedById' | 'requestId'>,
): Promise<StartedRun> {
  return ctx.write(async (tx) => {
    const id = await startRun(ctx.hub, tx, {
      ...wish,
      orgId: ctx.org.orgId,
      cause: `person:${uuidv7()}`,
      startedById: ctx.actor.userId,
      requestId: ctx.call.requestId,
    })
    if (id === null) throw new AppError('CONFLICT', { message: 'Publish it first, then it can be started.' })
    tx.audit('workflow.run_started', { workflow: wish.workflowId, run: id })
    tx.afterCommit(() => tellWorkers(ctx.hub))
    const { number } = await tx
      .selectFrom('workflowRun')
      .select('number')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    return { id, number }
  })
}

/** Starts what is published by hand, with its form filled in; also while it is switched off. */
export async function start(ctx: OrgContext, { id, input }: StartRun): Promise<StartedRun> {
  const { live } = await findWorkflow(ctx.db, id)
  if (live) checkInput(readDefinition(live.definition), input)
  const startedBy = ctx.call.door === 'workflow' ? 'workflow' : 'person'
  return started(ctx, { workflowId: id, startedBy, input })
}

/** Runs the draft without changing anything: what writes answers as it would, or as was pinned. */
export async function test(ctx: OrgContext, { id, input, pinned }: TestRun): Promise<StartedRun> {
  const { draft } = await findWorkflow(ctx.db, id)
  const definition = readDefinition(draft)
  const [fault] = checkDefinition(definition, ctx)
  if (fault) throw new AppError('BAD_REQUEST', { message: `It cannot run yet: ${fault.message}` })
  requireNone(wrongFields(definition, input))
  const by = { byId: ctx.actor.userId, programId: programOf(ctx.actor) }
  return started(ctx, {
    workflowId: id,
    startedBy: 'test',
    input: { ...sampleInput(ctx, definition), ...input },
    test: { definition, pinned, ...by },
  })
}

export async function listRuns(ctx: OrgContext, input: ListRuns): Promise<Page<Run>> {
  const { workflowId, status, waitsForMe } = input
  const query = selectRuns(ctx.db)
    .$if(workflowId !== undefined, (q) => q.where('workflowRun.workflowId', '=', workflowId ?? ''))
    .$if(status !== undefined, (q) => q.where('workflowRun.status', '=', status ?? 'running'))
    .$if(waitsForMe === true, (q) =>
      q.where(sql<boolean>`workflow_run.finished_at is null and exists (
        select from workflow_step_run s where s.run_id = workflow_run.id and s.status = 'waiting' and not s.is_past
          and s.wait ->> 'kind' = 'approval' and not s.wait ? 'decision'
          and ${isAskedOf(ctx)})`),
    )
  const { items, nextCursor } = await readPage(query, {
    scope: { key: ctx.hub.keys.cursor, list: 'workflows.runs.list', orgId: ctx.org.orgId },
    columns: [
      { expression: sql`workflow_run.created_at`, type: 'timestamptz', direction: 'desc' },
      { expression: sql`workflow_run.id`, type: 'uuid', direction: 'desc' },
    ],
    input,
  })
  const isOpen = await openRuns(ctx, items)
  return { items: items.map((row) => toRun(isOpen(row) ? row : withoutReason(row))), nextCursor }
}

const versionOf = ({ id, workflowId, version }: RunRow): string => `${workflowId}:${version ?? id}`

/** Of which of these runs the caller may read what went through them. */
async function openRuns(ctx: OrgContext, rows: readonly RunRow[]): Promise<(row: RunRow) => boolean> {
  const versions = new Map<string, boolean>()
  for (const row of rows.filter(({ error }) => error !== null))
    if (!versions.has(versionOf(row))) {
      const definition = tryToRead(await storedDefinition(ctx.db, row.id))
      versions.set(versionOf(row), definition !== null && seesValues(ctx, definition))
    }
  return (row) => versions.get(versionOf(row)) ?? true
}

/** Words of an error may hold what the run saw. */
const withoutReason = (row: RunRow): RunRow =>
  row.error === null ? row : { ...row, error: { code: 'FAILED', message: 'It failed.' } }

export const isOpenWait = (row: Pick<StepRow, 'status' | 'wait'>): boolean =>
  row.status === 'waiting' && row.wait?.kind === 'approval' && row.wait.decision === undefined

interface Shown {
  definition: Definition
  /** When its run ended; null while it goes on. */
  endedAt: string | null
  isOpen: boolean
  /** Of those who are asked, the ones who are still members. */
  present: ReadonlySet<string>
}

const valuesOf = ({ input, output, error }: StepRow, isOpen: boolean) =>
  isOpen
    ? { input, output, error, isHidden: false }
    : { input: null, output: null, error: error && { ...error, message: 'It failed.' }, isHidden: true }

/** How it stands: what was under way when its run ended was stopped by that. */
function standingOf({ status, finishedAt }: StepRow, endedAt: string | null) {
  if (endedAt === null || status === 'done' || status === 'failed') return { status, finishedAt }
  return { status: 'stopped', finishedAt: endedAt } as const
}

const toStep =
  (ctx: OrgContext, { definition, endedAt, isOpen, present }: Shown) =>
  (row: StepRow): StepRun => {
    const step = definition.steps.find(({ id }) => id === row.stepId)
    const { wait } = row
    const mayDecide = endedAt === null && isOpenWait(row) && isDecider(ctx, wait, present)
    return {
      path: row.path,
      stepId: row.stepId,
      title: step?.title ?? row.stepId,
      type: step?.type ?? 'act',
      attempt: row.attempt,
      ...standingOf(row, endedAt),
      ...valuesOf(row, isOpen),
      // Whoever is asked has to know what.
      question: isOpen || mayDecide ? (wait?.question ?? null) : null,
      mayDecide,
      waitUntil: row.waitUntil,
      costMicro: row.costMicro,
      startedAt: row.startedAt,
    }
  }

/** A run with each step that was begun, in the order of their beginnings. */
export async function getRun(ctx: OrgContext, { id }: GetRun): Promise<RunWithSteps> {
  const row = await findRun(ctx.db, id)
  const definition = readDefinition(await storedDefinition(ctx.db, id))
  const isOpen = seesValues(ctx, definition)
  const { input } = await ctx.db
    .selectFrom('workflowRun')
    .select('input')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const rows = await stepRows(ctx.db, id)
  const present = await presentDeciders(
    ctx.db,
    rows.map(({ wait }) => wait),
  )
  const shown = { definition, endedAt: row.finishedAt, isOpen, present }
  return {
    ...toRun(isOpen ? row : withoutReason(row)),
    input: isOpen ? input : null,
    definition,
    steps: inOrder(definition, rows).map(toStep(ctx, shown)),
  }
}

/** One that waits is canceled at once, one that works within a second or two. Repeating it changes nothing. */
export async function cancelRun(ctx: OrgContext, { id }: ChangeRun): Promise<Run> {
  return ctx.write(async (tx) => {
    const row = await tx
      .selectFrom('workflowRun')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!row) throw new AppError('NOT_FOUND')
    if (row.status === 'done' || row.status === 'failed')
      throw new AppError('CONFLICT', { message: 'This run has ended already.' })
    if (row.cancelAskedAt === null) {
      await tx.updateTable('workflowRun').set({ cancelAskedAt: ctx.now() }).where('id', '=', id).execute()
      tx.audit('workflow.run_canceled', { workflow: row.workflowId, run: id })
      if (row.status !== 'running') await endNow(ctx, row)
    }
    return toRun(await findRun(tx, id))

    async function endNow({ hub }: OrgContext, run: WorkflowRunRow) {
      const over = { status: 'canceled', finishedAt: ctx.now(), wakeAt: null, isHeld: false } as const
      await tx.updateTable('workflowRun').set(over).where('id', '=', run.id).execute()
      await endOpenSteps(tx, run.id)
      await tellPause(hub, tx, { run, isForCredits: false })
      await releaseHeld(hub, tx, { orgId: ctx.org.orgId, workflowId: run.workflowId })
      tx.afterCommit(() => tellWorkers(hub))
    }
  })
}
