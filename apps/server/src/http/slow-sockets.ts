import type { Hub } from '@hub/api/server'
import type { FastifyInstance } from 'fastify'
import type { WebSocket } from 'ws'

/** What waits in this process for one reader: of live changes some thousands. */
const UNSENT_AT_MOST = 1024 * 1024
const LOOK_MS = 1_000

/**
 * Ends the connections whose readers take less than they are sent: what waits for them would fill the memory of everybody.
 * Their clients connect anew and go on after what they have read.
 */
export function dropSlowSockets(app: FastifyInstance, hub: Hub): void {
  const isSlow = ({ bufferedAmount }: WebSocket) => bufferedAmount > UNSENT_AT_MOST
  const timer = setInterval(() => {
    for (const socket of [...app.websocketServer.clients].filter(isSlow)) {
      hub.metrics.limitRefused('slow readers')
      // A farewell would wait behind everything else.
      socket.terminate()
    }
  }, LOOK_MS).unref()
  app.addHook('preClose', async () => clearInterval(timer))
}
