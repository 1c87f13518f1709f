import { sql } from '@hub/db'
import type { SystemDb } from '@hub/db'
import type { AuthedContext } from '../../../platform/calls/context.ts'
import type { Hub } from '../../../platform/hub.ts'
import { SCHEDULE_TOPIC } from '../../../platform/schedules/scheduler.ts'
import { AppError } from '../../../shared/errors.ts'
import { done } from '../../../shared/mutation.ts'
import type { Done } from '../../../shared/mutation.ts'
import type { RunSchedule, Schedule, Schedules } from './schema.ts'

/** Those that some process has; there are a few dozen, however much they do. */
export async function readSchedules(db: SystemDb): Promise<Schedule[]> {
  return db
    .selectFrom('schedule')
    .select(['name', 'everyMs', 'dailyAt', 'dueAt', 'startedAt', 'endedAt', 'durationMs'])
    .select(['lastError', 'failures', 'runs'])
    .select(sql<boolean>`coalesce(leased_until > now(), false)`.as('isRunning'))
    .where('seenAt', '>', sql<string>`now() - interval '1 hour'`)
    .orderBy('name')
    .execute()
}

export const listSchedules = async ({ system }: AuthedContext): Promise<Schedules> => ({
  schedules: await readSchedules(system.db),
})

/** Makes one due; false where there is none of the name. */
async function isMadeDue(db: SystemDb, name: string): Promise<boolean> {
  const due = await db
    .updateTable('schedule')
    .set({ dueAt: sql<string>`now()` })
    .where('name', '=', name)
    .returning('name')
    .executeTakeFirst()
  return due !== undefined
}

const unknown = () => new AppError('NOT_FOUND', { message: 'No scheduled work of this hub has this name.' })

/** Has it run at once, or once more as soon as the run under way has ended. */
export async function runSchedule(ctx: AuthedContext, { name }: RunSchedule): Promise<Done> {
  return ctx.system.write(async (tx) => {
    if (!(await isMadeDue(tx, name))) throw unknown()
    tx.audit('schedule.run', {}, { name })
    tx.afterCommit(() => ctx.hub.bus.wake(SCHEDULE_TOPIC))
    return done
  })
}

/** The same for whoever sits at the machine. */
export async function runScheduleHere({ db, bus }: Hub, name: string): Promise<{ schedule: string }> {
  if (!(await isMadeDue(db.system, name))) throw unknown()
  bus.wake(SCHEDULE_TOPIC)
  return { schedule: name }
}

export const schedulesHere = ({ db }: Hub): Promise<Schedule[]> => readSchedules(db.system)
