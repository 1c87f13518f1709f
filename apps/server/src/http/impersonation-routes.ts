import { AppError } from '@hub/api/server'
import type { Hub, StartedImpersonation } from '@hub/api/server'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { webCall } from './auth-routes.ts'
import { checkCsrf, readCookie, setCookie } from './cookies.ts'
import { sessionCredential } from './session.ts'

/** Longer than any such session: when that has ended, the browser hears so instead of going on as the administrator. */
const COOKIE_SECONDS = 24 * 3600

/** Ends the session in somebody's place; one that has ended already is as good. */
async function stopActing(hub: Hub, request: FastifyRequest): Promise<void> {
  const token = readCookie(request, hub.settings, 'acting')
  if (token === undefined) return
  await hub.catalog
    .call('auth.logout', {}, webCall(request, { kind: 'session', token }))
    .catch((error: unknown) => {
      if (!(error instanceof AppError && error.code === 'UNAUTHORIZED')) throw error
    })
}

/** Acting for somebody in a browser: the session beside the administrator's own, in a cookie that no script can read. */
export async function impersonationRoutes(app: FastifyInstance, { hub }: { hub: Hub }): Promise<void> {
  const { settings, catalog } = hub
  app.addHook('onRequest', async (request, reply) => {
    checkCsrf(request, settings)
    reply.header('cache-control', 'no-store')
  })
  app.post('/auth/impersonate', async (request, reply) => {
    const call = webCall(request, sessionCredential(request, hub))
    // The catalog answers what the procedure's output schema says.
    const started = (await catalog.call(
      'admin.users.impersonate',
      request.body ?? {},
      call,
    )) as StartedImpersonation
    setCookie(reply, settings, { kind: 'acting', value: started.accessToken, maxAge: COOKIE_SECONDS })
    return reply.send({ name: started.name, expiresAt: started.expiresAt })
  })
  app.post('/auth/impersonate/stop', async (request, reply) => {
    await stopActing(hub, request)
    setCookie(reply, settings, { kind: 'acting', value: '', maxAge: 0 })
    return reply.send({ done: true })
  })
}
