import { context, propagation, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import {
  AlwaysOnSampler,
  InMemorySpanExporter,
  ParentBasedSampler,
  SimpleSpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import type { ReadableSpan } from '@opentelemetry/sdk-trace'
import { traceContext } from '../tracing.ts'

/** Keeps every span this process ends; the tracing of the product with another exporter. */
export function keepSpans(): InMemorySpanExporter {
  const exporter = new InMemorySpanExporter()
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  propagation.setGlobalPropagator(traceContext)
  trace.setGlobalTracerProvider(
    new TracerProvider({
      sampler: new ParentBasedSampler({ root: new AlwaysOnSampler() }),
      spanProcessors: [new SimpleSpanProcessor({ exporter })],
    }),
  )
  return exporter
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
