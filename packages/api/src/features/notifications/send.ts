import { inTx, sql, uuidv7 } from '@hub/db'
import type { OrgTx } from '@hub/db'
import type { Hub } from '../../platform/hub.ts'
import { askOwn, wakeWorkers } from '../../platform/jobs/own.ts'
import { mailWish } from '../../platform/mail/request-mail.ts'
import type { WrittenMail } from '../../platform/mail/mail.ts'
import { folded, isToldTo, readerFor, takenColumns } from './due.ts'
import { digestMail, newsMail } from './mails.ts'
import type { Notification } from './schema.ts'
import { toldNotifications } from './told.ts'
import type { NotificationRow } from './told.ts'

interface Due {
  orgId: string
  userId: string
  mail: 'now' | 'digest'
}

/** So that several servers share the work. */
const AT_ONCE = 100

async function dueMails({ db, now }: Hub): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select distinct n.org_id, n.user_id, n.mail from notification n join organization o on o.id = n.org_id
    where n.mail_at <= ${now()} and o.suspended_at is null limit ${AT_ONCE}`.execute(db.system)
  return rows
}

/** Takes what is due, which nobody else gets then. */
async function take(tx: OrgTx, { userId, mail }: Due, now: Date): Promise<NotificationRow[]> {
  const taken = await tx
    .updateTable('notification')
    .set({ mailAt: null })
    .where('userId', '=', userId)
    .where('mail', '=', mail)
    .where('mailAt', '<=', now.toISOString())
    .returning(takenColumns)
    .execute()
  return folded(taken)
}

async function mailsOf(hub: Hub, tx: OrgTx, due: Due): Promise<WrittenMail[]> {
  const rows = await take(tx, due, hub.now())
  const found = rows.length === 0 ? null : await readerFor(hub, tx, due)
  if (!found || found.member.email === null) return []
  const { reader, member } = found
  const place = { reader, to: { ...member, email: found.member.email } }
  const news: Notification[] = await toldNotifications(
    reader,
    rows.filter((row) => isToldTo(reader, row)),
  )
  if (news.length === 0) return []
  if (due.mail === 'digest') return [digestMail(place, due.orgId, news)]
  return news.map((one) => newsMail(place, due.orgId, one))
}

/** Puts what is due in line for the mail server, in one transaction with the note that it was. */
export async function sendDueMails(hub: Hub): Promise<void> {
  for (const due of await dueMails(hub)) {
    const source = { hub, orgId: due.orgId, requestId: uuidv7() }
    await inTx(hub.db.org(due.orgId), async (tx) => {
      const mails = await mailsOf(hub, tx, due)
      await askOwn(tx, source, mails.map(mailWish))
    }).catch((err: unknown) =>
      // It stays due, and holds up nobody else.
      hub.log.warn({ err, orgId: due.orgId, user: due.userId }, 'notifications could not be mailed'),
    )
    wakeWorkers(hub)
  }
}

/** Nobody looks back further. */
const KEPT_DAYS = 180
const DONE_KEPT_DAYS = 30

export async function sweepNotifications({ db, now }: Hub): Promise<void> {
  const before = (days: number) => new Date(now().getTime() - days * 24 * 3_600_000).toISOString()
  await db.system
    .deleteFrom('notification')
    .where((eb) =>
      eb.or([eb('createdAt', '<', before(KEPT_DAYS)), eb('doneAt', '<', before(DONE_KEPT_DAYS))]),
    )
    .execute()
}
