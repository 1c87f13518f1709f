import { context, createTraceState, isSpanContextValid, propagation, trace } from '@opentelemetry/api'
import type { Context, TextMapGetter, TextMapPropagator, TextMapSetter } from '@opentelemetry/api'
import { version, withinTime } from '@hub/api/server'

const PARENT = 'traceparent'
const STATE = 'tracestate'
/** version-trace id-parent id-flags; later versions may append fields (W3C Trace Context 2, section 3.2). */
const parentForm = /^(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-|$)/

const hex = (number: number): string => number.toString(16).padStart(2, '0')
const first = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value

/** W3C trace context, in and out. */
export const traceContext: TextMapPropagator = {
  inject(from: Context, carrier: unknown, setter: TextMapSetter) {
    const span = trace.getSpanContext(from)
    if (!span || !isSpanContextValid(span)) return
    setter.set(carrier, PARENT, `00-${span.traceId}-${span.spanId}-${hex(span.traceFlags)}`)
    const state = span.traceState?.serialize()
    if (state) setter.set(carrier, STATE, state)
  },
  extract(into: Context, carrier: unknown, getter: TextMapGetter) {
    const [, traceId, spanId, flags] = parentForm.exec(first(getter.get(carrier, PARENT)) ?? '') ?? []
    if (traceId === undefined || spanId === undefined || flags === undefined) return into
    const state = first(getter.get(carrier, STATE))
    const traceFlags = Number.parseInt(flags, 16) & 1
    const traceState = state === undefined ? undefined : createTraceState(state)
    const span = { traceId, spanId, traceFlags, isRemote: true, ...(traceState && { traceState }) }
    return isSpanContextValid(span) ? trace.setSpanContext(into, span) : into
  },
  fields: () => [PARENT, STATE],
}

/** A receiver that does not answer must not hold the end of the process up. */
const LAST_EXPORT_MS = 3_000

/**
 * Sends traces to an OTLP/HTTP receiver at `endpoint`, from now until the returned function is called, which sends what
 * is left; without an endpoint it does nothing. The packages for it are loaded only here, so that a hub without tracing
 * carries none of them.
 */
export async function startTracing(endpoint: string | undefined): Promise<() => Promise<void>> {
  if (endpoint === undefined) return async () => undefined
  const [sdk, { AsyncLocalStorageContextManager }, { OTLPTraceExporter }, resources] = await Promise.all([
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/context-async-hooks'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ])
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` })
  const provider = new sdk.TracerProvider({
    resource: resources
      .defaultResource()
      .merge(
        resources.resourceFromAttributes({ 'service.name': 'smart-ai-hub', 'service.version': version }),
      ),
    // Whoever began a trace has decided whether it is kept.
    sampler: new sdk.ParentBasedSampler({ root: new sdk.AlwaysOnSampler() }),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter })],
  })
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  propagation.setGlobalPropagator(traceContext)
  trace.setGlobalTracerProvider(provider)
  return () => withinTime(provider.shutdown(), LAST_EXPORT_MS).catch(() => undefined)
}
