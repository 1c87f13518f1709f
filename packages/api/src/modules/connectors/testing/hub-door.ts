import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Hub } from '../../../platform/hub.ts'
import { receiveWebhook } from '../../../platform/webhooks/receive.ts'
import type { ReceivedWebhook } from '../../../platform/webhooks/receive.ts'
import { AppError } from '../../../shared/errors.ts'
import { listenHere } from './local-server.ts'

/** Where services reach a hub of tests, which has no server around it. */
export interface HubDoor {
  url: string
  /** What it answered, in order. */
  statuses: number[]
  open(hub: Hub): void
  stop(): Promise<void>
}

export async function startDoor(): Promise<HubDoor> {
  let hub: Hub | undefined
  const statuses: number[] = []
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const [, , module = '', hook = '', token = null] = (request.url ?? '').split('/')
    const place = { url: `http://${request.headers.host}${request.url}`, module, hook, token }
    const status = await take(place, Buffer.concat(parts), (name) => {
      const value = request.headers[name]
      return typeof value === 'string' ? value : null
    })
    statuses.push(status)
    response.writeHead(status).end()
  }

  async function take(
    place: Pick<ReceivedWebhook, 'url' | 'module' | 'hook' | 'token'>,
    body: Buffer,
    header: (name: string) => string | null,
  ): Promise<number> {
    if (!hub) return 503
    try {
      await receiveWebhook(hub, { ...place, body, header, ip: '127.0.0.1', requestId: 'a webhook' })
      return 200
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      return error.code === 'UNAUTHORIZED' ? 401 : 404
    }
  }

  const { url, stop } = await listenHere(answer)
  return { url, statuses, open: (opened) => void (hub = opened), stop }
}
