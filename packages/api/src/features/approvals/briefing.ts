import { sql } from '@hub/db'
import type { BriefingSource } from '../../platform/catalog/briefing.ts'

/** Requests that this person could decide: nobody lets happen what they may not do themselves. */
export const waitingApprovals: BriefingSource = {
  name: 'approvals.waiting',
  act: 'Read and decide',
  part: 'Approvals',
  kind: 'needs',
  urgency: 'usual',
  permission: 'approval.decide',
  entity: 'approval',
  link: '/o/{org}/approvals',
  async read({ db, now, may }) {
    const waiting = db
      .selectFrom('approval')
      .where('status', '=', 'pending')
      .where('expiresAt', '>', now.toISOString())
    const asked = await waiting.select('procedure').distinct().execute()
    const mine = asked.map(({ procedure }) => procedure).filter(may)
    if (mine.length === 0) return null
    const rows = await waiting
      .select(['id', sql<number>`count(*) over ()::int`.as('count')])
      .where('procedure', 'in', mine)
      .orderBy('expiresAt')
      .orderBy('id')
      .limit(3)
      .execute()
    const count = rows[0]?.count ?? 0
    const words =
      count === 1 ? 'One request waits for your decision' : `${count} requests wait for your decision`
    return { words, count, rows: rows.map(({ id }) => id) }
  },
}
