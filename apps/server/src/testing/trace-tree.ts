import { context, propagation, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import {
  AlwaysOnSampler,
  InMemorySpanExporter,
  ParentBasedSampler,
  SamplingDecision,
  SimpleSpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import type { ReadableSpan, Sampler } from '@opentelemetry/sdk-trace'
import { traceContext } from '../tracing.ts'

export interface KeptSpans {
  exporter: InMemorySpanExporter
  /** From then on no span is kept any more. */
  stop(): void
}

/**
 * Keeps every span this process ends; the tracing of the product with another exporter. Tracers stay with the first
 * provider they meet, and other test files use them afterwards: so it can be stopped, and is called once a process.
 */
export function keepSpans(): KeptSpans {
  const exporter = new InMemorySpanExporter()
  const kept = new ParentBasedSampler({ root: new AlwaysOnSampler() })
  let isKept = true
  const sampler: Sampler = {
    shouldSample: (...asked) =>
      isKept ? kept.shouldSample(...asked) : { decision: SamplingDecision.NOT_RECORD },
    toString: () => 'while kept',
  }
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  propagation.setGlobalPropagator(traceContext)
  trace.setGlobalTracerProvider(
    new TracerProvider({ sampler, spanProcessors: [new SimpleSpanProcessor({ exporter })] }),
  )
  return { exporter, stop: () => void (isKept = false) }
}

/** Names of spans below each other, children in the order they began: `[name, [child, [grandchild]]]`. */
export type Tree = (string | Tree)[]

export function treeOf(spans: readonly ReadableSpan[], parentId: string | undefined): Tree {
  return spans
    .filter(({ parentSpanContext }) => parentSpanContext?.spanId === parentId)
    .toSorted((a, b) => a.startTime[0] - b.startTime[0] || a.startTime[1] - b.startTime[1])
    .flatMap((span) => {
      const below = treeOf(spans, span.spanContext().spanId)
      return below.length === 0 ? [span.name] : [span.name, below]
    })
}
