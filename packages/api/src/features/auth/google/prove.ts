import type { PublicContext } from '../../../platform/calls/context.ts'
import { requestMail } from '../../../platform/mail/request-mail.ts'
import { systemWrite } from '../../../platform/data/write.ts'
import { AppError } from '../../../shared/errors.ts'
import { authLimits, takeAddressLimit } from '../auth-limits.ts'
import { consumeChallenge, endedChallenge, findChallenge } from '../challenges.ts'
import { startAnew, tryPassword } from '../failed-tries.ts'
import type { Tried } from '../failed-tries.ts'
import { lockedMail } from '../mails.ts'
import { actorOf, findById, isStillTheirs, lockedPerson } from '../people.ts'
import type { Person } from '../people.ts'
import type { SignIn } from '../schema.ts'
import { factorsOf, isProtected, startSecondFactor } from '../second-factor.ts'
import { openSession, tokensFor } from '../tokens.ts'
import { addLink, GoogleAccount } from './links.ts'
import type { ProveForGoogle } from './schema.ts'

/**
 * The other half of a link: Google has said who is there, and the password of the account with that address says that it
 * is theirs. Counted like any sign-in. Where there is a second factor, it is asked for first and the link follows it.
 */
export async function proveForGoogle(
  ctx: PublicContext,
  { challenge, password }: ProveForGoogle,
): Promise<SignIn> {
  await takeAddressLimit(ctx, authLimits.loginPerAddress)
  const { db } = ctx.system
  const given = { purpose: 'google-link', challenge, now: ctx.now() } as const
  const found = await findChallenge(db, given)
  const account = GoogleAccount.safeParse(found?.data['google'])
  const person = found?.userId ? await findById(db, found.userId) : undefined
  // An address that was changed in the meantime is not the one Google spoke of.
  if (!account.success || !person || person.suspendedAt !== null || person.email !== account.data.email)
    throw endedChallenge()
  const tried = await tryPassword(
    { db, now: ctx.now },
    { subject: person.email, hash: person.passwordHash, password },
  )
  if (tried !== 'right') return refuse(ctx, person, tried)
  const opened = await systemWrite(
    ctx,
    actorOf(person),
    null,
  )(async (tx) => {
    if (!isStillTheirs(await lockedPerson(tx, person.id), person)) throw endedChallenge()
    if (!(await startAnew(tx, person.email, ctx.now()))) return null
    await consumeChallenge(tx, given)
    const factors = await factorsOf(tx, person.id)
    if (isProtected(factors)) {
      tx.audit('auth.login.password', { user: person.id })
      const half = { person, factors, isRemembered: true, amr: 'pwd fed', google: account.data }
      return startSecondFactor(tx, ctx, half)
    }
    await addLink(tx, ctx, { person, account: account.data })
    const session = await openSession(tx, ctx, { userId: person.id, isRemembered: true, amr: 'pwd fed' })
    tx.audit('auth.login', { user: person.id, session: session.handle }, { by: 'google' })
    return session
  })
  if (!opened) return refuse(ctx, person, 'locked')
  if ('status' in opened) return opened
  return { status: 'signed_in', ...(await tokensFor(ctx, opened)) }
}

async function refuse(ctx: PublicContext, person: Person, tried: Tried): Promise<never> {
  const reason = tried === 'locked' ? 'locked' : 'password'
  await ctx.system.write(async (tx) => {
    tx.audit('auth.login.refused', { user: person.id }, { reason })
    if (tried !== 'last') return
    tx.audit('auth.account.locked', { user: person.id })
    requestMail(tx, lockedMail(ctx.hub.settings.publicUrl, person))
  })
  const message = 'This is not the password of this account. After five wrong tries it pauses for 30 minutes.'
  throw new AppError('BAD_REQUEST', { message, issues: [{ path: 'password', message }] })
}
