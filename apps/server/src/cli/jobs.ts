import {
  actOnJobHere,
  jobLines,
  jobStateHere,
  retryAllHere,
  runScheduleHere,
  schedulesHere,
} from '@hub/api/server'
import type { Hub, JobLine, Schedule } from '@hub/api/server'
import { commandOf } from './command.ts'
import { withLocalHub } from './local-hub.ts'
import { UsageError } from './output.ts'

/** What may stand behind `jobs …`. */
export interface JobOptions {
  org?: string | undefined
  status?: string | undefined
}

interface Asked {
  id: string | undefined
  options: JobOptions
}

const lineOf = ({ id, organization, status, title, attempts, error }: JobLine): string =>
  [id, organization, status, `${attempts}×`, title, ...(error === null ? [] : [`(${error})`])].join('  ')

const lastOf = ({ isRunning, endedAt, durationMs }: Schedule): string => {
  if (isRunning) return 'runs now'
  return endedAt === null ? 'never yet' : `last ${endedAt}, ${durationMs ?? 0} ms`
}

const scheduleLine = (schedule: Schedule): string => {
  const { name, everyMs, dailyAt, dueAt, runs, failures, lastError } = schedule
  return [
    name,
    dailyAt === null ? `every ${everyMs / 1_000} s` : `daily at ${dailyAt}`,
    lastOf(schedule),
    `next ${dueAt}`,
    `${runs}×`,
    ...(lastError === null ? [] : [`(failed ${failures}× in a row: ${lastError})`]),
  ].join('  ')
}

const acting =
  (act: 'cancel' | 'retry' | 'discard') =>
  async (hub: Hub, { id }: Asked) => {
    if (id === undefined) throw new UsageError(`Say which: jobs ${act} <id>. "jobs list" shows them.`)
    return actOnJobHere(hub, id, act)
  }

const jobCommands: Record<string, (hub: Hub, asked: Asked) => Promise<unknown>> = {
  list: (hub, { options }) => jobLines(hub, options),
  state: (hub) => jobStateHere(hub),
  cancel: acting('cancel'),
  retry: acting('retry'),
  discard: acting('discard'),
  schedules: (hub) => schedulesHere(hub),
  run: async (hub, { id }) => {
    if (id === undefined) throw new UsageError('Say which: jobs run "<name>". "jobs schedules" shows them.')
    return runScheduleHere(hub, id)
  },
  'retry-all': (hub, { options: { org } }) => retryAllHere(hub, org),
}

/** Looks at background work, or acts on it; null where there is no such command. */
export function runJobs(command: string, asked: Asked): Promise<unknown> | null {
  const run = commandOf(jobCommands, command)
  return run ? withLocalHub((hub) => run(hub, asked)) : null
}

/** Lines for people; null for what is shown as it is. */
export const jobText = (result: unknown): string | null => {
  if (!Array.isArray(result)) return null
  if (result.length === 0) return 'There are no such jobs.'
  return (result as (JobLine | Schedule)[])
    .map((one) => ('everyMs' in one ? scheduleLine(one) : lineOf(one)))
    .join('\n')
}
