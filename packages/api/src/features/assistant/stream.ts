import { tracked } from '@trpc/server'
import type { TrackedEnvelope } from '@trpc/server'
import { approvalTopic } from '../../platform/approvals/approvals.ts'
import type { OrgContext } from '../../platform/calls/context.ts'
import { followUpsOf, shownAt } from './follow-ups.ts'
import { findAnswer, INTERRUPTED } from './queries.ts'
import { AssistantEvent } from './schema.ts'
import type { StreamAnswer } from './schema.ts'

/** How long a lost wake-up may cost a reader. */
const POLL_MS = 500
/** An answer that waits for a person's approval moves seldom. */
const APPROVAL_POLL_MS = 5_000
const BATCH = 200

export const answerTopic = (answerId: string) => `answer:${answerId}`

type Followed = AsyncGenerator<TrackedEnvelope<AssistantEvent>, void>

/**
 * Yields what the answer's rows hold after `lastEventId` and waits for more; ends with the answer, or while approvals
 * of it are open, when the last of them is decided. Readers come and go without touching the writer.
 */
export async function* streamAnswer(
  ctx: OrgContext,
  { answerId, lastEventId }: StreamAnswer,
  signal: AbortSignal | undefined,
): Followed {
  await findAnswer(ctx, ctx.db, answerId)
  let after = Number(lastEventId ?? 0)
  while (!signal?.aborted) {
    const idle = new AbortController()
    // Listening starts before the look, so that nothing written in between is slept through.
    const woken = ctx.hub.bus.next(answerTopic(answerId), POLL_MS, joined(signal, idle.signal))
    const events = await readEvents(ctx, answerId, after)
    for (const { seq, data } of events) {
      after = seq
      yield tracked(String(seq), AssistantEvent.parse(data))
    }
    const answer = await findAnswer(ctx, ctx.db, answerId)
    if (answer.isLost && answer.lastSeq <= after) {
      idle.abort()
      return yield tracked(String(after + 1), { type: 'failed', message: INTERRUPTED })
    }
    if (answer.status === 'streaming' && answer.lastSeq <= after) await woken
    idle.abort()
    if (answer.status !== 'streaming' && answer.lastSeq <= after) break
  }
  yield* decisions(ctx, { answerId, after }, signal)
}

/** Follow-ups are numbered after the answer's own events, in the order of the decisions. */
async function* decisions(
  ctx: OrgContext,
  { answerId, after }: { answerId: string; after: number },
  signal: AbortSignal | undefined,
): Followed {
  const { lastSeq } = await findAnswer(ctx, ctx.db, answerId)
  let told = Math.max(0, after - lastSeq)
  while (!signal?.aborted) {
    const idle = new AbortController()
    const stop = joined(signal, idle.signal)
    const open = await openApprovals(ctx, answerId)
    const woken = Promise.race(open.map((id) => ctx.hub.bus.next(approvalTopic(id), APPROVAL_POLL_MS, stop)))
    const known = await followUpsOf(ctx.hub, ctx.db, answerId)
    for (const { approvalId, text, micro, about, isWithdrawn } of known.slice(told)) {
      told += 1
      if (isWithdrawn) continue
      yield tracked(String(lastSeq + told), {
        type: 'followUp',
        approvalId,
        messageId: approvalId,
        text,
        micro,
        about: shownAt(ctx, about),
      })
    }
    const decided = new Set(known.map(({ approvalId }) => approvalId))
    const isWaiting = open.some((id) => !decided.has(id))
    if (isWaiting) await woken
    idle.abort()
    if (!isWaiting) return
  }
}

const joined = (outer: AbortSignal | undefined, inner: AbortSignal) =>
  outer ? AbortSignal.any([outer, inner]) : inner

const readEvents = (ctx: OrgContext, answerId: string, after: number) =>
  ctx.db
    .selectFrom('assistantEvent')
    .select(['seq', 'data'])
    .where('answerId', '=', answerId)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(BATCH)
    .execute()

/** Approvals of the answer that a person may still decide. */
async function openApprovals(ctx: OrgContext, answerId: string): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('assistantApproval')
    .innerJoin('approval', 'approval.id', 'assistantApproval.approvalId')
    .select('approval.id')
    .where('assistantApproval.answerId', '=', answerId)
    .where('approval.status', 'in', ['pending', 'running'])
    .where('approval.expiresAt', '>', ctx.now().toISOString())
    .execute()
  return rows.map(({ id }) => id)
}
