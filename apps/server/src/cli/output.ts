import { AppError, errorBody, normalizeError } from '@hub/api/server'
import type { ErrorBody } from '@hub/api/server'
import { DatabaseSetupError } from '@hub/db'
import { ServerRefusedError, StateFolderError, UnusableServerError } from '@hub/db/embedded'

/** 1: the hub refused or failed. 2: the command itself is wrong. */
export const EXIT = { ok: 0, refused: 1, usage: 2 } as const

/** The command cannot be understood; the message says how it is written. */
export class UsageError extends Error {}

/** A hub elsewhere refused; it has already said why in our own shape. */
export class RemoteError extends Error {
  readonly body: ErrorBody
  constructor(body: ErrorBody) {
    super(body.message)
    this.body = body
  }
}

export function printResult(result: unknown, asJson: boolean): void {
  console.log(JSON.stringify(result, null, asJson ? 0 : 2))
}

/** Why the hub of this machine cannot be opened, in sentences for its operator: programs are told the same. */
function foreseen(error: unknown): unknown {
  // A server that cannot be reached may be in a moment; what is set up wrongly stays so.
  if (error instanceof UnusableServerError)
    return new AppError('UNAVAILABLE', { message: error.message, cause: error })
  return error instanceof DatabaseSetupError ||
    error instanceof StateFolderError ||
    error instanceof ServerRefusedError
    ? new AppError('CONFLICT', { message: error.message, cause: error })
    : error
}

/** For people one or a few lines, for programs the error object of every door. Returns the exit code. */
export function printError(error: unknown, asJson: boolean): number {
  if (error instanceof UsageError) {
    console.error(error.message)
    return EXIT.usage
  }
  const body = error instanceof RemoteError ? error.body : errorBody(normalizeError(foreseen(error)), 'cli')
  if (asJson) console.log(JSON.stringify(body))
  else {
    // What nobody foresaw has a message of its own that says more to the person at this machine.
    console.error(body.code === 'INTERNAL' && error instanceof Error ? error.message : body.message)
    for (const { path, message } of body.issues ?? []) console.error(`  ${path || 'input'}: ${message}`)
    if (body.retryAfter !== undefined) console.error(`  Try again in ${body.retryAfter} s.`)
    // Of the hub of this machine; a hub elsewhere is looked at there.
    if (body.code === 'UNAVAILABLE' && !(error instanceof RemoteError))
      console.error('  If that does not help, this says what it is: npm run hub -- doctor')
  }
  return EXIT.refused
}
