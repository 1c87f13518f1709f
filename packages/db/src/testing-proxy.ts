import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { Socket } from 'node:net'

/**
 * What becomes of connections: `pass` carries them; `swallow` takes what comes and answers nothing; `unanswered` carries
 * what the hub says and loses what PostgreSQL answers; `refuse` closes new ones at once.
 */
export type ProxyMode = 'pass' | 'swallow' | 'unanswered' | 'refuse'

/** A proxy between the hub and PostgreSQL that goes bad in ways that real ones do. */
export interface DatabaseProxy {
  /** The same address through the proxy. */
  through(url: string): string
  /** For connections made from now on. */
  mode: ProxyMode
  /** Those that are open now are in this mode for good: nobody is told that they are dead. */
  forget(mode: ProxyMode): void
  /** How many are open. */
  readonly open: number
  close(): Promise<void>
}

interface Carried {
  readonly sockets: readonly [Socket, Socket]
  mode: ProxyMode
}

/** Starts one in front of the PostgreSQL of this address, on a free port. */
export async function startDatabaseProxy(target: string): Promise<DatabaseProxy> {
  const { hostname, port } = new URL(target)
  const carried = new Set<Carried>()
  let mode: ProxyMode = 'pass'
  const server = createServer((client) => {
    if (mode === 'refuse') return void client.destroy()
    const upstream = connect(Number(port), hostname)
    const one: Carried = { sockets: [client, upstream], mode }
    carried.add(one)
    carry(client, upstream, () => one.mode === 'pass' || one.mode === 'unanswered')
    carry(upstream, client, () => one.mode === 'pass')
    // A dead connection's end is not told either: PostgreSQL goes on waiting for its client.
    for (const [socket, other] of [one.sockets, one.sockets.toReversed()]) {
      socket?.on('error', () => undefined)
      socket?.on('close', () => {
        if (one.mode === 'pass') other?.destroy()
        if (one.sockets.every(({ destroyed }) => destroyed)) carried.delete(one)
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const own = server.address()
  if (typeof own !== 'object' || own === null) throw new Error('The proxy has no port.')
  return {
    through(url) {
      const changed = new URL(url)
      changed.hostname = '127.0.0.1'
      changed.port = String(own.port)
      return changed.href
    },
    get mode() {
      return mode
    },
    set mode(next) {
      mode = next
    },
    forget(next) {
      for (const one of carried) one.mode = next
    },
    get open() {
      return carried.size
    },
    async close() {
      for (const { sockets } of carried) for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

function carry(from: Socket, to: Socket, isCarried: () => boolean): void {
  from.on('data', (bytes) => {
    if (isCarried()) to.write(bytes)
  })
  from.on('end', () => {
    if (isCarried()) to.end()
  })
}
