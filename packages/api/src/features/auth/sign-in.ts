import type { PublicContext } from '../../platform/calls/context.ts'
import { requestMailIfAny } from '../../platform/mail/request-mail.ts'
import { systemWrite } from '../../platform/data/write.ts'
import { AppError } from '../../shared/errors.ts'
import { authLimits, takeAddressLimit } from './auth-limits.ts'
import { startAnew, tryPassword } from './failed-tries.ts'
import type { Tried } from './failed-tries.ts'
import { lockedMail } from './mails.ts'
import { actorOf, addressOf, findByEmail, isStillTheirs, lockedPerson } from './people.ts'
import type { Person } from './people.ts'
import { passwords } from './providers.ts'
import type { Login, SignIn } from './schema.ts'
import { factorsOf, isProtected, startSecondFactor } from './second-factor.ts'
import type { SecondFactorAsked } from './second-factor.ts'
import { openSession, tokensFor } from './tokens.ts'
import type { OpenSession } from './tokens.ts'

/**
 * Signs in with address and password. Unknown, locked, suspended and wrong are one answer, and every try leaves an audit
 * entry (AUTH-3, AUTH-15). A lock stops password sign-in only: devices that are signed in stay signed in. Whoever has a second
 * factor gets a challenge and no session yet, so there is nothing a half sign-in could reach (AUTH-9).
 */
export async function login(ctx: PublicContext, input: Login): Promise<SignIn> {
  await takeAddressLimit(ctx, authLimits.loginPerAddress)
  const opened = await enter(ctx, { ...input, email: addressOf(input.email) })
  if ('status' in opened) return opened
  return { status: 'signed_in', ...(await tokensFor(ctx, opened)) }
}

async function enter(ctx: PublicContext, input: Login): Promise<OpenSession | SecondFactorAsked> {
  const { email } = input
  const person = await findByEmail(ctx.system.db, email)
  const given = { subject: email, hash: person?.passwordHash ?? null, password: input.password }
  const tried = await tryPassword({ db: ctx.system.db, now: ctx.now }, given)
  if (!person || tried !== 'right' || person.suspendedAt !== null) return refuse(ctx, person, tried)
  const rehashed = await betterHash(person, input.password)
  const actor = actorOf(person)
  const opened = await systemWrite(
    ctx,
    actor,
    null,
  )(async (tx) => {
    if (!isStillTheirs(await lockedPerson(tx, person.id), person)) return 'changed'
    if (!(await startAnew(tx, email, ctx.now()))) return 'locked'
    if (rehashed)
      await tx.updateTable('authUser').set({ passwordHash: rehashed }).where('id', '=', person.id).execute()
    const factors = await factorsOf(tx, person.id)
    if (isProtected(factors)) {
      tx.audit('auth.login.password', { user: person.id })
      return startSecondFactor(tx, ctx, { person, factors, isRemembered: input.remember })
    }
    const session = await openSession(tx, ctx, {
      userId: person.id,
      isRemembered: input.remember,
      amr: 'pwd',
    })
    tx.audit('auth.login', { user: person.id, session: session.handle })
    return session
  })
  // Looked at anew, as the account is by now.
  if (opened === 'changed') return enter(ctx, input)
  return opened === 'locked' ? refuse(ctx, person, 'locked') : opened
}

/** A new hash where the stored one was made with less work, or by bcrypt. */
async function betterHash({ passwordHash }: Person, password: string): Promise<string | null> {
  return passwordHash !== null && passwords.needsRehash(passwordHash) ? passwords.hash(password) : null
}

async function refuse(ctx: PublicContext, person: Person | undefined, tried: Tried): Promise<never> {
  const reason =
    tried === 'locked' ? 'locked' : !person ? 'unknown' : tried === 'right' ? 'suspended' : 'password'
  await ctx.system.write(async (tx) => {
    tx.audit('auth.login.refused', person ? { user: person.id } : {}, { reason })
    if (tried !== 'last') return
    tx.audit('auth.account.locked', person ? { user: person.id } : {})
    requestMailIfAny(tx, person ? lockedMail(ctx.hub.settings.publicUrl, person) : null)
  })
  throw new AppError('UNAUTHORIZED', {
    message:
      'The e-mail address or the password is not right. After five wrong tries, sign-in pauses for 30 minutes.',
  })
}
