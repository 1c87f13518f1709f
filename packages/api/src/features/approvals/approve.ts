import { inTx } from '@hub/db'
import { decidedEvent, requestData, wakeApproval } from '../../platform/approvals/approvals.ts'
import { appendAudit } from '../../platform/audit/audit.ts'
import { impersonationOf } from '../../platform/calls/call.ts'
import type { Call } from '../../platform/calls/call.ts'
import type { CatalogEntry } from '../../platform/catalog/catalog.ts'
import { requireVersion } from '../../platform/data/versions.ts'
import type { OrgContext } from '../../platform/calls/context.ts'
import { storeEvents } from '../../platform/events/store.ts'
import type { DomainEvent } from '../../platform/events/topics.ts'
import { normalizeError } from '../../platform/calls/normalize-error.ts'
import { AppError } from '../../shared/errors.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import { changeApproval, findApproval, toApproval } from './queries.ts'
import type { ApprovalRow } from './queries.ts'
import { requireAskersRight, requireOwnRight, requirePending, requireUntouched } from './rules.ts'
import type { Approval, ApproveApproval } from './schema.ts'

/** After this long a run is taken for crashed, and a new approval takes it up; its key keeps it from acting twice. */
const RUN_LOST_AFTER_MS = 60_000

/** The act certainly did not happen and can happen later: the request waits again. */
const postponed: readonly ErrorCode[] = ['PAYMENT_REQUIRED', 'TOO_MANY_REQUESTS', 'EMAIL_NOT_VERIFIED']
/** Nobody knows whether the act happened: the request stays running until somebody takes it up. */
const unknown: readonly ErrorCode[] = ['UNAVAILABLE', 'TIMEOUT', 'IN_FLIGHT', 'CLIENT_CLOSED_REQUEST']

interface Decision {
  status: 'pending' | 'running' | 'done' | 'failed'
  action: string
  set?: { result?: string; error?: string; decidedById?: string | null; decidedAt?: Date | null }
  told?: readonly DomainEvent[]
}

/** Moves the request on if it still stands as `row` shows it; false when somebody else was faster. */
async function decide(ctx: OrgContext, row: ApprovalRow, decision: Decision): Promise<boolean> {
  const { status, action, set = {}, told = [] } = decision
  const { hub, call, actor } = ctx
  const { orgId } = ctx.org
  const isDecided = await inTx(ctx.db, async (tx) => {
    if (!(await changeApproval(tx, row, { ...set, status }))) return false
    await storeEvents(tx, { hub, orgId, requestId: call.requestId }, told)
    const author = { orgId, actor, call }
    await appendAudit(tx, author, [
      { action, target: { approval: row.id }, data: { ...requestData(row), askedBy: row.askerId } },
    ])
    return true
  })
  if (told.length > 0) hub.outbox.wake()
  return isDecided
}

function isLost({ status, decidedAt }: ApprovalRow, now: Date): boolean {
  return (
    status === 'running' && decidedAt !== null && now.getTime() - Date.parse(decidedAt) > RUN_LOST_AFTER_MS
  )
}

/**
 * A stored answer keeps a repeat from acting twice for 24 h from the act, and no act is older than its request. A lost run
 * whose request has run out could act twice, so it ends instead, without knowing what became of it.
 */
async function giveUp(ctx: OrgContext, row: ApprovalRow): Promise<Approval> {
  const message =
    'The hub stopped while this ran, too long ago to try it again safely. Check whether it was done; if not, ask for it again.'
  await decide(ctx, row, {
    status: 'failed',
    action: 'approval.failed',
    set: { error: JSON.stringify({ code: 'TIMEOUT', message }) },
  })
  wakeApproval(ctx.hub, row.id)
  return toApproval(ctx, ctx.db, await findApproval(ctx.db, row.id))
}

/**
 * The act itself, in the name of whoever approved it: an assistant can be talked into asking for something in the name of a
 * person who never heard of it. It needs the rights of this moment of both, and has the price of the door it was asked
 * through.
 */
async function run(ctx: OrgContext, row: ApprovalRow, entry: CatalogEntry): Promise<unknown> {
  const approverId = row.decidedById ?? ctx.actor.userId
  const { askerId, conversationId } = row
  const call: Call = {
    door: row.door,
    driver: row.driver ?? undefined,
    credential: {
      kind: 'person',
      userId: approverId,
      programId: (approverId === askerId ? row.askerApiKeyId : null) ?? undefined,
      // An administrator who approves in somebody's place stands beside them in the log here as well.
      impersonationId: approverId === ctx.actor.userId ? impersonationOf(ctx.actor) : undefined,
    },
    org: ctx.org.orgId,
    requestId: ctx.call.requestId,
    ip: null,
    userAgent: null,
    approval: { id: row.id, askerId, conversationId },
  }
  if (approverId !== askerId) await requireAskersRight(ctx, row, entry)
  const input = entry.takesKey ? { ...row.args, idempotencyKey: row.id } : row.args
  return ctx.catalog.call(row.procedure, input, call)
}

function afterFailure(error: AppError): Decision {
  const { code, message } = error
  if (postponed.includes(code))
    return { status: 'pending', action: 'approval.postponed', set: { decidedById: null, decidedAt: null } }
  return { status: 'failed', action: 'approval.failed', set: { error: JSON.stringify({ code, message }) } }
}

async function runAndRecord(ctx: OrgContext, row: ApprovalRow, entry: CatalogEntry): Promise<void> {
  let decision: Decision
  let refusal: AppError | null = null
  try {
    const result = await run(ctx, row, entry)
    const kept = entry.meta.secret === true ? null : (result ?? null)
    decision = { status: 'done', action: 'approval.done', set: { result: JSON.stringify(kept) } }
  } catch (thrown) {
    const error = normalizeError(thrown)
    if (unknown.includes(error.code)) throw error
    decision = afterFailure(error)
    refusal = decision.status === 'pending' ? error : null
  }
  await decide(ctx, row, decision)
  wakeApproval(ctx.hub, row.id)
  if (refusal) throw refusal
}

/**
 * Approves and runs what was asked for, once, however often and from how many places it is approved. The run stands
 * outside any transaction; if the hub stops in between, approving again takes it up under the same idempotency key.
 */
export async function approve(ctx: OrgContext, { id, version }: ApproveApproval): Promise<Approval> {
  const row = await findApproval(ctx.db, id)
  const entry = requireOwnRight(ctx, row)
  if (row.status === 'done') return toApproval(ctx, ctx.db, row)
  if (isLost(row, ctx.now())) {
    if (Date.parse(row.expiresAt) <= ctx.now().getTime()) return giveUp(ctx, row)
  } else {
    requireVersion(row, version)
    requirePending(row, ctx)
  }
  requireUntouched(ctx, row)
  // A lost run is taken up in the name it began in, whose stored answer keeps it from acting twice.
  const decidedById = row.decidedById ?? ctx.actor.userId
  const taken = await decide(ctx, row, {
    status: 'running',
    action: 'approval.approved',
    set: { decidedById, decidedAt: ctx.now() },
    told: row.status === 'pending' ? [decidedEvent({ ...row, decision: 'approved', decidedById })] : [],
  })
  if (!taken) {
    const now = await findApproval(ctx.db, id)
    // The faster one may be through already; to whoever comes later that is a success too.
    if (now.status === 'done') return toApproval(ctx, ctx.db, now)
    requirePending(now, ctx)
    throw new AppError('STALE_VERSION')
  }
  await runAndRecord(ctx, { ...row, decidedById, status: 'running', version: row.version + 1 }, entry)
  return toApproval(ctx, ctx.db, await findApproval(ctx.db, id))
}
