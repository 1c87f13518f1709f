import { APICallError } from 'ai'

/** The model did not do its part; `reason` is for the person, `cause` for the log. */
export class ModelFailure extends Error {
  readonly reason: 'silent' | 'unreachable' | 'refused' | 'broken' | 'tooLong'

  constructor(reason: ModelFailure['reason'], cause?: unknown) {
    super(`The model was ${reason}`, { cause })
    this.name = 'ModelFailure'
    this.reason = reason
  }
}

/** What went wrong, from what the SDK threw. Bodies and headers stay out: they may hold keys and the conversation. */
export function failureOf(error: unknown): ModelFailure {
  if (error instanceof ModelFailure) return error
  if (APICallError.isInstance(error))
    return new ModelFailure(error.statusCode === undefined ? 'unreachable' : 'refused', describe(error))
  return new ModelFailure('broken', describe(error))
}

function describe(error: unknown): Error {
  if (APICallError.isInstance(error)) return new Error(`${error.name}: status ${error.statusCode ?? 'none'}`)
  return new Error(error instanceof Error ? `${error.name}: ${error.message.slice(0, 200)}` : 'unknown')
}

export const reasonText: Record<ModelFailure['reason'], string> = {
  silent: 'did not answer in time',
  unreachable: 'could not be reached',
  refused: 'refused the request',
  broken: 'broke off its answer',
  tooLong: 'took too long',
}
