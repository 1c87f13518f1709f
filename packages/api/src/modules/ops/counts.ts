import { sql } from '@hub/db'
import type { CountGroup } from '../../platform/audit/counts.ts'

export const opsCounts: CountGroup = {
  title: 'Tasks',
  counts: [
    {
      name: 'ops.created',
      title: 'Created',
      moments: (db, { userId, since }) =>
        db
          .selectFrom('opsTask')
          .select('createdAt as at')
          .where('createdById', '=', userId)
          .where('createdAt', '>=', since),
    },
    {
      name: 'ops.finished',
      title: 'Finished',
      // By whoever had it: what was given away is not theirs.
      moments: (db, { userId, since }) =>
        db
          .selectFrom('opsTask')
          .select('doneAt as at')
          .where(sql<string>`coalesce(assignee_id, created_by_id)`, '=', userId)
          .where('doneAt', '>=', since),
    },
  ],
}
