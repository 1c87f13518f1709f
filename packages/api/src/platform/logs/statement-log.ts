import type { RanStatement } from '@hub/db'
import type { Logger } from 'pino'

/** A statement that takes longer keeps a person waiting. */
const SLOW_MS = 500

/** Data exceptions, broken constraints, lost races, canceled statements: the caller is told, and nobody has to act. */
const expected = /^(?:22|23|40|55P03|57014)/

/** Slow statements and those that failed through our own fault, in words that hold no value (GW-5). */
export function logStatement(log: Logger, { summary, login, ms, error }: RanStatement): void {
  const entry = { statement: summary, login, ms: Math.round(ms * 100) / 100 }
  if (error !== undefined) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    // PostgreSQL quotes the value it could not take in the message of these.
    if (expected.test(code)) log.debug({ ...entry, sqlState: code }, 'statement refused')
    else log.warn({ ...entry, sqlState: code, err: error }, 'statement failed')
  } else if (ms >= SLOW_MS) {
    log.warn(entry, 'slow statement')
  }
}
