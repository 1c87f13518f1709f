import type { Span } from '@opentelemetry/api'
import type { AppError } from '../../../shared/errors.ts'
import type { BaseContext } from '../context.ts'
import { normalizeError } from '../normalize-error.ts'
import { requestLog } from '../../logs/request-log.ts'
import { withRequestScope } from '../request-scope.ts'
import { failSpan, inSpan } from '../../logs/spans.ts'
import type { StepOptions } from './step.ts'

/** First step: every call is measured once, whatever its outcome and its door. */
export async function trace<R extends { ok: boolean }>(
  options: StepOptions<BaseContext>,
  next: () => Promise<R>,
): Promise<R> {
  const { path, meta, ctx } = options
  const { door, driver, requestId } = ctx.call
  const attributes = {
    'rpc.system.name': 'trpc',
    'rpc.method': path,
    'hub.door': door,
    'hub.effect': meta.effect,
  }
  const traced = () =>
    inSpan(path, { attributes: { ...attributes, ...(driver && { 'hub.driver': driver }) } }, async (span) => {
      const start = performance.now()
      const result = await next()
      const error = 'error' in result ? normalizeError(result.error) : null
      report(options, { ms: performance.now() - start, error, span })
      return result
    })
  // Doors without HTTP, and the assistant within one, bring their own id.
  return withRequestScope(requestId, traced)
}

interface Outcome {
  ms: number
  error: AppError | null
  span: Span
}

function report(options: StepOptions<BaseContext>, { ms, error, span }: Outcome): void {
  const { path: procedure, meta, ctx } = options
  if (error)
    failSpan(span, { type: error.code, ...(error.code === 'INTERNAL' && { cause: error.details.cause }) })
  ctx.hub.metrics.call({ procedure, door: ctx.call.door, effect: meta.effect, code: error?.code ?? 'OK', ms })
  requestLog(options, { ms, error })
}
