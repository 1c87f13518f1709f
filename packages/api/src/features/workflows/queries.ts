import { sql } from '@hub/db'
import type { OrgDb, OrgTx } from '@hub/db'
import { lockRow } from '../../platform/data/locks.ts'
import { requireVersion } from '../../platform/data/versions.ts'
import { AppError } from '../../shared/errors.ts'
import { tryToRead } from './definition/stored.ts'
import type { UpdateWorkflow, Workflow } from './schema.ts'
import { startsByOf } from './words.ts'

const nameOf = (column: string) =>
  sql<string>`coalesce((select u.name from auth_user u where u.id = ${sql.ref(column)}), 'Former member')`

export function selectWorkflows(db: OrgDb) {
  return db
    .selectFrom('workflow')
    .select([
      'id',
      'name',
      'description',
      'draft',
      'published',
      'isOn',
      'atOnce',
      'onFailureId',
      'isForFailures',
      'runs',
      'version',
      'updatedAt',
    ])
    .select(nameOf('workflow.created_by_id').as('createdByName'))
    .select(sql<string>`(select o.time_zone from organization o where o.id = workflow.org_id)`.as('timeZone'))
    .select(
      sql<{
        definition: unknown
      } | null>`(select jsonb_build_object('definition', v.definition) from workflow_version v
        where v.workflow_id = workflow.id and v.number = workflow.published)`.as('live'),
    )
    .select(
      sql<string | null>`(select min(t.next_at)::timestamptz from workflow_trigger t
        where t.workflow_id = workflow.id and t.is_on)`.as('nextAt'),
    )
    .select(
      sql<Workflow['lastRun']>`(select jsonb_build_object('id', r.id, 'number', r.number, 'status', r.status,
          'isTest', r.started_by = 'test', 'at',
          to_char(r.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
        from workflow_run r where r.workflow_id = workflow.id order by r.number desc limit 1)`.as('lastRun'),
    )
    .where('removedAt', 'is', null)
}

export type WorkflowRow = Awaited<ReturnType<typeof findWorkflow>>

/** Throws NOT_FOUND, also for one that was removed. */
export async function findWorkflow(db: OrgDb, id: string) {
  const row = await selectWorkflows(db).where('id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return row
}

/** The same for whoever changes it, after the others who do. Throws STALE_VERSION as well. */
export async function heldWorkflow(
  tx: OrgTx,
  { id, version }: Pick<UpdateWorkflow, 'id' | 'version'>,
): Promise<WorkflowRow> {
  await lockRow(tx, 'workflow', id)
  const row = await findWorkflow(tx, id)
  requireVersion(row, version)
  return row
}

/** As it is listed: what starts it is what is published, or would be. */
export function toWorkflow({ live, draft, timeZone, ...row }: WorkflowRow): Workflow {
  const definition = tryToRead(live?.definition ?? draft)
  return { ...row, startsBy: definition ? startsByOf(definition, timeZone) : [] }
}

export function selectRuns(db: OrgDb) {
  return db
    .selectFrom('workflowRun')
    .innerJoin('workflow', 'workflow.id', 'workflowRun.workflowId')
    .select([
      'workflowRun.id',
      'workflowRun.workflowId',
      'workflow.name as workflowName',
      'workflowRun.number',
      'workflowRun.version',
      'workflowRun.status',
      'workflowRun.startedBy',
      'workflowRun.error',
      'workflowRun.costMicro',
      'workflowRun.isHeld',
      'workflowRun.wakeAt',
    ])
    .select([
      'workflowRun.createdAt',
      'workflowRun.startedAt',
      'workflowRun.finishedAt',
      'workflowRun.cancelAskedAt',
      'workflowRun.startedById',
    ])
    .select(sql<boolean>`workflow.removed_at is not null`.as('isWorkflowRemoved'))
    .select(nameOf('workflow_run.acts_as_id').as('actsAsName'))
    .select(
      sql<string | null>`(select u.name from auth_user u where u.id = workflow_run.started_by_id)`.as(
        'startedByName',
      ),
    )
    .select(
      sql<
        Waiting[]
      >`coalesce((select jsonb_agg(jsonb_build_object('kind', s.wait ->> 'kind', 'stepId', s.step_id) order by s.started_at)
        from workflow_step_run s where s.run_id = workflow_run.id and s.status = 'waiting' and not s.is_past
          and workflow_run.finished_at is null), '[]')`.as('waits'),
    )
}

export interface Waiting {
  kind: string
  stepId: string
}

export type RunRow = Awaited<ReturnType<typeof findRun>>

export async function findRun(db: OrgDb, id: string) {
  const row = await selectRuns(db).where('workflowRun.id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return row
}

/** What a run runs: its version, or the draft that is tested. */
export async function storedDefinition(db: OrgDb, runId: string): Promise<unknown> {
  const row = await db
    .selectFrom('workflowRun')
    .leftJoin('workflowVersion', (join) =>
      join
        .onRef('workflowVersion.workflowId', '=', 'workflowRun.workflowId')
        .onRef('workflowVersion.number', '=', 'workflowRun.version'),
    )
    .select(['workflowRun.definition as tested', 'workflowVersion.definition as published'])
    .where('workflowRun.id', '=', runId)
    .executeTakeFirstOrThrow()
  return row.tested ?? row.published
}
