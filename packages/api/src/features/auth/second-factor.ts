import type { SystemDb } from '@hub/db'
import type { PublicContext } from '../../platform/context.ts'
import { requestMail } from '../../platform/mail.ts'
import { systemWrite } from '../../platform/write.ts'
import type { SystemWriteTx } from '../../platform/write.ts'
import { AppError } from '../../shared/errors.ts'
import { authLimits, clearAttempts, countAttempt, takeAddressLimit } from './auth-limits.ts'
import { consumeChallenge, endedChallenge, findChallenge, issueChallenge } from './challenges.ts'
import { backupCodeUsedMail, factorLockedMail } from './mails.ts'
import { actorOf, findById } from './people.ts'
import type { Person } from './people.ts'
import type { SecondFactorMethod, SignIn, Tokens, VerifySecondFactor } from './schema.ts'
import { openSession, tokensFor } from './tokens.ts'
import { countBackupCodes, takeBackupCode, takeTotp } from './totp.ts'

export interface Factors {
  totpSince: string | null
  passkeys: number
  backupCodesLeft: number
}

/** What protects an account besides its password. */
export async function factorsOf(db: SystemDb, userId: string): Promise<Factors> {
  const totp = await db
    .selectFrom('authTotp')
    .select('confirmedAt')
    .where('userId', '=', userId)
    .where('confirmedAt', 'is not', null)
    .executeTakeFirst()
  const { count } = await db
    .selectFrom('authPasskey')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('userId', '=', userId)
    .executeTakeFirstOrThrow()
  return {
    totpSince: totp?.confirmedAt ?? null,
    passkeys: Number(count),
    backupCodesLeft: await countBackupCodes(db, userId),
  }
}

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
}

/** The first half was right: the answer is a challenge, and nothing else exists yet. */
export async function startSecondFactor(
  tx: SystemDb,
  ctx: PublicContext,
  { person, factors, isRemembered, amr = 'pwd' }: HalfSignIn,
): Promise<SignIn> {
  const issued = await issueChallenge(tx, {
    purpose: 'second-factor',
    userId: person.id,
    data: { isRemembered, amr },
    now: ctx.now(),
  })
  return { status: 'second_factor', methods: methodsOf(factors), ...issued }
}

/** Six digits come from an app, everything else is a backup code. */
const isTotp = (code: string) => /^\d{6}$/.test(code)

/** Takes a code of the person's app or a backup code; null when it is neither. Returns how it was shown (RFC 8176). */
export async function takeCode(
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

/** Codes are counted like passwords, by person, so that parallel tries and new challenges do not buy more of them. */
export const countCodeAttempt = (ctx: PublicContext, userId: string) =>
  countAttempt(ctx.system.db, attemptsOf(userId), ctx.now())
export const clearCodeAttempts = (tx: SystemDb, userId: string) => clearAttempts(tx, attemptsOf(userId))
const attemptsOf = (userId: string) => `second-factor:${userId}`

/** Completes a sign-in with a code of an authenticator app or a backup code (AUTH-9). */
export async function verifySecondFactor(
  ctx: PublicContext,
  { challenge, code }: VerifySecondFactor,
): Promise<Tokens> {
  await takeAddressLimit(ctx, authLimits.loginPerAddress)
  const given = { purpose: 'second-factor', challenge, now: ctx.now() } as const
  const found = await findChallenge(ctx.system.db, given)
  const person = found?.userId ? await findById(ctx.system.db, found.userId) : undefined
  if (!found || !person || person.suspendedAt !== null) throw endedChallenge()
  const attempt = await countCodeAttempt(ctx, person.id)
  const write = systemWrite(ctx, actorOf(person), null)
  const opened = await write(async (tx) => {
    const shown = attempt === 'locked' ? null : await takeCode(tx, ctx, { person, code })
    if (shown === null) {
      refuseCode(tx, ctx, { person, attempt })
      return null
    }
    await consumeChallenge(tx, given)
    await clearCodeAttempts(tx, person.id)
    const session = await openSession(tx, ctx, {
      userId: person.id,
      isRemembered: found.data['isRemembered'] === true,
      amr: `${String(found.data['amr'])} ${shown}`,
    })
    tx.audit('auth.login', { user: person.id, session: session.handle }, { secondFactor: shown })
    return session
  })
  if (!opened) throw wrongCode()
  return tokensFor(ctx, opened)
}

interface RefusedCode {
  person: Person
  attempt: 'open' | 'last' | 'locked'
}

/** Leaves the trace of a wrong code; whoever gets here knows the password, so the fifth is worth a mail. */
export function refuseCode(tx: SystemWriteTx, ctx: PublicContext, { person, attempt }: RefusedCode): void {
  tx.audit(
    'auth.second_factor.refused',
    { user: person.id },
    { reason: attempt === 'locked' ? 'locked' : 'code' },
  )
  if (attempt === 'last') requestMail(tx, factorLockedMail(ctx.hub.settings.publicUrl, person))
}

export const wrongCode = () =>
  new AppError('UNAUTHORIZED', {
    message:
      'This code is not right, or was used before. Wait for the next one; after five wrong codes it pauses for 30 minutes.',
  })
