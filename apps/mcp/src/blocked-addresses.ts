import type { Socket } from 'node:net'
import type { Hub } from '@hub/api/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

const isUpgrade = ({ headers }: FastifyRequest) => headers.upgrade !== undefined

export type Refuse = (request: FastifyRequest, reply: FastifyReply) => void

/**
 * Turns blocked addresses away before anything else looks at a request: every page, file, door, stream and health check.
 * What they have open when the block comes is cut. `refuse` answers in the way of the server.
 */
export function refuseBlockedAddresses(
  app: FastifyInstance,
  { blocks, metrics }: Pick<Hub, 'blocks' | 'metrics'>,
  refuse: Refuse,
): void {
  const open = new Map<object, { ip: string; socket: Socket }>()
  app.addHook('onRequest', (request, reply, done) => {
    const { ip } = request
    const { socket } = request.raw
    if (blocks.refuses(ip)) {
      metrics.limitRefused('blocked address')
      // Who answers in a hook calls no more of them.
      return refuse(request, reply)
    }
    open.set(request, { ip, socket })
    const closed = () => void open.delete(request)
    if (isUpgrade(request)) socket.once('close', closed)
    else reply.raw.once('close', closed)
    done()
  })
  blocks.onChange(() => {
    for (const { ip, socket } of open.values()) if (blocks.refuses(ip)) socket.destroy()
  })
  app.addHook('onReady', () => blocks.start())
  app.addHook('onClose', async () => blocks.stop())
}
