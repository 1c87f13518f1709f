import type { Hub } from '@hub/api/server'
import type { RawData, WebSocket } from 'ws'

/** RFC 6455: the endpoint received something that violates its policy. */
export const POLICY_VIOLATION = 1008

const WINDOW_MS = 10_000
/** A page begins and ends some dozens; what names nothing is refused before anybody counts it. */
const MOST_MESSAGES = 300
/** One message may hold hundreds of operations. */
const MOST_BYTES = 128 * 1024

const sizeOf = (data: RawData): number =>
  Array.isArray(data) ? data.reduce((sum, part) => sum + part.length, 0) : data.byteLength

/** Ends a connection that sends far more than any page: each message is work, and others would wait for it. Call it before whatever reads. */
export function endWhenHasty(socket: WebSocket, hub: Hub): void {
  let [messages, bytes, until] = [0, 0, 0]
  socket.on('message', (data) => {
    const now = performance.now()
    if (now >= until) [messages, bytes, until] = [0, 0, now + WINDOW_MS]
    messages += 1
    bytes += sizeOf(data)
    if (messages <= MOST_MESSAGES && bytes <= MOST_BYTES) return
    hub.metrics.limitRefused('hasty sockets')
    // What it still sends stays with it, and what came already is not read.
    socket.removeAllListeners('message')
    socket.pause()
    socket.close(POLICY_VIOLATION, 'too many messages')
  })
}
