import { lookup } from 'node:dns/promises'
import type { LookupAddress } from 'node:dns'
import { isIP } from 'node:net'
import { isMetadata, isPublicAddress } from './public-address.ts'

/** What holds for every address that somebody else names. */
export interface Outside {
  /** Tests name servers of their own; the product resolves and judges for itself. */
  seam?: GuardSeam | undefined
  /** Where the operator said so: addresses of the own network as well, on any port, also without TLS. */
  allowsPrivate?: boolean
}

export interface GuardSeam {
  /** The hosts it stands for; every one where this is left out. All others are resolved and judged as in the product. */
  standsFor?(host: string): boolean
  resolve(host: string): Promise<LookupAddress[]>
  isAllowed(address: string): boolean
  /** Where the server of a test listens: in place of port 443, or in place of each port of each host. */
  port: number | ((host: string, port: number) => number)
  ca?: string
}

/**
 * `address`, `header`: it may not be asked so. `private`: its name leads to where nobody may ask. `name`: there is no such name.
 * `refused`: nothing listens there. `late`: not in time. `large`: longer than agreed.
 */
export type GuardedReason =
  | 'address'
  | 'header'
  | 'private'
  | 'name'
  | 'refused'
  | 'late'
  | 'large'
  | 'failed'

interface GuardedDetails extends ErrorOptions {
  reason?: GuardedReason
  /** By name, the one that may not be sent. */
  header?: string
}

/** The address may not be asked, or what it answered may not be read; the message is for the log. */
export class GuardedFetchError extends Error {
  readonly reason: GuardedReason
  readonly header: string | undefined

  constructor(message: string, { reason = 'failed', header, ...options }: GuardedDetails = {}) {
    super(message, options)
    this.name = 'GuardedFetchError'
    this.reason = reason
    this.header = header
  }
}

const product = {
  resolve: (host: string) => lookup(host, { all: true, verbatim: true }),
  isAllowed: isPublicAddress,
}
const ownNetwork = { resolve: product.resolve, isAllowed: (address: string) => !isMetadata(address) }

/** The name of a host without the brackets that stand about an address in URLs. */
export const bareHost = (host: string): string => host.replace(/^\[|\]$/g, '')

/** Whether a host is written as an address: an organization names a service, and not a machine. */
export const isLiteral = (host: string): boolean => isIP(bareHost(host)) !== 0

function seamFor({ seam }: Outside, name: string): GuardSeam | undefined {
  return seam?.standsFor?.(name) === false ? undefined : seam
}

/** Settles as the work does, or throws the reason of the signal: a look-up cannot be ended, only no longer waited for. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: never, reject } = Promise.withResolvers<never>()
  const stop = () => reject(signal.reason)
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([never, work])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** Every address must be public, not only the first: which of them is used is not ours to say. */
export async function resolvePublic(
  host: string,
  options: Outside,
  signal?: AbortSignal,
): Promise<LookupAddress> {
  const name = bareHost(host)
  const rules = options.allowsPrivate === true ? ownNetwork : product
  const { resolve, isAllowed } = seamFor(options, name) ?? rules
  const found = await (signal ? unlessAborted(resolve(name), signal) : resolve(name))
  const [first] = found
  if (!first || !found.every(({ address }) => isAllowed(address)))
    throw new GuardedFetchError(`${name} is not on the public internet`, { reason: 'private' })
  return first
}

/** The port at which a host is really asked. */
export function portFor(options: Outside, host: string, port: number): number {
  const seam = seamFor(options, bareHost(host))
  if (!seam) return port
  return typeof seam.port === 'number' ? seam.port : seam.port(bareHost(host), port)
}

const reasons: Readonly<Record<string, GuardedReason>> = {
  ENOTFOUND: 'name',
  EAI_AGAIN: 'name',
  EAI_NODATA: 'name',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  ETIMEDOUT: 'late',
  ABORT_ERR: 'late',
  HPE_HEADER_OVERFLOW: 'large',
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** What went wrong on the way, with a reason that a caller can put in words. */
export function asGuarded(address: string, error: unknown): GuardedFetchError {
  if (error instanceof GuardedFetchError) return error
  const isLate = error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError')
  const reason = isLate ? 'late' : (reasons[codeOf(error)] ?? 'failed')
  return new GuardedFetchError(`${address} could not be read`, { cause: error, reason })
}

const words: Readonly<Record<GuardedReason, string>> = {
  address: 'The address is not one that may be asked.',
  header: 'The address is not one that may be asked.',
  private: 'The name does not lead to the public internet.',
  name: 'There is no such name on the internet.',
  refused: 'Nothing answers there.',
  late: 'It did not answer in time.',
  large: 'The answer is larger than anything that is read.',
  failed: 'The connection broke before there was an answer.',
}

/** Why something could not be asked, for people. */
export const wordsOf = (error: unknown): string => words[asGuarded('it', error).reason]
