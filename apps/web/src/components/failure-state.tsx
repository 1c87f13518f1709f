import { ErrorState } from '@hub/ui/error-state'
import { toFailure } from '../failure.ts'
import { loadAgain } from '../leave.ts'
import type { FailureCode } from '../failure.ts'

const titles: Partial<Record<FailureCode, string>> = {
  NO_ANSWER: 'The hub did not answer',
  OUTDATED: 'There is a newer version',
  NOT_FOUND: 'Not here',
  FORBIDDEN: 'Not allowed',
  EMAIL_NOT_VERIFIED: 'Confirm your email first',
  TOO_MANY_REQUESTS: 'That was a lot at once',
  UNAVAILABLE: 'Something the hub needs is unavailable',
  PAYMENT_REQUIRED: 'Not enough credits',
}

export interface FailureStateProps {
  error: unknown
  /** What could not be shown: "The tasks could not be loaded". */
  title?: string | undefined
  onRetry?: (() => void) | undefined
  retrying?: boolean | undefined
  level?: 1 | undefined
  className?: string | undefined
}

/** A failure on the page: what, why, what now, retry, and the request id to copy. */
export function FailureState({ error, title, onRetry, retrying, level, className }: FailureStateProps) {
  const failure = toFailure(error)
  const isOutdated = failure.code === 'OUTDATED'
  // What is not there does not come by asking again, and what was asked wrongly stays wrong.
  const isFinal = failure.code === 'NOT_FOUND' || failure.code === 'BAD_REQUEST'
  const retry = isFinal ? undefined : onRetry
  return (
    <ErrorState
      title={title ?? titles[failure.code] ?? 'This did not work'}
      onRetry={isOutdated ? () => void loadAgain() : retry}
      retryLabel={isOutdated ? 'Load again' : 'Try now'}
      retrying={retrying}
      requestId={failure.requestId}
      level={level}
      className={className}
    >
      {failure.message}
    </ErrorState>
  )
}
