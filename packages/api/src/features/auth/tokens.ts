import { createHmac } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { uuidv7 } from '@hub/db'
import type { SystemDb } from '@hub/db'
import type { BaseContext } from '../../platform/calls/context.ts'
import { noteSeen } from '../../platform/access/last-seen.ts'
import { newToken, sha256 } from '../../platform/secrets/secrets.ts'
import type { SystemWriteTx } from '../../platform/data/recorder.ts'
import { noteDevice } from './devices.ts'
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
  childOf(hub.keys.refresh.current, parent)

const childOf = (key: KeyObject, parent: string): string =>
  createHmac('sha256', key).update(parent).digest('base64url')

/** The successor whose hash is stored, also where it was made with the key before. */
export const storedChild = (
  { hub }: Pick<BaseContext, 'hub'>,
  { parent, tokenHash }: { parent: string; tokenHash: Buffer },
): string | undefined =>
  hub.keys.refresh.all.map((key) => childOf(key, parent)).find((token) => sha256(token).equals(tokenHash))

interface Opening {
  userId: string
  isRemembered: boolean
  /** How the person proved who they are (RFC 8176). */
  amr: string
}

/** A session for this device with its first refresh token. */
export async function openSession(
  tx: SystemWriteTx,
  ctx: Pick<BaseContext, 'hub' | 'now' | 'call'>,
  { userId, isRemembered, amr }: Opening,
): Promise<OpenSession> {
  const { userAgent, ip, door } = ctx.call
  const { token: sessionToken, session } = await sessionsIn(tx, ctx).create({
    userId,
    isRemembered,
    amr,
    impersonatorId: null,
    userAgent,
    ip,
  })
  const { handle, expiresAt: refreshExpiresAt } = session
  const refreshToken = newToken()
  await addRefreshToken(tx, ctx.now(), {
    handle,
    token: refreshToken,
    parentId: null,
    expiresAt: refreshExpiresAt,
  })
  // In this order: who holds the person's row must not wait for a device that somebody holds who waits for the person.
  await noteDevice(tx, ctx, userId)
  await noteSeen(tx, userId, ctx.now())
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
