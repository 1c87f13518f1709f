import { sql } from '@hub/db'
import type { SystemDb } from '@hub/db'
import type { PublicContext } from '../../platform/calls/context.ts'
import { requestMail } from '../../platform/mail/request-mail.ts'
import { systemWrite } from '../../platform/data/write.ts'
import type { SystemWriteTx } from '../../platform/data/recorder.ts'
import { AppError } from '../../shared/errors.ts'
import { authLimits, takeAddressLimit } from './auth-limits.ts'
import { consumeChallenge, endedChallenge, findChallenge, issueChallenge } from './challenges.ts'
import { clearFailures, countFailure } from './failed-tries.ts'
import type { Failed } from './failed-tries.ts'
import { linkAsked } from './google/links.ts'
import type { GoogleAccount } from './google/links.ts'
import { backupCodeUsedMail, factorLockedMail } from './mails.ts'
import { provePasskey, takePasskey, wrongPasskey } from './passkeys/assertion.ts'
import type { PasskeyAssertion } from './passkeys/schema.ts'
import { actorOf, findById, lockedPerson } from './people.ts'
import type { Person } from './people.ts'
import type { SecondFactorMethod, SignIn, Tokens, VerifySecondFactor } from './schema.ts'
import { openSession, tokensFor } from './tokens.ts'
import type { OpenSession } from './tokens.ts'
import { countBackupCodes, takeBackupCode, takeTotp } from './totp.ts'

export interface Factors {
  totpSince: string | null
  passkeys: number
  backupCodesLeft: number
}

/** What protects an account besides its password; read at every sign-in, so in one statement. */
export const factorsOf = (db: SystemDb, userId: string): Promise<Factors> =>
  db
    .selectFrom('authUser')
    .select([
      sql<string | null>`(select confirmed_at from auth_totp where user_id = auth_user.id)`.as('totpSince'),
      sql<number>`(select count(*)::int from auth_passkey where user_id = auth_user.id)`.as('passkeys'),
      sql<number>`(select count(*)::int from auth_backup_code where user_id = auth_user.id and used_at is null)`.as(
        'backupCodesLeft',
      ),
    ])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()

export const isProtected = ({ totpSince, passkeys }: Factors) => totpSince !== null || passkeys > 0

function methodsOf({ totpSince, passkeys, backupCodesLeft }: Factors): SecondFactorMethod[] {
  return [
    ...(passkeys > 0 ? (['passkey'] as const) : []),
    ...(totpSince !== null ? (['totp'] as const) : []),
    ...(backupCodesLeft > 0 ? (['backup-code'] as const) : []),
  ]
}

interface HalfSignIn {
  person: Person
  factors: Factors
  isRemembered: boolean
  /** How the first half was shown; a password without it. */
  amr?: string
  /** To be linked once the second half is right. */
  google?: GoogleAccount
}

export type SecondFactorAsked = Extract<SignIn, { status: 'second_factor' }>

/** The first half was right: the answer is a challenge, and nothing else exists yet. */
export async function startSecondFactor(
  tx: SystemDb,
  ctx: PublicContext,
  { person, factors, isRemembered, amr = 'pwd', google }: HalfSignIn,
): Promise<SecondFactorAsked> {
  const issued = await issueChallenge(tx, {
    purpose: 'second-factor',
    userId: person.id,
    data: { isRemembered, amr, ...(google && { google }) },
    now: ctx.now(),
  })
  return { status: 'second_factor', methods: methodsOf(factors), ...issued }
}

/** Six digits come from an app, everything else is a backup code. */
const isTotp = (code: string) => /^\d{6}$/.test(code)

/** Takes a code of the person's app or a backup code; null when it is neither. Returns how it was shown (RFC 8176). */
async function takeCode(
  tx: SystemWriteTx,
  ctx: PublicContext,
  { person, code }: { person: Person; code: string },
): Promise<'otp' | 'mfa' | null> {
  const given = { userId: person.id, code, now: ctx.now() }
  if (isTotp(code)) return (await takeTotp(tx, ctx, given)) ? 'otp' : null
  if (!(await takeBackupCode(tx, given))) return null
  requestMail(
    tx,
    backupCodeUsedMail(ctx.hub.settings.publicUrl, person, await countBackupCodes(tx, person.id)),
  )
  tx.audit('auth.backup_code.used', { user: person.id })
  return 'mfa'
}

interface CodeTry {
  person: Person
  code: string
  /** What wrong codes are counted by. */
  subject: string
}

type TriedCode = { shown: 'otp' | 'mfa' } | { shown: null; failed: Failed }

/**
 * Takes a code unless tries pause. A try is counted in the transaction that compares it: the count holds up parallel tries,
 * ends with a right code, and is gone with a transaction that failed for another reason.
 */
