import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

type Shown<T> = GeneratedAlways<T>

/** The running sum of an organization's entries, in micro-credits. Only the ledger's functions write these tables. */
export interface CreditAccountTable {
  orgId: Shown<string>
  available: Shown<number>
  held: Shown<number>
  seq: Shown<number>
}

/** The first entry in the audit log of work that was paid for. */
export interface HeldAct {
  action: string
  target: Record<string, unknown>
  data: Record<string, unknown>
}

/** Credit set aside for one call. */
export interface CreditHoldTable {
  id: Shown<string>
  orgId: Shown<string>
  idem: Shown<Buffer | null>
  amount: Shown<number>
  status: Shown<'open' | 'settled' | 'voided' | 'expired'>
  workedAt: Shown<string | null>
  /** What the audit log says of the work. */
  act: Shown<HeldAct | null>
  procedure: Shown<string>
  door: Shown<string>
  driver: Shown<string | null>
  actorId: Shown<string | null>
  apiKeyId: Shown<string | null>
  priceVersion: Shown<number>
  expiresAt: Shown<string>
  closedAt: Shown<string | null>
  createdAt: Shown<string>
}

export type CreditEntryKind =
  | 'hold'
  | 'release'
  | 'charge'
  | 'loss'
  | 'grant'
  | 'adjustment'
  | 'expiry'
  | 'refund'

/** One movement; append-only, numbered per organization. */
export interface CreditEntryTable {
  orgId: Shown<string>
  seq: Shown<number>
  at: Shown<string>
  kind: Shown<CreditEntryKind>
  dAvailable: Shown<number>
  dHeld: Shown<number>
  availableAfter: Shown<number>
  heldAfter: Shown<number>
  lost: Shown<number>
  holdId: Shown<string | null>
  grantId: Shown<string | null>
  reason: Shown<string | null>
  procedure: Shown<string | null>
  door: Shown<string | null>
  driver: Shown<string | null>
  actorId: Shown<string | null>
  apiKeyId: Shown<string | null>
  priceVersion: Shown<number | null>
  model: Shown<string | null>
  inputTokens: Shown<number | null>
  /** Of the input, what the provider had at hand from before. */
  cachedTokens: Shown<number | null>
  outputTokens: Shown<number | null>
}

export interface CreditGrantTable {
  id: Shown<string>
  orgId: Shown<string>
  source: Shown<'sign-up' | 'adjustment'>
  priority: Shown<number>
  amount: Shown<number>
  remaining: Shown<number>
  expiresAt: Shown<string | null>
  createdAt: Shown<string>
}

/** Which grant paid for an entry. */
export interface CreditDrawTable {
  orgId: Shown<string>
  seq: Shown<number>
  grantId: Shown<string>
  amount: Shown<number>
}

/** One version of the price book; never changed. */
export interface CreditPriceTable {
  version: GeneratedAlways<number>
  digest: Buffer
  book: ColumnType<Record<string, unknown>, string, never>
  validFrom: Generated<string>
}

/** That a person has had the sign-up credits. */
export interface CreditSignUpTable {
  userId: string
  grantedIn: string
  createdAt: ColumnType<string, never, never>
}

/** What the organization lets itself spend, in micro-credits; null = no limit. Changed by `app.credit_set_limits` only. */
export interface CreditLimitTable {
  orgId: Shown<string>
  month: Shown<number | null>
  /** Of each member. */
  memberDay: Shown<number | null>
}

export interface CreditOrgTables {
  creditLimit: CreditLimitTable
  creditAccount: CreditAccountTable
  creditHold: CreditHoldTable
  creditEntry: CreditEntryTable
  creditGrant: CreditGrantTable
  creditDraw: CreditDrawTable
}

export interface CreditSystemTables {
  creditAccount: CreditAccountTable
  creditHold: Pick<CreditHoldTable, 'orgId' | 'status' | 'workedAt' | 'expiresAt'>
  creditGrant: Pick<CreditGrantTable, 'orgId' | 'remaining' | 'expiresAt'>
  creditEntry: Pick<CreditEntryTable, 'at' | 'kind' | 'dAvailable' | 'dHeld' | 'lost'>
  creditPrice: CreditPriceTable
  creditSignUp: CreditSignUpTable
}
