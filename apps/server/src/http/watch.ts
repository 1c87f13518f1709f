import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { Context, Span } from '@opentelemetry/api'
import { redactText, withRequestScope } from '@hub/api/server'
import type { Hub } from '@hub/api/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

const tracer = trace.getTracer('@hub/server')

/** Asked for every few seconds by machines: their spans would bury everybody else's. */
const isProbe = (route: string): boolean => /^\/(?:health|metrics)(?:\/|$)/.test(route)

/** A stream lives for hours and reads again and again; the calls it carries have spans of their own. */
const isStream = ({ method, headers }: FastifyRequest): boolean =>
  headers.upgrade !== undefined || (method === 'GET' && (headers.accept ?? '').includes('text/event-stream'))

/** The route's pattern, never the address that was asked for: metrics must not grow with what visitors type. */
const routeOf = ({ routeOptions: { url } }: FastifyRequest): string => url ?? 'none'

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
const methodOf = ({ method }: FastifyRequest): string => (METHODS.has(method) ? method : 'other')

const FIRST_SERVER_ERROR = 500
const SWITCHING_PROTOCOLS = 101

/** The trace the caller began (W3C trace context), or a new one; without tracing, the context as it is. */
function beginTrace(request: FastifyRequest): { inner: Context; span: Span | null } {
  const route = routeOf(request)
  if (isProbe(route) || isStream(request)) return { inner: context.active(), span: null }
  const outer = propagation.extract(context.active(), request.headers)
  const method = methodOf(request)
  const span = tracer.startSpan(
    `${method} ${route}`,
    { kind: SpanKind.SERVER, attributes: { 'http.request.method': method, 'http.route': route } },
    outer,
  )
  // Looking for secrets in the address costs as much as the rest of the chain; a span that is not kept needs none of it.
  if (span.isRecording())
    span.setAttributes({
      'url.scheme': request.protocol,
      'url.path': redactText(request.url.split('?', 1)[0] ?? '/'),
      'hub.request_id': request.id,
    })
  // A caller that does not keep its trace does not want ours either: that wish goes on to whom we ask.
  const isKnown = trace.isSpanContextValid(span.spanContext())
  return { inner: isKnown ? trace.setSpan(outer, span) : outer, span }
}

function endSpan(span: Span, status: number): void {
  span.setAttribute('http.response.status_code', status)
  if (status >= FIRST_SERVER_ERROR) {
    span.setAttribute('error.type', String(status))
    span.setStatus({ code: SpanStatusCode.ERROR })
  }
  span.end()
}

const statusOf = (request: FastifyRequest, { raw }: FastifyReply): number =>
  request.raw.headers.upgrade !== undefined && !raw.headersSent ? SWITCHING_PROTOCOLS : raw.statusCode

/**
 * Gives every request its scope (request id for the log, span for the trace) and counts it when its connection is done
 * with it, however that came about.
 */
export function watchRequests(app: FastifyInstance, { metrics }: Pick<Hub, 'metrics'>): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { inner, span } = beginTrace(request)
    reply.raw.once('close', () => {
      const status = statusOf(request, reply)
      metrics.httpRequest({ method: methodOf(request), route: routeOf(request), status })
      if (span) endSpan(span, status)
    })
    // Fastify keeps this context over the arrival of the body.
    withRequestScope(request.id, () => context.with(inner, done))
  })
}
