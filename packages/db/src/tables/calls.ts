import type { ColumnType } from 'kysely'

/** One call of an API key, written in batches by system work and never changed. */
export interface ApiCallTable {
  id: string
  orgId: string
  at: ColumnType<string, Date | string, never>
  apiKeyId: string
  userId: string
  door: string
  procedure: string
  /** Milliseconds the call took. */
  ms: number
  /** "OK" or the code of the error. */
  code: string
  /** What the call cost, in micro-credits. */
  micro: number
  requestId: string
}

export interface CallsOrgTables {
  apiCall: ApiCallTable
}

export interface CallsSystemTables {
  apiCall: ApiCallTable
}
