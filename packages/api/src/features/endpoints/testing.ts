import { createHmac } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { asSuperuser } from '@hub/db/testing'
import { serveDocuments } from '../../testing/document-server.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'

export interface Received {
  path: string
  headers: IncomingMessage['headers']
  body: string
}

export interface Receiver {
  received: Received[]
  seam: Awaited<ReturnType<typeof serveDocuments>>['seam']
  /** What it answers from now on; by path, 200 where nothing is set. */
  answers: Map<string, (response: ServerResponse) => void>
  stop(): Promise<void>
}

/** A customer's server on the "internet" of a test: it keeps what it gets. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = []
  const answers: Receiver['answers'] = new Map()
  const server = await serveDocuments((path, response, request) => {
    let body = ''
    request.setEncoding('utf8').on('data', (part: string) => (body += part))
    request.on('end', () => {
      received.push({ path, headers: request.headers, body })
      const answer = answers.get(path)
      if (answer) answer(response)
      else response.end('{"ok":true}')
    })
  })
  return { received, answers, seam: server.seam, stop: () => server.stop() }
}

/** As a receiver would check it, by the book of Standard Webhooks and with nothing of the hub's. */
export function isSigned({ headers, body }: Received, secret: string): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`
  const expected = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`
  return String(headers['webhook-signature']).split(' ').includes(expected)
}

export const address = (path: string) => `https://client.example${path}`

export const endpointAt = (org: Pick<TestOrg, 'api'>, path: string, topics: string[] = ['*']) =>
  org.api.endpoints.create({ name: `Receiver ${path}`, address: address(path), topics })

/** Whatever happened goes out, and comes to its end. */
export async function sendAll({ hub }: TestHub): Promise<void> {
  await hub.outbox.drain()
  await hub.sender.drain()
}

/** The pauses are over. */
export const makeDue = ({ database }: TestHub) =>
  asSuperuser(
    database,
    `update app.endpoint_delivery set due_at = now(), leased_until = null where status = 'waiting'`,
  )
