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

/** A load balancer asks by the server's own address; what they tell is the same for everybody, and nothing about anybody. */
const PROBES = new Set(['/health', '/health/live', '/health/ready'])

/** Whether what is asked may be told whoever the request takes us for. */
const isForAnyHost = ({ routeOptions: { url = '' }, headers }: FastifyRequest): boolean =>
  PROBES.has(url) ||
  // A program that scrapes this very server names it by its own address; it shows a token, which no page can.
  (url === '/metrics' && headers.authorization !== undefined)

const PASS_ON = 'A proxy before the hub has to pass on the host; in nginx: proxy_set_header Host $host;'

const refused = (words: string): AppError =>
  new AppError('HOST_NOT_ALLOWED', { message: `${words} ${PASS_ON}` })

interface HostRule {
  publicUrl: string
  /** Whether a proxy stands before the hub. */
  hasProxy: boolean
}

/**
 * Answers only to the host of the public address and to loopback names, so that a foreign name that resolves to
 * us (DNS rebinding) reaches nothing. Pages opened by another loopback name move to the public address, where
 * the cookies are; not where a proxy may be what names us so, because it would bring them back by the same name for ever.
 */
export function guardHosts(app: FastifyInstance, { publicUrl, hasProxy }: HostRule): void {
  const { host: publicHost, hostname } = new URL(publicUrl)
  const own = hostnameOf(publicHost)
  const isMoved = LOOPBACK.has(hostname) && !hasProxy
  app.addHook('onRequest', (request, reply, done) => {
    if (namesManyHosts(request))
      return done(new AppError('BAD_REQUEST', { message: 'This request names its host more than once.' }))
    const host = hostnameOf(request.host ?? '')
    if (host === own || isForAnyHost(request)) return done()
    if (!LOOPBACK.has(host))
      return done(
        hasProxy ? refused('This address is not one the hub answers to.') : new AppError('HOST_NOT_ALLOWED'),
      )
    if (!isPageLoad(request)) return done()
    if (!isMoved)
      return done(refused(`Pages of this hub open at ${publicUrl}, and this request names ${host}.`))
    // Who answers in a hook calls no more of them.
    // A request may name a whole address in place of a path; behind ours it would make another host.
    const path = request.url.startsWith('/') ? request.url : '/'
    void reply.redirect(`${publicUrl}${path}`, 302)
  })
}
