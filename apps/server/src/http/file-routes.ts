import { create } from 'content-disposition'
import { AppError, fileKinds, openAttached, sizeText } from '@hub/api/server'
import type { Call, Hub } from '@hub/api/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { bearerCredential, callOf } from './caller.ts'
import { isKnown } from './entity-tag.ts'
import { keyIn, readBytes, signedInCall, takeRawBodies } from './raw-body.ts'
import { REST_PREFIX } from './rest.ts'
import { sessionCredential } from './session.ts'
import { countUnread } from './unread-downloads.ts'
import { inUploadPlace } from './upload-places.ts'

type Caller = (request: FastifyRequest, reply: FastifyReply) => Call

/** A browser's requests come with its cookie and from our own pages; programs show a key or token. */
const browserCall =
  (hub: Hub): Caller =>
  (request) =>
    callOf(request, { door: 'web', credential: sessionCredential(request, hub) })
const programCall: Caller = (request, reply) =>
  callOf(request, { door: 'rest', credential: bearerCredential(request) ?? { kind: 'none' }, reply })

type Upload = Record<string, unknown> & { entity?: unknown }

/** Files are sent as they are, with what they belong to and their name in the address. */
async function uploadRoutes(app: FastifyInstance, { hub }: { hub: Hub }): Promise<void> {
  takeRawBodies(app)
  const take = (callerOf: Caller) => async (request: FastifyRequest, reply: FastifyReply) => {
    const { call, userId } = await signedInCall(hub, callerOf(request, reply))
    const query = request.query as Upload
    const { maxBytes } = hub.entities.get(String(query.entity))?.files ?? {}
    if (maxBytes === undefined)
      throw new AppError('NOT_FOUND', { message: 'There is no such record here that takes files.' })
    return inUploadPlace({ userId, ip: request.ip }, async () => {
      const cap = { maxBytes, tooLarge: `Choose a file of at most ${sizeText(maxBytes)}.` }
      const content = (await readBytes(request, cap)).toString('base64')
      return hub.catalog.call('files.attach', { ...query, ...keyIn(request), content }, call)
    })
  }
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  app.post('/files', take(browserCall(hub)))
  app.post(`${REST_PREFIX}/files`, take(programCall))
}

/** Hands a file out to be saved: whatever it holds, no browser shows or runs it as a page of ours. */
async function send(
  hub: Hub,
  asked: Call,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
) {
  const { id } = request.params as { id: string }
  const { call, userId } = await signedInCall(hub, asked)
  const { name, kind, sha256, content } = await openAttached(hub, call, id)
  reply
    .header('content-disposition', create(name))
    .header('content-security-policy', "default-src 'none'; sandbox")
  // The answer may travel compressed or not.
  if (isKnown(request, reply, `W/"${sha256}"`)) return reply.code(304).send()
  countUnread({ userId, ip: request.ip }, content.length, reply.raw)
  return reply.type(fileKinds[kind].mediaType).send(content)
}

/** Uploads and downloads of attached files, for browsers and for programs. What may be done decides the catalog. */
export async function fileRoutes(app: FastifyInstance, { hub }: { hub: Hub }): Promise<void> {
  await app.register(uploadRoutes, { hub })
  // A link says for which organization it is.
  app.get('/files/:org/:id', async (request, reply) => {
    const { org } = request.params as { org: string }
    return send(hub, { ...browserCall(hub)(request, reply), org }, { request, reply })
  })
  app.get(`${REST_PREFIX}/files/:id/content`, async (request, reply) =>
    send(hub, programCall(request, reply), { request, reply }),
  )
}
