import { randomUUID } from 'node:crypto'
import { inTx, sql, uuidv7 } from '@hub/db'
import type { OrgDb, OrgTx, WorkflowRunTable, WorkflowStepRunTable } from '@hub/db'
import type { Selectable } from 'kysely'
import type { Hub } from '../../../platform/hub.ts'
import type { Definition } from '../definition/schema.ts'
import { tellQuestion } from './tell.ts'

export type RunRow = Selectable<WorkflowRunTable>
export type StepRow = Selectable<WorkflowStepRunTable>

/** One stretch of a run in this process, from one wait to the next. */
export interface Claim {
  hub: Hub
  run: RunRow
  /** As it was published, or drafted for a test; whether this release can read it shows when it is done. */
  stored: unknown
  workflowName: string
  /** Stands in the row while the run is this process's. */
  token: string
}

export interface Stretch extends Claim {
  definition: Definition
}

/** Another process has the run, or it was canceled for good: nothing more may be written for it. */
export class LostRun extends Error {
  constructor() {
    super('The run was taken over by another process.')
    this.name = 'LostRun'
  }
}

/** Larger values than this have a place of their own. */
const INLINE_BYTES = 64 * 1024
const LARGEST_BYTES = 5 * 1024 ** 2

const isKept = (value: unknown): value is { $blob: string } =>
  typeof value === 'object' && value !== null && '$blob' in value && Object.keys(value).length === 1

export class TooLarge extends Error {}

/** The text of a value as a row holds it; a large one stands apart, and the row says where. */
async function stored(
  tx: OrgTx,
  { id: runId, orgId }: Pick<RunRow, 'id' | 'orgId'>,
  value: unknown,
): Promise<string | null> {
  if (value === undefined) return null
  const text = JSON.stringify(value)
  const bytes = Buffer.byteLength(text)
  if (bytes > LARGEST_BYTES) throw new TooLarge()
  if (bytes <= INLINE_BYTES) return text
  const id = uuidv7()
  await tx.insertInto('workflowBlob').values({ id, orgId, runId, content: text }).execute()
  return JSON.stringify({ $blob: id })
}

/** Puts large values back in their places. */
async function whole(db: OrgDb, rows: readonly StepRow[]): Promise<StepRow[]> {
  const ids = rows.flatMap(({ input, output }) =>
    [input, output].flatMap((one) => (isKept(one) ? [one.$blob] : [])),
  )
  if (ids.length === 0) return [...rows]
  const blobs = await db.selectFrom('workflowBlob').select(['id', 'content']).where('id', 'in', ids).execute()
  const contents = new Map(blobs.map(({ id, content }) => [id, content]))
  const back = (value: unknown) => (isKept(value) ? (contents.get(value.$blob) ?? null) : value)
  return rows.map((row) => ({ ...row, input: back(row.input), output: back(row.output) }))
}

export async function stepRows(db: OrgDb, runId: string): Promise<StepRow[]> {
  const rows = await db
    .selectFrom('workflowStepRun')
    .selectAll()
    .where('runId', '=', runId)
    .where('isPast', '=', false)
    .execute()
  return whole(db, rows)
}

interface WaitToKeep {
  kind: string
  until: Date
  topic?: string
  more?: object
  error?: object
}

/** Writes about steps, where the run is still this process's. */
export class RunStore {
  readonly #stretch: Stretch

  constructor(stretch: Stretch) {
    this.#stretch = stretch
  }

