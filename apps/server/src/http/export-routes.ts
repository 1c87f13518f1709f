import { Readable } from 'node:stream'
import { openExport, openFile } from '@hub/api/server'
import type { Hub } from '@hub/api/server'
import type { FastifyInstance } from 'fastify'
import { callOf } from './caller.ts'
import { sessionCredential } from './session.ts'

/** Files that a person prepared in the browser; the address opens once and for their session only. */
export async function exportRoutes(app: FastifyInstance, { hub }: { hub: Hub }): Promise<void> {
  app.get<{ Params: { token: string } }>('/exports/files/:token', async (request, reply) => {
    const call = callOf(request, { door: 'web', credential: sessionCredential(request, hub) })
    const { fileName, mediaType, parts } = await openFile(hub, call, request.params.token)
    reply
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="${fileName}"`)
    return reply.type(mediaType).send(Readable.from(parts))
  })
  app.get<{ Params: { token: string } }>('/exports/account/:token', async (request, reply) => {
    const call = callOf(request, { door: 'web', credential: sessionCredential(request, hub) })
    const { fileName, parts } = await openExport(hub, call, request.params.token)
    reply
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="${fileName}"`)
    return reply.type('application/zip').send(Readable.from(parts))
  })
}
