export interface AccessClaims {
  userId: string
  /** The session the token was made from. */
  sessionId: string
}

/** An administrator in the place of the person: nothing renews such a token, so it holds as long as its session. */
export interface Impersonation {
  impersonatorId: string
  expiresAt: Date
}

/** What a token that was shown says of itself. */
export interface ShownClaims extends AccessClaims {
  issuedAt: Date
}

/** What a token of the authorization server says; its grant's row decides whether it still holds. */
export interface GrantClaims {
  grantId: string
  userId: string
  orgId: string
  scopes: readonly string[]
  /** Path of the resource it was made for; it is good there and below. */
  resource: string
}

/** RS256 access tokens of 15 minutes, and the keys they are checked with (AUTH-4). */
export interface AccessTokens {
  sign(claims: AccessClaims, impersonation?: Impersonation): Promise<{ token: string; expiresAt: Date }>
  /** `expired` for a token of this hub that has run out, null for anything else that is not a live token of this hub. */
  verify(token: string): Promise<ShownClaims | 'expired' | null>
  /**
   * The same for tokens that clients got at the authorization server, shown at the address `at`. `elsewhere` for one that
   * was made for another part of the MCP door; no other door takes them.
   */
  verifyGrant(token: string, at: string): Promise<GrantClaims | 'expired' | 'elsewhere' | null>
  /** The private half of the key that signs now, for the authorization server. */
  signingKey(): Promise<Record<string, unknown> & { kid: string }>
  jwks(): Promise<{ keys: Record<string, unknown>[] }>
}
