import { sql } from '@hub/db'
import type { OrgContext } from '../../platform/context.ts'
import type { Activity, ActivityItem, GetActivity } from './schema.ts'

interface Row {
  seq: number
  at: string
  action: string
  target: Record<string, unknown>
  data: Record<string, unknown>
  actorName: string | null
  taskTitle: string | null
  approvalProcedure: string | null
  memberName: string | null
}

/** What colleagues like to know of each other; refusals, keys and sign-ins stay in the audit log. */
const TOPICS = '^(ops\\.task|approval|organization|member|invitation|credits)\\.'

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

function titleOf(ctx: OrgContext, row: Row): string {
  if (row.taskTitle !== null) return row.taskTitle
  const procedure = row.approvalProcedure ?? text(row.data['procedure'])
  if (procedure !== null) return ctx.catalog.get(procedure)?.meta.title ?? procedure
  return row.memberName ?? text(row.data['email']) ?? text(row.data['name']) ?? ctx.org.name
}

/** The first thing an entry names is what it is about; further ones say with whom. */
function itemOf(ctx: OrgContext, row: Row): ActivityItem {
  const [entity = 'organization', entityId] = Object.entries(row.target)[0] ?? []
  return {
    seq: row.seq,
    at: row.at,
    actorName: row.actorName ?? 'Former member',
    action: row.action,
    entity,
    entityId: text(entityId),
    title: titleOf(ctx, row),
  }
}

/** The last acts in the organization, newest first. */
export async function getActivity(ctx: OrgContext, { limit }: GetActivity): Promise<Activity> {
  const { rows } = await sql<Row>`
    select e.seq, e.at, e.action, e.target, e.data,
      (select name from auth_user u where u.id = e.actor_id) as actor_name,
      (select title from ops_task t where t.id::text = e.target ->> 'task') as task_title,
      (select procedure from approval a where a.id::text = e.target ->> 'approval') as approval_procedure,
      (select name from auth_user u where u.id::text = coalesce(e.target ->> 'member', e.target ->> 'user')) as member_name
    from (
      select * from audit_entry where action ~ ${TOPICS} order by seq desc limit ${limit}
    ) e order by e.seq desc`.execute(ctx.db)
  return { items: rows.map((row) => itemOf(ctx, row)) }
}
