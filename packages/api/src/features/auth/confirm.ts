import type { AuthedContext } from '../../platform/calls/context.ts'
import { requirePerson } from '../../platform/access/identity.ts'
import { requestMail } from '../../platform/mail/request-mail.ts'
import { newToken } from '../../platform/secrets/secrets.ts'
import type { SystemWriteTx } from '../../platform/data/recorder.ts'
import { AppError } from '../../shared/errors.ts'
import { waitWords } from '../../shared/wait-words.ts'
import { findChallenge, takeChallenge } from './challenges.ts'
import { personOf } from './factor-setup.ts'
import { pausedUntil, startAnew, tryPassword } from './failed-tries.ts'
import type { Failed } from './failed-tries.ts'
import { confirmPausedMail } from './mails.ts'
import { provePasskey, takePasskey } from './passkeys/assertion.ts'
import type { PasskeyAssertion } from './passkeys/schema.ts'
import type { Person } from './people.ts'
import type { SessionHandle } from './ports.ts'
import { sessionsIn } from './providers.ts'
import type { Confirm, Tokens } from './schema.ts'
import { factorsOf, isProtected, tryCode } from './second-factor.ts'
import { addRefreshToken, tokensFor } from './tokens.ts'
import type { OpenSession } from './tokens.ts'

/** The session that goes on; a person without one (a key, a command) has nothing to confirm. */
function sessionOf({ actor }: AuthedContext): SessionHandle {
  requirePerson(actor)
  if (actor.sessionId !== null && actor.impersonatorId === null) return actor.sessionId as SessionHandle
  throw new AppError('FORBIDDEN', { message: 'Only a person who is signed in can confirm that it is them.' })
}

/** New tokens for the same session: whoever had copied the old ones is left with nothing (ASVS 7.2.4). */
export async function renewSession(
  tx: SystemWriteTx,
  ctx: AuthedContext,
  { handle, amr }: { handle: SessionHandle; amr: string },
): Promise<OpenSession> {
  const store = sessionsIn(tx, ctx)
  const session = (await store.list(ctx.actor.userId)).find((one) => one.handle === handle)
  const sessionToken = session && (await store.renew(handle, amr))
  if (!session || !sessionToken) throw new AppError('UNAUTHORIZED')
  await tx.deleteFrom('authRefreshToken').where('sessionId', '=', handle).execute()
  const refreshToken = newToken()
  await addRefreshToken(tx, ctx.now(), {
    handle,
    token: refreshToken,
    parentId: null,
    expiresAt: session.expiresAt,
  })
  return {
    userId: ctx.actor.userId,
    handle,
    sessionToken: ctx.call.door === 'web' ? sessionToken : null,
    refreshToken,
    refreshExpiresAt: session.expiresAt,
    isRemembered: session.isRemembered,
  }
}

/**
 * What wrong tries are counted by. Not the account: whoever fails at the sign-in page must not stop the person who is signed
 * in already, and a device in wrong hands must not stop the others.
 */
const triesIn = (person: Person, handle: SessionHandle) => `step-up:${person.id}:${handle}`

interface RefusedProof {
  person: Person
  failed: Failed
  by: 'password' | 'code'
}

function noteRefusal(tx: SystemWriteTx, ctx: AuthedContext, { person, failed, by }: RefusedProof): Failed {
  const reason = failed === 'locked' ? 'locked' : by
  tx.audit('auth.confirm.refused', { user: person.id }, { reason })
  if (failed === 'last') requestMail(tx, confirmPausedMail(ctx.hub.settings.publicUrl, person))
  return failed
}

const wrongProofs = {
  password: 'This is not your password. After five wrong tries it pauses on this device for 30 minutes.',
  code: 'This code is not right, or was used before. Wait for the next one; after five wrong codes it pauses on this device for 30 minutes.',
}

interface Unproven {
  subject: string
  failed: Failed
  by: RefusedProof['by']
}

/** What the person hears: that the proof was wrong, or that it was not looked at. */
async function refusalOf(ctx: AuthedContext, { subject, failed, by }: Unproven): Promise<AppError> {
  const message = wrongProofs[by]
  const until = failed === 'locked' ? await pausedUntil(ctx.system.db, subject, ctx.now()) : null
  if (until === null) return new AppError('BAD_REQUEST', { message, issues: [{ path: by, message }] })
  const retryAfter = Math.ceil((Date.parse(until) - ctx.now().getTime()) / 1000)
  return new AppError('TOO_MANY_REQUESTS', {
    retryAfter,
    message: `Five tries on this device were wrong, so none is looked at for now. Ready again in ${waitWords(retryAfter)}.`,
  })
}

