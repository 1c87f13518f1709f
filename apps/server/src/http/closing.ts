import type { Socket } from 'node:net'
import { AppError } from '@hub/api/server'
import type { FastifyInstance, FastifyReply } from 'fastify'

/** Requests under way when the hub stops have this long to finish; it is less than what the process waits. */
const PATIENCE_MS = 5_000
const LOOK_MS = 50

/** A request that arrives now is told so in the one error shape; Fastify's own answer would not say when to return. */
function refuseWhileClosing(app: FastifyInstance): void {
  let isClosing = false
  app.addHook('preClose', async () => void (isClosing = true))
  app.addHook('onRequest', (_request, _reply, done) => {
    const message = 'The hub is stopping. Try again in a moment.'
    done(isClosing ? new AppError('UNAVAILABLE', { message }) : undefined)
  })
}

/** Browsers connect in advance. Node takes a connection that has not carried anything yet for a busy one. */
function endUnused(app: FastifyInstance): () => void {
  const sockets = new Set<Socket>()
  app.server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  return () => {
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy()
  }
}

/**
 * Lets running requests finish when the server closes. A connection that was busy at that moment stays open for
 * reuse afterwards, which would hold the close up, so idle ones are ended again and again.
 */
export function closeGracefully(app: FastifyInstance): void {
  refuseWhileClosing(app)
  const endUnusedConnections = endUnused(app)
  app.addHook('preClose', async () => {
    const look = () => {
      app.server.closeIdleConnections()
      endUnusedConnections()
    }
    const looking = setInterval(look, LOOK_MS).unref()
    const cutting = setTimeout(() => app.server.closeAllConnections(), PATIENCE_MS).unref()
    app.server.once('close', () => {
      clearInterval(looking)
      clearTimeout(cutting)
    })
  })
}

/** Live streams never finish by themselves, so they end when the server begins to close. */
export function endStreamsOnClose(app: FastifyInstance): (reply: FastifyReply) => void {
  const streams = new Set<FastifyReply>()
  app.addHook('preClose', async () => {
    for (const { raw } of streams) raw.destroy()
  })
  return (reply) => {
    streams.add(reply)
    reply.raw.once('close', () => streams.delete(reply))
  }
}
