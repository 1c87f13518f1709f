export interface AccessClaims {
  userId: string
  /** The session the token was made from. */
  sessionId: string
}

/** RS256 access tokens of 15 minutes, and the keys they are checked with (AUTH-4). */
export interface AccessTokens {
  sign(claims: AccessClaims): Promise<{ token: string; expiresAt: Date }>
  /** null for anything but a live token of this hub. */
  verify(token: string): Promise<AccessClaims | null>
  jwks(): Promise<{ keys: Record<string, unknown>[] }>
}
