export interface AccessClaims {
  userId: string
  /** The session the token was made from. */
  sessionId: string
}

/** RS256 access tokens of 15 minutes, and the keys they are checked with (AUTH-4). */
export interface AccessTokens {
  sign(claims: AccessClaims): Promise<{ token: string; expiresAt: Date }>
  /** `expired` for a token of this hub that has run out, null for anything else that is not a live token of this hub. */
  verify(token: string): Promise<AccessClaims | 'expired' | null>
  jwks(): Promise<{ keys: Record<string, unknown>[] }>
}
