import { sql } from '@hub/db'
import type { BriefingDeclaration, BriefingFacts, BriefingPlace } from '../../platform/catalog/briefing.ts'

interface Matter {
  due: '<' | '='
  whose: 'mine' | 'nobodys'
}

/** Open tasks by their day, the oldest first. */
async function dueTasks(
  { db, userId, today }: BriefingPlace,
  { due, whose }: Matter,
  words: (count: number) => string,
): Promise<BriefingFacts> {
  const rows = await db
    .selectFrom('opsTask')
    .select(['id', sql<number>`count(*) over ()::int`.as('count')])
    .where('removedAt', 'is', null)
    .where('status', '<>', 'done')
    .where('dueOn', due, today)
    .$if(whose === 'mine', (q) => q.where('assigneeId', '=', userId))
    .$if(whose === 'nobodys', (q) => q.where('assigneeId', 'is', null))
    .orderBy('dueOn')
    .orderBy('id')
    .limit(3)
    .execute()
  const count = rows[0]?.count ?? 0
  return { words: words(count), count, rows: rows.map(({ id }) => id) }
}

const ofTasks = { permission: 'ops.task.read', entity: 'ops_task' } as const

/** What is late, and what is due today. */
export const opsBriefing: readonly BriefingDeclaration[] = [
  {
    ...ofTasks,
    name: 'ops.overdue',
    act: 'Open task',
    actOnSeveral: 'Catch up',
    kind: 'needs',
    urgency: 'deadline',
    link: '/o/{org}/tasks?who=me&due=overdue',
    read: (place) =>
      dueTasks(place, { due: '<', whose: 'mine' }, (count) =>
        count === 1 ? 'One of your tasks is overdue' : `${count} of your tasks are overdue`,
      ),
  },
  {
    ...ofTasks,
    name: 'ops.today',
    act: 'Open task',
    actOnSeveral: 'See tasks',
    kind: 'needs',
    urgency: 'deadline',
    link: '/o/{org}/tasks?who=me&due=today',
    read: (place) =>
      dueTasks(place, { due: '=', whose: 'mine' }, (count) =>
        count === 1 ? 'One of your tasks is due today' : `${count} of your tasks are due today`,
      ),
  },
  {
    ...ofTasks,
    name: 'ops.nobodys',
    act: 'Assign',
    kind: 'know',
    urgency: 'deadline',
    link: '/o/{org}/tasks?who=nobody&due=overdue',
    read: (place) =>
      dueTasks(place, { due: '<', whose: 'nobodys' }, (count) =>
        count === 1 ? 'A task that nobody has is overdue' : `${count} tasks that nobody has are overdue`,
      ),
  },
]
