import { errorTable } from '../../../shared/errors.ts'
import type { ErrorCode } from '../../../shared/errors.ts'
import { Outage, normalizeError } from '../../../platform/calls/normalize-error.ts'
import { ExpressionError } from '../definition/expressions.ts'
import type { Step } from '../definition/schema.ts'
import { LostRun, TooLarge } from './run-store.ts'

export interface StepError {
  code: string
  message: string
}

/** A step that failed for good; what it stands in ends with it unless it says to go on. */
export class StepFailed extends Error {
  readonly path: string
  readonly step: Step
  readonly error: StepError

  constructor(path: string, step: Step, error: StepError) {
    super(error.message)
    this.name = 'StepFailed'
    this.path = path
    this.step = step
    this.error = error
  }
}

/** Somebody said no: what would have come after does not, for this item or branch. */
export class LineEnded extends Error {}

/** The code of a run that a stop step ended as failed. */
export const BY_A_STEP = 'STOPPED'

/** A stop step ended the run. */
export class RunStopped extends Error {
  readonly outcome: 'done' | 'failed'

  constructor(outcome: 'done' | 'failed', message: string) {
    super(message)
    this.name = 'RunStopped'
    this.outcome = outcome
  }
}

/**
 * What went wrong, for people. Throws what is no failure of the step: that the run is not ours any more, that it is canceled,
 * or that the hub itself was away.
 */
export function asStepError(thrown: unknown, signal: AbortSignal): StepError {
  if (thrown instanceof LostRun) throw thrown
  if (signal.aborted) throw signal.reason
  if (thrown instanceof ExpressionError) return { code: 'BAD_REQUEST', message: thrown.message }
  if (thrown instanceof TooLarge)
    return {
      code: 'PAYLOAD_TOO_LARGE',
      message: 'This is more than the 5 MB that a step may hold. Let it ask for less.',
    }
  const error = normalizeError(thrown)
  if (error instanceof Outage) throw error
  const { code, message, details } = error
  const told = (details.issues ?? []).map(({ path, message: wrong }) => `${path}: ${wrong}`)
  return { code, message: told.length > 0 ? told.join(' ') : message }
}

const isKnown = (code: string): code is ErrorCode => code in errorTable

/** Whether the same may go well a little later. */
export const mayPass = (code: string): boolean =>
  isKnown(code) && (errorTable[code].http >= 500 || code === 'IN_FLIGHT' || code === 'TOO_MANY_REQUESTS')
