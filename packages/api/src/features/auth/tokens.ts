import { createHmac } from 'node:crypto'
import { uuidv7 } from '@hub/db'
import type { SystemDb } from '@hub/db'
import type { BaseContext } from '../../platform/context.ts'
import { newToken, sha256 } from '../../platform/secrets.ts'
import type { SessionHandle } from './ports.ts'
import { sessionsIn } from './providers.ts'
import type { Tokens } from './schema.ts'

export interface OpenSession {
  userId: string
  handle: SessionHandle
  sessionToken: string | null
  refreshToken: string
  refreshExpiresAt: string
  isRemembered: boolean
}

interface RefreshRow {
  handle: SessionHandle
  token: string
  parentId: string | null
  expiresAt: string
}

/** Stores a refresh token of a session; only its hash is kept. */
export async function addRefreshToken(
  db: SystemDb,
  now: Date,
  { handle, token, parentId, expiresAt }: RefreshRow,
): Promise<void> {
  const row = {
    id: uuidv7(),
    sessionId: handle,
    parentId,
    tokenHash: sha256(token),
    expiresAt,
    createdAt: now,
  }
  await db.insertInto('authRefreshToken').values(row).execute()
}

/**
 * The successor of a refresh token. It follows from its parent and the hub's key, so several tabs that present the parent
 * at once get the same one although only its hash is stored.
 */
export const childToken = ({ hub }: Pick<BaseContext, 'hub'>, parent: string): string =>
  createHmac('sha256', hub.keys.refresh).update(parent).digest('base64url')

interface Opening {
  userId: string
  isRemembered: boolean
  /** How the person proved who they are (RFC 8176). */
  amr: string
  impersonatorId?: string | null
}

/** A session for this device with its first refresh token. */
export async function openSession(
  db: SystemDb,
  ctx: Pick<BaseContext, 'hub' | 'now' | 'call'>,
  { userId, isRemembered, amr, impersonatorId = null }: Opening,
): Promise<OpenSession> {
  const { userAgent, ip, door } = ctx.call
  const { token: sessionToken, session } = await sessionsIn(db, ctx).create({
    userId,
    isRemembered,
    amr,
    impersonatorId,
    userAgent,
    ip,
  })
  const { handle, expiresAt: refreshExpiresAt } = session
  const refreshToken = newToken()
  await addRefreshToken(db, ctx.now(), {
    handle,
    token: refreshToken,
    parentId: null,
    expiresAt: refreshExpiresAt,
  })
  return {
    userId,
    handle,
    sessionToken: door === 'web' ? sessionToken : null,
    refreshToken,
    refreshExpiresAt,
    isRemembered,
  }
}

/** Adds the access token, signed outside the transaction because the keys may have to be read first. */
export async function tokensFor({ hub }: Pick<BaseContext, 'hub'>, session: OpenSession): Promise<Tokens> {
  const { userId, handle, sessionToken, refreshToken, refreshExpiresAt, isRemembered } = session
  const access = await hub.accessTokens.sign({ userId, sessionId: handle })
  return {
    accessToken: access.token,
    accessExpiresAt: access.expiresAt.toISOString(),
    refreshToken,
    refreshExpiresAt,
    sessionToken,
    isRemembered,
  }
}
