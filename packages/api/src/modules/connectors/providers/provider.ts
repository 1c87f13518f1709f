import type { Outside } from '../../../platform/outside/guarded-fetch.ts'
import type { IncomingRecord, SeenRecord, StreamType } from '../../../platform/records/records.ts'
import type { LastingMapping } from '../../../shared/readings.ts'

/** One resource of a service, and what its records are. */
export interface ProviderStream {
  /** "orders" */
  name: string
  /** "Orders" */
  title: string
  type: StreamType
  mapping: LastingMapping
  /** What is read of each record, by which the service is asked: where that changes, everything is read anew. */
  reads?: string
}

/** How an account of a service is asked. */
export interface Access {
  /** Beginning of its addresses, without a slash at the end. */
  base: string
  token: string
  /** Names and addresses of the people it knows are asked for, too. */
  withPersonal: boolean
  outside: Outside
  signal?: AbortSignal
}

export interface Asked {
  stream: string
  after: string | null
  /** Only what changed from then on; null: all of it, the newest first. */
  since: string | null
  /** How many there are, as far as the service says. */
  total: number | null
}

export interface ReadPage {
  records: IncomingRecord[]
  /** null where this was the last. */
  after: string | null
  /** Of keys that begin so, these records are all there are. */
  wholes?: readonly string[]
}

export interface SeenPage {
  seen: SeenRecord[]
  after: string | null
}

/** How streams are read. What goes wrong is thrown as a `ProviderFault`. */
export interface StreamReader {
  read(access: Access, asked: Asked): Promise<ReadPage>
  /** How many the service has now; null where it does not say. */
  count(access: Access, stream: string): Promise<number | null>
  /** One record as the service has it now; null where it is gone. */
  one(access: Access, stream: string, key: string): Promise<IncomingRecord | null>
  /** Whatever the service has now, page by page. */
  seen(access: Access, stream: string, after: string | null): Promise<SeenPage>
}

/** One way of asking one service. */
export interface Reader extends StreamReader {
  streams: readonly ProviderStream[]
  /** For how long the service can tell what changed; after a longer gap everything is read. Without it for ever. */
  remembersMs?: number
}

/** `credential`: somebody has to connect it again. `busy`: it asks for patience. `away`: it cannot be reached, or answers nonsense. */
export type FaultKind = 'credential' | 'scope' | 'busy' | 'away'

/** A service did not do what was asked of it, in words for people. */
export class ProviderFault extends Error {
  readonly kind: FaultKind
  /** After so many seconds it may be asked again. */
  readonly retryAfter: number | null

  constructor(
    kind: FaultKind,
    message: string,
    { retryAfter = null, ...options }: ErrorOptions & { retryAfter?: number | null } = {},
  ) {
    super(message, options)
    this.name = 'ProviderFault'
    this.kind = kind
    this.retryAfter = retryAfter
  }
}

/** What goes on where it was would be read for ever. Throws a ProviderFault. */
export function requireProgress(service: string, after: string | null, before: string | null): void {
  if (after !== null && after === before)
    throw new ProviderFault('away', `${service} answers with the same page again.`)
}
