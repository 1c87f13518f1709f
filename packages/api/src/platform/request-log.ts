import type { AppError } from '../shared/errors.ts'
import type { StepOptions } from './chain/step.ts'
import type { BaseContext } from './context.ts'

interface Outcome {
  ms: number
  error: AppError | null
}

/** One line a call: our own faults as errors with their cause, refusals as info, the rest as debug (GW-5). */
export function requestLog({ ctx, path }: StepOptions<BaseContext>, { ms, error }: Outcome): void {
  const { hub, call } = ctx
  const entry = { path, door: call.door, requestId: call.requestId, ms: Math.round(ms * 100) / 100, code: error?.code ?? 'OK' }
  if (error?.code === 'INTERNAL') hub.log.error({ ...entry, err: error.details.cause ?? error }, 'call failed')
  else if (error) hub.log.info(entry, 'call refused')
  else hub.log.debug(entry, 'call')
}
