import { APICallError } from 'ai'

type Reason =
  | 'silent'
  | 'unreachable'
  | 'failed'
  | 'broken'
  | 'refused'
  | 'unauthorized'
  | 'unknown'
  | 'busy'
  | 'tooLong'
  | 'tooMuch'

/** What fails whoever asks; everything else may lie in what was asked, and says nothing about the next answer. */
const outages: ReadonlySet<Reason> = new Set(['silent', 'unreachable', 'failed', 'broken'])

/** The model did not do its part; `reason` is for the person, `cause` for the log. */
export class ModelFailure extends Error {
  readonly reason: Reason

  constructor(reason: Reason, cause?: unknown) {
    super(`The model was ${reason}`, { cause })
    this.name = 'ModelFailure'
    this.reason = reason
  }

  get isOutage(): boolean {
    return outages.has(this.reason)
  }
}

const byStatus: Readonly<Record<number, Reason>> = {
  401: 'unauthorized',
  403: 'unauthorized',
  404: 'unknown',
  408: 'failed',
  429: 'busy',
}

function reasonOf(status: number | undefined): Reason {
  if (status === undefined) return 'unreachable'
  // What breaks off in the middle of an answer carries the status it began with.
  if (status < 400) return 'broken'
  return byStatus[status] ?? (status < 500 ? 'refused' : 'failed')
}

/** What went wrong, from what the SDK threw. Bodies and headers stay out: they may hold keys and the conversation. */
export function failureOf(error: unknown): ModelFailure {
  if (error instanceof ModelFailure) return error
  // The SDK wraps what the body's own stream was ended with.
  if (error instanceof Error && error.cause instanceof ModelFailure) return error.cause
  if (APICallError.isInstance(error)) return new ModelFailure(reasonOf(error.statusCode), describe(error))
  return new ModelFailure('broken', describe(error))
}

function describe(error: unknown): Error {
  if (APICallError.isInstance(error)) return new Error(`${error.name}: status ${error.statusCode ?? 'none'}`)
  return new Error(error instanceof Error ? `${error.name}: ${error.message.slice(0, 200)}` : 'unknown')
}

export const reasonText: Record<Reason, string> = {
  silent: 'did not answer in time',
  unreachable: 'could not be reached',
  failed: 'has a fault on its side',
  broken: 'broke off its answer',
  refused: 'does not accept this request, perhaps because it is too long',
  unauthorized: 'does not accept the key of this hub, which its operator has to mend',
  unknown: 'is not known at its address, which the operator of this hub has to mend',
  busy: 'is asked for too much just now, or the account of this hub there is used up',
  tooLong: 'took too long',
  tooMuch: 'sent more than an answer may hold',
}
