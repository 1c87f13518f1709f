import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { randomUUID } from 'node:crypto'
import { AppError, errorBody, errorTable } from '@hub/api/server'
import type { ConnectionError } from 'fastify'

const messages: Record<string, string> = {
  HPE_HEADER_OVERFLOW: 'The headers of this request are too large.',
  ERR_HTTP_REQUEST_TIMEOUT: 'The request did not arrive in time.',
}

/** Answers what is not HTTP, or never became a request, in the one shape; no route and no hook sees it. */
export function answerClientError(error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const code = error.code === 'HPE_HEADER_OVERFLOW' ? 'PAYLOAD_TOO_LARGE' : 'BAD_REQUEST'
  const problem = new AppError(code, {
    message: messages[error.code ?? ''] ?? 'This is not a valid HTTP request.',
  })
  const requestId = randomUUID()
  const body = JSON.stringify(errorBody(problem, requestId))
  const { http } = errorTable[code]
  const head = [
    `HTTP/1.1 ${http} ${STATUS_CODES[http] ?? ''}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${requestId}`,
    'Connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}
