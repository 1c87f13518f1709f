import type { Readable } from 'node:stream'
import { AppError, createContext } from '@hub/api/server'
import type { Call, Hub } from '@hub/api/server'
import type { FastifyInstance, FastifyRequest } from 'fastify'

interface Cap {
  maxBytes: number
  /** "Choose a picture of at most 5 MB." */
  tooLarge: string
}

/** Stops at the first byte too many, so that nobody fills the memory; what a header says of the length only saves time. */
async function readParts(body: Readable, { maxBytes, tooLarge }: Cap): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  try {
    // Left as it is when enough was read: to end it here would end the connection, and with it the answer.
    for await (const part of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += part.length
      if (size > maxBytes) throw new AppError('PAYLOAD_TOO_LARGE', { message: tooLarge })
      parts.push(part)
    }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('BAD_REQUEST', { message: 'The file did not arrive whole. Try again.', cause: error })
  }
  return Buffer.concat(parts)
}

/** A form is an envelope around its file, and kept as it came would be the file. Throws UNSUPPORTED_MEDIA_TYPE. */
function refuseForm({ headers }: FastifyRequest, bytes: Buffer): void {
  const [, quoted, plain] =
    /^multipart\/form-data;.*?\bboundary=(?:"([^"]+)"|([^;\s]+))/i.exec(headers['content-type'] ?? '') ?? []
  const boundary = quoted ?? plain
  if (boundary === undefined) return
  if (bytes.subarray(0, boundary.length + 2).toString('latin1') === `--${boundary}`)
    throw new AppError('UNSUPPORTED_MEDIA_TYPE', { message: 'Send the file as it is, not inside a form.' })
}

/** The body as it was sent; without one no bytes. */
export async function readBytes(request: FastifyRequest, cap: Cap): Promise<Buffer> {
  const { headers, body } = request
  if (Number(headers['content-length'] ?? 0) > cap.maxBytes)
    throw new AppError('PAYLOAD_TOO_LARGE', { message: cap.tooLarge })
  if (body === undefined) return Buffer.alloc(0)
  const bytes = await readParts(body as Readable, cap)
  refuseForm(request, bytes)
  return bytes
}

/** Bytes of people who are not signed in are not even read. Throws UNAUTHORIZED. */
export async function signedInCall(hub: Hub, call: Call): Promise<{ call: Call; userId: string }> {
  const identity = createContext(hub, call).identity()
  const { actor } = await identity
  if (actor === null) throw new AppError('UNAUTHORIZED')
  return { call: { ...call, identity }, userId: actor.userId }
}

/** Routes of this part of the app take any bytes. What they are is looked up in the bytes, so a content type decides nothing. */
export function takeRawBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
}

/** The key of one intended act, where the request has one. */
export const keyIn = ({ headers }: FastifyRequest): { idempotencyKey?: string } => {
  const { 'idempotency-key': idempotencyKey } = headers
  return typeof idempotencyKey === 'string' ? { idempotencyKey } : {}
}