export async function tryCode(
  tx: SystemWriteTx,
  ctx: PublicContext,
  { person, code, subject }: CodeTry,
): Promise<TriedCode> {
  const failed = await countFailure(tx, subject, ctx.now())
  const shown = failed === 'locked' ? null : await takeCode(tx, ctx, { person, code })
  if (shown === null) return { shown, failed }
  await clearFailures(tx, subject)
  return { shown }
}

interface HalfSignedIn {
  person: Person
  challenge: string
  isRemembered: boolean
  /** How the first half was shown. */
  amr: string
  /** All that was noted when it began. */
  data: Record<string, unknown>
}

/** The sign-in a challenge belongs to. Throws UNAUTHORIZED when it is used, out of time, unknown, or its person suspended. */
async function halfSignIn(ctx: PublicContext, challenge: string): Promise<HalfSignedIn> {
  const found = await findChallenge(ctx.system.db, { purpose: 'second-factor', challenge, now: ctx.now() })
  const person = found?.userId ? await findById(ctx.system.db, found.userId) : undefined
  if (!found || !person || person.suspendedAt !== null) throw endedChallenge()
  const { isRemembered, amr } = found.data
  return { person, challenge, isRemembered: isRemembered === true, amr: String(amr), data: found.data }
}

interface Completion {
  half: HalfSignedIn
  shown: string
}

async function completeSignIn(
  tx: SystemWriteTx,
  ctx: PublicContext,
  { half: { person, isRemembered, amr, data }, shown }: Completion,
): Promise<OpenSession> {
  await linkAsked(tx, ctx, { person, data })
  const session = await openSession(tx, ctx, {
    userId: person.id,
    isRemembered,
    amr: `${amr} ${shown}`,
  })
  tx.audit('auth.login', { user: person.id, session: session.handle }, { secondFactor: shown })
  return session
}

async function verifyCode(ctx: PublicContext, half: HalfSignedIn, code: string): Promise<OpenSession> {
  const { person, challenge } = half
  const write = systemWrite(ctx, actorOf(person), null)
  const opened = await write(async (tx) => {
    if (!(await lockedPerson(tx, person.id))) throw endedChallenge()
    // By person and not by challenge: new challenges must not buy more tries.
    const tried = await tryCode(tx, ctx, { person, code, subject: `second-factor:${person.id}` })
    if (tried.shown === null) {
      refuseCode(tx, ctx, { person, failed: tried.failed })
      return null
    }
    await consumeChallenge(tx, { purpose: 'second-factor', challenge, now: ctx.now() })
    return completeSignIn(tx, ctx, { half, shown: tried.shown })
  })
  if (!opened) throw wrongCode()
  return opened
}

/** A passkey cannot be guessed, so tries with one neither count for a pause nor are stopped by one. */
async function verifyPasskey(
  ctx: PublicContext,
  half: HalfSignedIn,
  passkey: PasskeyAssertion,
): Promise<OpenSession> {
  const { person, challenge } = half
  const proven = await provePasskey(ctx, { challenge, passkey, userId: person.id })
  const write = systemWrite(ctx, actorOf(person), null)
  const opened = await write(async (tx) => {
    if (!proven) {
      tx.audit('auth.second_factor.refused', { user: person.id }, { reason: 'passkey' })
      return null
    }
    if (!(await lockedPerson(tx, person.id))) throw endedChallenge()
    await consumeChallenge(tx, { purpose: 'second-factor', challenge, now: ctx.now() })
    const shown = await takePasskey(tx, ctx, proven)
    return shown && completeSignIn(tx, ctx, { half, shown })
  })
  if (!opened) throw wrongPasskey()
  return opened
}

/** Completes a sign-in with a code of an authenticator app, a backup code or a passkey (AUTH-9). */
export async function verifySecondFactor(
  ctx: PublicContext,
  { challenge, code, passkey }: VerifySecondFactor,
): Promise<Tokens> {
  await takeAddressLimit(ctx, authLimits.loginPerAddress)
  const half = await halfSignIn(ctx, challenge)
  if (passkey !== undefined) return tokensFor(ctx, await verifyPasskey(ctx, half, passkey))
  if (code !== undefined) return tokensFor(ctx, await verifyCode(ctx, half, code))
  const message = 'Enter a code, or use a passkey.'
  throw new AppError('BAD_REQUEST', { message, issues: [{ path: 'code', message }] })
}

interface RefusedCode {
  person: Person
  failed: Failed
}

/** Leaves the trace of a wrong code; whoever gets here knows the password, so the fifth is worth a mail. */
function refuseCode(tx: SystemWriteTx, ctx: PublicContext, { person, failed }: RefusedCode): void {
  tx.audit(
    'auth.second_factor.refused',
    { user: person.id },
    { reason: failed === 'locked' ? 'locked' : 'code' },
  )
  if (failed === 'last') requestMail(tx, factorLockedMail(ctx.hub.settings.publicUrl, person))
}

const wrongCode = () =>
  new AppError('UNAUTHORIZED', {
    message:
      'This code is not right, or was used before. Wait for the next one; after five wrong codes it pauses for 30 minutes.',
  })
