import { z } from 'zod'
import { entityId } from '../../../shared/ids.ts'
import { listInput, listOutput } from '../../../shared/list.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { searchPhrase } from '../../../shared/text.ts'
import { Instant } from '../../../shared/time.ts'
import { JobId, JobPriority, JobStatus } from '../../jobs/schema.ts'

/** A job of any organization or of the hub itself, without what it is about. */
export const PlatformJob = z.strictObject({
  id: JobId,
  kind: z.string(),
  title: z.string(),
  status: JobStatus,
  priority: JobPriority,
  attempts: z.int(),
  done: z.int(),
  total: z.int().nullable(),
  error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  orgId: entityId('organization').nullable().meta({ description: 'null for what is of no organization' }),
  orgSlug: z.string().nullable(),
  orgName: z.string().nullable(),
  dueAt: Instant,
  createdAt: Instant,
  startedAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
})
export type PlatformJob = z.infer<typeof PlatformJob>
export const PlatformJobPage = listOutput(PlatformJob)

export const ListPlatformJobs = listInput(['newest'], {
  search: searchPhrase.optional().meta({ description: 'Words of its title: what a mail is, and to whom' }),
  status: JobStatus.optional(),
  kind: z.string().max(80).optional(),
  orgId: entityId('organization').optional(),
})
export type ListPlatformJobs = z.infer<typeof ListPlatformJobs>

/** Who works, and how much there is to do. */
export const PlatformJobState = z.strictObject({
  workers: z.array(z.strictObject({ id: z.string(), version: z.string(), beatAt: Instant })),
  waiting: z.int(),
  running: z.int(),
  dead: z.int(),
  oldestWaitingAt: Instant.nullable().meta({ description: 'Since when the first in line could have begun' }),
})
export type PlatformJobState = z.infer<typeof PlatformJobState>

export const ActOnJob = mutationInput({ id: JobId, act: z.enum(['cancel', 'retry', 'discard']) })
export type ActOnJob = z.infer<typeof ActOnJob>

/** Work that is done by itself again and again, and how it went the last time. */
export const Schedule = z.strictObject({
  name: z.string(),
  everyMs: z.int(),
  dailyAt: z.string().nullable().meta({
    description: 'Once a day in each organization, at this time where it is; looked at every minute',
  }),
  dueAt: Instant,
  isRunning: z.boolean(),
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  durationMs: z.int().nullable(),
  lastError: z.string().nullable().meta({ description: 'Why the last run failed; null where it went well' }),
  failures: z.int().meta({ description: 'How many runs in a row have failed' }),
  runs: z.int(),
})
export type Schedule = z.infer<typeof Schedule>
export const Schedules = z.strictObject({ schedules: z.array(Schedule) })
export type Schedules = z.infer<typeof Schedules>

export const RunSchedule = mutationInput({
  name: z.string().max(120).meta({ description: 'As admin.jobs.schedules lists it' }),
}).meta({ examples: [{ name: 'credit holds' }] })
export type RunSchedule = z.infer<typeof RunSchedule>
