import type { BaseContext } from '../context.ts'
import { normalizeError } from '../normalize-error.ts'
import { requestLog } from '../request-log.ts'
import type { StepOptions } from './step.ts'

/** First step: every call is measured once, whatever its outcome and its door. */
export async function trace<R extends { ok: boolean }>(
  options: StepOptions<BaseContext>,
  next: () => Promise<R>,
): Promise<R> {
  const start = performance.now()
  const result = await next()
  const error = 'error' in result ? normalizeError(result.error) : null
  requestLog(options, { ms: performance.now() - start, error })
  return result
}
