import { inTx, sql } from '@hub/db'
import type { OrgTx } from '@hub/db'
import type { Hub } from '../../../platform/hub.ts'
import { guardedRequest } from '../../../platform/outside/guarded-fetch.ts'
import { folded, isToldTo, readerFor, takenColumns } from '../due.ts'
import { toldNotifications } from '../told.ts'
import { openReached } from './browsers.ts'
import type { Reached } from './browsers.ts'
import { encryptFor } from './encrypt.ts'
import { messagesOf } from './message.ts'
import type { PushMessage } from './message.ts'
import { vapidHeader } from './vapid.ts'

interface Due {
  orgId: string
  userId: string
}

/** So that several servers share the work, and nobody waits long for one that hangs. */
const AT_ONCE = 40
const TIMEOUT_MS = 5_000
const ANSWER_BYTES = 16 * 1024
/** A browser that is away so long is told by the inbox. */
const KEPT_SECONDS = 24 * 3_600

interface Browser extends Due {
  key: Buffer
  reached: Reached | null
}

interface Job {
  messages: PushMessage[]
  browsers: Browser[]
}

async function dueNow({ db, now }: Hub): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select distinct n.org_id, n.user_id from notification n join organization o on o.id = n.org_id
    where n.push_at <= ${now()} and o.suspended_at is null limit ${AT_ONCE}`.execute(db.system)
  return rows
}

/** Takes what is due, which nobody else gets then: one that is lost on the way is not pushed twice, and stands in the inbox. */
async function take(hub: Hub, tx: OrgTx, due: Due): Promise<Job | null> {
  const taken = await tx
    .updateTable('notification')
    .set({ pushAt: null })
    .where('userId', '=', due.userId)
    .where('pushAt', '<=', hub.now().toISOString())
    .returning(takenColumns)
    .execute()
  const rows = folded(taken)
  const found = await tx
    .selectFrom('notificationPush')
    .select(['key', 'sealed'])
    .where('userId', '=', due.userId)
    .execute()
  const place = rows.length === 0 || found.length === 0 ? null : await readerFor(hub, tx, due)
  // Whoever is shut out, or about to leave, is shown nothing.
  if (!place?.member.isOpen) return null
  const { reader } = place
  const news = await toldNotifications(
    reader,
    rows.filter((row) => isToldTo(reader, row)),
  )
  const browsers = found.map(({ key, sealed }) => ({
    ...due,
    key,
    reached: openReached(hub.keys.seal, due, sealed),
  }))
  return { messages: messagesOf(reader, news), browsers }
}

/** What the service of the browser says: that it is reached, that it is gone for good, or neither. */
async function push(hub: Hub, { endpoint, ...keys }: Reached, message: PushMessage) {
  const { isUrgent, ...shown } = message
  const { publicUrl } = hub.settings
  const contact = publicUrl.startsWith('https:') ? publicUrl : 'mailto:operator@localhost'
  const response = await guardedRequest(endpoint, {
    ...hub.outside,
    method: 'POST',
    headers: {
      authorization: vapidHeader(hub.keys.push.current, { endpoint, contact, now: hub.now() }),
      'content-encoding': 'aes128gcm',
      'content-type': 'application/octet-stream',
      ttl: String(KEPT_SECONDS),
      urgency: isUrgent ? 'high' : 'normal',
      topic: message.tag,
    },
    body: encryptFor(keys, Buffer.from(JSON.stringify(shown))),
    maxBytes: ANSWER_BYTES,
    timeoutMs: TIMEOUT_MS,
  })
  await response.body?.cancel()
  if (response.ok) return 'reached'
  // Refused for ever: unsubscribed, or subscribed with another key of the hub.
  return [401, 403, 404, 410].includes(response.status) ? 'gone' : 'not reached'
}

async function pushAll(hub: Hub, { reached }: Browser, messages: readonly PushMessage[]) {
  if (!reached) return 'gone'
  let end: Awaited<ReturnType<typeof push>> = 'not reached'
  for (const message of messages) {
    end = await push(hub, reached, message)
    if (end !== 'reached') return end
  }
  return end
}

async function pushTo(hub: Hub, browser: Browser, messages: readonly PushMessage[]): Promise<void> {
  const { orgId, userId, key } = browser
  const end = await pushAll(hub, browser, messages)
  if (end === 'not reached') return hub.log.info({ orgId, user: userId }, 'a browser could not be pushed to')
  await inTx(hub.db.org(orgId), async (tx) => {
    if (end === 'gone')
      await tx.deleteFrom('notificationPush').where('userId', '=', userId).where('key', '=', key).execute()
    else
      await tx
        .updateTable('notificationPush')
        .set({ pushedAt: hub.now() })
        .where('userId', '=', userId)
        .where('key', '=', key)
        .execute()
  })
}

async function pushDue(hub: Hub, due: Due): Promise<void> {
  const job = await inTx(hub.db.org(due.orgId), (tx) => take(hub, tx, due))
  if (!job || job.messages.length === 0) return
  const ends = await Promise.allSettled(job.browsers.map((browser) => pushTo(hub, browser, job.messages)))
  for (const end of ends)
    if (end.status === 'rejected')
      hub.log.info({ err: end.reason as unknown, ...due }, 'a browser could not be pushed to')
}

/** Pushes what is due to the browsers of its readers. The network is asked outside of any transaction. */
export async function sendDuePushes(hub: Hub): Promise<void> {
  const due = await dueNow(hub)
  await Promise.all(
    due.map((each) =>
      pushDue(hub, each).catch((err: unknown) =>
        hub.log.warn({ err, orgId: each.orgId, user: each.userId }, 'notifications could not be pushed'),
      ),
    ),
  )
}
