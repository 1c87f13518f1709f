import { sql } from '@hub/db'
import { avatarUrlOf } from '../../platform/files/avatars.ts'
import type { OrgContext } from '../../platform/calls/context.ts'
import type { OrgPermission } from '../../platform/access/permissions.ts'
import type { Activity, ActivityItem, GetActivity } from './schema.ts'

interface Row {
  seq: number
  at: string
  actorId: string | null
  /** The person in whose place an administrator of the hub acted. */
  actingFor: string | null
  action: string
  target: Record<string, unknown>
  data: Record<string, unknown>
  actorName: string | null
  actorAvatarUrl: string | null
  taskTitle: string | null
  approvalProcedure: string | null
  approvalSubject: string | null
  memberName: string | null
  guestEmail: string | null
}

/**
 * What colleagues like to know of each other, each topic to whoever may read the things its entries name; refusals, keys
 * and sign-ins stay in the audit log.
 */
const topics: readonly [actions: string, permission: OrgPermission][] = [
  ['ops\\.task', 'ops.task.read'],
  ['approval', 'approval.read'],
  ['organization', 'member.read'],
  ['credits', 'credits.read'],
]

/** A pattern of the actions this caller may hear of; a key may have fewer than its owner. */
const readable = ({ permissions }: OrgContext): string =>
  `^(${topics.flatMap(([actions, permission]) => (permissions.has(permission) ? [actions] : [])).join('|')})\\.`

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** Whoever comes or goes does it to the organization, whatever the entry names besides. */
const COMING_AND_GOING = new Set(['organization.member.joined', 'organization.member.left'])

function titleOf(ctx: OrgContext, row: Row): string {
  if (COMING_AND_GOING.has(row.action)) return ctx.org.name
  if (row.taskTitle !== null) return row.taskTitle
  const procedure = row.approvalProcedure ?? text(row.data['procedure'])
  if (procedure !== null) return ctx.catalog.get(procedure)?.meta.title ?? procedure
  // Invitations are seen by those who may invite; to others the guest is not a member yet.
  if (row.guestEmail !== null) return ctx.permissions.has('member.invite') ? row.guestEmail : 'a new member'
  if (row.memberName !== null) return row.memberName
  return typeof row.target['user'] === 'string' ? 'Former member' : ctx.org.name
}

/** Those who look after the hub act here without being members; everybody else who is no member was one. */
const strangerName = ({ actingFor, action }: Row): string =>
  actingFor !== null || action === 'credits.adjusted' ? 'An administrator of the hub' : 'Former member'

/** The first thing an entry names is what it is about; further ones say with whom. */
function itemOf(ctx: OrgContext, row: Row): ActivityItem {
  const [entity = 'organization', entityId] = Object.entries(row.target)[0] ?? []
  return {
    seq: row.seq,
    at: row.at,
    actorId: row.actorId,
    actorName: row.actorName ?? strangerName(row),
    actorAvatarUrl: row.actorAvatarUrl,
    action: row.action,
    entity,
    entityId: text(entityId),
    title: titleOf(ctx, row),
    // What a request is about is a task.
    subject: ctx.permissions.has('ops.task.read') ? row.approvalSubject : null,
  }
}

/** The id under this name, where it is one: requests carry what was asked for, whatever that was. */
const idIn = (field: ReturnType<typeof sql>, name: string) =>
  sql`case when pg_input_is_valid(${field} ->> ${name}, 'uuid') then (${field} ->> ${name})::uuid end`

/** The last acts in the organization, newest first. */
export async function getActivity(ctx: OrgContext, { limit }: GetActivity): Promise<Activity> {
  const { rows } = await sql<Row>`
    select e.seq, e.at, e.actor_id, e.acting_for, e.action, e.target, e.data,
      (select name from auth_user u where u.id = e.actor_id) as actor_name,
      ${avatarUrlOf('e.actorId')} as actor_avatar_url,
      (select title from ops_task t where t.id = ${idIn(sql`e.target`, 'task')}) as task_title,
      a.procedure as approval_procedure,
      coalesce(
        (select title from ops_task t where t.id in (${idIn(sql`a.args`, 'id')}, ${idIn(sql`a.args`, 'taskId')})),
        a.args ->> 'title'
      ) as approval_subject,
      (select name from auth_user u where u.id::text = e.target ->> 'user') as member_name,
      (select email from organization_invitation i where i.id = ${idIn(sql`e.target`, 'invitation')}) as guest_email
    from (
      select * from audit_entry where action ~ ${readable(ctx)} order by seq desc limit ${limit}
    ) e
    left join approval a on a.id = ${idIn(sql`e.target`, 'approval')}
    order by e.seq desc`.execute(ctx.db)
  return { items: rows.map((row) => itemOf(ctx, row)) }
}
