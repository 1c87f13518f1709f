import { sql } from '@hub/db'
import { avatarUrlOf } from '../../platform/files/avatars.ts'
import type { OrgContext } from '../../platform/calls/context.ts'
import { idsIn, rowsOf } from '../../platform/catalog/entities.ts'
import type { EntityDeclaration, NamedRow } from '../../platform/catalog/entities.ts'
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
  approvalProcedure: string | null
  approvalArgs: Record<string, unknown> | null
}

type Names = ReadonlyMap<string, NamedRow>

const may = ({ permissions }: OrgContext, permission: string) => permissions.has(permission as OrgPermission)

/** A pattern of the actions this caller may hear of; a key may have fewer than its owner. */
function readable(ctx: OrgContext): string {
  const topics = [...ctx.hub.activity].filter(([, permission]) => may(ctx, permission))
  return `^(${topics.map(([actions]) => actions.replaceAll('.', '\\.')).join('|')})\\.`
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** Whoever comes or goes does it to the organization, whatever the entry names besides. */
const COMING_AND_GOING = new Set(['organization.member.joined', 'organization.member.left'])

interface Named {
  kind: EntityDeclaration
  entity: string
  id: string
}

/** The first thing an entry names is what it is about; further ones say with whom. */
function targetOf({ hub }: OrgContext, { target }: Row): Named | undefined {
  return Object.entries(target)
    .flatMap(([key, id]) => {
      const found = hub.entities.byTarget(key)
      return found && typeof id === 'string' ? [{ ...found, id }] : []
    })
    .at(0)
}

/** What a request is about: the `id` in its arguments, or one such as `taskId` of a task; other ids say with whom. */
function subjectOf({ hub }: OrgContext, { approvalProcedure, approvalArgs }: Row): Named | undefined {
  const entry = hub.catalog.get(approvalProcedure ?? '')
  return idsIn(approvalArgs, entry?.inputJson ?? {})
    .flatMap(({ entity, id, path }) => {
      const kind = hub.entities.get(entity)
      return kind && (path === 'id' || path === `${kind.target}Id`) ? [{ kind, entity, id }] : []
    })
    .at(0)
}

/** An entry with what it names, looked up once. */
interface Read {
  row: Row
  target: Named | undefined
  subject: Named | undefined
}

function titleOf(ctx: OrgContext, { row, target }: Read, names: Names): string {
  if (COMING_AND_GOING.has(row.action)) return ctx.org.name
  const procedure = row.approvalProcedure ?? text(row.data['procedure'])
  if (procedure !== null) return ctx.catalog.get(procedure)?.meta.title ?? procedure
  if (!target) return ctx.org.name
  const { id, kind } = target
  return (may(ctx, kind.permission) ? names.get(id)?.name : undefined) ?? kind.unnamed ?? ctx.org.name
}

/** Whoever may look at what a procedure changes may know the name that something new is to have. */
const readingOf = (permission: string) => permission.replace(/[^.]+$/, 'read')

function subjectTitle(ctx: OrgContext, { row, subject }: Read, names: Names): string | null {
  if (subject) return may(ctx, subject.kind.permission) ? (names.get(subject.id)?.name ?? null) : null
  const permission = ctx.catalog.get(row.approvalProcedure ?? '')?.meta.permission ?? ''
  return may(ctx, readingOf(permission)) ? text(row.approvalArgs?.['title']) : null
}

/** Those who look after the hub act here without being members; everybody else who is no member was one. */
const strangerName = ({ actingFor, action }: Row): string =>
  actingFor !== null || action === 'credits.adjusted' ? 'An administrator of the hub' : 'Former member'

function itemOf(ctx: OrgContext, read: Read, names: Names): ActivityItem {
  const { row } = read
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
    title: titleOf(ctx, read, names),
    subject: subjectTitle(ctx, read, names),
  }
}

/** Requests carry what was asked for, whatever that was. */
const approvalId = sql`case when pg_input_is_valid(e.target ->> 'approval', 'uuid') then (e.target ->> 'approval')::uuid end`

/** The last acts in the organization that the caller may hear of, newest first. */
export async function getActivity(ctx: OrgContext, { limit }: GetActivity): Promise<Activity> {
  const { rows } = await sql<Row>`
    select e.seq, e.at, e.actor_id, e.acting_for, e.action, e.target, e.data,
      coalesce((select name from auth_user u where u.id = e.actor_id),
        case when e.actor_kind = 'machine' then e.data ->> 'machine' end) as actor_name,
      ${avatarUrlOf('e.actorId')} as actor_avatar_url,
      a.procedure as approval_procedure, a.args as approval_args
    from (
      select * from audit_entry where action ~ ${readable(ctx)} order by seq desc limit ${limit}
    ) e
    left join approval a on a.id = ${approvalId}
    order by e.seq desc`.execute(ctx.db)
  const reads = rows.map((row): Read => ({ row, target: targetOf(ctx, row), subject: subjectOf(ctx, row) }))
  const named = reads.flatMap(({ target, subject }) => [target ?? [], subject ?? []].flat())
  const names = await rowsOf('names', ctx, named)
  return { items: reads.map((read) => itemOf(ctx, read, names)) }
}
