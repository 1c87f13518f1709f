import type { AddressInfo, Server, Socket } from 'node:net'

/** The address of this machine at which all that stands in for the internet is. */
export const HERE = '127.0.0.1'

export interface Listening {
  port: number
  /** Ends every connection, those in the middle of a handshake as well. */
  stop(): Promise<void>
}

/** Listens on a port of this machine: a free one where it is 0. Throws where it is taken. */
export async function listen(server: Server, wanted: number): Promise<Listening> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  const port = await new Promise<number>((listening, failed) => {
    server.once('error', failed)
    server.listen(wanted, HERE, () => listening((server.address() as AddressInfo).port))
  })
  return {
    port,
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
