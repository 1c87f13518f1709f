import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { notificationKind } from '../../platform/notifications/kind.ts'
import type { NotificationKind } from '../../platform/notifications/kind.ts'

const ofWorkflows = { group: 'Workflows', permission: 'workflow.read' } as const

interface Question {
  runId: string
  question: string
  deciders: readonly string[]
}

/** What these runs ask and nobody has decided, the longest asked first. */
async function questionsOf(db: OrgDb, runs: readonly string[]): Promise<Question[]> {
  const { rows } = await sql<Question>`
    select s.run_id, s.wait ->> 'question' as question, s.wait -> 'deciders' as deciders
    from workflow_step_run s join workflow_run r on r.id = s.run_id
    where s.run_id = any (${[...runs]}::uuid[]) and s.status = 'waiting' and not s.is_past and r.finished_at is null
      and s.wait ->> 'kind' = 'approval' and not s.wait ? 'decision'
    order by s.started_at, s.path`.execute(db)
  return rows
}

const isAsked = ({ deciders }: Question, userId: string) => deciders.length === 0 || deciders.includes(userId)

/** Those who are asked by any of them; nobody named is everybody who may decide. */
function deciders(questions: readonly Question[]): string[] | 'everybody' {
  return questions.some(({ deciders: named }) => named.length === 0)
    ? 'everybody'
    : questions.flatMap(({ deciders: named }) => named)
}

const asked = notificationKind({
  ...ofWorkflows,
  name: 'workflow.decision_asked',
  permission: 'approval.decide',
  title: 'A workflow asks for your decision',
  because: 'you may decide it',
  icon: 'approval',
  words: '{run} asks for your decision',
  usual: { inApp: true, mail: 'now', push: true },
  search: '?ask=true',
  topics: ['workflow.decision_asked', 'workflow.decided'],
  async notices({ topic, payload: { runId } }, db) {
    const open = await questionsOf(db, [runId])
    if (topic === 'workflow.decided') return open.length === 0 ? [{ settles: runId }] : []
    if (open.length === 0) return []
    const subject = { entity: 'workflow_run', id: runId }
    return [{ to: deciders(open), whoMayCall: 'workflows.runs.get', subject }]
  },
  async detail({ db, userId }, kept) {
    const open = await questionsOf(
      db,
      kept.map(({ entityId }) => entityId),
    )
    return kept.map(
      ({ entityId }) => open.find((one) => one.runId === entityId && isAsked(one, userId))?.question ?? null,
    )
  },
  async waiting({ db, userId }, runs) {
    const open = await questionsOf(db, runs)
    return open.filter((one) => isAsked(one, userId)).map(({ runId }) => runId)
  },
})

const failed = notificationKind({
  ...ofWorkflows,
  name: 'workflow.run_failed',
  title: 'A run of a workflow fails',
  because: 'you published the workflow or started it',
  icon: 'job',
  tone: 'failure',
  words: '{run} failed',
  usual: { inApp: true, mail: 'digest' },
  topics: ['workflow.run_failed'],
  async notices({ payload: { runId, workflowId } }, db) {
    const run = await db
      .selectFrom('workflowRun')
      .select(['actsAsId', 'startedById'])
      .where('id', '=', runId)
      .executeTakeFirst()
    if (!run) return []
    const to = [run.actsAsId, ...(run.startedById === null ? [] : [run.startedById])]
    return [{ to, subject: { entity: 'workflow_run', id: runId }, alike: workflowId }]
  },
  // What went wrong may hold what only some may see; the page of the run shows it to them.
  async detail({ db }, kept) {
    const ids = kept.map(({ entityId }) => entityId)
    const { rows } = await sql<{ id: string; title: string | null }>`
      select r.id, (
        select step ->> 'title' from jsonb_array_elements(coalesce(r.definition, v.definition) -> 'steps') step
        where step ->> 'id' = r.error ->> 'stepId') as title
      from workflow_run r
      left join workflow_version v on v.workflow_id = r.workflow_id and v.number = r.version
      where r.id = any (${ids}::uuid[])`.execute(db)
    const titles = new Map(rows.map(({ id, title }) => [id, title]))
    return ids.map((id) => {
      const title = titles.get(id) ?? null
      return title === null ? null : `At the step “${title}”.`
    })
  },
})

const paused = notificationKind({
  ...ofWorkflows,
  name: 'workflow.paused',
  title: 'A workflow waits for credits',
  because: 'you published the workflow or started it',
  icon: 'credits',
  tone: 'warning',
  words: '{workflow} waits for credits',
  usual: { inApp: true, mail: 'now' },
  topics: ['workflow.paused', 'workflow.resumed'],
  async notices(event, db) {
    const { workflowId } = event.payload
    if (event.topic === 'workflow.resumed') return [{ settles: workflowId }]
    const run = await db
      .selectFrom('workflowRun')
      .select(['actsAsId', 'startedById'])
      .where('id', '=', event.payload.runId)
      .executeTakeFirst()
    if (!run) return []
    const to = [run.actsAsId, ...(run.startedById === null ? [] : [run.startedById])]
    return [{ to, subject: { entity: 'workflow', id: workflowId } }]
  },
  detail: async (_reader, kept) => kept.map(() => 'Its runs go on by themselves once there are credits.'),
})

/** What people are told of what happens by itself. */
export const workflowNotifications: readonly NotificationKind[] = [asked, failed, paused]
