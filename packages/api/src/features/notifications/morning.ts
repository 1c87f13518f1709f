import { inTx, uuidv7 } from '@hub/db'
import type { OrgDb, OrgTx } from '@hub/db'
import type { Hub } from '../../platform/hub.ts'
import { markDone, takeDueDays } from '../../platform/jobs/daily.ts'
import type { DueDay } from '../../platform/jobs/daily.ts'
import { askOwn, wakeWorkers } from '../../platform/jobs/own.ts'
import { mailWish } from '../../platform/mail/request-mail.ts'
import type { WrittenMail } from '../../platform/mail/mail.ts'
import { instantIn } from '../../shared/time.ts'
import { readBriefing } from '../system/service.ts'
import { mailTime } from './domain.ts'
import { morningMail } from './mails.ts'
import { membersAmong, usualRow } from './reader.ts'
import type { Member } from './reader.ts'

/** When it is sent, where the organization is. */
export const MORNING = '07:05'
/** Until then to those who did not want to be written to at that time, or where the hub was down; later it is no morning. */
const OVER_MINUTES = 11 * 60

interface Place extends DueDay {
  hub: Hub
  db: OrgDb
  org: { slug: string; name: string; timeZone: string }
}

/** Members who can be written to, want it, and have not had it today. */
async function toBrief({ hub, db, day }: Place): Promise<Member[]> {
  const members = await membersAmong(hub, db, 'everybody')
  const kept = await db.selectFrom('notificationHours').select(['userId', 'briefing', 'briefedOn']).execute()
  const without = new Set(
    kept.flatMap(({ userId, briefing, briefedOn }) =>
      !briefing || (briefedOn !== null && briefedOn >= day) ? [userId] : [],
    ),
  )
  return members.filter(({ userId, email }) => email !== null && !without.has(userId))
}

/** Notes that somebody has it; false where somebody else has noted that before. */
async function claim(tx: OrgTx, { orgId, day }: Place, userId: string): Promise<boolean> {
  const claimed = await tx
    .insertInto('notificationHours')
    .values({ orgId, userId, ...usualRow, briefedOn: day })
    .onConflict((conflict) =>
      conflict
        .columns(['orgId', 'userId'])
        .doUpdateSet({ briefedOn: day })
        .where((eb) =>
          eb.or([eb('notificationHours.briefedOn', 'is', null), eb('notificationHours.briefedOn', '<', day)]),
        ),
    )
    .returning('userId')
    .execute()
  return claimed.length > 0
}

/** Null where nothing needs them and nothing is worth knowing: silence is the best mail then. */
async function mailFor(
  place: Place,
  { userId, name, email, permissions }: Member,
): Promise<WrittenMail | null> {
  const { hub, db, org, orgId } = place
  const reader = { hub, db, org, userId, permissions, now: hub.now() }
  const briefing = await readBriefing(reader)
  if (email === null || briefing.lines.length + briefing.unanswered.length === 0) return null
  return morningMail({ reader, to: { name, email } }, orgId, briefing)
}

async function brief(place: Place, member: Member): Promise<void> {
  const { hub, orgId, db } = place
  const mail = await mailFor(place, member)
  await inTx(db, async (tx) => {
    if ((await claim(tx, place, member.userId)) && mail)
      await askOwn(tx, { hub, orgId, requestId: uuidv7() }, [mailWish(mail)])
  })
}

/** Answers whether all have it who are to have it. Those who sleep, and whose lines could not be read, are tried again. */
async function briefAll(place: Place): Promise<boolean> {
  const { hub, org, orgId, day } = place
  if (hub.now() > instantIn(org.timeZone, day, OVER_MINUTES)) return true
  let isDone = true
  for (const member of await toBrief(place)) {
    const now = hub.now()
    if (mailTime(member.hours, now) > now) isDone = false
    else
      await brief(place, member).catch((err: unknown) => {
        isDone = false
        hub.log.warn({ err, orgId, user: member.userId }, 'the briefing could not be mailed')
      })
  }
  wakeWorkers(hub)
  return isDone
}

/** Mails each member of each organization whose morning has come what needs them today. Once a day, also after a crash. */
export async function sendBriefings(hub: Hub): Promise<void> {
  const { system } = hub.db
  for (;;) {
    const due = await takeDueDays(system, { job: 'briefing', at: MORNING, now: hub.now() })
    for (const one of due) {
      const db = hub.db.org(one.orgId)
      const org = await db
        .selectFrom('organization')
        .select(['slug', 'name', 'timeZone'])
        .where('id', '=', one.orgId)
        .executeTakeFirst()
      if (org && (await briefAll({ ...one, hub, db, org }))) await markDone(system, 'briefing', one)
    }
    if (due.length === 0) return
  }
}
