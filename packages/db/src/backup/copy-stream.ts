import { once } from 'node:events'
import { Readable } from 'node:stream'
import type { Duplex } from 'node:stream'
import type { Client, Connection, Submittable } from 'pg'

/** What pg's connection has for COPY and its types leave out. */
interface CopyConnection extends Connection {
  sendCopyFromChunk(chunk: Uint8Array): void
  endCopyFrom(): void
  sendCopyFail(reason: string): void
}

function isCopyConnection(connection: Connection): connection is CopyConnection {
  return ['sendCopyFromChunk', 'endCopyFrom', 'sendCopyFail'].every((method) => method in connection)
}

function copyConnection(connection: Connection): CopyConnection {
  if (isCopyConnection(connection)) return connection
  throw new Error('This version of pg has no methods to copy with; install the pinned version.')
}

/** A row is small, and each piece that is handed on costs as much as a large one. */
const PIECE_BYTES = 64 * 1024

const rowsOf = (tag: string): number => Number(tag.split(' ').at(-1)) || 0

/** What pg's client tells the statement that is under way, by these names. After an error it tells nothing more. */
interface CopyQuery extends Submittable {
  handleError(error: Error): void
  handleReadyForQuery(): void
  handleCommandComplete(message: { text: string }): void
}

/** The bytes of `COPY … TO STDOUT`; `rows()` is known at their end. */
export interface CopyOut {
  readonly bytes: Readable
  rows(): number
}

/** Reads no faster than the bytes are taken. Nobody else may use the connection meanwhile. */
export function copyOut(client: Client, text: string): CopyOut {
  let rows = 0
  let socket: Duplex | undefined
  let isOver = false
  let held: Uint8Array[] = []
  let size = 0
  const bytes = new Readable({
    highWaterMark: 4 * PIECE_BYTES,
    read: () => void socket?.resume(),
    destroy: (error, done) => {
      // The server sends on until it has nobody to send to.
      if (!isOver) socket?.destroy()
      done(error)
    },
  })
  const handOn = () => {
    if (size > 0 && !bytes.push(Buffer.concat(held, size))) socket?.pause()
    held = []
    size = 0
  }
  const query: CopyQuery & { handleCopyData(message: { chunk: Uint8Array }): void } = {
    submit: (connection) => {
      socket = connection.stream
      connection.query(text)
    },
    handleCopyData: ({ chunk }) => {
      // pg hands out a view of a buffer that it goes on using.
      held.push(Buffer.from(chunk))
      size += chunk.length
      if (size >= PIECE_BYTES) handOn()
    },
    handleCommandComplete: (message) => void (rows = rowsOf(message.text)),
    handleError: (error) => {
      isOver = true
      bytes.destroy(error)
    },
    handleReadyForQuery: () => {
      isOver = true
      handOn()
      socket?.resume()
      bytes.push(null)
    },
  }
  client.query(query)
  return { bytes, rows: () => rows }
}

/**
 * `COPY … FROM STDIN` with these bytes; resolves to the number of rows. Where their source fails, the statement fails with
 * the same error, and with it the transaction.
 */
export async function copyIn(
  client: Client,
  text: string,
  source: AsyncIterable<Uint8Array>,
): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const over = new AbortController()
  let rows = 0
  let fault: unknown
  const query: CopyQuery & { handleCopyInResponse(connection: Connection): void } = {
    submit: (connection) => connection.query(text),
    handleCopyInResponse: (given) => {
      const connection = copyConnection(given)
      send(connection, source, over.signal).catch((error: unknown) => {
        fault = error
        if (!over.signal.aborted) connection.sendCopyFail('the source failed')
      })
    },
    handleCommandComplete: (message) => void (rows = rowsOf(message.text)),
    handleError: (error) => {
      over.abort()
      reject(fault ?? error)
    },
    handleReadyForQuery: () => resolve(rows),
  }
  client.query(query)
  return await promise
}

async function send(
  connection: CopyConnection,
  source: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  for await (const chunk of source) {
    signal.throwIfAborted()
    if (chunk.length === 0) continue
    connection.sendCopyFromChunk(chunk)
    if (connection.stream.writableNeedDrain) await once(connection.stream, 'drain', { signal })
  }
  connection.endCopyFrom()
}
