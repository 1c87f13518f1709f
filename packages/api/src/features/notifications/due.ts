import type { OrgTx } from '@hub/db'
import type { Hub } from '../../platform/hub.ts'
import { membersAmong } from './reader.ts'
import type { Member, Reader } from './reader.ts'
import type { NotificationRow } from './told.ts'

/** Of a row that is taken to be mailed or pushed. */
export const takenColumns = [
  'id',
  'kind',
  'actorId',
  'entity',
  'entityId',
  'data',
  'alike',
  'createdAt',
  'dueAt',
  'readAt',
  'doneAt',
] as const

type Taken = Omit<NotificationRow, 'count'> & { alike: string }

/** What the person has neither read nor done meanwhile, newest first; those that are alike as one. */
export function folded(taken: readonly Taken[]): NotificationRow[] {
  const unread = taken
    .filter(({ readAt, doneAt }) => readAt === null && doneAt === null)
    .toSorted((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt))
  const together = Map.groupBy(unread, ({ kind, alike }) => `${kind} ${alike}`)
  return [...together.values()].flatMap(([newest, ...others]) => {
    if (!newest) return []
    const { alike: _alike, ...row } = newest
    return [{ ...row, count: others.length + 1 }]
  })
}

/** Whoever is told, with what they may see at this moment; null where they or their organization are gone. */
export async function readerFor(
  hub: Hub,
  tx: OrgTx,
  { orgId, userId }: { orgId: string; userId: string },
): Promise<{ reader: Reader; member: Member } | null> {
  const [member] = await membersAmong(hub, tx, [userId])
  const org = await tx
    .selectFrom('organization')
    .select(['slug', 'name'])
    .where('id', '=', orgId)
    .executeTakeFirst()
  if (!member || !org) return null
  const { permissions } = member
  return { reader: { hub, db: tx, org, userId, permissions, now: hub.now() }, member }
}

/** What they may see at this moment, and is not snoozed. */
export const isToldTo = (reader: Reader, { kind, dueAt }: NotificationRow): boolean => {
  const { permission } = reader.hub.notificationKinds.get(kind) ?? {}
  return (
    permission !== undefined &&
    reader.permissions.has(permission) &&
    Date.parse(dueAt) <= reader.now.getTime()
  )
}
