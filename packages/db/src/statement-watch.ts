import { SpanKind, SpanStatusCode, TraceFlags, trace } from '@opentelemetry/api'
import type { Pool } from 'pg'

/** A statement that has ended. */
export interface RanStatement {
  /** What it did to what, such as `select ops_task`; never its text or a value. */
  readonly summary: string
  readonly login: 'app' | 'system'
  readonly ms: number
  /** What it failed with; absent when it succeeded. */
  readonly error?: unknown
}

export type OnStatement = (statement: RanStatement) => void

/** Connections of one pool now. */
export interface PoolState {
  readonly login: 'app' | 'system'
  readonly total: number
  readonly idle: number
  /** Callers that wait for a connection. */
  readonly waiting: number
  readonly max: number
}

const tracer = trace.getTracer('@hub/db')

/** Where the statements of a database are seen as they end: by one listener, and by the trace they belong to. */
export class StatementWatch {
  onStatement: OnStatement = () => undefined

  /** `start` is a `performance.now()`; the statement ends now. */
  ended(
    text: string,
    { login, start, error }: { login: RanStatement['login']; start: number; error?: unknown },
  ) {
    const end = performance.now()
    const summary = summaryOf(text)
    if (isTraced()) record(summary, { start, end, error })
    this.onStatement({ summary, login, ms: end - start, ...(error !== undefined && { error }) })
  }

  /** Runs one statement and reports it, whatever becomes of it. */
  async around<R>(text: string, login: RanStatement['login'], run: () => Promise<R>): Promise<R> {
    const start = performance.now()
    try {
      const result = await run()
      this.ended(text, { login, start })
      return result
    } catch (error) {
      this.ended(text, { login, start, error })
      throw error
    }
  }
}

/** Statements nobody is tracing, such as the dispatcher's polling, make no traces of their own. */
function isTraced(): boolean {
  const parent = trace.getActiveSpan()
  return parent !== undefined && (parent.spanContext().traceFlags & TraceFlags.SAMPLED) !== 0
}

/** The span is made when the statement is over, so that nothing has to be carried through the driver. */
function record(
  summary: string,
  { start, end, error }: { start: number; end: number; error: unknown },
): void {
  const [operation = summary, collection] = summary.split(' ')
  const span = tracer.startSpan(summary, {
    kind: SpanKind.CLIENT,
    startTime: start,
    attributes: {
      'db.system.name': 'postgresql',
      'db.query.summary': summary,
      'db.operation.name': operation,
      ...(collection && { 'db.collection.name': collection }),
    },
  })
  if (error !== undefined) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    // The message of a failed statement may quote values, so only its SQLSTATE goes out.
    span.setAttributes({ 'error.type': code, 'db.response.status_code': code })
    span.setStatus({ code: SpanStatusCode.ERROR })
  }
  span.end(end)
}

const MOST_SUMMARIES = 1_000
const summaries = new Map<string, string>()

function summaryOf(text: string): string {
  const known = summaries.get(text)
  if (known !== undefined) return known
  const summary = summarize(text)
  // Texts are the program's own and few; a statement built in a loop must not fill the memory all the same.
  if (summaries.size < MOST_SUMMARIES) summaries.set(text, summary)
  return summary
}

const NAME = `"?(?:app"?\\.)?"?([a-z_][a-z0-9_]*)`
const targets = [
  new RegExp(`^\\s*(?:insert\\s+into|update|delete\\s+from)\\s+${NAME}`, 'i'),
  new RegExp(`\\bselect\\s+app\\.([a-z_]+)\\b`, 'i'),
  new RegExp(`\\bfrom\\s+${NAME}`, 'i'),
]

const DEEPEST_NESTING = 6

/** The statement without what stands in parentheses: columns, conditions, and queries inside the query. */
function outermost(text: string): string {
  let left = text
  for (let depth = 0; depth < DEEPEST_NESTING && left.includes('('); depth += 1)
    left = left.replaceAll(/\([^()]*\)/g, ' ')
  return left
}

/** First word and what it is about; exported for its test. */
export function summarize(statement: string): string {
  const text = outermost(statement)
  const first = /^[\s(]*([a-z]+)/i.exec(text)?.[1]?.toLowerCase() ?? 'statement'
  const operation = first === 'with' ? 'select' : first
  const target = targets.map((pattern) => pattern.exec(text)?.[1]).find((name) => name !== undefined)
  return target === undefined ? operation : `${operation} ${target.toLowerCase()}`
}

export const poolState = (login: PoolState['login'], pool: Pool): PoolState => ({
  login,
  total: pool.totalCount,
  idle: pool.idleCount,
  waiting: pool.waitingCount,
  max: pool.options.max,
})
