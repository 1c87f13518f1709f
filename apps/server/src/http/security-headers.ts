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

/** Headers that go with every answer, errors included. A route that needs another policy sets its own. */
export function securityHeaders(app: FastifyInstance, publicUrl: string): void {
  const policy = contentPolicy(publicUrl.replace(/^http/, 'ws'))
  const isHttps = publicUrl.startsWith('https://')
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'x-request-id': request.id,
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
      ...(isHttps && { 'strict-transport-security': `max-age=${YEAR_SECONDS}` }),
    })
  })
}
