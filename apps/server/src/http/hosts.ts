import { AppError } from '@hub/api/server'
import type { FastifyInstance, FastifyRequest } from 'fastify'

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Host names without their ports, in lower case; an IPv6 address keeps its brackets. */
const hostnameOf = (host: string): string => host.toLowerCase().replace(/:\d*$/, '')

/** Node keeps the first of several, and a proxy before us may have judged another one (RFC 9112, 3.2). */
const namesManyHosts = ({ raw: { rawHeaders } }: FastifyRequest): boolean =>
  rawHeaders.filter((text, at) => at % 2 === 0 && text.toLowerCase() === 'host').length > 1

/** True for a navigation of a browser, which is the only request worth redirecting. */
export const isPageLoad = ({ method, headers }: FastifyRequest): boolean =>
  (method === 'GET' || method === 'HEAD') && (headers.accept ?? '').includes('text/html')

/**
 * Answers only to the host of the public address and to loopback names, so that a foreign name that resolves to
 * us (DNS rebinding) reaches nothing. Pages opened by another loopback name move to the public address, where
 * the cookies are.
 */
export function guardHosts(app: FastifyInstance, publicUrl: string): void {
  const own = hostnameOf(new URL(publicUrl).host)
  app.addHook('onRequest', (request, reply, done) => {
    if (namesManyHosts(request))
      return done(new AppError('BAD_REQUEST', { message: 'This request names its host more than once.' }))
    const host = hostnameOf(request.host ?? '')
    if (host === own) return done()
    // A program that scrapes this very server names it by its own address; it shows a token, which no page can.
    if (request.routeOptions.url === '/metrics' && request.headers.authorization !== undefined) return done()
    if (!LOOPBACK.has(host)) return done(new AppError('HOST_NOT_ALLOWED'))
    // Who answers in a hook calls no more of them.
    // A request may name a whole address in place of a path; behind ours it would make another host.
    const path = request.url.startsWith('/') ? request.url : '/'
    if (isPageLoad(request)) return void reply.redirect(`${publicUrl}${path}`, 302)
    done()
  })
}
