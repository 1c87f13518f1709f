import { ROWS_A_PAGE, whose } from '../../platform/files/personal-data.ts'
import type { PersonalData, PersonIn, ReadRows } from '../../platform/files/personal-data.ts'

const tasks: ReadRows<PersonIn> = ({ db, userId }, after) =>
  db
    .selectFrom('opsTask')
    .select(['id', 'title', 'notes', 'status', 'priority', 'tag', 'dueOn', 'dueTime', 'doneAt', 'removedAt'])
    .select(['createdAt', 'updatedAt'])
    .select([whose('createdById', userId).as('madeBy'), whose('assigneeId', userId).as('heldBy')])
    .where((eb) => eb.or([eb('createdById', '=', userId), eb('assigneeId', '=', userId)]))
    .where('id', '>', after)
    .orderBy('id')
    .limit(ROWS_A_PAGE)
    .execute()

const comments: ReadRows<PersonIn> = ({ db, userId }, after) =>
  db
    .selectFrom('opsTaskComment')
    .select(['id', 'taskId', 'body', 'createdAt'])
    .where('authorId', '=', userId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(ROWS_A_PAGE)
    .execute()

export const opsPersonalData: PersonalData = {
  files: [
    { name: 'tasks.json', about: 'tasks you made or hold', read: tasks },
    { name: 'comments.json', about: 'your comments on tasks', read: comments },
  ],
  leftOut: [],
}
