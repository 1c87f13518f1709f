/** How long a connection may say nothing, in milliseconds. */
export interface ConnectionLimits {
  /** A new connection that is not ready by then is given up. */
  readonly connectMs: number
  /** A statement without a byte of an answer for so long is asked about over a connection of its own. */
  readonly silentMs: number
  /** That question's own limit; without an answer the statement counts as lost. */
  readonly askMs: number
}

/** Together they stay below 15 s: in-flight calls are answered by then, whatever becomes of the network. */
export const CONNECTION_LIMITS: ConnectionLimits = { connectMs: 5_000, silentMs: 4_000, askMs: 3_000 }

/**
 * The system asks a peer that says nothing after so long, then each second, and gives it up after ten times: what hears of
 * a dead machine. A proxy that answers for a dead connection is heard of by the silence of statements alone.
 */
export const KEEP_ALIVE = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 } as const