  /** Throws a LostRun where another process has it. */
  #write<R>(work: (tx: OrgTx) => Promise<R>): Promise<R> {
    const { hub, run, token } = this.#stretch
    return inTx(hub.db.org(run.orgId), async (tx) => {
      const { rows } = await sql<{ id: string }>`
        select id from workflow_run where id = ${run.id} and run_token = ${token} for no key update`.execute(
        tx,
      )
      if (rows.length === 0) throw new LostRun()
      return work(tx)
    })
  }

  /** Begins a try, in the place of the one before. */
  begin(step: {
    path: string
    stepId: string
    round: number
    attempt: number
    input: unknown
  }): Promise<void> {
    const { hub, run } = this.#stretch
    const { path, stepId, round, attempt, input } = step
    return this.#write(async (tx) => {
      await sql`
        update workflow_step_run set is_past = true
        where run_id = ${run.id} and path = ${path} and not is_past and (round, attempt) <> (${round}, ${attempt})`.execute(
        tx,
      )
      const text = await stored(tx, run, input)
      await tx
        .insertInto('workflowStepRun')
        .values({
          orgId: run.orgId,
          runId: run.id,
          path,
          stepId,
          round,
          attempt,
          status: 'running',
          input: text,
          startedAt: hub.now(),
        })
        .onConflict((conflict) =>
          conflict
            .columns(['orgId', 'runId', 'path', 'round', 'attempt'])
            .doUpdateSet({ status: 'running', input: text }),
        )
        .execute()
    })
  }

  done(path: string, output: unknown, costMicro = 0): Promise<void> {
    const { hub, run } = this.#stretch
    return this.#write(async (tx) => {
      await this.#set(tx, path, {
        status: 'done',
        output: await stored(tx, run, output ?? null),
        costMicro,
        finishedAt: hub.now(),
        waitTopic: null,
      })
      if (costMicro > 0)
        await sql`update workflow_run set cost_micro = cost_micro + ${costMicro} where id = ${run.id}`.execute(
          tx,
        )
    })
  }

  failed(path: string, error: { code: string; message: string }): Promise<void> {
    const { hub } = this.#stretch
    return this.#write((tx) =>
      this.#set(tx, path, {
        status: 'failed',
        error: JSON.stringify(error),
        finishedAt: hub.now(),
        waitTopic: null,
      }),
    )
  }

  /** It waits; where that is for a person, those who are asked are told. */
  waiting({ path, stepId }: { path: string; stepId: string }, wait: WaitToKeep): Promise<void> {
    const { kind, until, topic = null, more = {}, error } = wait
    const { hub, run } = this.#stretch
    return this.#write(async (tx) => {
      await this.#set(tx, path, {
        status: 'waiting',
        wait: JSON.stringify({ kind, ...more }),
        waitTopic: topic,
        waitUntil: until,
        ...(error && { error: JSON.stringify(error) }),
      })
      if (kind === 'approval') await tellQuestion(hub, tx, { run, stepId, until })
    })
  }

  async #set(tx: OrgTx, path: string, change: object): Promise<void> {
    await tx
      .updateTable('workflowStepRun')
      .set(change)
      .where('runId', '=', this.#stretch.run.id)
      .where('path', '=', path)
      .where('isPast', '=', false)
      .execute()
  }
}

/** Takes a stretch over, also from a process that died in it; null where there is nothing to do in it. */
export async function claim(
  hub: Hub,
  { orgId, id, segment }: { orgId: string; id: string; segment: number },
): Promise<Claim | null> {
  const token = randomUUID()
  return inTx(hub.db.org(orgId), async (tx) => {
    if (await isHeldBack(tx, id)) return null
    const run = await tx
      .updateTable('workflowRun')
      .set({
        status: 'running',
        runToken: token,
        wakeAt: null,
        startedAt: sql<string>`coalesce(started_at, ${hub.now()})`,
      })
      .where('id', '=', id)
      .where('segment', '=', segment)
      .where('status', 'in', ['queued', 'running'])
      .returningAll()
      .executeTakeFirst()
    if (!run) return null
    const flow = await tx
      .selectFrom('workflow')
      .select('name')
      .where('id', '=', run.workflowId)
      .executeTakeFirstOrThrow()
    const stored = run.definition ?? (await versionOf(tx, run))
    return { hub, run, token, workflowName: flow.name, stored }
  })
}

async function versionOf(tx: OrgTx, { workflowId, version }: RunRow): Promise<unknown> {
  const { definition } = await tx
    .selectFrom('workflowVersion')
    .select('definition')
    .where('workflowId', '=', workflowId)
    .where('number', '=', version ?? 0)
    .executeTakeFirstOrThrow()
  return definition
}

/** A run that has not begun waits while as many of its workflow are under way as it allows. */
async function isHeldBack(tx: OrgTx, id: string): Promise<boolean> {
  const { rows } = await sql<{ isFull: boolean }>`
    with mine as (
      select r.id, r.workflow_id, f.at_once from workflow_run r join workflow f on f.id = r.workflow_id
      where r.id = ${id} and r.started_at is null and r.status = 'queued'
      for update of f)
    select (select count(*) from workflow_run other
      where other.workflow_id = mine.workflow_id and other.started_at is not null
        and other.status in ('queued', 'running', 'waiting', 'paused')) >= mine.at_once as is_full
    from mine`.execute(tx)
  if (rows[0]?.isFull !== true) return false
  await tx.updateTable('workflowRun').set({ isHeld: true }).where('id', '=', id).execute()
  return true
}
