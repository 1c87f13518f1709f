import type { OrgDb } from '@hub/db'
import { wakeApproval, WITHDRAWN, withdrawRequests } from '../../platform/approvals/approvals.ts'
import type { OrgContext } from '../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../platform/data/recorder.ts'
import { WISHES_AT_MOST } from './wishes.ts'

/** Everything asked for in a conversation, also what its answer has not noted yet. */
export async function wishesIn(tx: OrgDb, conversationId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('approval')
    .select('id')
    .where('conversationId', '=', conversationId)
    .where('status', '=', 'pending')
    .execute()
  return rows.map(({ id }) => id)
}

/** What the last answer that asked for something asked for, as far as it waits. */
export async function lastWishes(db: OrgDb, conversationId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('assistantApproval')
    .innerJoin('assistantMessage', 'assistantMessage.id', 'assistantApproval.answerId')
    .innerJoin('approval', 'approval.id', 'assistantApproval.approvalId')
    .select(['assistantApproval.approvalId as id', 'assistantApproval.answerId', 'approval.status'])
    .where('assistantMessage.conversationId', '=', conversationId)
    .where('assistantMessage.replacedAt', 'is', null)
    .orderBy('assistantApproval.answerId', 'desc')
    .limit(WISHES_AT_MOST)
    .execute()
  const last = rows[0]?.answerId
  return rows.filter((row) => row.answerId === last && row.status === 'pending').map(({ id }) => id)
}

/** Everything the answers to one message asked for. */
export async function wishesOfAnswersTo(tx: OrgDb, promptId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('assistantApproval')
    .innerJoin('assistantMessage', 'assistantMessage.id', 'assistantApproval.answerId')
    .select('assistantApproval.approvalId')
    .where('assistantMessage.promptId', '=', promptId)
    .execute()
  return rows.map(({ approvalId }) => approvalId)
}

/** Takes requests that still wait out of everybody's sight, together with what they came from. */
export async function withdrawWishes(ctx: OrgContext, tx: OrgWriteTx, ids: readonly string[]): Promise<void> {
  const { hub, actor, org, call } = ctx
  const source = { hub, orgId: org.orgId, requestId: call.requestId }
  const acts = await withdrawRequests(tx, { ids, userId: actor.userId, now: ctx.now(), source })
  for (const { target, data } of acts) tx.audit(WITHDRAWN, target, data)
}

export function wakeWishes({ hub }: OrgContext, ids: readonly string[]): void {
  for (const id of ids) wakeApproval(hub, id)
}
