import type { CatalogEntry } from '../../platform/catalog/catalog.ts'
import { isSignedApproval } from '../../platform/approvals/approvals.ts'
import type { OrgContext } from '../../platform/calls/context.ts'
import { resolveIdentity } from '../../platform/access/identity.ts'
import type { OrgPermission } from '../../platform/access/permissions.ts'
import { requireOneself } from '../../platform/access/step-up.ts'
import { AppError } from '../../shared/errors.ts'
import { statusOf } from './queries.ts'
import type { ApprovalRow } from './queries.ts'

const settled = {
  running: 'This is running now. Look again in a moment.',
  done: 'This was already approved and done.',
  failed: 'This was already approved and failed. Ask for it again.',
  declined: 'This was declined. Ask for it again if it is still wanted.',
  expired: 'This waited longer than 24 hours and has expired. Ask for it again.',
} as const

/** A request can be decided while it waits. */
export function requirePending(row: ApprovalRow, ctx: OrgContext): void {
  const status = statusOf(row, ctx.now())
  if (status !== 'pending')
    throw new AppError(status === 'running' ? 'IN_FLIGHT' : 'CONFLICT', {
      message: settled[status],
      ...(status === 'running' && { retryAfter: 2 }),
    })
}

/** Nobody can let something happen that they may not do themselves. */
export function requireOwnRight(ctx: OrgContext, row: ApprovalRow): CatalogEntry {
  const entry = ctx.catalog.get(row.procedure)
  if (!entry)
    throw new AppError('CONFLICT', { message: 'This hub no longer knows how to do this. Decline it.' })
  requireOneself(ctx, entry.meta)
  if (ctx.permissions.has(entry.meta.permission as OrgPermission)) return entry
  throw new AppError('FORBIDDEN', {
    message: `In ${ctx.org.name} you may not do "${entry.meta.title}" yourself, so you cannot approve it either.`,
  })
}

/** What the asker could not do now by themselves, or through the program they asked by, nobody does on their asking. */
export async function requireAskersRight(
  ctx: OrgContext,
  row: ApprovalRow,
  entry: CatalogEntry,
): Promise<void> {
  const credential = {
    kind: 'person',
    userId: row.askerId,
    programId: row.askerApiKeyId ?? undefined,
  } as const
  const identity = await resolveIdentity(ctx.hub, { ...ctx.call, credential })
  // Whoever is about to leave the hub does nothing any more.
  const isStaying = identity.actor?.deletesAt === null
  const place = isStaying && identity.memberships.find(({ orgId }) => orgId === ctx.org.orgId)
  if (place && ctx.hub.permissions.in(identity, place).has(entry.meta.permission as OrgPermission)) return
  throw new AppError('FORBIDDEN', {
    message: `${row.askerName}, who asked for this, may no longer do it. Decline it, or do it yourself.`,
  })
}

/** The record says what the asker asked for, so nobody else chooses its words; who disagrees declines and asks anew. */
export function requireAsker(ctx: OrgContext, row: ApprovalRow): void {
  if (row.askerId === ctx.actor.userId) return
  throw new AppError('FORBIDDEN', {
    message: `This is what ${row.askerName} asked for, so only ${row.askerName} can change it. You can decline it.`,
  })
}

export function requireUntouched(ctx: OrgContext, row: ApprovalRow): void {
  if (isSignedApproval(ctx.hub.keys.approval, row)) return
  throw new AppError('CONFLICT', {
    message:
      'This request was changed outside the hub after it was asked for, so it cannot be approved. Decline it and ask again.',
  })
}
