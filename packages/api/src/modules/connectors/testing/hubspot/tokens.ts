import { randomBytes, randomUUID } from 'node:crypto'

const MINUTE_MS = 60_000
/** An access token lives thirty minutes; a refresh token until it is revoked, or the app is taken out. */
const LIVES_MS = 30 * MINUTE_MS
const CODE_MS = MINUTE_MS

export interface Grant {
  scopes: string[]
  hubId: number
}

interface Held extends Grant {
  refreshToken: string
}

export interface Tokens {
  codeFor(grant: Grant, redirectUri: string): string
  /** What a code stands for, once and for a minute. */
  takeCode(code: string): (Grant & { redirectUri: string }) | undefined
  issue(grant: Grant): object
  refresh(refreshToken: string): object | undefined
  /** What a living access token may do; `ended` for one that is over. */
  look(token: string): Grant | 'ended' | undefined
  revoke(refreshToken: string): void
  revokeAll(): void
  refreshTokens(): string[]
}

export function tokenStore(now: () => number): Tokens {
  const codes = new Map<string, Grant & { redirectUri: string; expiresAt: number }>()
  const refreshes = new Map<string, Held>()
  const accesses = new Map<string, Held & { expiresAt: number }>()

  function answerWith(grant: Held): object {
    const accessToken = `CK${randomBytes(40).toString('base64url')}`
    accesses.set(accessToken, { ...grant, expiresAt: now() + LIVES_MS })
    return {
      token_type: 'bearer',
      refresh_token: grant.refreshToken,
      access_token: accessToken,
      expires_in: LIVES_MS / 1_000,
      hub_id: grant.hubId,
      scopes: grant.scopes,
    }
  }

  function revoke(refreshToken: string): void {
    refreshes.delete(refreshToken)
    for (const [token, grant] of accesses) if (grant.refreshToken === refreshToken) accesses.delete(token)
  }

  return {
    codeFor(grant, redirectUri) {
      const code = `na1-${randomUUID()}`
      codes.set(code, { ...grant, redirectUri, expiresAt: now() + CODE_MS })
      return code
    },
    takeCode(code) {
      const found = codes.get(code)
      codes.delete(code)
      return found && now() < found.expiresAt ? found : undefined
    },
    issue(grant) {
      const held = { ...grant, refreshToken: `na1-${randomUUID()}` }
      refreshes.set(held.refreshToken, held)
      return answerWith(held)
    },
    refresh(refreshToken) {
      const held = refreshes.get(refreshToken)
      return held && answerWith(held)
    },
    look(token) {
      const found = accesses.get(token)
      return found && now() >= found.expiresAt ? 'ended' : found
    },
    revoke,
    revokeAll() {
      for (const token of refreshes.keys()) revoke(token)
    },
    refreshTokens: () => [...refreshes.keys()],
  }
}
