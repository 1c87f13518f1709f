import type { FastifyInstance } from 'fastify'

/** Everything from our own address; nothing inline. */
function contentPolicy(socketOrigin: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self' ${socketOrigin}`,
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

const YEAR_SECONDS = 31_536_000

/**
 * Headers that go with every answer, errors included. HSTS says nothing of subdomains: a hub at the top of a firm's
 * domain must not decide for the firm's other servers; whoever wants that sets it at the proxy.
 */
export function headersOf(publicUrl: string): Record<string, string> {
  return {
    'content-security-policy': contentPolicy(publicUrl.replace(/^http/, 'ws')),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    ...(publicUrl.startsWith('https://') && { 'strict-transport-security': `max-age=${YEAR_SECONDS}` }),
  }
}

/** A route that needs another policy sets its own. */
export function securityHeaders(app: FastifyInstance, publicUrl: string): void {
  const headers = headersOf(publicUrl)
  // Hooks of every request take a callback: each promise would cost the request a turn of the event loop's queue.
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(headers).header('x-request-id', request.id)
    done()
  })
}
