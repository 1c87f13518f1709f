import type { ColumnType } from 'kysely'
import type { InstantColumn, NullableInstant } from './columns.ts'

/** Read as a value, written as JSON text. */
type Json<T> = ColumnType<T, string, string>
type NullableJson<T> = ColumnType<T | null, string | null | undefined, string | null>

/** With a value of its own in the table. */
type Defaulted<T> = ColumnType<T, T | undefined, T>

/** What happens by itself, and when: the draft that is being worked on, and which version runs. */
export interface WorkflowTable {
  id: string
  orgId: string
  name: string
  description: string
  draft: Json<Record<string, unknown>>
  /** The version that runs; null before the first was published. */
  published: Defaulted<number | null>
  /** Whether its triggers start it. */
  isOn: Defaulted<boolean>
  /** How many runs of it there may be at once. */
  atOnce: Defaulted<number>
  /** The workflow that runs when a run of this one fails. */
  onFailureId: Defaulted<string | null>
  /** It runs when a workflow without a handler of its own fails; one of an organization at most. */
  isForFailures: Defaulted<boolean>
  runs: Defaulted<number>
  versions: Defaulted<number>
  /** Rises with each change, so that two people do not overwrite each other. */
  version: Defaulted<number>
  createdById: string
  createdAt: InstantColumn
  updatedAt: InstantColumn
  removedAt: NullableInstant
  /** Since when a run of it waits for credits; what people are told of once. */
  pausedAt: NullableInstant
}

/** What was published stays as it is. Runs act as whoever published it. */
export interface WorkflowVersionTable {
  orgId: string
  workflowId: string
  number: number
  definition: Json<Record<string, unknown>>
  note: string
  publishedById: string
  /** The key or connected application it was published through: its runs can do no more than that one may. */
  programId: string | null
  publishedAt: InstantColumn
}

/** What starts a workflow by itself. */
export interface WorkflowTriggerTable {
  id: string
  orgId: string
  workflowId: string
  /** Its id within the definition. */
  key: string
  kind: 'schedule' | 'event' | 'webhook' | 'form'
  config: Json<Record<string, unknown>>
  /** Of events. */
  topic: string | null
  /** Of schedules: when it starts it next. */
  nextAt: NullableInstant
  /** Of webhooks, sealed: what their senders sign with. */
  secret: Buffer | null
  /** The one before, which opens it for a while. */
  oldSecret: Buffer | null
  oldSecretUntil: NullableInstant
  isOn: boolean
}

export type WorkflowRunStatus = 'queued' | 'running' | 'waiting' | 'paused' | 'done' | 'failed' | 'canceled'
export type WorkflowStart =
  | 'person'
  | 'schedule'
  | 'event'
  | 'webhook'
  | 'form'
  | 'workflow'
  | 'failure'
  | 'test'

/** One run of a version, or of a draft that is tested. */
export interface WorkflowRunTable {
  id: string
  orgId: string
  workflowId: string
  /** Counted within its workflow. */
  number: number
  version: number | null
  /** Of a test: the draft it runs. */
  definition: NullableJson<Record<string, unknown>>
  status: WorkflowRunStatus
  startedBy: WorkflowStart
  /** The same cause starts a workflow once. */
  cause: string
  input: Json<Record<string, unknown>>
  /** Of a test: outputs that stand in for steps. */
  pinned: NullableJson<Record<string, unknown>>
  actsAsId: string
  programId: Defaulted<string | null>
  /** The person who asked for this run; null where none did. */
  startedById: Defaulted<string | null>
  /** How many runs led to this one. */
  depth: Defaulted<number>
  /** How often it was put in line; a run of the engine that comes late finds nothing to do. */
  segment: Defaulted<number>
  /** Who works on it: what somebody else wrote in the meantime is not overwritten. */
  runToken: Defaulted<string | null>
  /** It waits until another run of its workflow ends. */
  isHeld: Defaulted<boolean>
  /** When it is looked at again, while it waits. */
  wakeAt: NullableInstant
  error: NullableJson<{ code: string; message: string; stepId?: string }>
  costMicro: Defaulted<number>
  /** When a schedule wanted it. */
  plannedAt: NullableInstant
  createdAt: InstantColumn
  startedAt: NullableInstant
  finishedAt: NullableInstant
  cancelAskedAt: NullableInstant
}

/** What somebody who was asked said. */
export interface WorkflowDecision {
  decision: 'yes' | 'no'
  byId: string
  note: string
  at: string
}

/** What a step waits for, and what came of it. */
export interface WorkflowWait {
  kind: 'delay' | 'approval' | 'event' | 'retry' | 'credits' | 'flight'
  question?: string
  deciders?: string[]
  decision?: WorkflowDecision
  /** How often it met itself, still under way in a process that died. */
  flights?: number
  match?: string
  /** What the expression looks at beside the event. */
  known?: Record<string, unknown>
  received?: Record<string, unknown>
}

/** One try of one step of a run. */
export interface WorkflowStepRunTable {
  orgId: string
  runId: string
  /** The step with what it stands in: `each[2].mail`. */
  path: string
  /** Rises when it is done again although it was done. Writes of one round are done once. */
  round: number
  attempt: number
  stepId: string
  status: 'running' | 'waiting' | 'done' | 'failed'
  /** Another try or round has taken its place. */
  isPast: Defaulted<boolean>
  input: NullableJson<unknown>
  output: NullableJson<unknown>
  error: NullableJson<{ code: string; message: string }>
  wait: NullableJson<WorkflowWait>
  waitTopic: Defaulted<string | null>
  waitUntil: NullableInstant
  costMicro: Defaulted<number>
  startedAt: InstantColumn
  finishedAt: NullableInstant
}

/** Values of a run that are too large for its rows. */
export interface WorkflowBlobTable {
  id: string
  orgId: string
  runId: string
  content: ColumnType<unknown, string, never>
}

/** What workflows sign in with elsewhere, sealed, and where it may be sent. */
export interface WorkflowSecretTable {
  id: string
  orgId: string
  name: string
  hosts: string[]
  sealed: Buffer
  setById: string
  setAt: InstantColumn
}

export interface WorkflowOrgTables {
  workflow: WorkflowTable
  workflowVersion: WorkflowVersionTable
  workflowTrigger: WorkflowTriggerTable
  workflowRun: WorkflowRunTable
  workflowStepRun: WorkflowStepRunTable
  workflowBlob: WorkflowBlobTable
  workflowSecret: WorkflowSecretTable
}

export interface WorkflowSystemTables {
  workflowTrigger: Pick<WorkflowTriggerTable, 'id' | 'orgId' | 'nextAt' | 'isOn'>
  workflowRun: Pick<
    WorkflowRunTable,
    'id' | 'orgId' | 'status' | 'segment' | 'wakeAt' | 'createdAt' | 'finishedAt' | 'isHeld'
  >
}
