import { AppError } from '@hub/api/server'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/** Reads the text of a JSON body, as the parser of Fastify does. */
type ReadJson = (
  request: FastifyRequest,
  text: string,
  done: (error: Error | null, body?: unknown) => void,
) => void

const utf8 = new TextDecoder('utf-8', { fatal: true })

function textOf(bytes: Buffer): string {
  try {
    return utf8.decode(bytes)
  } catch (cause) {
    throw new AppError('BAD_REQUEST', {
      message: 'The body is not valid UTF-8. Send its text in UTF-8.',
      cause,
    })
  }
}

/** Takes JSON by this reader; Fastify's own would take text of any encoding, and keep what it cannot read as �. */
export function takeJson(app: FastifyInstance, read: ReadJson): void {
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      read(request, textOf(body as Buffer), done)
    } catch (error) {
      done(error as Error)
    }
  })
}

/** JSON as Fastify reads it. */
export const plainJson = (app: FastifyInstance): ReadJson => {
  const parse = app.getDefaultJsonParser('error', 'error')
  return (request, text, done) => void parse(request, text, done)
}
