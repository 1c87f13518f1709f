import { sql } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { isMonthFirst } from '../../../shared/date-order.ts'
import { insertTask } from '../tasks/service.ts'
import { readNotes } from './read-notes.ts'
import type { Person } from './read-notes.ts'
import type { AcceptedTasks, AcceptTasks, ProposedTasks, ReadNotes } from './schema.ts'

/** Notes name people by their first names; more than these a team has not. */
const MOST_PEOPLE = 1_000

const peopleOf = ({ db }: OrgContext): Promise<Person[]> =>
  db
    .selectFrom('organizationMember as m')
    .select([
      'm.userId as id',
      sql<string>`(select u.name from auth_user u where u.id = m.user_id)`.as('name'),
    ])
    .orderBy('m.userId')
    .limit(MOST_PEOPLE)
    .execute()

/** What notes ask people to do. No task is made of it before somebody accepts it. */
export async function proposeTasks(ctx: OrgContext, { text }: ReadNotes): Promise<ProposedTasks> {
  const people = await peopleOf(ctx)
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const proposals = readNotes(text, {
    now: ctx.now(),
    timeZone: ctx.org.timeZone,
    isMonthFirst: isMonthFirst(ctx.org.currency),
    ownId: ctx.actor.userId,
    people,
  })
  return ctx.write(async (tx) => {
    tx.audit('ops.notes.read', {}, { count: proposals.length })
    return {
      items: proposals.map((proposal) => ({
        ...proposal,
        assigneeName: proposal.assigneeId === null ? null : (names.get(proposal.assigneeId) ?? null),
      })),
    }
  })
}

const notesOf = (quote: string | undefined) => (quote === undefined ? '' : `From notes: “${quote}”`)

/** Puts all of them on the board, or none. Throws a NOT_FOUND where one is given to somebody who is no member. */
export function acceptTasks(ctx: OrgContext, { items }: AcceptTasks): Promise<AcceptedTasks> {
  return ctx.write(async (tx) => {
    const made: AcceptedTasks['items'] = []
    for (const { title, quote, assigneeId = null, dueOn = null } of items) {
      const fields = { title, notes: notesOf(quote), assigneeId, dueOn, dueTime: null, tag: null }
      const id = await insertTask(ctx, tx, { ...fields, status: 'todo', priority: 'normal' })
      made.push({ id, title })
    }
    return { items: made }
  })
}
