import { AppError, AVATAR_MAX_BYTES, readFile } from '@hub/api/server'
import type { Hub } from '@hub/api/server'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { webCall } from './auth-routes.ts'
import { keyIn, readBytes, signedInCall, takeRawBodies } from './raw-body.ts'
import { sessionCredential } from './session.ts'
import { inUploadPlace } from './upload-places.ts'

const YEAR_SECONDS = 31_536_000
const NAME = /^([0-9a-f]{64})\.webp$/

const cap = { maxBytes: AVATAR_MAX_BYTES, tooLarge: 'Choose a picture of at most 5 MB.' }

async function takePicture(hub: Hub, request: FastifyRequest): Promise<unknown> {
  const { call, userId } = await signedInCall(hub, webCall(request, sessionCredential(request, hub)))
  return inUploadPlace({ userId, ip: request.ip }, async () => {
    const picture = (await readBytes(request, cap)).toString('base64')
    return hub.catalog.call('auth.setAvatar', { picture, ...keyIn(request) }, call)
  })
}

/** Where a browser sends a picture as it is: outside of tRPC, which carries JSON of at most 1 MB. */
async function uploadRoute(app: FastifyInstance, { hub }: { hub: Hub }): Promise<void> {
  takeRawBodies(app)
  app.put(
    '/auth/avatar',
    {
      async onRequest(_request, reply) {
        reply.header('cache-control', 'no-store')
      },
    },
    (request) => takePicture(hub, request),
  )
}

/**
 * People's pictures. An address holds a hash that nobody can guess and that changes with the picture, so it may be kept
 * for good and asks for no cookie; it is told only to those who see the person's name.
 */
export async function avatarRoutes(app: FastifyInstance, { hub }: { hub: Hub }): Promise<void> {
  app.get('/avatars/:file', async (request, reply) => {
    const [, name] = NAME.exec((request.params as { file: string }).file) ?? []
    const file = name === undefined ? null : await readFile(hub, { kind: 'avatar', name })
    if (!file) throw new AppError('NOT_FOUND', { message: 'There is no such picture.' })
    return reply
      .header('cache-control', `private, max-age=${YEAR_SECONDS}, immutable`)
      .header('content-security-policy', "default-src 'none'; sandbox")
      .type(file.mediaType)
      .send(file.bytes)
  })
  await app.register(uploadRoute, { hub })
}
