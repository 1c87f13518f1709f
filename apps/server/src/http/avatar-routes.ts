import type { Readable } from 'node:stream'
import { AppError, AVATAR_MAX_BYTES, createContext, readFile } from '@hub/api/server'
import type { Call, Hub } from '@hub/api/server'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { webCall } from './auth-routes.ts'
import { sessionCredential } from './session.ts'

const YEAR_SECONDS = 31_536_000
const NAME = /^([0-9a-f]{64})\.webp$/

const tooLarge = () => new AppError('PAYLOAD_TOO_LARGE', { message: 'Choose a picture of at most 5 MB.' })

/** Stops at the first byte too many, so that nobody fills the memory; what a header says of the length only saves time. */
async function readPicture(body: Readable): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  try {
    // Left as it is when enough was read: to end it here would end the connection, and with it the answer.
    for await (const part of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += part.length
      if (size > AVATAR_MAX_BYTES) throw tooLarge()
      parts.push(part)
    }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('BAD_REQUEST', {
      message: 'The picture did not arrive whole. Try again.',
      cause: error,
    })
  }
  return Buffer.concat(parts)
}

/** Bytes of people who are not signed in are not even read. */
async function signedInCall(hub: Hub, request: FastifyRequest): Promise<Call> {
  const call = webCall(request, sessionCredential(request, hub))
  const identity = createContext(hub, call).identity()
  if ((await identity).actor === null) throw new AppError('UNAUTHORIZED')
  return { ...call, identity }
}

async function takePicture(hub: Hub, request: FastifyRequest): Promise<unknown> {
  const { 'content-length': length, 'idempotency-key': idempotencyKey } = request.headers
  const call = await signedInCall(hub, request)
  if (Number(length ?? 0) > AVATAR_MAX_BYTES) throw tooLarge()
  const bytes = request.body === undefined ? Buffer.alloc(0) : await readPicture(request.body as Readable)
  const input = {
    picture: bytes.toString('base64'),
    ...(typeof idempotencyKey === 'string' && { idempotencyKey }),
  }
  return hub.catalog.call('auth.setAvatar', input, call)
}

/** Where a browser sends a picture as it is: outside of tRPC, which carries JSON of at most 1 MB. */
async function uploadRoute(app: FastifyInstance, { hub }: { hub: Hub }): Promise<void> {
  app.removeAllContentTypeParsers()
  // What the bytes are is looked up in the bytes, so a content type decides nothing.
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
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
