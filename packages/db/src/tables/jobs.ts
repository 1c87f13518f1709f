import type { ColumnType } from 'kysely'
import type { InstantColumn, NullableInstant } from './columns.ts'

export type JobStatusText = 'queued' | 'running' | 'done' | 'dead' | 'canceled'

/** Background work of an organization, as its pages show it. The engine holds what is in line, this table what it is about. */
export interface JobTable {
  id: string
  orgId: string
  kind: string
  /** What people call it: "Export of tasks". */
  title: string
  /** What it is to do, as its kind says. Written as JSON text. */
  payload: ColumnType<Record<string, unknown>, string, never>
  /** What the hub's own work is to do, in place of the payload; gone as soon as it is done. */
  sealed: Buffer | null
  /** Of whom it speaks: the hash of their address, so that it goes with them. */
  about: ColumnType<Buffer | null, Buffer | null, never>
  status: JobStatusText
  priority: ColumnType<'high' | 'normal' | 'low', 'high' | 'normal' | 'low', never>
  /** How often it was begun. */
  attempts: number
  /** Whoever asked for it; it works in their name, with what they may do then. null for the hub's own work. */
  askedById: string | null
  /** The key or connected application through which they asked: it can do no more than that one may. */
  programId: string | null
  /** The session of an administrator who asked in their place: what it began ends with it. */
  impersonationId: string | null
  requestId: string
  /** While one with this key is in line or under way, the same is not asked for twice. */
  dedupeKey: ColumnType<string | null, string | null, never>
  /** What the engine has in line or under way for it. */
  runId: string
  /** Who works on it: what somebody else wrote in the meantime is not overwritten. */
  runToken: string | null
  done: number
  total: number | null
  note: string | null
  result: ColumnType<Record<string, unknown> | null, string | null, string | null>
  /** What it made, in the file store. */
  fileId: string | null
  error: ColumnType<{ code: string; message: string } | null, string | null, string | null>
  /** Not before. */
  dueAt: InstantColumn
  createdAt: InstantColumn
  startedAt: NullableInstant
  finishedAt: NullableInstant
  cancelAskedAt: NullableInstant
}

/** One change of a job: what became of each attempt. */
export interface JobEventTable {
  orgId: string
  jobId: string
  position: ColumnType<number, never, never>
  status: 'queued' | 'started' | 'failed' | 'retried' | 'done' | 'dead' | 'canceled'
  attempt: number
  at: InstantColumn
  message: string | null
}

/** A process that runs jobs, and when it last said so. */
export interface WorkerLeaseTable {
  id: string
  version: string
  beatAt: InstantColumn
}

/** Work that comes round, and how it went the last time. */
export interface ScheduleTable {
  name: string
  everyMs: number
  /** The time of a day where it is done once a day in each organization; looked at every minute. */
  dailyAt: string | null
  dueAt: InstantColumn
  /** The process that is at it, and until when it counts as alive without a sign. */
  holder: string | null
  leasedUntil: NullableInstant
  startedAt: NullableInstant
  endedAt: NullableInstant
  durationMs: number | null
  lastError: string | null
  /** In a row. */
  failures: number
  runs: number
  seenAt: InstantColumn
}

/** How many jobs of a kind with a limit were begun in its window, by an organization, or by the hub (nil). */
export interface JobRateTable {
  kind: string
  whose: string
  endsAt: InstantColumn
  used: number
}

export interface JobOrgTables {
  job: JobTable
  jobEvent: JobEventTable
}

export interface JobSystemTables {
  /** Without what a job is about, which is its organization's. */
  job: Omit<JobTable, 'payload' | 'result' | 'note' | 'programId' | 'impersonationId'>
  jobEvent: JobEventTable
  workerLease: WorkerLeaseTable
  schedule: ScheduleTable
  jobRate: JobRateTable
}
