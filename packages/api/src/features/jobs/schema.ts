import { z } from 'zod'
import { entityId } from '../../shared/ids.ts'
import { listInput, listOutput } from '../../shared/list.ts'
import { mutationInput } from '../../shared/mutation.ts'
import { searchPhrase } from '../../shared/text.ts'
import { Instant } from '../../shared/time.ts'

export const JobId = entityId('job')
export const JobStatus = z.enum(['queued', 'running', 'done', 'dead', 'canceled'])
export type JobStatus = z.infer<typeof JobStatus>
export const JobPriority = z.enum(['high', 'normal', 'low'])

const JobError = z.strictObject({ code: z.string(), message: z.string() })

/** Background work: what was asked for, how far it is, and what came of it. */
export const Job = z.strictObject({
  id: JobId,
  kind: z.string(),
  title: z.string(),
  status: JobStatus.meta({
    description:
      'dead: tried as often as its kind says, or refused; it stays until somebody retries or discards it',
  }),
  priority: JobPriority,
  attempts: z.int().meta({ description: 'How often it was begun' }),
  attemptsAtMost: z.int(),
  done: z.int().meta({ description: 'How far it is, in steps of its own: rows, pages' }),
  total: z.int().nullable(),
  note: z.string().nullable(),
  error: JobError.nullable(),
  hasFile: z.boolean().meta({ description: 'jobs.file opens what it made, for whoever asked for it' }),
  result: z.record(z.string(), z.unknown()).nullable(),
  askedByName: z.string(),
  isMine: z.boolean(),
  isBeingCanceled: z.boolean(),
  dueAt: Instant.meta({ description: 'It does not begin before' }),
  createdAt: Instant,
  startedAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
})
export type Job = z.infer<typeof Job>
export const JobPage = listOutput(Job)

export const JobEvent = z.strictObject({
  status: z.enum(['queued', 'started', 'failed', 'retried', 'done', 'dead', 'canceled']),
  attempt: z.int(),
  at: Instant,
  message: z.string().nullable(),
})
export const JobWithEvents = z.strictObject({ ...Job.shape, events: z.array(JobEvent) })
export type JobWithEvents = z.infer<typeof JobWithEvents>

export const ListJobs = listInput(['newest'], {
  status: JobStatus.optional(),
  kind: z.string().max(80).optional(),
  search: searchPhrase.optional(),
  isMine: z.boolean().optional().meta({ description: 'Only those the caller asked for' }),
})
export type ListJobs = z.infer<typeof ListJobs>

export const GetJob = z.strictObject({ id: JobId })
export type GetJob = z.infer<typeof GetJob>

export const ChangeJob = mutationInput({ id: JobId })
export type ChangeJob = z.infer<typeof ChangeJob>

export const RetryAllJobs = mutationInput({ kind: z.string().max(80).optional() })
export type RetryAllJobs = z.infer<typeof RetryAllJobs>
export const RetriedJobs = z.strictObject({ count: z.int() })
export type RetriedJobs = z.infer<typeof RetriedJobs>

export const StartExport = mutationInput({
  list: z.string().max(80).meta({ description: 'Which list, such as "tasks"' }),
  filters: z
    .record(z.string(), z.unknown())
    .default({})
    .meta({ description: 'As the list itself takes them' }),
})
export type StartExport = z.infer<typeof StartExport>
export const StartedJob = z.strictObject({
  id: JobId,
  isNew: z.boolean().meta({ description: 'false where the same export is under way already' }),
})
export type StartedJob = z.infer<typeof StartedJob>
