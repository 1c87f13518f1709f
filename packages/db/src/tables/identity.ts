import type { ColumnType, Generated } from 'kysely'
import type { CreatedAt, InstantColumn, NullableInstant } from './columns.ts'
import type {
  OrganizationInvitationTable,
  OrganizationMemberTable,
  OrganizationTable,
} from './organizations.ts'

export interface AuthUserTable {
  id: string
  email: string
  name: string
  passwordHash: string | null
  emailVerifiedAt: NullableInstant
  platformRole: Generated<'user' | 'admin'>
  timeZone: string | null
  preferences: ColumnType<Record<string, unknown>, string | undefined, string>
  /** Name of the person's picture among the files. */
  avatar: ColumnType<string | null, never, string | null>
  termsAcceptedAt: NullableInstant
  suspendedAt: NullableInstant
  /** What an administrator wrote when they suspended the account. */
  suspendedReason: ColumnType<string | null, string | null | undefined, string | null>
  /** When the person was last here themselves; noted at most once a minute. */
  lastSeenAt: NullableInstant
  /** When the account ends; set while its person can still change their mind. */
  deletesAt: ColumnType<string | null, never, Date | null>
  /** Since when nothing of the person is left in this row. */
  erasedAt: ColumnType<string | null, never, Date>
  createdAt: CreatedAt
  updatedAt: ColumnType<string, string | Date | undefined, string | Date>
  version: Generated<number>
  /** Rises with every act on the own account; see `cache_epoch`. */
  cacheEpoch: Generated<number>
}

/** A device's session; the row is the refresh family, and its absence revokes every token made from it. */
export interface AuthSessionTable {
  id: string
  userId: string
  tokenHash: Buffer
  expiresAt: InstantColumn
  absoluteExpiresAt: InstantColumn
  /** When the person last proved who they are. */
  authTime: InstantColumn
  /** How, as methods of RFC 8176 with spaces between them: "pwd otp". */
  amr: string
  /** The administrator who acts as this person. */
  impersonatorId: string | null
  /** The administrator's own session: this one ends with it. */
  parentId: ColumnType<string | null, string | null | undefined, never>
  isRemembered: Generated<boolean>
  userAgent: string | null
  ip: string | null
  lastSeenAt: InstantColumn
  createdAt: CreatedAt
}

export interface AuthRefreshTokenTable {
  id: string
  sessionId: string
  parentId: string | null
  tokenHash: Buffer
  usedAt: NullableInstant
  expiresAt: InstantColumn
  createdAt: CreatedAt
}

export interface AuthOneTimeTokenTable {
  id: string
  purpose: 'verify-email' | 'reset-password' | 'first-admin' | 'data-export'
  userId: string | null
  email: string
  tokenHash: Buffer
  expiresAt: InstantColumn
  usedAt: NullableInstant
  createdAt: CreatedAt
}

/** Another address a person wants for their account; it takes a link to each of the two. */
export interface AuthEmailChangeTable {
  userId: string
  email: string
  /** Where it was asked; the session that stays when it is done. */
  sessionId: string | null
  newTokenHash: Buffer
  oldTokenHash: Buffer
  refuseTokenHash: Buffer
  newConfirmedAt: NullableInstant
  oldConfirmedAt: NullableInstant
  expiresAt: InstantColumn
  createdAt: ColumnType<string, Date, Date>
}

/** An authenticator app; without `confirmedAt` it is being set up and protects nothing yet. */
export interface AuthTotpTable {
  userId: string
  secretSealed: Buffer
  /** The newest time step that was used; a code of this or an older step is a replay. */
  lastStep: Generated<number>
  confirmedAt: NullableInstant
  createdAt: ColumnType<string, Date, Date>
}

export interface AuthBackupCodeTable {
  id: string
  userId: string
  codeHash: Buffer
  usedAt: NullableInstant
  createdAt: ColumnType<string, Date, never>
}

export interface AuthPasskeyTable {
  id: string
  userId: string
  /** As the browser names it, in base64url. */
  credentialId: string
  /** COSE key. */
  publicKey: Buffer
  counter: number
  transports: string[]
  name: string
  isBackedUp: boolean
  lastUsedAt: NullableInstant
  createdAt: ColumnType<string, Date, never>
}

