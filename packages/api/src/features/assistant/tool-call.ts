import { uuidv7 } from '@hub/db'
import { AppError } from '../../shared/errors.ts'
import { worstCaseMicro } from '../../platform/price-book.ts'
import { normalizeError } from '../../platform/normalize-error.ts'
import type { AnswerLog } from './answer-log.ts'
import { accessTo, toolCall } from './job.ts'
import type { AnswerJob } from './job.ts'

export type ToolOutcome =
  | { kind: 'done'; output: unknown; micro: number }
  | { kind: 'waiting'; approvalId: string; message: string }
  | { kind: 'failed'; error: AppError }

interface ToolRequest {
  path: string
  input: Record<string, unknown>
  driver: string
}

/** Runs one tool in the person's name and shows it as a step; a write becomes a pending approval. */
export async function callTool(
  job: AnswerJob,
  log: AnswerLog,
  { path, input, driver }: ToolRequest,
): Promise<ToolOutcome> {
  const entry = job.hub.catalog.get(path)
  if (!entry || accessTo(job, path) !== 'open') return { kind: 'failed', error: new AppError('NOT_FOUND') }
  const step = { id: uuidv7(), title: entry.meta.title, tool: entry.tool }
  log.step({ ...step, status: 'running', micro: 0 })
  const call = toolCall(job, driver, log.signal)
  try {
    const output = await job.hub.catalog.call(path, input, call)
    const micro = worstCaseMicro(entry.meta, call, input)
    log.step({ ...step, status: 'done', micro })
    log.spend(micro)
    return { kind: 'done', output, micro }
  } catch (thrown) {
    const error = normalizeError(thrown)
    const { approvalId } = error.details
    log.step({ ...step, status: approvalId ? 'waiting' : 'failed', micro: 0 })
    if (!approvalId) return { kind: 'failed', error }
    await log.approval(approvalId)
    return { kind: 'waiting', approvalId, message: error.message }
  }
}
