import { decidedEvent, requestData, signApproval, wakeApproval } from '../../platform/approvals/approvals.ts'
import type { OrgContext } from '../../platform/calls/context.ts'
import { missingOrStale, requireVersion } from '../../platform/data/versions.ts'
import { changeApproval, findApproval, toApproval } from './queries.ts'
import { requireAsker, requireOwnRight, requirePending, requireUntouched } from './rules.ts'
import type { Approval, DeclineApproval, EditApproval } from './schema.ts'

/** Replaces what would happen, checked and signed anew; it still waits for approval. */
export async function editApproval(ctx: OrgContext, { id, version, args }: EditApproval): Promise<Approval> {
  const edited = await ctx.write(async (tx) => {
    const row = await findApproval(tx, id)
    requireVersion(row, version)
    requirePending(row, ctx)
    requireAsker(ctx, row)
    requireOwnRight(ctx, row)
    requireUntouched(ctx, row)
    // Parsed by the procedure's own input, so an object without the key it may carry.
    const { idempotencyKey: _key, ...checked } = ctx.catalog.parse(row.procedure, args) as Record<
      string,
      unknown
    >
    const signature = signApproval(ctx.hub.keys.approval.current, { ...row, args: checked })
    const changed = await changeApproval(tx, row, { args: JSON.stringify(checked), signature })
    if (!changed) throw await missingOrStale(tx, 'approval', id)
    tx.audit('approval.edited', { approval: id }, { ...requestData(row), fields: Object.keys(checked) })
    return toApproval(ctx, tx, await findApproval(tx, id))
  })
  wakeApproval(ctx.hub, id)
  return edited
}

/** Turns the request down; nothing was changed and nothing is charged. */
export async function declineApproval(ctx: OrgContext, { id, version }: DeclineApproval): Promise<Approval> {
  const declined = await ctx.write(async (tx) => {
    const row = await findApproval(tx, id)
    requireVersion(row, version)
    requirePending(row, ctx)
    const changed = await changeApproval(tx, row, {
      status: 'declined',
      decidedById: ctx.actor.userId,
      decidedAt: ctx.now(),
    })
    if (!changed) throw await missingOrStale(tx, 'approval', id)
    tx.emit(decidedEvent({ ...row, decision: 'declined', decidedById: ctx.actor.userId }))
    tx.audit('approval.declined', { approval: id }, { ...requestData(row), askedBy: row.askerId })
    return toApproval(ctx, tx, await findApproval(tx, id))
  })
  wakeApproval(ctx.hub, id)
  return declined
}