async function confirmByPassword(ctx: AuthedContext, person: Person, password: string): Promise<OpenSession> {
  const handle = sessionOf(ctx)
  const subject = triesIn(person, handle)
  const given = { subject, hash: person.passwordHash, password }
  const tried = await tryPassword({ db: ctx.system.db, now: ctx.now }, given)
  const renewed = await ctx.system.write(async (tx) => {
    if (tried !== 'right') return noteRefusal(tx, ctx, { person, failed: tried, by: 'password' })
    if (!(await startAnew(tx, subject, ctx.now())))
      return noteRefusal(tx, ctx, { person, failed: 'locked', by: 'password' })
    tx.audit('auth.confirmed', { user: person.id, session: handle }, { by: 'password' })
    return renewSession(tx, ctx, { handle, amr: 'pwd' })
  })
  if (typeof renewed !== 'string') return renewed
  throw await refusalOf(ctx, { subject, failed: renewed, by: 'password' })
}

async function confirmByCode(ctx: AuthedContext, person: Person, code: string): Promise<OpenSession> {
  const handle = sessionOf(ctx)
  const subject = triesIn(person, handle)
  const renewed = await ctx.system.write(async (tx) => {
    const tried = await tryCode(tx, ctx, { person, code, subject })
    if (tried.shown === null) return noteRefusal(tx, ctx, { person, failed: tried.failed, by: 'code' })
    tx.audit('auth.confirmed', { user: person.id, session: handle }, { by: tried.shown })
    return renewSession(tx, ctx, { handle, amr: `pwd ${tried.shown}` })
  })
  if (typeof renewed !== 'string') return renewed
  throw await refusalOf(ctx, { subject, failed: renewed, by: 'code' })
}

interface PasskeyProof {
  challenge: string
  passkey: PasskeyAssertion
}

async function confirmByPasskey(
  ctx: AuthedContext,
  person: Person,
  proof: PasskeyProof,
): Promise<OpenSession> {
  const handle = sessionOf(ctx)
  const given = { purpose: 'passkey-confirm', challenge: proof.challenge, now: ctx.now() } as const
  const found = await findChallenge(ctx.system.db, given)
  const proven = found?.userId === person.id ? await provePasskey(ctx, { ...proof, userId: person.id }) : null
  const renewed = await ctx.system.write(async (tx) => {
    if (!proven || !(await takeChallenge(tx, given))) {
      tx.audit('auth.confirm.refused', { user: person.id }, { reason: 'passkey' })
      return null
    }
    const shown = await takePasskey(tx, ctx, proven)
    if (shown === null) return null
    tx.audit('auth.confirmed', { user: person.id, session: handle }, { by: shown })
    return renewSession(tx, ctx, { handle, amr: `${shown} mfa` })
  })
  if (renewed) return renewed
  const message = 'This passkey does not fit, or it took too long. Try it again.'
  throw new AppError('BAD_REQUEST', { message, issues: [{ path: 'passkey', message }] })
}

/** What was given in place of the second factor; undefined when it was nothing. */
function secondProof(
  ctx: AuthedContext,
  person: Person,
  { code, challenge, passkey }: Confirm,
): Promise<OpenSession> | undefined {
  if (passkey !== undefined && challenge !== undefined)
    return confirmByPasskey(ctx, person, { challenge, passkey })
  return code === undefined ? undefined : confirmByCode(ctx, person, code)
}

/**
 * Shows again who is there, for acts that need a sign-in of the last ten minutes: with the second factor where there is
 * one, else with the password. The session goes on with new tokens.
 */
export async function confirm(ctx: AuthedContext, given: Confirm): Promise<Tokens> {
  const person = await personOf(ctx)
  const isFactorAsked = isProtected(await factorsOf(ctx.system.db, person.id))
  const { password } = given
  const renewed = isFactorAsked
    ? secondProof(ctx, person, given)
    : password === undefined
      ? undefined
      : confirmByPassword(ctx, person, password)
  if (renewed) return tokensFor(ctx, await renewed)
  const message = isFactorAsked
    ? 'Enter a code of your authenticator app or a backup code, or use a passkey.'
    : 'Enter your password.'
  throw new AppError('BAD_REQUEST', {
    message,
    issues: [{ path: isFactorAsked ? 'code' : 'password', message }],
  })
}
