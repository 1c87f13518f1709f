import { inTx, sql } from '@hub/db'
import type { OrgTx } from '@hub/db'
import { appendAudit } from '../../platform/audit/audit.ts'
import type { Call } from '../../platform/calls/call.ts'
import type { Hub } from '../../platform/hub.ts'
import { limitSubject } from '../../platform/limits/limits.ts'
import type { NotificationKind } from '../../platform/notifications/kind.ts'
import { AppError } from '../../shared/errors.ts'
import { chosenWays, membersAmong, usualRow } from './reader.ts'
import { briefingMail, dailyMail, readUnsubscribe } from './unsubscribe-link.ts'
import type { Unsubscribing } from './unsubscribe-link.ts'

export interface UnsubscribeLink {
  what: string
  token: string
}

/** What a link is for, in words: nothing of the organization, since whoever holds it has shown nothing. */
export interface UnsubscribeShown {
  title: string
}

/** Many read their mail behind one address; whoever guesses does not go on for long. */
const unknown = { name: 'unsubscribe.unknown', points: 60, seconds: 60 }

const DAILY = 'The daily mail'
const BRIEFING = 'The briefing of the morning'

/** Throws NOT_FOUND for every link that was not made here. */
async function read(
  hub: Hub,
  { what, token }: UnsubscribeLink,
  ip: string | null,
): Promise<{ of: Unsubscribing; kinds: NotificationKind[]; title: string }> {
  const of = readUnsubscribe(hub.keys.unsubscribe, what, token)
  const kind = hub.notificationKinds.get(what)
  if (of && what === dailyMail) return { of, kinds: [...hub.notificationKinds.values()], title: DAILY }
  if (of && what === briefingMail) return { of, kinds: [], title: BRIEFING }
  if (of && kind) return { of, kinds: [kind], title: kind.title }
  await hub.limits.take(unknown, limitSubject(ip))
  throw new AppError('NOT_FOUND', { message: 'This link is not complete, or is not one of this hub.' })
}

/** What the page asks about; looking changes nothing, since mail programs look at links by themselves. */
export async function showUnsubscribe(
  hub: Hub,
  link: UnsubscribeLink,
  ip: string | null,
): Promise<UnsubscribeShown> {
  const { title } = await read(hub, link, ip)
  return { title }
}

/** Which of these kinds are mailed the way that ends. */
async function mailed(tx: OrgTx, { userId, what }: Unsubscribing, kinds: readonly NotificationKind[]) {
  const waysOf = await chosenWays(tx, { people: [userId], kinds })
  return kinds.flatMap((kind) => {
    const { inApp, mail } = waysOf(userId, kind)
    const ends = what === dailyMail ? mail === 'digest' : mail !== 'off'
    return ends ? [{ kind: kind.name, inApp }] : []
  })
}

/** Answers whether there were any to end. */
async function endKinds(tx: OrgTx, of: Unsubscribing, kinds: readonly NotificationKind[]): Promise<boolean> {
  const { orgId, userId } = of
  const ended = await mailed(tx, of, kinds)
  if (ended.length === 0) return false
  await tx
    .insertInto('notificationPreference')
    .values(ended.map((one) => ({ orgId, userId, ...one, mail: 'off' as const })))
    .onConflict((conflict) =>
      conflict.columns(['orgId', 'userId', 'kind']).doUpdateSet({ mail: sql<'off'>`excluded.mail` }),
    )
    .execute()
  await tx
    .updateTable('notification')
    .set({ mailAt: null })
    .where('userId', '=', userId)
    .where(
      'kind',
      'in',
      ended.map(({ kind }) => kind),
    )
    .where('mailAt', 'is not', null)
    .execute()
  return true
}

async function endBriefing(tx: OrgTx, { orgId, userId }: Unsubscribing): Promise<boolean> {
  const ended = await tx
    .insertInto('notificationHours')
    .values({ orgId, userId, ...usualRow, briefing: false })
    .onConflict((conflict) =>
      conflict
        .columns(['orgId', 'userId'])
        .doUpdateSet({ briefing: false })
        .where('notificationHours.briefing', '=', true),
    )
    .returning('userId')
    .execute()
  return ended.length > 0
}

/**
 * Ends the mails a link is for, without a sign-in: exactly those, for exactly that person. Again, or after they have left, it
 * changes nothing.
 */
export async function unsubscribe(hub: Hub, link: UnsubscribeLink, call: Call): Promise<UnsubscribeShown> {
  const { of, kinds, title } = await read(hub, link, call.ip)
  const { orgId, userId } = of
  await inTx(hub.db.org(orgId), async (tx) => {
    const [member] = await membersAmong(hub, tx, [userId])
    if (!member) return
    const isEnded = of.what === briefingMail ? await endBriefing(tx, of) : await endKinds(tx, of, kinds)
    if (!isEnded) return
    await appendAudit(tx, { orgId, actor: null, call }, [
      { action: 'notification.mail.stopped', target: { user: userId }, data: { about: title } },
    ])
  })
  return { title }
}
