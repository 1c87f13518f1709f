import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely'

type Json = Record<string, unknown>

/** One entry of an organization's audit chain. Written by `app.audit_append` only; no program changes or removes it. */
export interface AuditEntryTable {
  orgId: GeneratedAlways<string>
  seq: GeneratedAlways<number>
  at: GeneratedAlways<string>
  actorId: GeneratedAlways<string | null>
  actorKind: GeneratedAlways<string | null>
  actingFor: GeneratedAlways<string | null>
  door: GeneratedAlways<string>
  action: GeneratedAlways<string>
  target: JSONColumnType<Json, never, never>
  data: JSONColumnType<Json, never, never>
  requestId: GeneratedAlways<string | null>
  prevHash: GeneratedAlways<Buffer>
  hash: GeneratedAlways<Buffer>
}

/** The personal part of an audit entry, kept outside the chain so that it can be erased. */
export interface AuditSubjectTable {
  orgId: GeneratedAlways<string>
  seq: GeneratedAlways<number>
  actorId: GeneratedAlways<string | null>
  email: GeneratedAlways<string | null>
  ip: GeneratedAlways<string | null>
  device: GeneratedAlways<string | null>
}

/** Where an audit chain ends; written with each entry. */
export interface AuditHeadTable {
  orgId: GeneratedAlways<string>
  seq: GeneratedAlways<number>
  hash: GeneratedAlways<Buffer>
}

/** An address range that reaches nothing of the hub. */
export interface AddressBlockTable {
  id: string
  /** Normalised, such as 203.0.113.0/24 or 2001:db8::/32. */
  network: string
  reason: string
  createdById: string
  createdAt: ColumnType<string, string | Date, never>
  expiresAt: ColumnType<string | null, string | Date | null, never>
}

/** A prepared file of a list, fetched once by the person who asked for it. */
export interface FileExportTable {
  tokenHash: Buffer
  userId: string
  /** Which list it is of, such as "audit" or "credits". */
  kind: string
  /** The organization, or NIL_ORG for the platform. */
  subject: string
  request: JSONColumnType<Json, string, never>
  expiresAt: ColumnType<string, string | Date, never>
  usedAt: ColumnType<string | null, never, string | Date>
}

/** A domain event that commits with its cause and is delivered afterwards. Features may only insert it. */
export interface OutboxEventTable {
  id: string
  /** Defaults to the organization of the handle; platform events name NIL_ORG. */
  orgId: Generated<string>
  /** Order of insertion; events of one aggregate are delivered in this order. */
  position: GeneratedAlways<number>
  topic: string
  /** What the event is about, such as `ops_task:<id>`; order holds within one aggregate. */
  aggregate: string
  payload: JSONColumnType<Json>
  /** The request that caused it, so that its log can be followed to the end; null for what nobody asked for. */
  requestId: ColumnType<string | null, string | null | undefined, never>
  /** The person who did it; null where nobody did. */
  actorId: ColumnType<string | null, string | null | undefined, never>
  createdAt: ColumnType<string, never, never>
  /** Before then nobody hears of it. */
  availableAt: ColumnType<string, string | undefined, never>
}

/** What one listener has still to hear, has heard, or was given up for; a database trigger makes it with the event. */
export interface OutboxDeliveryTable {
  orgId: string
  eventId: string
  listener: string
  position: number
  aggregate: string
  createdAt: ColumnType<string, string | undefined, never>
  /** After a failed try, or while somebody is at it, later than now. */
  availableAt: ColumnType<string, string | undefined, string>
  attempts: Generated<number>
  deliveredAt: ColumnType<string | null, never, string | null>
  deadAt: ColumnType<string | null, never, string | null>
  lastError: ColumnType<string | null, never, string | null>
}

/** Who listens to what. A listener that no server has had for a week is forgotten, with what it had still to hear. */
export interface EventListenerTable {
  name: string
  topics: string[]
  addedAt: ColumnType<string, never, never>
  /** When a server that has it last said so. */
  seenAt: ColumnType<string, never, string>
}

export interface IdempotencyTable {
  orgId: Generated<string>
  actorId: string
  procedure: string
  key: string
  inputHash: Buffer
  /** JSON text on the way in (a result may be an array or a scalar); null when it holds a secret. */
  result: ColumnType<unknown, string | null, never>
  secretResult: Generated<boolean>
  createdAt: ColumnType<string, never, never>
}

/** A key whose call is under way at another service. */
export interface IdempotencyClaimTable {
  orgId: Generated<string>
  actorId: string
  procedure: string
  key: string
  inputHash: Buffer
  /** The one call that acts under it. */
  holder: string
  claimedUntil: string
}

export interface FoundationOrgTables {
  auditEntry: AuditEntryTable
  auditSubject: AuditSubjectTable
  auditHead: AuditHeadTable
  outboxEvent: OutboxEventTable
  outboxDelivery: OutboxDeliveryTable
  idempotency: IdempotencyTable
  idempotencyClaim: IdempotencyClaimTable
}

/** What system work sees: platform audit and idempotency rows, and every outbox row for delivery. */
export interface FoundationSystemTables {
  auditEntry: AuditEntryTable
  auditSubject: AuditSubjectTable
  auditHead: AuditHeadTable
  outboxEvent: OutboxEventTable
  outboxDelivery: OutboxDeliveryTable
  eventListener: EventListenerTable
  addressBlock: AddressBlockTable
  fileExport: FileExportTable
  idempotency: IdempotencyTable
}
