import { TRPCError } from '@trpc/server'
import { z } from 'zod'
import { AppError, errorTable } from '../../shared/errors.ts'
import type { ErrorCode, FieldIssue } from '../../shared/errors.ts'
import { namedIssue, plainIssue } from '../../shared/issues.ts'

const fromTrpc = new Map<string, ErrorCode>([
  ['PARSE_ERROR', 'BAD_REQUEST'],
  ['NOT_IMPLEMENTED', 'NOT_FOUND'],
  ['BAD_GATEWAY', 'UNAVAILABLE'],
  ['TIMEOUT', 'TIMEOUT'],
])
for (const [code, row] of Object.entries(errorTable).toReversed()) fromTrpc.set(row.trpc, code as ErrorCode)
fromTrpc.set('FORBIDDEN', 'FORBIDDEN').set('CONFLICT', 'CONFLICT')

const fromNode: Record<string, ErrorCode> = {
  ECONNREFUSED: 'UNAVAILABLE',
  ECONNRESET: 'UNAVAILABLE',
  EPIPE: 'UNAVAILABLE',
  ENOTFOUND: 'UNAVAILABLE',
  ETIMEDOUT: 'UNAVAILABLE',
  EAI_AGAIN: 'UNAVAILABLE',
  EHOSTUNREACH: 'UNAVAILABLE',
  ENETUNREACH: 'UNAVAILABLE',
  // This process, or this machine, has as many files and connections open as it may.
  EMFILE: 'UNAVAILABLE',
  ENFILE: 'UNAVAILABLE',
  EADDRNOTAVAIL: 'UNAVAILABLE',
}

/** A lock that was not had in time, a server that only reads for now, a transaction that stood still and was ended. */
const PASSES = new Set(['55P03', '25006', '25P03'])

/** SQLSTATE (PostgreSQL appendix A) to our codes; null where the state is our own fault. */
function fromSqlState(state: string): ErrorCode | null {
  if (state === '57014') return 'TIMEOUT'
  if (state === '23505' || state === '23503') return 'CONFLICT'
  if (state.startsWith('22') || state === '23514') return 'BAD_REQUEST'
  if (['08', '53', '57', '40'].some((group) => state.startsWith(group)) || PASSES.has(state))
    return 'UNAVAILABLE'
  return null
}

/** pg says these without a code when the server goes away under a pooled connection. */
const lostConnection =
  /Connection terminated|connection timeout|timeout expired|timeout exceeded when trying to connect|Client has encountered a connection error|pool after calling end/i

/** A part of the hub itself was away, such as its database: the same goes well once it is back. */
export class Outage extends AppError {
  constructor(cause: Error) {
    super('UNAVAILABLE', { cause })
  }
}

function fromSystem(error: Error): AppError | null {
  const raw: unknown = 'code' in error ? error.code : undefined
  const state = typeof raw === 'string' ? raw : ''
  const code = fromNode[state] ?? (/^[0-9A-Z]{5}$/.test(state) ? fromSqlState(state) : null)
  if (code === 'UNAVAILABLE' || lostConnection.test(error.message)) {
    return new Outage(error)
  }
  if (code) return new AppError(code, { cause: error })
  if (error.name === 'AbortError') return new AppError('CLIENT_CLOSED_REQUEST', { cause: error })
  return null
}

// Whoever checks an input here, a door, tRPC or a command: zod's own words are for programmers.
z.config({ customError: plainIssue })

/** What is wrong with an input: each field by its name, and the first of them as the sentence of the whole. */
export function invalidInput(error: z.core.$ZodError, begin = ''): AppError {
  const issues: FieldIssue[] = error.issues.map(({ path, message }) => ({
    path: path.map(String).join('.'),
    message,
  }))
  const [first] = error.issues
  const message = first ? begin + namedIssue(first) : errorTable.BAD_REQUEST.message
  return new AppError('BAD_REQUEST', { message, issues, cause: error })
}

/** Whatever was thrown, as one of our errors. What nobody foresaw becomes INTERNAL and keeps its cause for the log. */
export function normalizeError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown
  if (thrown instanceof TRPCError) {
    if (thrown.cause instanceof AppError) return thrown.cause
    if (thrown.code === 'BAD_REQUEST' && thrown.cause instanceof z.core.$ZodError)
      return invalidInput(thrown.cause)
    if (thrown.code !== 'INTERNAL_SERVER_ERROR') {
      const code = fromTrpc.get(thrown.code) ?? 'INTERNAL'
      return new AppError(code, { cause: thrown })
    }
    return thrown.cause ? normalizeError(thrown.cause) : new AppError('INTERNAL', { cause: thrown })
  }
  const known = thrown instanceof Error ? fromSystem(thrown) : null
  return known ?? new AppError('INTERNAL', { cause: thrown })
}