/** One step of a sign-in that is under way; used once. */
export interface AuthChallengeTable {
  id: string
  purpose:
    | 'second-factor'
    | 'passkey-register'
    | 'passkey-sign-in'
    | 'passkey-confirm'
    | 'google-answer'
    | 'google-link'
    | 'google-sign-up'
  /** null where nobody has said yet who they are. */
  userId: string | null
  tokenHash: Buffer
  data: ColumnType<Record<string, unknown>, string, never>
  expiresAt: InstantColumn
  usedAt: NullableInstant
  createdAt: ColumnType<string, Date, never>
}

/** An account elsewhere by which a person signs in; `subject` is what the provider calls them. */
export interface AuthIdentityTable {
  id: string
  userId: string
  provider: 'google'
  subject: string
  /** As the provider named it when it was linked; shown, never looked up. */
  email: string
  lastUsedAt: NullableInstant
  createdAt: ColumnType<string, Date, never>
}

/** Where a person has signed in before, to tell them of a sign-in from anywhere else. */
export interface AuthDeviceTable {
  id: string
  userId: string
  /** In words, such as "Firefox on Windows". */
  device: string
  /** An IPv4 /24 or IPv6 /64; empty where the address is not known. */
  network: string
  firstSeenAt: ColumnType<string, Date, never>
  lastSeenAt: InstantColumn
}

/** Sign-in failures by canonical e-mail, also for addresses nobody has. */
export interface AuthLockoutTable {
  email: string
  failures: number
  windowStartedAt: InstantColumn
  lockedUntil: NullableInstant
}

/** Counters of limits that must hold over restarts and servers. */
export interface AuthLimitTable {
  name: string
  subject: string
  points: number
  windowStartedAt: InstantColumn
}

export interface AuthPasswordHistoryTable {
  id: string
  userId: string
  passwordHash: string
  createdAt: CreatedAt
}

/** How many different people were here on a day (UTC). */
export interface AuthActiveDayTable {
  day: string
  people: number
}

export interface AuthSigningKeyTable {
  kid: string
  privateSealed: Buffer
  publicJwk: ColumnType<Record<string, unknown>, string, never>
  state: 'next' | 'current' | 'previous' | 'retired'
  /** Since when it signs. */
  promotedAt: NullableInstant
  createdAt: CreatedAt
}

export interface AuthApiKeyTable {
  id: string
  orgId: string
  userId: string
  name: string
  prefix: string
  secretHash: Buffer
  /** An assistant's opens MCP and nothing else, a program's every other door. */
  kind: 'assistant' | 'program'
  scopes: string[]
  /** Tools this key may write with unasked; never destructive ones. */
  unaskedTools: string[]
  expiresAt: InstantColumn
  lastUsedAt: NullableInstant
  revokedAt: NullableInstant
  createdAt: CreatedAt
}

/** What organization-bound handles see: their own organization, its people, their names. */
export interface IdentityOrgTables {
  organization: OrganizationTable
  organizationMember: OrganizationMemberTable
  organizationInvitation: OrganizationInvitationTable
  authApiKey: AuthApiKeyTable
  authUser: Pick<
    AuthUserTable,
    'id' | 'name' | 'email' | 'avatar' | 'deletesAt' | 'suspendedAt' | 'timeZone' | 'emailVerifiedAt'
  >
}

export interface IdentitySystemTables {
  authUser: AuthUserTable
  authSession: AuthSessionTable
  authRefreshToken: AuthRefreshTokenTable
  authOneTimeToken: AuthOneTimeTokenTable
  authEmailChange: AuthEmailChangeTable
  authTotp: AuthTotpTable
  authBackupCode: AuthBackupCodeTable
  authPasskey: AuthPasskeyTable
  authChallenge: AuthChallengeTable
  authIdentity: AuthIdentityTable
  authDevice: AuthDeviceTable
  authLockout: AuthLockoutTable
  authLimit: AuthLimitTable
  authPasswordHistory: AuthPasswordHistoryTable
  authSigningKey: AuthSigningKeyTable
  authActiveDay: AuthActiveDayTable
  organization: OrganizationTable
  organizationMember: OrganizationMemberTable
  organizationInvitation: OrganizationInvitationTable
  authApiKey: AuthApiKeyTable
}
