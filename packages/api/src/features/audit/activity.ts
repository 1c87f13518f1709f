import { sql } from '@hub/db'
import { avatarUrlOf } from '../../platform/files/avatars.ts'
import type { OrgContext } from '../../platform/calls/context.ts'
import { memberListener } from '../../platform/audit/listener.ts'
import { tell } from '../../platform/audit/sentences.ts'
import type { Told } from '../../platform/audit/sentences.ts'
import { isByNobody } from './told.ts'
import { strangerWords } from './who.ts'
import type { OrgPermission } from '../../platform/access/permissions.ts'
import type { Activity, ActivityItem, GetActivity } from './schema.ts'

interface Row {
  seq: number
  at: string
  actorId: string | null
  actorKind: string | null
  /** The person in whose place an administrator of the hub acted. */
  actingForId: string | null
  door: string
  action: string
  target: Record<string, unknown>
  data: Record<string, unknown>
  actorName: string | null
  actorAvatarUrl: string | null
}

/** Patterns of the actions this caller may hear of, and of those that are told by themselves; a key may have fewer than its owner. */
function readable({ hub, permissions }: OrgContext): { all: string; byThemselves: string } {
  const topics = [...hub.activity].filter(([, { permission }]) =>
    permissions.has(permission as OrgPermission),
  )
  const patternOf = (some: typeof topics) =>
    `^(${some.map(([actions]) => actions.replaceAll('.', '\\.')).join('|')})\\.`
  return {
    all: patternOf(topics),
    byThemselves: patternOf(topics.filter(([, { comesAlong }]) => !comesAlong)),
  }
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

function itemOf(row: Row, told: Told): ActivityItem {
  const { actorName, actorKind, door: _door, target, data: _data, actingForId: _person, ...item } = row
  const [entity = 'organization', entityId] = Object.entries(target)[0] ?? []
  return {
    ...item,
    // A machine is nobody of the organization, and its name no person's.
    actorId: actorKind === 'machine' ? null : row.actorId,
    actorName: actorName ?? told.who ?? strangerWords(row),
    entity,
    entityId: text(entityId),
    title: told.title,
    subject: told.subject,
    sentence: told.sentence,
  }
}

/** Work of the hub about no one thing, such as the look for overdue invoices each morning: only the log keeps it. */
const isRoutine = sql<boolean>`(e.actor_kind is not distinct from 'machine' and e.target = '{}'::jsonb)`

/** The last acts in the organization that the caller may hear of, newest first. */
export async function getActivity(ctx: OrgContext, { limit }: GetActivity): Promise<Activity> {
  const { all, byThemselves } = readable(ctx)
  const { rows } = await sql<Row>`
    select e.seq, e.at, e.actor_id, e.actor_kind, e.acting_for as acting_for_id, e.door, e.action, e.target, e.data,
      coalesce((select name from auth_user u where u.id = e.actor_id),
        case when e.actor_kind = 'machine' then e.data ->> 'machine' end) as actor_name,
      ${avatarUrlOf('e.actorId')} as actor_avatar_url
    from audit_entry e where e.action ~ ${all} and not ${isRoutine}
      and (e.action ~ ${byThemselves} or not exists (select from audit_entry o
        where o.org_id = e.org_id and o.request_id = e.request_id and o.action ~ ${byThemselves}))
    order by e.seq desc limit ${limit}`.execute(ctx.db)
  const told = await tell(memberListener(ctx), rows, isByNobody)
  return { items: rows.flatMap((row, at) => (told[at] ? [itemOf(row, told[at])] : [])) }
}
