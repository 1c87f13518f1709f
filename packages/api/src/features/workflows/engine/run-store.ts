import { randomUUID } from 'node:crypto'
import { inTx, sql, uuidv7 } from '@hub/db'
import type { OrgDb, OrgTx, WorkflowRunTable, WorkflowStepRunTable } from '@hub/db'
import type { RawBuilder, Selectable, Updateable } from 'kysely'
import type { Hub } from '../../../platform/hub.ts'
import type { Definition } from '../definition/schema.ts'
import { storedText } from './stored-text.ts'
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

interface Stored {
  /** The text of a value as a row holds it: itself, or where it is. */
  text: string | null
  /** The part of a statement that comes after `with mine as (…)` and keeps a large value; empty where the row holds it. */
  apart: RawBuilder<unknown>
}

function stored(value: unknown): Stored {
  const text = value === undefined ? null : storedText(value as object)
  const bytes = text === null ? 0 : Buffer.byteLength(text)
  if (bytes > LARGEST_BYTES) throw new TooLarge()
  // A value that looks like the place of another one would be read as that.
  if (bytes <= INLINE_BYTES && !isKept(value)) return { text, apart: sql`` }
  const id = uuidv7()
  const apart = sql`, kept as (
    insert into workflow_blob (id, org_id, run_id, content) select ${id}::uuid, org_id, id, ${text}::jsonb from mine)`
  return { text: JSON.stringify({ $blob: id }), apart }
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

/** A step ends with its run: nothing is waited for any more, and it lasts no longer. */
export async function endOpenSteps(tx: OrgTx, runId: string): Promise<void> {
  await tx
    .updateTable('workflowStepRun')
    .set({
      finishedAt: sql<string>`(select r.finished_at from workflow_run r where r.id = ${runId})`,
      waitTopic: null,
    })
    .where('runId', '=', runId)
    .where('isPast', '=', false)
    .where('finishedAt', 'is', null)
    .execute()
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

  get #db(): OrgDb {
    const { hub, run } = this.#stretch
    return hub.db.org(run.orgId)
  }

  /**
   * One statement and no more for each change, because this is most of what a step without much work costs: `parts` come after
   * `with mine as (…)`, whose row is the run. Throws a LostRun where another process has it.
   */
  async #write(db: OrgDb, parts: RawBuilder<unknown>): Promise<void> {
    const { run, token } = this.#stretch
    const { rows } = await sql<{ id: string }>`
      with mine as (
        select id, org_id from workflow_run where id = ${run.id} and run_token = ${token} for no key update)
      ${parts} select id from mine`.execute(db)
    if (rows.length === 0) throw new LostRun()
  }

  /** Begins a try, in the place of the one before. */
  async begin(step: {
    path: string
    stepId: string
    round: number
    attempt: number
    input: unknown
  }): Promise<void> {
    const { path, stepId, round, attempt, input } = step
    const { text, apart } = stored(input)
    // Counted, so that the try before is past by the time this one takes its place.
    await this.#write(
      this.#db,
      sql`${apart}, past as (
        update workflow_step_run s set is_past = true from mine
        where s.run_id = mine.id and s.path = ${path} and not s.is_past and (s.round, s.attempt) <> (${round}, ${attempt})
        returning s.path),
      begun as (
        insert into workflow_step_run as s (org_id, run_id, path, step_id, round, attempt, status, input, started_at)
        select mine.org_id, mine.id, ${path}::text, ${stepId}::text, ${round}::int, ${attempt}::int, 'running', ${text}::jsonb,
          ${this.#now()}::timestamptz
        from mine, (select count(*) from past) as ended
        on conflict (org_id, run_id, path, round, attempt) do update set status = 'running', input = excluded.input, error = null)`,
    )
  }

  async done(path: string, output: unknown, costMicro = 0): Promise<void> {
    const { text, apart } = stored(output ?? null)
    const change = {
      status: 'done',
      output: text,
      costMicro,
      finishedAt: this.#now(),
      waitTopic: null,
    } as const
    const paid = sql`, paid as (
      update workflow_run r set cost_micro = cost_micro + ${costMicro} from mine where r.id = mine.id)`
    await this.#write(this.#db, sql`${apart}${this.#set(path, change)}${costMicro > 0 ? paid : sql``}`)
  }

  async failed(path: string, error: { code: string; message: string }): Promise<void> {
    const finishedAt = this.#now()
    const change = { status: 'failed', error: JSON.stringify(error), finishedAt, waitTopic: null } as const
    await this.#write(this.#db, this.#set(path, change))
  }

  /** It waits; where that is for a person, those who are asked are told. */
  async waiting({ path, stepId }: { path: string; stepId: string }, wait: WaitToKeep): Promise<void> {
    const { kind, until, topic = null, more = {}, error } = wait
    const { hub, run } = this.#stretch
    const change = this.#set(path, {
      status: 'waiting',
      wait: JSON.stringify({ kind, ...more }),
      waitTopic: topic,
      waitUntil: until,
      ...(error && { error: JSON.stringify(error) }),
    })
    if (kind !== 'approval') return this.#write(this.#db, change)
    await inTx(this.#db, async (tx) => {
      await this.#write(tx, change)
      await tellQuestion(hub, tx, { run, stepId, until })
    })
  }

  #now(): Date {
    return this.#stretch.hub.now()
  }

  #set(path: string, change: Updateable<WorkflowStepRunTable>): RawBuilder<unknown> {
    const changed = this.#db
      .updateTable('workflowStepRun')
      .set(change)
      .where('runId', '=', sql<string>`(select id from mine)`)
      .where('path', '=', path)
      .where('isPast', '=', false)
    return sql`, changed as (${changed})`
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
    const { workflowId, version } = run
    const flow = await tx
      .selectFrom('workflow as flow')
      .leftJoin('workflowVersion as v', (on) =>
        on.onRef('v.workflowId', '=', 'flow.id').on('v.number', '=', version ?? 0),
      )
      .select(['flow.name', 'v.definition'])
      .where('flow.id', '=', workflowId)
      .executeTakeFirstOrThrow()
    const stored = run.definition ?? flow.definition
    return { hub, run, token, workflowName: flow.name, stored }
  })
}

/** A run stays in line while as many of its workflow work as it allows. One that waits for something costs nothing and does not count. */
async function isHeldBack(tx: OrgTx, id: string): Promise<boolean> {
  const { rows: flows } = await sql<{ id: string; atOnce: number }>`
    select f.id, f.at_once from workflow f join workflow_run r on r.workflow_id = f.id
    where r.id = ${id} and r.status = 'queued' for update of f`.execute(tx)
  const [flow] = flows
  if (!flow) return false
  // A statement of its own sees what ended while the one before waited for its turn.
  const { rows } = await sql<{ many: number }>`
    select count(*)::int as many from workflow_run where workflow_id = ${flow.id} and status = 'running'`.execute(
    tx,
  )
  if ((rows[0]?.many ?? 0) < flow.atOnce) return false
  await tx.updateTable('workflowRun').set({ isHeld: true }).where('id', '=', id).execute()
  return true
}
