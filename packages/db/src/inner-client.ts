import type { ClientBase } from 'pg'

/** What pg's client knows of itself and its types leave out. */
export interface InnerClient {
  /** False while a statement is under way; undefined before the first. */
  readonly readyForQuery: boolean | undefined
  readonly connection: {
    readonly stream: { readonly bytesRead: number; destroy(error: Error): void }
  }
  readonly _activeQuery: { readonly text?: string } | null
  readonly host: string
  readonly port: number
  /** Of the session, as whoever accepted the connection gave it. */
  readonly processID: number | null
  readonly secretKey: number | null
}

const PARTS = [
  'connection',
  '_activeQuery',
  'host',
  'port',
  'processID',
  'secretKey',
] as const satisfies (keyof InnerClient)[]

function isInnerClient(client: object): client is InnerClient {
  return PARTS.every((part) => part in client)
}

/** Throws with a version of pg that keeps them elsewhere: pg is pinned, and the tests are the gate for its upgrades. */
export function innerClient(client: ClientBase): InnerClient {
  if (isInnerClient(client)) return client
  throw new Error('This version of pg has no inner parts to watch; install the pinned version.')
}
