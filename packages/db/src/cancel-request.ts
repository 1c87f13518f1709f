import { once } from 'node:events'
import { connect } from 'node:net'
import type { InnerClient } from './inner-client.ts'

/** The number that stands where a session would name the version of the protocol. */
const CANCEL_REQUEST = 80_877_102
const LENGTH = 16
const GIVE_UP_MS = 3_000

/**
 * Asks whoever accepted this connection to stop what runs on it, in the protocol's own way: a pooler alone knows which of
 * PostgreSQL's processes that is. It answers nothing; rejects when it cannot be reached.
 */
export async function requestCancel({ host, port, processID, secretKey }: InnerClient): Promise<void> {
  const message = Buffer.alloc(LENGTH)
  const words = [LENGTH, CANCEL_REQUEST, processID ?? 0, secretKey ?? 0]
  words.forEach((word, place) => message.writeInt32BE(word | 0, place * 4))
  const socket = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host)
  socket.setTimeout(GIVE_UP_MS, () => socket.destroy())
  // It is for whoever took it to close the connection: pgbouncer 1.18 dies of one that ends before it has passed the wish on.
  socket.write(message)
  socket.resume()
  await once(socket, 'close')
}
