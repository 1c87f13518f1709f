/**
 * The closed table of errors (CON-4). One row names the wire code, the tRPC code and the HTTP status;
 * every door reads this table, so an error looks the same wherever it surfaces.
 */
export const errorTable = {
  BAD_REQUEST: {
    trpc: 'BAD_REQUEST',
    http: 400,
    message: 'Something in the request is not right. Check the fields and try again.',
  },
  UNAUTHORIZED: { trpc: 'UNAUTHORIZED', http: 401, message: 'Sign in first.' },
  OTHER_PERSON: {
    trpc: 'UNAUTHORIZED',
    http: 401,
    message: 'Somebody else is signed in in this browser by now. Load the page again.',
  },
  PAYMENT_REQUIRED: {
    trpc: 'PAYMENT_REQUIRED',
    http: 402,
    message: 'There are not enough credits for this.',
  },
  LIMIT_REACHED: {
    trpc: 'PAYMENT_REQUIRED',
    http: 402,
    message: 'The spending limit of the organization is reached. An owner can raise it.',
  },
  FORBIDDEN: {
    trpc: 'FORBIDDEN',
    http: 403,
    message: 'Your role does not allow this. Ask an owner or admin of the organization.',
  },
  EMAIL_NOT_VERIFIED: {
    trpc: 'FORBIDDEN',
    http: 403,
    message: 'Confirm your e-mail address first. The link is in your mailbox.',
  },
  SECOND_FACTOR_REQUIRED: {
    trpc: 'FORBIDDEN',
    http: 403,
    message: 'This organization asks for a second factor. Set one up in your settings.',
  },
  ORGANIZATION_SUSPENDED: {
    trpc: 'FORBIDDEN',
    http: 403,
    message: 'This organization is suspended. Ask whoever runs this hub.',
  },
  STEP_UP_REQUIRED: {
    trpc: 'FORBIDDEN',
    http: 403,
    message: 'Confirm that it is you first: this needs a sign-in of the last ten minutes.',
  },
  HOST_NOT_ALLOWED: { trpc: 'FORBIDDEN', http: 403, message: 'This address is not one the hub answers to.' },
  APPROVAL_REQUIRED: {
    trpc: 'FORBIDDEN',
    http: 403,
    message: 'A person has to approve this in the hub first.',
  },
  NOT_FOUND: {
    trpc: 'NOT_FOUND',
    http: 404,
    message: 'There is nothing here by that name, or it is not yours to see.',
  },
  METHOD_NOT_SUPPORTED: {
    trpc: 'METHOD_NOT_SUPPORTED',
    http: 405,
    message: 'This address does not answer to that method.',
  },
  CONFLICT: { trpc: 'CONFLICT', http: 409, message: 'This clashes with what is already there.' },
  IN_FLIGHT: {
    trpc: 'CONFLICT',
    http: 409,
    message: 'The same request is still running. Try again in a moment.',
  },
  ALREADY_DONE: {
    trpc: 'CONFLICT',
    http: 409,
    message: 'This was already done. Its answer held a secret and is not kept.',
  },
  STALE_VERSION: {
    trpc: 'PRECONDITION_FAILED',
    http: 412,
    message: 'Somebody changed this in the meantime. Load it again, then repeat your change.',
  },
  PAYLOAD_TOO_LARGE: { trpc: 'PAYLOAD_TOO_LARGE', http: 413, message: 'That is too large.' },
  UNSUPPORTED_MEDIA_TYPE: {
    trpc: 'UNSUPPORTED_MEDIA_TYPE',
    http: 415,
    message: 'Send JSON (content-type: application/json).',
  },
  KEY_REUSED: {
    trpc: 'UNPROCESSABLE_CONTENT',
    http: 422,
    message: 'This idempotency key was already used for a different request. Use a new key.',
  },
  TOO_MANY_REQUESTS: {
    trpc: 'TOO_MANY_REQUESTS',
    http: 429,
    message: 'That was a lot at once. Wait a little, then try again.',
  },
  CLIENT_CLOSED_REQUEST: { trpc: 'CLIENT_CLOSED_REQUEST', http: 499, message: 'The request was cancelled.' },
  INTERNAL: {
    trpc: 'INTERNAL_SERVER_ERROR',
    http: 500,
    message:
      'Something broke on our side. Nothing you sent is lost; try again, and quote the request id if it stays.',
  },
  UNAVAILABLE: {
    trpc: 'SERVICE_UNAVAILABLE',
    http: 503,
    message: 'The hub cannot reach something it needs. Try again in a moment.',
  },
  TIMEOUT: { trpc: 'GATEWAY_TIMEOUT', http: 504, message: 'This took too long and was stopped.' },
} as const

export type ErrorCode = keyof typeof errorTable

export interface FieldIssue {
  path: string
  message: string
}

export interface ErrorDetails {
  message?: string | undefined
  issues?: FieldIssue[] | undefined
  /** Whole seconds until a retry makes sense. */
  retryAfter?: number | undefined
  /** Where a pending approval waits, for APPROVAL_REQUIRED. */
  approvalId?: string | undefined
  cause?: unknown
}

/** What every door sends for a failure. */
export interface ErrorBody {
  code: ErrorCode
  message: string
  issues?: FieldIssue[]
  retryAfter?: number
  approvalId?: string
  requestId: string
}

/** Who is told to come back is always told when, also where the place of the failure cannot know better. */
const usualRetrySeconds: Partial<Record<ErrorCode, number>> = { TOO_MANY_REQUESTS: 1, UNAVAILABLE: 2 }

export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(details.message ?? errorTable[code].message, { cause: details.cause })
    this.name = 'AppError'
    this.code = code
    this.details = { ...details, retryAfter: details.retryAfter ?? usualRetrySeconds[code] }
  }
}

export function errorBody(error: AppError, requestId: string): ErrorBody {
  const { issues, retryAfter, approvalId } = error.details
  return {
    code: error.code,
    message: error.message,
    ...(issues && { issues }),
    ...(retryAfter !== undefined && { retryAfter }),
    ...(approvalId && { approvalId }),
    requestId,
  }
}
