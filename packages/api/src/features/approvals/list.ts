import { sql } from '@hub/db'
import type { OrgContext } from '../../platform/calls/context.ts'
import { readPage } from '../../platform/data/keyset.ts'
import type { Page } from '../../shared/list.ts'
import { findApproval, selectApprovals, toApproval, toApprovals } from './queries.ts'
import type { Approval, GetApproval, ListApprovals } from './schema.ts'

/** What was asked for, newest first. */
export async function listApprovals(ctx: OrgContext, input: ListApprovals): Promise<Page<Approval>> {
  const { status } = input
  const now = ctx.now().toISOString()
  const stored = status === 'expired' || status === undefined ? 'pending' : status
  const query = selectApprovals(ctx.db)
    .$if(status !== undefined, (q) => q.where('status', '=', stored))
    .$if(status === 'pending', (q) => q.where('expiresAt', '>', now))
    .$if(status === 'expired', (q) => q.where('expiresAt', '<=', now))
  const page = await readPage(query, {
    scope: { key: ctx.hub.keys.cursor, list: 'approvals.list', orgId: ctx.org.orgId },
    columns: [
      { expression: sql`approval.created_at`, type: 'timestamptz', direction: 'desc' },
      { expression: sql`approval.id`, type: 'uuid', direction: 'desc' },
    ],
    input,
  })
  return { items: await toApprovals(ctx, ctx.db, page.items), nextCursor: page.nextCursor }
}

export async function getApproval(ctx: OrgContext, { id }: GetApproval): Promise<Approval> {
  return toApproval(ctx, ctx.db, await findApproval(ctx.db, id))
}
