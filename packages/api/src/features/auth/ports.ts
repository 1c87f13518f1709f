declare const kind: unique symbol

/** What the browser holds; only its sha256 is stored. */
export type SessionToken = string & { readonly [kind]: 'session-token' }
/** The public id of a session, safe to show and to log. */
export type SessionHandle = string & { readonly [kind]: 'session-handle' }

export interface NewSession {
  userId: string
  isRemembered: boolean
  /** How the person proved who they are: methods of RFC 8176 with spaces between them. */
  amr: string
  /** The administrator who acts as the person; such a session never lives longer than half an hour. */
  impersonatorId: string | null
  userAgent: string | null
  ip: string | null
}

export interface StoredSession {
  handle: SessionHandle
  userId: string
  isRemembered: boolean
  amr: string
  impersonatorId: string | null
  userAgent: string | null
  ip: string | null
  createdAt: string
  lastSeenAt: string
  expiresAt: string
}

/** Sessions of people on devices. A session without a row does not exist, for any token made from it. */
export interface SessionStore {
  create(session: NewSession): Promise<{ token: SessionToken; session: StoredSession }>
  /** The live session of a token, its expiry moved on; null for anything else. */
  validate(token: string): Promise<StoredSession | null>
  /** Moves the expiry on after a use and returns it: never beyond the absolute end. */
  extend(handle: SessionHandle): Promise<string | null>
  /** A new token after the person proved again who they are; the old one no longer holds. null when it has ended. */
  renew(handle: SessionHandle, amr: string): Promise<SessionToken | null>
  /** Notes a further method that the person just showed, now. */
  strengthen(handle: SessionHandle, method: string): Promise<void>
  list(userId: string): Promise<StoredSession[]>
  end(handle: SessionHandle): Promise<void>
  endAll(userId: string): Promise<void>
  endExpired(): Promise<void>
}

/** One-time passwords of authenticator apps (RFC 4226, RFC 6238: SHA-1, six digits, steps of 30 s). */
export interface OtpProvider {
  /** The code of a counter. */
  code(secret: Buffer, counter: number): Promise<string>
}

/** Hashes passwords into PHC strings, off the main thread and a few at a time. */
export interface PasswordHasher {
  hash(password: string): Promise<string>
  /** Takes as long for no hash, an unusable hash and a wrong password; false for all three. */
  verify(hash: string | null, password: string): Promise<boolean>
  /** True for a hash made another way or with less work than new ones. */
  needsRehash(hash: string): boolean
}
