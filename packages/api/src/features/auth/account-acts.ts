import type { SystemDb, SystemTx } from '@hub/db'
import type { BaseContext } from '../../platform/calls/context.ts'
import { requestMail } from '../../platform/mail/request-mail.ts'
import type { SystemWriteTx } from '../../platform/data/recorder.ts'
import { AppError } from '../../shared/errors.ts'
import { factorsResetMail, resetMail } from './mails.ts'
import { issueResetToken } from './one-time-tokens.ts'
import { findByEmail, findById, addressOf, lockPerson } from './people.ts'
import type { Person } from './people.ts'
import { countPrograms } from './programs.ts'
import { sessionsIn } from './providers.ts'
import type { Factors } from './second-factor.ts'
import { factorsOf, isProtected } from './second-factor.ts'
import { endEverySession, endSessionAfar } from './sign-out.ts'
import { waysIn } from './ways-in.ts'
import type { WaysIn } from './ways-in.ts'

/** What those who look after the hub do with somebody else's account; whether they may is decided by the caller. */
type Work = Pick<BaseContext, 'hub' | 'now'>

/** The person of an id. Throws NOT_FOUND. */
export async function requirePersonOf(db: SystemDb, userId: string): Promise<Person> {
  const person = await findById(db, userId)
  if (person) return person
  throw new AppError('NOT_FOUND', { message: 'There is nobody with this account.' })
}

/** The person of an address. Throws NOT_FOUND. */
export async function requirePersonAt(db: SystemDb, email: string): Promise<Person> {
  const person = await findByEmail(db, addressOf(email))
  if (person) return person
  throw new AppError('NOT_FOUND', { message: `Nobody here has the address ${email}.` })
}

export interface AccountFacts {
  factors: Factors
  ways: WaysIn
  /** API keys and connected applications that are alive. */
  programs: number
}

/** How an account is entered and protected, and how many programs act by it. */
export async function accountFacts(db: SystemDb, userId: string, now: Date): Promise<AccountFacts> {
  return {
    factors: await factorsOf(db, userId),
    ways: await waysIn(db, userId),
    programs: await countPrograms(db, userId, now),
  }
}

/** Devices signed in to an account, the one used last first. */
export const sessionsOf = (db: SystemDb, ctx: Work, userId: string) => sessionsIn(db, ctx).list(userId)

/** Ends one session of a person. Throws NOT_FOUND where it is not theirs, or ended already. */
export async function endSessionOf(
  tx: SystemTx,
  ctx: Work,
  { userId, sessionId }: { userId: string; sessionId: string },
): Promise<void> {
  const session = (await sessionsIn(tx, ctx).list(userId)).find(({ handle }) => handle === sessionId)
  if (!session) throw new AppError('NOT_FOUND', { message: 'This session has ended already.' })
  await endSessionAfar(tx, ctx, session)
}

/** Ends every session of a person, and those they hold in somebody else's place. */
export async function endSessionsOf(tx: SystemTx, ctx: Work, userId: string): Promise<void> {
  await endEverySession(tx, ctx, userId)
  await endImpersonationsBy(tx, userId)
}

/** Ends the sessions somebody holds in the place of others. */
export async function endImpersonationsBy(tx: SystemTx, userId: string): Promise<void> {
  await tx.deleteFrom('authSession').where('impersonatorId', '=', userId).execute()
}

/**
 * Takes the authenticator app, passkeys and backup codes of somebody who has lost them, and signs every device out. The
 * password stays; whoever has none sets one by link. Throws CONFLICT where there is none to take.
 */
export async function removeFactors(tx: SystemWriteTx, ctx: Work, person: Person): Promise<void> {
  // In the order of all who change factors: the person's row first.
  await lockPerson(tx, person.id)
  if (!isProtected(await factorsOf(tx, person.id)))
    throw new AppError('CONFLICT', {
      message: `${person.name} has no second factor, so nothing was changed.`,
    })
  for (const table of ['authTotp', 'authBackupCode', 'authPasskey', 'authChallenge'] as const)
    await tx.deleteFrom(table).where('userId', '=', person.id).execute()
  await endSessionsOf(tx, ctx, person.id)
  requestMail(tx, factorsResetMail(ctx.hub.settings.publicUrl, person))
}

/** A link to set a password, good once for an hour: nobody chooses a password for somebody else (ASVS 6.4.6). */
export async function resetLink(tx: SystemWriteTx, ctx: Work, person: Person): Promise<string> {
  if (person.suspendedAt !== null)
    throw new AppError('CONFLICT', { message: `${person.name} is suspended. Lift the suspension first.` })
  const { id: userId, email } = person
  const token = await issueResetToken(tx, { userId, email, now: ctx.now() })
  return `${ctx.hub.settings.publicUrl}/reset?token=${token}`
}

/** The same by mail. */
export async function mailResetLink(tx: SystemWriteTx, ctx: Work, person: Person): Promise<void> {
  const link = await resetLink(tx, ctx, person)
  const token = new URL(link).searchParams.get('token') ?? ''
  requestMail(tx, resetMail(ctx.hub.settings.publicUrl, person, token))
}
