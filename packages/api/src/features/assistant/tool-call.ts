import { inTx, uuidv7 } from '@hub/db'
import { AppError } from '../../shared/errors.ts'
import { wakeApproval, WITHDRAWN, withdrawRequests } from '../../platform/approvals/approvals.ts'
import { appendAudit } from '../../platform/audit/audit.ts'
import type { Call } from '../../platform/calls/call.ts'
import type { CatalogEntry } from '../../platform/catalog/catalog.ts'
import { worstCaseMicro } from '../../platform/credits/price-book.ts'
import { normalizeError } from '../../platform/calls/normalize-error.ts'
import { BUILT_IN } from './built-in/driver.ts'
import type { AnswerLog } from './answer-log.ts'
import { accessTo, toolCall } from './job.ts'
import type { AnswerJob } from './job.ts'
import { WISHES_AT_MOST } from './wishes.ts'
import { lastWishes } from './withdraw.ts'

export type ToolOutcome =
  | { kind: 'done'; output: unknown; micro: number }
  | { kind: 'waiting'; approvalId: string; message: string }
  | { kind: 'failed'; error: AppError }

interface ToolRequest {
  path: string
  input: Record<string, unknown>
  driver: string
}

const enough = () =>
  new AppError('CONFLICT', {
    message: `${WISHES_AT_MOST} requests of this answer wait for the person already. Tell them what else there is to do, and ask for it once they have decided.`,
  })

/** Runs one tool in the person's name and shows it as a step; a write becomes a pending approval. */
export async function callTool(job: AnswerJob, log: AnswerLog, request: ToolRequest): Promise<ToolOutcome> {
  const entry = job.hub.catalog.get(request.path)
  if (!entry || accessTo(job, request.path) !== 'open')
    return { kind: 'failed', error: new AppError('NOT_FOUND') }
  if (entry.meta.effect === 'read') return run(job, log, { ...request, entry })
  if (!log.wishes.take()) return { kind: 'failed', error: enough() }
  const outcome = await run(job, log, { ...request, entry })
  log.wishes.settle(outcome.kind === 'waiting' ? outcome.approvalId : undefined)
  return outcome
}

async function run(
  job: AnswerJob,
  log: AnswerLog,
  { entry, input, driver }: ToolRequest & { entry: CatalogEntry },
): Promise<ToolOutcome> {
  const step = { id: uuidv7(), title: entry.meta.title, tool: entry.tool }
  log.step({ ...step, status: 'running', micro: 0 })
  const call = toolCall(job, driver, log)
  try {
    const output = await job.hub.catalog.call(entry.path, input, call)
    const micro = worstCaseMicro(entry.meta, call, input)
    log.step({ ...step, status: 'done', micro })
    log.spend(micro)
    log.lookedUp({ path: entry.path, tool: entry.tool, input, output })
    return { kind: 'done', output, micro }
  } catch (thrown) {
    const error = normalizeError(thrown)
    const { approvalId } = error.details
    log.step({ ...step, status: approvalId ? 'waiting' : 'failed', micro: 0 })
    if (!approvalId) return { kind: 'failed', error }
    await log.approval(approvalId)
    // Somebody stopped the answer or removed its conversation meanwhile, and would not look for a request of it.
    if (log.signal.aborted) await withdraw(job, call, [approvalId])
    return { kind: 'waiting', approvalId, message: error.message }
  }
}

/** Withdraws requests of the person that still wait. Returns how many those were. */
async function withdraw(job: AnswerJob, call: Call, ids: readonly string[]): Promise<number> {
  const { hub, db, actor, org } = job
  const withdrawn = await inTx(db, async (tx) => {
    const source = { hub, orgId: org.orgId, requestId: call.requestId }
    const wish = { ids, userId: actor.userId, now: hub.now(), source }
    const acts = (await withdrawRequests(tx, wish)).map((act) => ({ action: WITHDRAWN, ...act }))
    if (acts.length > 0) await appendAudit(tx, { orgId: org.orgId, actor, call }, acts)
    return acts.length
  })
  for (const id of ids) wakeApproval(hub, id)
  return withdrawn
}

/** Withdraws what the last answer that asked for something asked for, as far as it waits. Returns how much that was. */
export async function withdrawPending(job: AnswerJob, log: AnswerLog): Promise<number> {
  const ids = await lastWishes(job.db, job.conversationId)
  return ids.length === 0 ? 0 : withdraw(job, toolCall(job, BUILT_IN, log), ids)
}
