import type { BenchDatabase, BenchOrg } from '../bench-database.ts'

/** Words of the samples and the share of tasks that hold them. */
export const WORDS = [
  { word: 'zebra', every: 5_000 },
  { word: 'invoice', every: 100 },
  { word: 'monthly', every: 10 },
] as const

/** Fills the board of an organization: every second task is done, those of the next weeks have a comment. */
export async function addTasks(
  { bare }: BenchDatabase,
  { orgId, userId }: BenchOrg,
  count: number,
): Promise<void> {
  const words = WORDS.map(({ word, every }) => `case when n % ${every} = 0 then ' ${word}' else '' end`)
  await bare.query(
    `insert into ops_task (id, org_id, title, notes, status, priority, assignee_id, due_on, created_by_id, done_at, created_at, updated_at)
     select uuidv7(), $1::uuid, 'Call the supplier ' || n || ${words.join(' || ')}, 'About the order of last week.',
       case when n % 2 = 1 then 'done' else 'todo' end, 'normal', $2::uuid, date '2026-11-20' + n % 365, $2::uuid,
       case when n % 2 = 1 then now() end, now(), now()
     from generate_series(1, $3::int) n`,
    [orgId, userId, count],
  )
  await bare.query(
    `insert into ops_task_comment (id, org_id, task_id, author_id, body, created_at)
     select uuidv7(), org_id, id, $2::uuid, 'Looks good', now() from ops_task where org_id = $1::uuid and due_on < date '2026-12-26'`,
    [orgId, userId],
  )
}
