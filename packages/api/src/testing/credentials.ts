import { randomBytes } from 'node:crypto'
import { uuidv7 } from '@hub/db'
import { newApiKey } from '../platform/access/api-key.ts'
import type { Hub } from '../platform/hub.ts'
import { sha256 } from '../platform/secrets/secrets.ts'
import type { KeyKind } from '../shared/key-kind.ts'

export interface KeyFields {
  orgId: string
  userId: string
  /** Default: a program's. */
  kind?: KeyKind
  /** Default: every permission. */
  scopes?: string[]
  unaskedTools?: string[]
}

const HOUR_MS = 3_600_000
const soon = () => new Date(Date.now() + HOUR_MS)

/** The text of a live API key, as auth.apiKeys.create leaves it. */
export async function issueKey(
  hub: Hub,
  { orgId, userId, kind = 'program', scopes = [...hub.permissions.names], unaskedTools = [] }: KeyFields,
): Promise<{ id: string; text: string }> {
  const id = uuidv7()
  const { text, prefix, hash } = newApiKey(id)
  await hub.db
    .org(orgId)
    .insertInto('authApiKey')
    .values({
      id,
      orgId,
      userId,
      name: 'Test key',
      kind,
      prefix,
      secretHash: hash,
      scopes,
      unaskedTools,
      expiresAt: soon(),
    })
    .execute()
  return { id, text }
}

/** A live grant of a client, as a person's consent leaves it. */
export async function issueGrant(
  hub: Hub,
  { orgId, userId, scopes = ['credits.read'] }: Omit<KeyFields, 'kind' | 'unaskedTools'>,
): Promise<string> {
  const id = uuidv7()
  await hub.db
    .org(orgId)
    .insertInto('oauthGrant')
    .values({
      id,
      orgId,
      userId,
      clientId: 'test-client',
      clientName: 'Test client',
      redirectHost: 'localhost',
      scopes,
      createdAt: new Date(),
      expiresAt: soon(),
    })
    .execute()
  return id
}

/** A live session of a person and its access token, as signing in leaves them. */
export async function openSession(
  hub: Hub,
  userId: string,
): Promise<{ sessionId: string; accessToken: string }> {
  const sessionId = uuidv7()
  const now = new Date()
  await hub.db.system
    .insertInto('authSession')
    .values({
      id: sessionId,
      userId,
      tokenHash: sha256(randomBytes(32)),
      expiresAt: soon(),
      absoluteExpiresAt: soon(),
      authTime: now,
      amr: 'pwd',
      lastSeenAt: now,
    })
    .execute()
  const { token } = await hub.accessTokens.sign({ userId, sessionId })
  return { sessionId, accessToken: token }
}
