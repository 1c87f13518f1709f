import type { Machine } from '../calls/machine.ts'

/**
 * When a job is done. `everyMs`: at intervals, on one server; it may die in the middle, so it is harmless twice. `dailyAt`: once on each day of the
 * organization, at or soon after this time where it is (`06:30`), on one server; where it failed, again later that day.
 */
export type Schedule = { everyMs: number } | { dailyAt: string }

/**
 * Work that nobody asks for, done in each open organization, one after the other. Where it fails in one organization the others
 * are not held up.
 */
export interface JobDeclaration {
  /** Begins with the module's name: `shelf.count`. */
  name: string
  /** The machine of its module in whose name it works. */
  as: string
  schedule: Schedule
  /** It has ten minutes in each organization. What it writes by its machine on one day is not done twice where it is daily. */
  run: (machine: Machine) => Promise<void>
}

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/
const SHORTEST_MS = 1_000

interface Checked {
  name: string
  jobs?: readonly JobDeclaration[]
}

const isSchedule = (schedule: Schedule): boolean =>
  'dailyAt' in schedule ? TIME.test(schedule.dailyAt) : schedule.everyMs >= SHORTEST_MS

/** Throws where the time of a job would never come, or come all the time. */
export function checkJobs(modules: readonly Checked[]): void {
  for (const { name: module, jobs = [] } of modules)
    for (const { name, schedule } of jobs)
      if (!isSchedule(schedule))
        throw new Error(
          `The module "${module}": the job "${name}" has no schedule that could be kept. Write { everyMs: … } of at least ${SHORTEST_MS}, or { dailyAt: "06:30" }.`,
        )
}
