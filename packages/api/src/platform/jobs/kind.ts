import type { Logger } from 'pino'
import type { z } from 'zod'
import type { Call } from '../calls/call.ts'
import type { QueueName } from '../durable/queues.ts'
import type { JobPriority } from './line.ts'

/** What the hub's own work works with. */
export interface OwnWork {
  readonly id: string
  readonly orgId: string
  readonly log: Logger
  /** Aborts when the job is canceled, has had its time, or was given to another process. */
  readonly signal: AbortSignal
  /** How far it is; shown to people, written now and then. Throws once the job is no longer this process's. */
  progress(state: { done: number; total?: number | null; note?: string | null }): Promise<void>
}

/** What a job that a person asked for works with. */
export interface JobWork extends OwnWork {
  /** In the name of whoever asked for it, who can do no more by it than they may now. */
  readonly by: Call
  /** Calls a procedure as `modules.shelf.empty`; what it costs, leaves in the audit log and is refused is as for its person. */
  call(path: string, input: unknown): Promise<unknown>
  /** What `within` stands on: the context itself knows the kinds of jobs, so its type cannot be named here. */
  inside(work: (ctx: unknown) => Promise<unknown>): Promise<unknown>
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

/** How many jobs of a kind are begun within some seconds, by each organization or by the whole hub. */
export interface KindLimit {
  points: number
  seconds: number
  per: 'organization' | 'hub'
}

interface KindRules<Payload extends z.ZodObject, Result extends z.ZodObject> extends JobDescription<Payload> {
  result: Result
  /** How often it is tried before it is left alone. */
  attempts: number
  /** How long the first pause is; each is twice as long as the one before, to six hours at most. */
  firstPauseMs: number
  /** What takes longer has failed. */
  timeLimitMs: number
  /** What would be over it waits in line; it counts as no try. */
  limit?: KindLimit
}

/** Work that is asked for and done later, once, whatever dies in between. */
export interface JobKind<
  Payload extends z.ZodObject = z.ZodObject,
  Result extends z.ZodObject = z.ZodObject,
> extends KindRules<Payload, Result> {
  /** The procedure that asks for it: whoever may no longer call it has their job refused. */
  procedure: string
  /** May begin again from the start, after half of it was done. */
  run(work: JobWork, payload: z.infer<Payload>): Promise<JobOutcome<z.infer<Result>>>
}

/** What has to be known of the hub's own work to put some in line. Administrators of the hub see its title and nothing else. */
export interface OwnJobDescription<
  Payload extends z.ZodObject = z.ZodObject,
> extends JobDescription<Payload> {
  /** The address of whom it speaks: what was not done yet goes with their account. */
  about?(payload: z.infer<Payload>): string | null
  /**
   * What it is done to. While the same waits, works or was given up, it is not asked for again; stored as a keyed hash. Where
   * somebody canceled it or put it aside, the next wish is a new job.
   */
  once?(payload: z.infer<Payload>): string
}

/** Work of the hub itself that is to be put in line. */
export interface OwnWish {
  kind: string
  title: string
  queue: QueueName
  priority: JobPriority
  payload: string
  about: Buffer | null
  /** null where the same may be in line many times. */
  once: string | null
}

/** Work of the hub itself, such as a mail: nobody asked for it, and it is in nobody's name. */
export interface OwnJobKind<
  Payload extends z.ZodObject = z.ZodObject,
  Result extends z.ZodObject = z.ZodObject,
>
  extends KindRules<Payload, Result>, OwnJobDescription<Payload> {
  isOwn: true
  run(work: OwnWork, payload: z.infer<Payload>): Promise<JobOutcome<z.infer<Result>>>
}

export type AnyJobKind = JobKind | OwnJobKind

export type JobKinds = ReadonlyMap<string, AnyJobKind>

/** Keeps the types of payload and result while it joins the others. */
export const jobKind = <Payload extends z.ZodObject, Result extends z.ZodObject>(
  kind: JobKind<Payload, Result>,
): JobKind<Payload, Result> => kind
