import { addressRefused, appRouter, problemOf } from '@hub/api/server'
import type { Hub } from '@hub/api/server'
import {
  endRefusedConnections,
  mcpPlugin,
  readForwardedAddresses,
  refuseBlockedAddresses,
  refuseOddRequests,
  requestId,
  serverLimits,
} from '@hub/mcp'
import type { McpOptions } from '@hub/mcp'
import { maxHeaderSize } from 'node:http'
import type { AnyRouter } from '@trpc/server'
import Fastify, { LogController } from 'fastify'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { Env } from '../env.ts'
import { devMailRoutes } from '../mail/dev-mail-routes.ts'
import type { DevMailbox } from '../mail/dev-mailbox.ts'
import { showsMailbox } from '../mail/mail.ts'
import { authRoutes } from './auth-routes.ts'
import { avatarRoutes } from './avatar-routes.ts'
import { answerClientError } from './client-errors.ts'
import { closeGracefully } from './closing.ts'
import { compressAnswers } from './compression.ts'
import { allowOrigins } from './cors.ts'
import { docsRoutes } from './docs.ts'
import { exportRoutes } from './export-routes.ts'
import { fileRoutes } from './file-routes.ts'
import { googleRoutes } from './google-routes.ts'
import { impersonationRoutes } from './impersonation-routes.ts'
import { healthRoutes } from './health.ts'
import type { HealthParts } from './health-checks.ts'
import { consentRoutes } from './consent.ts'
import { metricsRoutes } from './metrics.ts'
import { guardHosts } from './hosts.ts'
import { plainJson, takeJson } from './json-body.ts'
import { oauthRoutes } from './oauth.ts'
import { answerProblems, sendProblem } from './problems.ts'
import { restRoutes } from './rest.ts'
import { headersOf, securityHeaders } from './security-headers.ts'
import { textRoutes } from './texts.ts'
import { trpcSocket } from './trpc-socket.ts'
import { trpcRoutes } from './trpc.ts'
import { unsubscribeRoutes } from './unsubscribe-routes.ts'
import { watchRequests } from './watch.ts'
import { webRoutes } from './web.ts'
import { formRoutes } from './form-routes.ts'
import { webhookRoutes } from './webhook-routes.ts'

/** Longer than the idle timeout of common proxies, so that they never meet a closing connection. */
const KEEP_ALIVE_MS = 72_000
/**
 * A batch has all its paths in one segment, and one that is too long would be taken for the address of a file. Node bounds
 * addresses before.
 */
const MAX_PARAM_LENGTH = maxHeaderSize

export interface AppOptions {
  hub: Hub
  env: Pick<Env, 'trustProxy' | 'host' | 'mail'> & Partial<Pick<Env, 'corsOrigins'>>
  /** Kept mail to show at /dev/mail; absent where mail is sent. */
  mailbox?: DevMailbox | null
  /** The router behind the hub's catalog; a test may bring one of its own. */
  router?: AnyRouter
  /** Folder of the built web app; the page of parts is looked for beside it. */
  dist?: string
  /** What shows programs of the operator the metrics from another machine. */
  metricsToken?: string | undefined
  /** Folder of the built-in database; absent with a database elsewhere. */
  stateDir?: string | undefined
  /** Parts of the health page that only some programs have. */
  health?: HealthParts['more']
  /** The servers behind /mcp; only the conformance test brings its own. */
  createMcpServer?: McpOptions['createServer']
}

/** What a person's browser does by its cookies, outside of procedures. */
const cookieRoutes = [authRoutes, impersonationRoutes, avatarRoutes, googleRoutes, exportRoutes, fileRoutes]

/** What comes without a sign-in, and says by a signature or its own address what it is for. */
const signedRoutes = [webhookRoutes, unsubscribeRoutes, formRoutes]

/** How mail leaves, for people. */
const mailWay = ({ mail }: AppOptions['env']): string =>
  mail ? `sent from ${mail.from}` : 'kept in the development mailbox'

/** What no door takes, and how they take JSON. */
function readRequests(app: FastifyInstance): void {
  refuseOddRequests(app)
  takeJson(app, plainJson(app))
}

/** Every door on one HTTP server. The caller listens and closes. */
export async function buildApp({
  hub,
  env,
  mailbox = null,
  router = appRouter,
  dist,
  metricsToken: token,
  stateDir,
  health: more,
  createMcpServer,
}: AppOptions): Promise<FastifyInstance> {
  const { publicUrl } = hub.settings
  const headers = headersOf(publicUrl)
  const app = Fastify({
    // The chain logs each call; Fastify adds what breaks outside of it.
    loggerInstance: hub.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    // The request id comes from the scope of the request; a logger of its own for each would say it twice.
    childLoggerFactory: (logger) => logger,
    trustProxy: env.trustProxy,
    genReqId: requestId,
    ...serverLimits,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    clientErrorHandler: (error, socket) => answerClientError({ error, socket, headers }),
    frameworkErrors: (error, request, reply) =>
      // No hook sees a request that Fastify itself refuses.
      void sendProblem(request, reply.headers({ ...headers, 'x-request-id': request.id }), problemOf(error)),
  })
  app.server.on('connect', (_request, socket) =>
    answerClientError({ error: { code: 'CONNECT' }, socket, headers }),
  )
  answerProblems(app)
  watchRequests(app, hub)
  securityHeaders(app, publicUrl)
  endRefusedConnections(app)
  readForwardedAddresses(app)
  refuseBlockedAddresses(app, hub, (request, reply) => void sendProblem(request, reply, addressRefused()))
  guardHosts(app, { publicUrl, hasProxy: env.trustProxy !== false })
  readRequests(app)
  const { corsOrigins: origins = [] } = env
  await allowOrigins(app, origins)
  closeGracefully(app)
  await compressAnswers(app)
  await app.register(healthRoutes, { hub, mail: mailWay(env), token, stateDir, more })
  await app.register(metricsRoutes, { hub, token, stateDir, more })
  await app.register(textRoutes, { hub })
  const isDeveloped = mailbox !== null && showsMailbox(env, publicUrl)
  if (isDeveloped) await app.register(devMailRoutes, { mailbox })
  for (const routes of cookieRoutes) await app.register(routes, { hub })
  await app.register(oauthRoutes, { hub })
  await app.register(consentRoutes, { hub })
  await app.register(trpcSocket, { hub, router })
  await app.register(trpcRoutes, { hub, router })
  await app.register(restRoutes, { hub })
  for (const routes of signedRoutes) await app.register(routes, { hub })
  await app.register(docsRoutes, { hub })
  await app.register(mcpPlugin, { hub, origins, ...(createMcpServer && { createServer: createMcpServer }) })
  await webRoutes(app, { dist, showsParts: isDeveloped })
  return app
}
