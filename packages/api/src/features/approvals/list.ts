import { sql } from '@hub/db'
import type { OrgContext } from '../../platform/calls/context.ts'
import { permits } from '../../platform/access/permissions.ts'
import { containing, holds } from '../../platform/data/filters.ts'
import { readPage } from '../../platform/data/keyset.ts'
import type { Page } from '../../shared/list.ts'
import { findApproval, selectApprovals, toApproval, toApprovals } from './queries.ts'
import type { Approval, GetApproval, ListApprovals } from './schema.ts'

/**
 * Requests that hold these words. Arguments belong to the procedure: they are looked at where the caller may use it, so that
 * nobody learns by searching what the answer would not show.
 */
function saying(ctx: OrgContext, phrase: string) {
  const titled = ctx.catalog.entries.filter(({ meta }) => holds(meta.title, phrase)).map(({ path }) => path)
  const open = ctx.catalog.entries
    .filter(({ meta }) => meta.effect !== 'read' && permits(ctx.permissions, meta.permission))
    .map(({ path }) => path)
  return sql<boolean>`(procedure = any(${titled})
    or (procedure = any(${open}) and ${containing(phrase, sql`args::text`)})
    or ${containing(phrase, sql`coalesce((select u.name from auth_user u where u.id = asker_id), '')`)})`
}

/** What was asked for, newest first. */
export async function listApprovals(ctx: OrgContext, input: ListApprovals): Promise<Page<Approval>> {
  const { status, search } = input
  const now = ctx.now().toISOString()
  const stored = status === 'expired' || status === undefined ? 'pending' : status
  const query = selectApprovals(ctx.db)
    .$if(status !== undefined, (q) => q.where('status', '=', stored))
    .$if(status === 'pending', (q) => q.where('expiresAt', '>', now))
    .$if(status === 'expired', (q) => q.where('expiresAt', '<=', now))
    .$if(search !== undefined, (q) => q.where(saying(ctx, search ?? '')))
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
