import type { AuthedContext, PublicContext } from '../../../platform/calls/context.ts'
import { requirePerson } from '../../../platform/access/identity.ts'
import { systemWrite } from '../../../platform/data/write.ts'
import { authLimits, takeAddressLimit } from '../auth-limits.ts'
import { consumeChallenge, endedChallenge, findChallenge, issueChallenge } from '../challenges.ts'
import { actorOf, lockedPerson } from '../people.ts'
import type { Tokens } from '../schema.ts'
import { openSession, tokensFor } from '../tokens.ts'
import { provePasskey, takePasskey, wrongPasskey } from './assertion.ts'
import { requestOptions } from './options.ts'
import { passkeyPlace } from './place.ts'
import type { BeginSecondFactor, PasskeySignIn, RequestOptions } from './schema.ts'

/** A challenge for whoever holds a passkey of this hub; the same for everybody. */
export async function beginSignIn(ctx: PublicContext): Promise<RequestOptions> {
  passkeyPlace(ctx.hub.settings.publicUrl)
  const { db } = ctx.system
  const { challenge } = await issueChallenge(db, { purpose: 'passkey-sign-in', userId: null, now: ctx.now() })
  return requestOptions(db, ctx, { userId: null, challenge })
}

/** The options for a sign-in whose password was right; its challenge is the passkey's challenge too. */
export async function beginSecondFactor(
  ctx: PublicContext,
  { challenge }: BeginSecondFactor,
): Promise<RequestOptions> {
  const { db } = ctx.system
  const found = await findChallenge(db, { purpose: 'second-factor', challenge, now: ctx.now() })
  if (!found) throw endedChallenge()
  return requestOptions(db, ctx, { userId: found.userId, challenge })
}

/** A challenge for the caller's own passkeys, to show again who is there. */
export async function beginConfirm(ctx: AuthedContext): Promise<RequestOptions> {
  requirePerson(ctx.actor)
  passkeyPlace(ctx.hub.settings.publicUrl)
  const { userId } = ctx.actor
  return ctx.system.write(async (tx) => {
    const { challenge } = await issueChallenge(tx, { purpose: 'passkey-confirm', userId, now: ctx.now() })
    return requestOptions(tx, ctx, { userId, challenge })
  })
}

/**
 * Signs in with a passkey alone: it is something the person has, and it has looked at finger, face or PIN, so no further
 * factor is asked for. Unknown, wrong, copied and suspended are one answer; every try leaves an audit entry (AUTH-15).
 */
export async function signInByPasskey(
  ctx: PublicContext,
  { challenge, passkey, remember }: PasskeySignIn,
): Promise<Tokens> {
  await takeAddressLimit(ctx, authLimits.loginPerAddress)
  const given = { purpose: 'passkey-sign-in', challenge, now: ctx.now() } as const
  if (!(await findChallenge(ctx.system.db, given))) throw endedChallenge()
  const proven = await provePasskey(ctx, { challenge, passkey, userId: null })
  const author = proven && actorOf(proven.person)
  const opened = await systemWrite(
    ctx,
    author,
    null,
  )(async (tx) => {
    if (!proven || !(await lockedPerson(tx, proven.person.id))) {
      tx.audit('auth.login.refused', {}, { reason: 'passkey' })
      return null
    }
    await consumeChallenge(tx, given)
    const shown = await takePasskey(tx, ctx, proven)
    if (shown === null) return null
    const { person } = proven
    const session = await openSession(tx, ctx, {
      userId: person.id,
      isRemembered: remember,
      amr: `${shown} mfa`,
    })
    tx.audit(
      'auth.login',
      { user: person.id, session: session.handle, passkey: proven.id },
      { passkey: shown },
    )
    return session
  })
  if (!opened) throw wrongPasskey()
  return tokensFor(ctx, opened)
}
