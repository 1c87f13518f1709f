import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { Hub } from '@hub/api/server'
import type { FastifyInstance } from 'fastify'
import { docsLogo, docsTheme } from './docs-looks.ts'
import { openApiDocument } from './openapi.ts'
import { REST_PREFIX } from './rest.ts'

const DOCS = '/api/docs'

/** The explorer styles its parts inline; nothing else is looser than elsewhere, and nothing comes from outside. */
const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The OpenAPI document and pages to try it, all served from here. */
export async function docsRoutes(app: FastifyInstance, { hub }: { hub: Hub }): Promise<void> {
  const document = openApiDocument(hub)
  const text = JSON.stringify(document)
  app.get(`${REST_PREFIX}/openapi.json`, async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=60').type('application/json; charset=utf-8').send(text),
  )
  await app.register(async (scope) => {
    // The plugin knows OpenAPI 3.1 by its own type, ours is plain JSON of the same shape.
    await scope.register(swagger, { mode: 'static', specification: { document: document as never } })
    await scope.register(swaggerUi, {
      routePrefix: DOCS,
      staticCSP: CONTENT_POLICY,
      uiConfig: {
        url: `${REST_PREFIX}/openapi.json`,
        deepLinking: true,
        persistAuthorization: false,
        docExpansion: 'none',
      },
      theme: docsTheme,
      logo: docsLogo,
    })
  })
}
