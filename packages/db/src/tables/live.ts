import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { InstantColumn } from './columns.ts'

type Shown<T> = GeneratedAlways<T>

/** A row that changed, for whoever follows the organization; written by triggers alone. */
export interface LiveChangeTable {
  orgId: Shown<string>
  /** The transaction that changed it. */
  xid: Shown<string>
  position: Shown<number>
  at: Shown<string>
  action: Shown<string>
  target: Shown<Record<string, unknown>>
  actorId: Shown<string | null>
  /** Whose own it is, where others are not told. */
  personId: Shown<string | null>
  requestId: Shown<string | null>
}

/** Somebody who has a row open in a page, until their page is gone or says nothing more. */
export interface LivePresenceTable {
  orgId: Generated<string>
  seat: string
  entity: ColumnType<string, string, never>
  entityId: ColumnType<string, string, never>
  personId: ColumnType<string, string, never>
  expiresAt: InstantColumn
}

/** What administrators of the hub say to everybody, or to one organization. */
export interface BroadcastTable {
  id: string
  onlyOrgId: ColumnType<string | null, string | null, never>
  words: ColumnType<string, string, never>
  createdById: ColumnType<string, string, never>
  createdAt: ColumnType<string, string | Date, never>
  endsAt: InstantColumn
}

export interface LiveOrgTables {
  liveChange: LiveChangeTable
  livePresence: LivePresenceTable
}

export interface LiveSystemTables {
  broadcast: BroadcastTable
  liveChange: LiveChangeTable
  livePresence: Pick<LivePresenceTable, 'expiresAt'>
}
