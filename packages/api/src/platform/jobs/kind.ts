import type { Logger } from 'pino'
import type { z } from 'zod'
import type { Call } from '../calls/call.ts'
import type { QueueName } from '../durable/queues.ts'

/** What a job of some kind works with. */
export interface JobWork {
  readonly id: string
  readonly orgId: string
  /** In the name of whoever asked for it, who can do no more by it than they may now. */
  readonly by: Call
  readonly log: Logger
  /** Aborts when the job is canceled, has had its time, or was given to another process. */
  readonly signal: AbortSignal
  /** Calls a procedure as `modules.shelf.empty`; what it costs, leaves in the audit log and is refused is as for its person. */
  call(path: string, input: unknown): Promise<unknown>
  /** How far it is; shown to people, written now and then. Throws once the job is no longer this process's. */
  progress(state: { done: number; total?: number | null; note?: string | null }): Promise<void>
}

/** What came of a job. */
export interface JobOutcome<Result> {
  result: Result
  /** A file that it made, in the file store (`storeFile` with the kind "job"); goes when the job is forgotten. */
  fileId?: string
}

/** What has to be known of a kind of job to ask for one. */
export interface JobDescription<Payload extends z.ZodObject = z.ZodObject> {
  /** Such as `list.export`; in modules it begins with the module's name. */
  name: string
  /** What people call one: "Export of tasks". */
  title(payload: z.infer<Payload>): string
  payload: Payload
  queue: QueueName
}

/** Work that is asked for and done later, once, whatever dies in between. */
export interface JobKind<
  Payload extends z.ZodObject = z.ZodObject,
  Result extends z.ZodObject = z.ZodObject,
> extends JobDescription<Payload> {
  result: Result
  /** The procedure that asks for it: whoever may no longer call it has their job refused. */
  procedure: string
  /** How often it is tried before it is left alone. */
  attempts: number
  /** How long the first pause is; each is twice as long as the one before, to six hours at most. */
  firstPauseMs: number
  /** What takes longer has failed. */
  timeLimitMs: number
  /** May begin again from the start, after half of it was done. */
  run(work: JobWork, payload: z.infer<Payload>): Promise<JobOutcome<z.infer<Result>>>
}

export type JobKinds = ReadonlyMap<string, JobKind>

/** Keeps the types of payload and result while it joins the others. */
export const jobKind = <Payload extends z.ZodObject, Result extends z.ZodObject>(
  kind: JobKind<Payload, Result>,
): JobKind<Payload, Result> => kind
