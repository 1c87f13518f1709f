import type { AddressInfo, Server, Socket } from 'node:net'
import { onTestFinished } from 'vitest'

export interface OnPort {
  port: number
  /** Connections that it took so far. */
  taken: number
  /** Those that are open now. */
  open: ReadonlySet<Socket>
}

/** Has a server listen on a free port of this machine until the test ends. */
export async function onPort(server: Server): Promise<OnPort> {
  const open = new Set<Socket>()
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(0, '127.0.0.1', listening)
  })
  const here = { port: (server.address() as AddressInfo).port, taken: 0, open }
  server.on('connection', (socket: Socket) => {
    here.taken += 1
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  onTestFinished(
    () =>
      new Promise<void>((stopped) => {
        server.close(() => stopped())
        for (const socket of open) socket.destroy()
      }),
  )
  return here
}
