import type { ErrorBody, ErrorCode } from '@hub/api'
import { TRPCClientError } from '@trpc/client'
import { readPresence } from './presence.ts'

/** What the hub answers with, and what only a browser knows: no answer at all, or a page older than the hub. */
export type FailureCode = ErrorCode | 'NO_ANSWER' | 'OUTDATED'

type FailureParts = Omit<Partial<ErrorBody>, 'code' | 'message'> & { code: FailureCode; message: string }

/** What the hub says of a call to programs, for somebody who sent a form: it was sent before, otherwise, and no answer came. */
const SENT_BEFORE =
  'This was sent before, and may have been done as it was then. Look whether it is there. If not, close this and open it again.'

/** Every failure the pages show, whichever way it came. */
export class Failure extends Error {
  readonly code: FailureCode
  readonly issues: NonNullable<ErrorBody['issues']>
  readonly retryAfter: number | undefined
  readonly requestId: string | undefined

  constructor({ code, message, issues, retryAfter, requestId }: FailureParts, cause?: unknown) {
    // The hub names the field before its words; with one field the words alone say it better.
    const [only, ...others] = issues ?? []
    const said = code === 'KEY_REUSED' ? SENT_BEFORE : message
    super(only && others.length === 0 ? only.message : said, { cause })
    this.name = 'Failure'
    this.code = code
    this.issues = issues ?? []
    this.retryAfter = retryAfter
    this.requestId = requestId
  }
}

const noAnswer = (cause: unknown) =>
  new Failure(
    { code: 'NO_ANSWER', message: 'The hub did not answer. Check your connection, then try again.' },
    cause,
  )

/** Turns whatever was thrown into a failure with words for people. */
export function toFailure(error: unknown): Failure {
  if (error instanceof Failure) return error
  if (error instanceof TRPCClientError) {
    return isErrorBody(error.data) ? new Failure(error.data, error) : noAnswer(error)
  }
  if (isMissingPart(error)) {
    if (readPresence() !== 'here') return noAnswer(error)
    return new Failure({ code: 'OUTDATED', message: 'The hub was updated. Load the page again.' }, error)
  }
  if (error instanceof TypeError && /fetch|network|load failed/i.test(error.message)) return noAnswer(error)
  return new Failure(
    { code: 'INTERNAL', message: 'This page broke. Nothing you sent is lost; load it again.' },
    error,
  )
}

/** An id that was damaged on its way is refused, one of nothing is not found: trying again helps neither. */
export const isNoSuch = ({ data, error }: { data: unknown; error: unknown }): boolean =>
  data === undefined && error !== null && ['BAD_REQUEST', 'NOT_FOUND'].includes(toFailure(error).code)

/** Whether what stands on the page is not there any more. */
export const isRemoved = ({ data, error }: { data: unknown; error: unknown }): boolean =>
  data !== undefined && error !== null && toFailure(error).code === 'NOT_FOUND'

/** The failure in the answer of a plain HTTP route. */
export async function failureOf(response: Response): Promise<Failure> {
  const body: unknown = await response.json().catch(() => null)
  if (isErrorBody(body)) return new Failure(body)
  return noAnswer(new Error(`HTTP status ${response.status}`))
}

function isErrorBody(value: unknown): value is ErrorBody {
  return (
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    typeof value.code === 'string' &&
    'message' in value &&
    typeof value.message === 'string'
  )
}

/** What `outdated.ts` has such an error say. */
export const missingPart = 'A part of the app could not be fetched.'

/** Browsers word it differently. The hub is away, or a newer build replaced the files of this one. */
export const isMissingPart = (error: unknown): boolean =>
  error instanceof Error &&
  (error.message === missingPart ||
    /dynamically imported module|importing a module script failed|preload css/i.test(error.message))
