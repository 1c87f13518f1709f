import type { GeneratedAlways } from 'kysely'

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

export interface LiveOrgTables {
  liveChange: LiveChangeTable
}

export interface LiveSystemTables {
  liveChange: LiveChangeTable
}
