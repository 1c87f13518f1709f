import compress from '@fastify/compress'
import { appRouter, withRequestScope } from '@hub/api/server'
import type { Hub } from '@hub/api/server'
import { mcpPlugin } from '@hub/mcp'
import type { McpOptions } from '@hub/mcp'
import type { AnyRouter } from '@trpc/server'
import Fastify, { LogController } from 'fastify'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { Env } from '../env.ts'
import { devMailRoutes } from '../mail/dev-mail-routes.ts'
import type { DevMailbox } from '../mail/dev-mailbox.ts'
import { showsMailbox } from '../mail/mail.ts'
import { authRoutes } from './auth-routes.ts'
import { answerClientError } from './client-errors.ts'
import { closeGracefully } from './closing.ts'
import { docsRoutes } from './docs.ts'
import { healthRoutes } from './health.ts'
import { guardHosts } from './hosts.ts'
import { answerProblems, problemOf, sendProblem } from './problems.ts'
import { requestId } from './request-id.ts'
import { restRoutes } from './rest.ts'
import { securityHeaders } from './security-headers.ts'
import { textRoutes } from './texts.ts'
import { trpcSocket } from './trpc-socket.ts'
import { trpcRoutes } from './trpc.ts'
import { webRoutes } from './web.ts'

const BODY_LIMIT_BYTES = 1024 * 1024
/** A request must have arrived by then; answers may take longer. */
const REQUEST_TIMEOUT_MS = 30_000
/** Longer than the idle timeout of common proxies, so that they never meet a closing connection. */
const KEEP_ALIVE_MS = 72_000
/** A batch of 20 has all its paths in one segment. */
const MAX_PARAM_LENGTH = 5_000

export interface AppOptions {
  hub: Hub
  env: Pick<Env, 'trustProxy' | 'host' | 'mail'>
  /** Kept mail to show at /dev/mail; absent where mail is sent. */
  mailbox?: DevMailbox | null
  /** The router behind the hub's catalog; a test may bring one of its own. */
  router?: AnyRouter
  /** Folder of the built web app. */
  dist?: string
  /** The servers behind /mcp; only the conformance test brings its own. */
  createMcpServer?: McpOptions['createServer']
}

/** Every door on one HTTP server. The caller listens and closes. */
export async function buildApp({
  hub,
  env,
  mailbox = null,
  router = appRouter,
  dist,
  createMcpServer,
}: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({
    // The chain logs each call; Fastify adds what breaks outside of it.
    loggerInstance: hub.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: env.trustProxy,
    genReqId: requestId,
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, request, reply) =>
      void sendProblem(request, reply.header('x-request-id', request.id), problemOf(error)),
  })
  const { publicUrl } = hub.settings
  closeGracefully(app)
  answerProblems(app)
  app.addHook('onRequest', (request, _reply, done) => withRequestScope(request.id, done))
  securityHeaders(app, publicUrl)
  guardHosts(app, publicUrl)
  await app.register(compress, { global: true, threshold: 1024, encodings: ['br', 'gzip'] })
  const mail = env.mail ? `sent from ${env.mail.from}` : 'kept in the development mailbox'
  await app.register(healthRoutes, { hub, mail })
  await app.register(textRoutes, { hub })
  if (mailbox && showsMailbox(env, publicUrl)) await app.register(devMailRoutes, { mailbox })
  await app.register(authRoutes, { hub })
  await app.register(trpcSocket, { hub, router })
  await app.register(trpcRoutes, { hub, router })
  await app.register(restRoutes, { hub })
  await app.register(docsRoutes, { hub })
  await app.register(mcpPlugin, { hub, ...(createMcpServer && { createServer: createMcpServer }) })
  await webRoutes(app, { dist })
  return app
}
