import { context, SpanStatusCode, trace } from '@opentelemetry/api'
import type { Span, SpanOptions } from '@opentelemetry/api'
import { redactText } from './redact.ts'

const tracer = trace.getTracer('@hub/api')

/**
 * Runs `work` below a span of the trace under way. Without tracing, or in a trace that is not kept, that is a call and
 * nothing more. What is thrown marks the span.
 */
export async function inSpan<R>(
  name: string,
  options: SpanOptions,
  work: (span: Span) => Promise<R>,
): Promise<R> {
  const span = tracer.startSpan(name, options)
  if (!span.isRecording()) return work(span)
  try {
    return await context.with(trace.setSpan(context.active(), span), () => work(span))
  } catch (error) {
    failSpan(span, { type: error instanceof Error ? error.name : 'unknown', cause: error })
    throw error
  } finally {
    span.end()
  }
}

/** Marks a span as failed; `cause` is added only where it is our own fault, without what looks like a secret. */
export function failSpan(span: Span, { type, cause }: { type: string; cause?: unknown }): void {
  span.setAttribute('error.type', type)
  span.setStatus({ code: SpanStatusCode.ERROR })
  if (cause instanceof Error) span.recordException({ name: cause.name, message: redactText(cause.message) })
}
