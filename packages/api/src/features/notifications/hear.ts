import { inTx, sql, uuidv7 } from '@hub/db'
import type { OrgDb, OrgTx } from '@hub/db'
import type { DeliveredEvent } from '../../platform/events/deliveries.ts'
import type { Hub } from '../../platform/hub.ts'
import type { Notice, NotificationKind, UsualWays } from '../../platform/notifications/kind.ts'
import { digestTime, mailTime } from './domain.ts'
import { chosenWays, membersAmong } from './reader.ts'
import type { Member } from './reader.ts'

/** Every topic that some kind is made of. */
export const topicsOf = (kinds: Iterable<NotificationKind>): string[] => [
  ...new Set([...kinds].flatMap(({ topics }) => topics)),
]

interface Heard {
  kind: NotificationKind
  notice: Notice
}

interface Over {
  kind: NotificationKind
  /** The id of what it was about. */
  settles: string
}

async function heardIn(
  hub: Hub,
  db: OrgDb,
  event: DeliveredEvent,
): Promise<{ heard: Heard[]; over: Over[] }> {
  // An older version may have written it, so it is looked at again.
  const parsed = { ...event, payload: hub.events.parse(event.topic, event.payload) }
  const heard: Heard[] = []
  const over: Over[] = []
  for (const kind of hub.notificationKinds.values())
    if (kind.topics.includes(event.topic))
      for (const notice of await kind.notices(parsed, db))
        if ('settles' in notice) over.push({ kind, ...notice })
        else heard.push({ kind, notice })
  return { heard, over }
}

type Told = Heard & { member: Member }

const keyOf = (...parts: string[]): string => parts.join(' ')

/** One that is mailed and stands in no inbox is never read, so it holds back others for a day alone. */
const HELD_BACK_MS = 24 * 3_600_000

/** Without what says nothing new to somebody who has not read the one before. */
async function newTo(hub: Hub, db: OrgDb, told: readonly Told[]): Promise<readonly Told[]> {
  const once = told.filter(({ kind }) => kind.isOnce)
  if (once.length === 0) return told
  const since = new Date(hub.now().getTime() - HELD_BACK_MS).toISOString()
  const unread = await db
    .selectFrom('notification')
    .select(['userId', 'kind', 'alike'])
    .distinct()
    .where('userId', 'in', [...new Set(once.map(({ member }) => member.userId))])
    .where('kind', 'in', [...new Set(once.map(({ kind }) => kind.name))])
    .where('readAt', 'is', null)
    .where('doneAt', 'is', null)
    .where((eb) => eb.or([eb('inInbox', '=', true), eb('createdAt', '>', since)]))
    .execute()
  const known = new Set(unread.map(({ userId, kind, alike }) => keyOf(userId, kind, alike)))
  return told.filter(
    ({ kind, notice: { subject, alike = subject.id }, member }) =>
      !kind.isOnce || !known.has(keyOf(member.userId, kind.name, alike)),
  )
}

/** What was told of earlier events needs nobody any more. Heard again, or late, it changes nothing: ids of events rise. */
async function settle(hub: Hub, tx: OrgTx, { over, eventId }: { over: readonly Over[]; eventId: string }) {
  for (const { kind, settles } of over)
    await tx
      .updateTable('notification')
      .set({
        doneAt: hub.now(),
        readAt: sql<string>`coalesce(read_at, ${hub.now()})`,
        mailAt: null,
        pushAt: null,
      })
      .where('kind', '=', kind.name)
      .where('entityId', '=', settles)
      .where('eventId', '<', eventId)
      .where('doneAt', 'is', null)
      .execute()
}

/** Whoever may be meant by any of them, if they are members now. */
const membersFor = (hub: Hub, db: OrgDb, heard: readonly Heard[]): Promise<Member[]> => {
  const asked = heard.map(({ notice: { to } }) => to)
  return membersAmong(hub, db, asked.includes('everybody') ? 'everybody' : asked.flat())
}

/** Whether it is for this member: it names them, they may see it, and it is not their own act. */
function isFor(
  { hub, actorId }: { hub: Hub; actorId: string | null },
  { kind, notice }: Heard,
  member: Member,
) {
  const { to, whoMayCall, by = actorId, evenByThem = false } = notice
  const needed = whoMayCall === undefined ? kind.permission : hub.catalog.get(whoMayCall)?.meta.permission
  return (
    (to === 'everybody' || to.includes(member.userId)) &&
    (evenByThem || member.userId !== by) &&
    [kind.permission, needed ?? ''].every((permission) => member.permissions.has(permission))
  )
}

/** Which of these people have a browser that the hub may push to. */
async function pushedAmong(db: OrgDb, people: readonly string[]): Promise<ReadonlySet<string>> {
  if (people.length === 0) return new Set()
  const rows = await db
    .selectFrom('notificationPush')
    .select('userId')
    .distinct()
    .where('userId', 'in', [...people])
    .execute()
  return new Set(rows.map(({ userId }) => userId))
}

/** When it is mailed, if at all. */
function mailOf({ mail }: UsualWays, { email, hours }: Member, now: Date) {
  if (mail === 'off' || email === null) return { mail: null, mailAt: null }
  return { mail, mailAt: mail === 'now' ? mailTime(hours, now) : digestTime(hours, now) }
}

/**
 * Makes of an event what concerns people: those who are members now and may see it, and not whoever did it. Of one event a
 * person is told once, by the first kind that has it for them. Heard again it changes nothing.
 */
export async function hearEvent(hub: Hub, event: DeliveredEvent): Promise<void> {
  const { orgId, id: eventId, actorId } = event
  const db = hub.db.org(orgId)
  const { heard, over } = await heardIn(hub, db, event)
  const concerned = (await membersFor(hub, db, heard)).flatMap((member): Told[] => {
    const first = heard.find((one) => isFor({ hub, actorId }, one, member))
    return first ? [{ ...first, member }] : []
  })
  const told = await newTo(hub, db, concerned)
  const kinds = heard.map(({ kind }) => kind)
  const waysOf = await chosenWays(db, { people: told.map(({ member }) => member.userId), kinds })
  const now = hub.now()
  const pushed = await pushedAmong(
    db,
    told.map(({ member }) => member.userId),
  )
  const rows = told.flatMap(
    ({ kind, notice: { subject, alike = subject.id, by = actorId, data = {}, until = null }, member }) => {
      const ways = waysOf(member.userId, kind)
      const mailed = mailOf(ways, member, now)
      const pushAt = ways.push && pushed.has(member.userId) ? mailTime(member.hours, now) : null
      if (!ways.inApp && mailed.mail === null && pushAt === null) return []
      const row = {
        id: uuidv7(),
        orgId,
        userId: member.userId,
        kind: kind.name,
        eventId,
        actorId: by,
        entity: subject.entity,
        entityId: subject.id,
        alike,
        data: JSON.stringify(data),
        inInbox: ways.inApp,
        ...mailed,
        pushAt,
        createdAt: now,
        dueAt: now,
        endsAt: until,
      }
      return [row]
    },
  )
  if (rows.length === 0 && over.length === 0) return
  await inTx(db, async (tx) => {
    await settle(hub, tx, { over, eventId })
    if (rows.length === 0) return
    await tx
      .insertInto('notification')
      .values(rows)
      .onConflict((conflict) => conflict.columns(['orgId', 'eventId', 'userId', 'kind']).doNothing())
      .execute()
  })
}
