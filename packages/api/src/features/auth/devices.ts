import { sql, uuidv7 } from '@hub/db'
import type { SystemDb } from '@hub/db'
import type { Call } from '../../platform/calls/call.ts'
import type { BaseContext } from '../../platform/calls/context.ts'
import { limitSubject } from '../../platform/limits/limits.ts'
import { requestMail } from '../../platform/mail/request-mail.ts'
import type { SystemWriteTx } from '../../platform/data/recorder.ts'
import { deviceWords } from '../../shared/device.ts'
import { newDeviceMail } from './mails.ts'
import { findById } from './people.ts'

/** The /24 of an IPv4 address, the /64 of an IPv6 one: what one line gets, or one office. null where nothing is known. */
export function networkOf(ip: string | null): string | null {
  if (ip === null) return null
  const subject = limitSubject(ip)
  return subject.includes(':') ? `${subject}::/64` : subject.replace(/\d+$/, '0/24')
}

interface Place {
  device: string
  /** Empty where it is not known, so that it is one place and not many. */
  network: string
}

const placeOf = ({ userAgent, ip }: Pick<Call, 'userAgent' | 'ip'>): Place => ({
  device: deviceWords(userAgent).device,
  network: networkOf(ip) ?? '',
})

/**
 * Remembers where a person signs in, and tells them by mail when they never did from there before (ASVS 6.3.5). The first
 * sign-in of all is theirs. Of many at once from one new place exactly one is told.
 */
export async function noteDevice(
  tx: SystemWriteTx,
  ctx: Pick<BaseContext, 'hub' | 'now' | 'call'>,
  userId: string,
): Promise<void> {
  const now = ctx.now()
  const place = placeOf(ctx.call)
  const noted = await tx
    .insertInto('authDevice')
    .values({ id: uuidv7(), userId, ...place, firstSeenAt: now, lastSeenAt: now })
    .onConflict((conflict) =>
      conflict.columns(['userId', 'device', 'network']).doUpdateSet({ lastSeenAt: now }),
    )
    .returning([
      // A row that was there before carries the number of the transaction that locked it.
      sql<boolean>`xmax = 0`.as('isNew'),
      // Statements see what was there before them.
      sql<boolean>`exists (select from auth_device d where d.user_id = ${userId})`.as('hasOthers'),
    ])
    .executeTakeFirstOrThrow()
  if (!noted.isNew || !noted.hasOthers) return
  const person = await findById(tx, userId)
  if (!person) return
  requestMail(tx, newDeviceMail(ctx.hub.settings.publicUrl, person, { ...place, at: now }))
  tx.audit('auth.device.new', { user: userId })
}

/** When the person was first seen at the place of a session; undefined for one from before places were noted. */
export async function firstSeen(
  db: SystemDb,
  userId: string,
): Promise<(session: Pick<Call, 'userAgent' | 'ip'>) => string | undefined> {
  const devices = await db
    .selectFrom('authDevice')
    .select(['device', 'network', 'firstSeenAt'])
    .where('userId', '=', userId)
    .execute()
  const keyOf = ({ device, network }: Place) => `${device}|${network}`
  const known = new Map(devices.map((row) => [keyOf(row), row.firstSeenAt]))
  return (session) => known.get(keyOf(placeOf(session)))
}

/** Who comes back after so long is told once more. */
const KEPT_MS = 365 * 24 * 3_600_000

export async function forgetDevices(db: SystemDb, now: Date): Promise<void> {
  await db
    .deleteFrom('authDevice')
    .where('lastSeenAt', '<', new Date(now.getTime() - KEPT_MS).toISOString())
    .execute()
}
