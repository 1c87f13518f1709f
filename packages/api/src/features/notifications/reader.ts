import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { Hub } from '../../platform/hub.ts'
import type { NotificationKind, UsualWays } from '../../platform/notifications/kind.ts'
import type { ModuleLevels } from '../../shared/levels.ts'
import type { OrgRole } from '../../shared/roles.ts'
import type { Hours } from './domain.ts'

/** Somebody who is told of things, and what they may see at this moment. */
export interface Reader {
  hub: Hub
  db: OrgDb
  org: { slug: string; name: string }
  userId: string
  permissions: ReadonlySet<string>
  now: Date
}

/** A member as they are found where nobody calls. */
export interface Member {
  userId: string
  name: string
  /** null where it is not known to be theirs, or the account is closed or about to end. */
  email: string | null
  /** False where the account is closed or about to end. */
  isOpen: boolean
  permissions: ReadonlySet<string>
  hours: Hours
}

export const usualHours = { quiet: null, digestAt: '08:00' } as const

/** As it is kept for somebody who chose nothing. */
export const usualRow = { quietFrom: null, quietTo: null, timeZone: null, digestAt: usualHours.digestAt }

const minutes = (time: string): string => time.slice(0, 5)

interface Row {
  userId: string
  role: OrgRole
  levels: ModuleLevels
  name: string
  email: string
  isVerified: boolean
  isOpen: boolean
  zone: string
  quietFrom: string | null
  quietTo: string | null
  digestAt: string | null
}

export const hoursOf = ({ zone, quietFrom, quietTo, digestAt }: Omit<Row, keyof Member>): Hours => ({
  timeZone: zone,
  quiet: quietFrom === null || quietTo === null ? null : { from: minutes(quietFrom), to: minutes(quietTo) },
  digestAt: digestAt === null ? usualHours.digestAt : minutes(digestAt),
})

/** Those of these people who are members now. */
export async function membersAmong(
  hub: Hub,
  db: OrgDb,
  ids: readonly string[] | 'everybody',
): Promise<Member[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Row>`
    select m.user_id, m.role, m.levels, u.name, u.email,
      u.email_verified_at is not null as is_verified, (u.suspended_at is null and u.deletes_at is null) as is_open,
      coalesce(h.time_zone, u.time_zone, o.time_zone) as zone, h.quiet_from, h.quiet_to, h.digest_at
    from organization_member m join auth_user u on u.id = m.user_id join organization o on o.id = m.org_id
    left join notification_hours h on h.user_id = m.user_id
    where ${ids === 'everybody' ? sql`true` : sql`m.user_id = any (${[...new Set(ids)]}::uuid[])`}`.execute(
    db,
  )
  return rows.map((row) => ({
    userId: row.userId,
    name: row.name,
    email: row.isVerified && row.isOpen ? row.email : null,
    isOpen: row.isOpen,
    permissions: hub.permissions.held(row),
    hours: hoursOf(row),
  }))
}

/** The kinds somebody with these rights may be told of. */
export const kindsFor = (
  { notificationKinds }: Pick<Hub, 'notificationKinds'>,
  permissions: ReadonlySet<string>,
): NotificationKind[] =>
  [...notificationKinds.values()].filter(({ permission }) => permissions.has(permission))

/** How these people want to hear of some kinds, by person and kind; what nobody chose is as usual. */
export async function chosenWays(
  db: OrgDb,
  { people, kinds }: { people: readonly string[]; kinds: readonly NotificationKind[] },
): Promise<(userId: string, kind: NotificationKind) => Required<UsualWays>> {
  const names = kinds.map(({ name }) => name)
  const rows =
    people.length === 0 || names.length === 0
      ? []
      : await db
          .selectFrom('notificationPreference')
          .select(['userId', 'kind', 'inApp', 'mail', 'push'])
          .where('userId', 'in', [...people])
          .where('kind', 'in', names)
          .execute()
  const chosen = new Map(rows.map(({ userId, kind, ...ways }) => [`${userId} ${kind}`, ways]))
  return (userId, { name, usual, hasOwnMail }) => {
    const { inApp, mail, push } = chosen.get(`${userId} ${name}`) ?? usual
    return { inApp, mail: hasOwnMail ? 'off' : mail, push: push ?? usual.push ?? false }
  }
}
