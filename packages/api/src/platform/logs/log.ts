import { trace } from '@opentelemetry/api'
import { pino } from 'pino'
import type { Logger, LoggerOptions } from 'pino'
import { redactEntry, redactText } from './redact.ts'
import { requestFields } from '../calls/request-scope.ts'

/** Kept for a disk that is full; what exceeds it is dropped. */
const BACKLOG_BYTES = 1_000_000

export interface LogOptions {
  logLevel: string
  /** Standard error in programs whose output belongs to somebody else. */
  logTo?: 'stdout' | 'stderr'
}

/** Which request and which trace a line belongs to. */
function whereabouts(): Record<string, string> {
  const span = trace.getActiveSpan()?.spanContext()
  return { ...requestFields(), ...(span && { trace_id: span.traceId, span_id: span.spanId }) }
}

/** A line that names no text takes that of its error, which pino would copy as it is. */
function withText([first, ...rest]: unknown[]): unknown[] {
  const err = first instanceof Error ? first : errorIn(first)
  return [first, ...(rest.length === 0 && err ? [err.message] : rest)].map((part) =>
    typeof part === 'string' ? redactText(part) : part,
  )
}

const errorIn = (entry: unknown): Error | null =>
  typeof entry === 'object' && entry !== null && 'err' in entry && entry.err instanceof Error
    ? entry.err
    : null

/** JSON lines that carry their request id and no secrets (GW-5). */
export const logOptions = (level: string): LoggerOptions => ({
  level,
  mixin: whereabouts,
  formatters: { log: redactEntry },
  // Errors are plain objects by then; pino's own serializer would leave their causes out.
  serializers: { err: (err: unknown) => err },
  hooks: {
    logMethod(parts, method) {
      // The parts are the caller's own, in the order they came; only texts in them have changed.
      method.apply(this, withText(parts) as typeof parts)
    },
  },
})

/**
 * The log of a process. One that cannot be written, most likely because the disk is full, must not take the hub along:
 * left to itself pino would end the process, and on its way out wait for space for ever.
 */
export function createLog({ logLevel, logTo = 'stdout' }: LogOptions): Logger {
  const destination = pino.destination({
    dest: logTo === 'stderr' ? 2 : 1,
    sync: true,
    maxLength: BACKLOG_BYTES,
  })
  destination.on('error', () => undefined)
  return pino(logOptions(logLevel), destination)
}
