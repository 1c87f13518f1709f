import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { notificationKind } from '../../platform/notifications/kind.ts'
import type { Notice, NotificationKind } from '../../platform/notifications/kind.ts'

const ofWorkflows = { group: 'Workflows', permission: 'workflow.read' } as const

interface Question {
  runId: string
  question: string
  isNamed: boolean
  /** Of those who are named, the ones who are still members. */
  deciders: readonly string[]
}

/** What these runs ask and nobody has decided, the longest asked first. */
async function questionsOf(db: OrgDb, runs: readonly string[]): Promise<Question[]> {
  const { rows } = await sql<Question>`
    select s.run_id, s.wait ->> 'question' as question, s.wait -> 'deciders' <> '[]' as is_named,
      array(select m.user_id from organization_member m where s.wait -> 'deciders' ? m.user_id::text) as deciders
    from workflow_step_run s join workflow_run r on r.id = s.run_id
    where s.run_id = any (${[...runs]}::uuid[]) and s.status = 'waiting' and not s.is_past and r.finished_at is null
      and s.wait ->> 'kind' = 'approval' and not s.wait ? 'decision'
    order by s.started_at, s.path`.execute(db)
  return rows
}

/** Of somebody who was told of it: where nobody is left of those named, those who are told are asked. */
const isAsked = ({ deciders }: Question, userId: string) => deciders.length === 0 || deciders.includes(userId)

/** A procedure for those who look after workflows. */
const BY_KEEPERS = 'workflows.secrets.set'

/** Those who are asked by any of them; nobody named is everybody who may decide, and nobody left who keeps workflows. */
function askedBy(questions: readonly Question[]): Pick<Notice, 'to' | 'whoMayCall'> {
  const asked = questions.flatMap(({ deciders }) => deciders)
  if (questions.some(({ isNamed }) => !isNamed)) return { to: 'everybody', whoMayCall: 'workflows.runs.get' }
  return asked.length === 0
    ? { to: 'everybody', whoMayCall: BY_KEEPERS }
    : { to: asked, whoMayCall: 'workflows.runs.get' }
}

/** The run that asked somebody who has left, and of whom nobody is left whom it asks. */
async function runLeftBy(db: OrgDb, userId: string): Promise<string | null> {
  const { rows } = await sql<{ runId: string }>`
    select s.run_id from workflow_step_run s join workflow_run r on r.id = s.run_id
    where s.status = 'waiting' and not s.is_past and r.finished_at is null and s.wait ->> 'kind' = 'approval'
      and not s.wait ? 'decision' and s.wait -> 'deciders' ? ${userId}
      and not exists (select from organization_member m where s.wait -> 'deciders' ? m.user_id::text)
    order by s.started_at limit 1`.execute(db)
  return rows[0]?.runId ?? null
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
  topics: ['workflow.decision_asked', 'workflow.decided', 'member.removed'],
  async notices(event, db) {
    const runId =
      event.topic === 'member.removed' ? await runLeftBy(db, event.payload.userId) : event.payload.runId
    if (runId === null) return []
    const open = await questionsOf(db, [runId])
    if (event.topic === 'workflow.decided') return open.length === 0 ? [{ settles: runId }] : []
    if (open.length === 0) return []
    // Whoever removed somebody is told as well that what they were asked is now for them.
    const evenByThem = event.topic === 'member.removed' ? ({ evenByThem: true } as const) : {}
    return [{ ...askedBy(open), ...evenByThem, subject: { entity: 'workflow_run', id: runId } }]
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

/** Whoever published what a run runs and whoever started it; where the first has left, those who keep workflows as well. */
async function lookingAfter(db: OrgDb, runId: string): Promise<Pick<Notice, 'to' | 'whoMayCall'>[]> {
  const run = await db
    .selectFrom('workflowRun as r')
    .leftJoin('organizationMember as m', 'm.userId', 'r.actsAsId')
    .select(['m.userId', 'r.startedById'])
    .where('r.id', '=', runId)
    .executeTakeFirst()
  if (!run) return []
  const to = [run.userId, run.startedById].filter((id) => id !== null)
  return run.userId === null ? [{ to }, { to: 'everybody', whoMayCall: BY_KEEPERS }] : [{ to }]
}

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
    const told = await lookingAfter(db, runId)
    return told.map((to) => ({ ...to, subject: { entity: 'workflow_run', id: runId }, alike: workflowId }))
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

/** Workflows that are on and that somebody published who has left, the latest first. */
async function orphansOf(db: OrgDb): Promise<{ id: string; publishedById: string }[]> {
  const { rows } = await sql<{ id: string; publishedById: string }>`
    select w.id, v.published_by_id from workflow w
    join workflow_version v on v.workflow_id = w.id and v.number = w.published
    where w.removed_at is null and w.is_on
      and not exists (select from organization_member m where m.user_id = v.published_by_id)
    order by v.published_at desc, w.id limit 100`.execute(db)
  return rows
}

const orphaned = notificationKind({
  ...ofWorkflows,
  name: 'workflow.publisher_gone',
  permission: 'workflow.manage',
  title: 'Whoever published a workflow has left',
  because: 'you look after workflows',
  icon: 'job',
  tone: 'warning',
  words: '{workflow} cannot run any more',
  usual: { inApp: true, mail: 'now' },
  topics: ['member.removed'],
  async notices({ payload: { userId } }, db) {
    const first = (await orphansOf(db)).find(({ publishedById }) => publishedById === userId)
    return first ? [{ to: 'everybody', evenByThem: true, subject: { entity: 'workflow', id: first.id } }] : []
  },
  async detail({ db }, kept) {
    const orphans = new Set((await orphansOf(db)).map(({ id }) => id))
    const others = orphans.size - 1
    const more = others > 0 ? ` So it is with ${others} more.` : ''
    return kept.map(({ entityId }) =>
      orphans.has(entityId)
        ? `Whoever published it has left. Publish it again, and it works in your name.${more}`
        : 'It was published again since, or switched off.',
    )
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
    const told = await lookingAfter(db, event.payload.runId)
    return told.map((to) => ({ ...to, subject: { entity: 'workflow', id: workflowId } }))
  },
  detail: async (_reader, kept) => kept.map(() => 'Its runs go on by themselves once there are credits.'),
})

/** What people are told of what happens by itself. */
export const workflowNotifications: readonly NotificationKind[] = [asked, failed, orphaned, paused]
