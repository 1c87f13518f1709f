import { randomBytes } from 'node:crypto'

/*
 * Offline tokens as Shopify has them since December 2025: an access token lives an hour, a refresh token ninety days.
 * A refresh gives a new pair. The refresh token that was used may be used again until its replacement is, for thirty
 * days at most, so that a lost answer does not lose the shop.
 */

const HOUR = 3_600_000
const DAY = 24 * HOUR
const REFRESH_DAYS = 90
const RETRY_DAYS = 30

export interface Grant {
  scopes: string[]
}

interface Access extends Grant {
  expiresAt: number | null
}

interface Refresh extends Grant {
  token: string
  access: string
  expiresAt: number
  firstUsedAt: number | null
  /** The one whose use gave this one. */
  before: Refresh | null
}

export interface TokenAnswer {
  access_token: string
  scope: string
  expires_in?: number
  refresh_token?: string
  refresh_token_expires_in?: number
}

export interface Tokens {
  issue(scopes: string[], kind: 'expiring' | 'lasting'): TokenAnswer
  /** Nothing when the refresh token is unknown, expired or retired. */
  refresh(token: string): TokenAnswer | undefined
  /** What a living access token may do. */
  look(token: string | undefined): Grant | undefined
  revokeAll(): void
}

const secret = (prefix: string) => `${prefix}_${randomBytes(16).toString('hex')}`

export function tokenStore(now: () => number): Tokens {
  const accesses = new Map<string, Access>()
  const refreshes = new Map<string, Refresh>()

  function pair(scopes: string[], before: Refresh | null): TokenAnswer {
    const access = secret('shpat')
    const token = secret('shprt')
    accesses.set(access, { scopes, expiresAt: now() + HOUR })
    const expiresAt = now() + REFRESH_DAYS * DAY
    refreshes.set(token, { token, access, scopes, expiresAt, firstUsedAt: null, before })
    return {
      access_token: access,
      scope: scopes.join(','),
      expires_in: HOUR / 1000,
      refresh_token: token,
      refresh_token_expires_in: (REFRESH_DAYS * DAY) / 1000,
    }
  }

  const isActive = ({ expiresAt, firstUsedAt }: Refresh) =>
    now() < expiresAt && (firstUsedAt === null || now() < firstUsedAt + RETRY_DAYS * DAY)

  /** The first use of a token retires the one before it, and what else that one had given. */
  function retireBefore(used: Refresh): void {
    const { before } = used
    if (!before) return
    refreshes.delete(before.token)
    for (const other of refreshes.values()) {
      if (other.before === before && other !== used) refreshes.delete(other.token)
    }
    used.before = null
  }

  return {
    issue(scopes, kind) {
      if (kind === 'expiring') return pair(scopes, null)
      const access = secret('shpat')
      accesses.set(access, { scopes, expiresAt: null })
      return { access_token: access, scope: scopes.join(',') }
    },
    refresh(token) {
      const found = refreshes.get(token)
      if (!found || !isActive(found)) return undefined
      found.firstUsedAt ??= now()
      retireBefore(found)
      accesses.delete(found.access)
      return pair(found.scopes, found)
    },
    look(token) {
      const found = token === undefined ? undefined : accesses.get(token)
      if (!found || (found.expiresAt !== null && now() >= found.expiresAt)) return undefined
      return found
    },
    revokeAll() {
      accesses.clear()
      refreshes.clear()
    },
  }
}
