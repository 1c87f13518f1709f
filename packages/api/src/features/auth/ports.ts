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
  /** The administrator's own session, which ends this one with it. */
  parentId?: string | null
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

/** EdDSA, ES256 and RS256 (COSE): what authenticators in use can do. */
export const passkeyAlgorithms = [-8, -7, -257] as const

/** What a proof has to name: the challenge it answers, and where it was made. */
export interface PasskeyFrame {
  challenge: string
  rpId: string
  origin: string
}

/** Bytes are base64url, as browsers send them. */
export interface GivenAttestation {
  id: string
  clientDataJSON: string
  attestationObject: string
}
export interface GivenAssertion {
  id: string
  clientDataJSON: string
  authenticatorData: string
  signature: string
}

export interface NewPasskey {
  credentialId: string
  /** COSE key. */
  publicKey: Buffer
  counter: number
  isBackedUp: boolean
}

/** Proofs of Web Authentication with the person verified. null stands for everything that does not hold or cannot be read. */
export interface PasskeyVerifier {
  verifyNew(given: GivenAttestation, frame: PasskeyFrame): Promise<NewPasskey | null>
  /** Says what the authenticator's counter is; whether that may be is the caller's matter. */
  verify(
    given: GivenAssertion,
    frame: PasskeyFrame & { publicKey: Buffer },
  ): Promise<Pick<NewPasskey, 'counter' | 'isBackedUp'> | null>
}

/** A round trip to the provider that is about to begin; all three are made anew for each. */
export interface SocialTrip {
  state: string
  codeVerifier: string
  nonce: string
}

/** Who came back, as the provider signed it. */
export interface SocialPerson {
  /** What the provider calls the person, for good; an address may change hands, this does not. */
  subject: string
  email: string | null
  isEmailVerified: boolean
  name: string | null
  /** When the person last signed in there; null where the provider does not say. */
  signedInAt: Date | null
}

/** Sign-in by an account elsewhere (OpenID Connect, code flow with PKCE). */
export interface SocialProvider {
  /** Where to send the browser; `asksAnew` wants the person to sign in there once more. Throws a SocialError. */
  addressOf(trip: SocialTrip, asksAnew: boolean): Promise<URL>
  /** Exchanges the code and checks the answer. Throws a SocialError. */
  personOf(
    answer: { code: string; issuer: string | null },
    trip: SocialTrip,
    now: Date,
  ): Promise<SocialPerson>
}

/** `away`: the provider did not answer as it should. `refused`: it refused, or its answer is not to be trusted. */
export class SocialError extends Error {
  readonly kind: 'away' | 'refused'
  constructor(kind: SocialError['kind'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'SocialError'
    this.kind = kind
  }
}
