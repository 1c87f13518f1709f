import type { SystemDb } from '@hub/db'
import type { PublicContext } from '../../platform/calls/context.ts'
import { requestMail } from '../../platform/mail/request-mail.ts'
import { sha256 } from '../../platform/secrets/secrets.ts'
import type { SystemWriteTx } from '../../platform/data/recorder.ts'
import { AppError } from '../../shared/errors.ts'
import { reuseMail } from './mails.ts'
import type { SessionHandle } from './ports.ts'
import { sessionsIn } from './providers.ts'
import type { Refresh, Tokens } from './schema.ts'
import { endSessionAfar } from './sign-out.ts'
import { addRefreshToken, childToken, storedChild, tokensFor } from './tokens.ts'
import type { OpenSession } from './tokens.ts'

/** Several tabs present one token at nearly the same time; the same span as in Supabase Auth. */
const RACE_MS = 10_000

/** Waits for whoever uses the same token; afterwards the row shows that use. */
const lockToken = (db: SystemDb, token: string) =>
  db
    .selectFrom('authRefreshToken as token')
    .innerJoin('authSession as session', 'session.id', 'token.sessionId')
    .innerJoin('authUser as person', 'person.id', 'session.userId')
    .select([
      'token.id',
      'token.sessionId',
      'token.usedAt',
      'token.expiresAt',
      'session.userId',
      'session.isRemembered',
    ])
    .select(['person.email', 'person.name', 'person.suspendedAt'])
    .where('token.tokenHash', '=', sha256(token))
    .forUpdate('token')
    .executeTakeFirst()

type TokenRow = NonNullable<Awaited<ReturnType<typeof lockToken>>>

interface Turn {
  row: TokenRow
  token: string
}

interface Successor {
  token: string
  expiresAt: string
}

/** First use: the token is spent and its successor takes its place. */
async function rotate(
  tx: SystemWriteTx,
  ctx: PublicContext,
  { row, token }: Turn,
): Promise<Successor | null> {
  const now = ctx.now()
  const handle = row.sessionId as SessionHandle
  const expiresAt = await sessionsIn(tx, ctx).extend(handle)
  if (expiresAt === null) return null
  await tx.updateTable('authRefreshToken').set({ usedAt: now }).where('id', '=', row.id).execute()
  const next = { token: childToken(ctx, token), expiresAt }
  await addRefreshToken(tx, now, { ...next, handle, parentId: row.id })
  return next
}

/** A spent token is a race of tabs only while it is fresh and nobody has used its successor. */
async function successorInRace(
  tx: SystemWriteTx,
  ctx: PublicContext,
  { row, token: parent }: Turn,
): Promise<Successor | null> {
  if (row.usedAt === null || ctx.now().getTime() - Date.parse(row.usedAt) > RACE_MS) return null
  const child = await tx
    .selectFrom('authRefreshToken')
    .select(['expiresAt', 'tokenHash'])
    .where('parentId', '=', row.id)
    .where('usedAt', 'is', null)
    .executeTakeFirst()
  const token = child && storedChild(ctx, { parent, tokenHash: child.tokenHash })
  return child && token !== undefined ? { token, expiresAt: child.expiresAt } : null
}

/** The family ends here and its end is committed; the caller throws afterwards, or the end would be rolled back. */
async function endFamily(tx: SystemWriteTx, ctx: PublicContext, row: TokenRow): Promise<void> {
  await endSessionAfar(tx, ctx, {
    userId: row.userId,
    handle: row.sessionId as SessionHandle,
    impersonatorId: null,
  })
  tx.audit('auth.refresh.reused', { user: row.userId, session: row.sessionId })
  requestMail(tx, reuseMail(ctx.hub.settings.publicUrl, row))
}

/**
 * The name of the refresh cookie lets a neighboring host set it, that of the session cookie does not: with both of one
 * sign-in nobody is slipped into an account that is not theirs.
 */
async function isOfSession(
  tx: SystemWriteTx,
  ctx: PublicContext,
  { row, sessionToken }: { row: TokenRow; sessionToken: string | undefined },
): Promise<boolean> {
  if (sessionToken === undefined) return true
  const session = await sessionsIn(tx, ctx).validate(sessionToken)
  return session?.handle === row.sessionId
}

async function takeTurn(
  tx: SystemWriteTx,
  ctx: PublicContext,
  { refreshToken: token, sessionToken }: Refresh,
): Promise<OpenSession | null> {
  const row = await lockToken(tx, token)
  if (!row || row.suspendedAt !== null || !(await isOfSession(tx, ctx, { row, sessionToken }))) return null
  if (row.usedAt === null && Date.parse(row.expiresAt) <= ctx.now().getTime()) return null
  const turn = { row, token }
  const next = row.usedAt === null ? await rotate(tx, ctx, turn) : await successorInRace(tx, ctx, turn)
  if (next !== null) {
    const { userId, isRemembered, sessionId } = row
    return {
      userId,
      isRemembered,
      handle: sessionId as SessionHandle,
      sessionToken: null,
      refreshToken: next.token,
      refreshExpiresAt: next.expiresAt,
    }
  }
  if (row.usedAt !== null) await endFamily(tx, ctx, row)
  return null
}

/** Exchanges a refresh token for new tokens; a token used before ends its whole session (AUTH-4). */
export async function refresh(ctx: PublicContext, given: Refresh): Promise<Tokens> {
  const session = await ctx.system.write((tx) => takeTurn(tx, ctx, given))
  if (session) return tokensFor(ctx, session)
  throw new AppError('UNAUTHORIZED', { message: 'This sign-in has ended. Sign in again.' })
}
