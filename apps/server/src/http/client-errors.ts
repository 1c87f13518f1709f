import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { randomUUID } from 'node:crypto'
import { AppError, errorBody } from '@hub/api/server'
import type { ConnectionError } from 'fastify'

const problems = {
  HPE_HEADER_OVERFLOW: {
    code: 'PAYLOAD_TOO_LARGE',
    http: 413,
    message: 'The headers of this request are too large.',
  },
  // A tunnel, which Node keeps from every route and would close without a word.
  CONNECT: { code: 'METHOD_NOT_SUPPORTED', http: 405, message: 'The hub is no proxy.' },
  NO_HANDSHAKE: { code: 'BAD_REQUEST', http: 400, message: 'This is not a valid WebSocket handshake.' },
  // The caller was slow here, not we: 408 in place of the code's own 504.
  ERR_HTTP_REQUEST_TIMEOUT: { code: 'TIMEOUT', http: 408, message: 'The request did not arrive in time.' },
} as const
const notHttp = { code: 'BAD_REQUEST', http: 400, message: 'This is not a valid HTTP request.' } as const

const isKnown = (code: string): code is keyof typeof problems => Object.hasOwn(problems, code)

interface Unheard {
  error: Pick<ConnectionError, 'code'>
  socket: Duplex
  /** What every answer carries. */
  headers: Record<string, string>
}

/** Answers what is not HTTP, or never became a request, in the one shape; no route and no hook sees it. */
export function answerClientError({ error, socket, headers }: Unheard): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const { code, http, message } = isKnown(error.code) ? problems[error.code] : notHttp
  const problem = new AppError(code, { message })
  const requestId = randomUUID()
  const body = JSON.stringify(errorBody(problem, requestId))
  const head = [
    `HTTP/1.1 ${http} ${STATUS_CODES[http] ?? ''}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${requestId}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    'Connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}
