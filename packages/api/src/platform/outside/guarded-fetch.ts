import { lookup } from 'node:dns/promises'
import type { LookupAddress } from 'node:dns'
import { request } from 'node:https'
import type { IncomingMessage } from 'node:http'
import { isPublicAddress } from './public-address.ts'

export interface GuardedFetchOptions {
  /** Longest body, in bytes. */
  maxBytes: number
  /** For the whole exchange, look-up included. */
  timeoutMs: number
  /** Tests name servers of their own; the product resolves and judges for itself. */
  seam?: GuardSeam
}

export interface GuardSeam {
  resolve(host: string): Promise<LookupAddress[]>
  isAllowed(address: string): boolean
  /** Where the test's server listens in place of port 443. */
  port: number
  ca: string
}

/** The address may not be fetched, or what it answered may not be read; the message is for the log. */
export class GuardedFetchError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'GuardedFetchError'
  }
}

const product = {
  resolve: (host: string) => lookup(host, { all: true, verbatim: true }),
  isAllowed: isPublicAddress,
}

function check(address: string): URL {
  const url = new URL(address)
  if (url.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '')
    throw new GuardedFetchError('only https on port 443, without credentials in the address, is fetched')
  return url
}

/** Every address must be public, not only the first: which of them is used is not ours to say. */
async function resolvePublic(host: string, { seam }: GuardedFetchOptions): Promise<LookupAddress> {
  const { resolve, isAllowed } = seam ?? product
  const name = host.replace(/^\[|\]$/g, '')
  const found = await resolve(name)
  const [first] = found
  if (!first || !found.every(({ address }) => isAllowed(address)))
    throw new GuardedFetchError(`${name} is not on the public internet`)
  return first
}

async function readBody(response: IncomingMessage, maxBytes: number): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes) {
      response.destroy()
      throw new GuardedFetchError('the answer is too large')
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** A page that somebody may write into must not pass for a document that its owner published. */
function checkJson(response: IncomingMessage): void {
  const type = response.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (type === 'application/json' || /^application\/[\w.-]+\+json$/.test(type)) return
  response.destroy()
  throw new GuardedFetchError('the answer is not JSON')
}

interface Pinned {
  url: URL
  to: LookupAddress
  signal: AbortSignal
}

/** The connection goes to the address that was judged, so a name that changes its mind in between leads nowhere else. */
function open({ url, to, signal }: Pinned, { seam }: GuardedFetchOptions): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const call = request(
      {
        host: url.hostname.replace(/^\[|\]$/g, ''),
        path: `${url.pathname}${url.search}`,
        port: seam?.port ?? 443,
        headers: { accept: 'application/json' },
        lookup: (_host, options, done) =>
          options.all ? done(null, [to]) : done(null, to.address, to.family),
        agent: false,
        signal,
        ...(seam && { ca: seam.ca }),
      },
      resolve,
    )
    call.on('error', reject).end()
  })
}

/**
 * Reads a document that a stranger named: public addresses only, https on port 443, no redirect, bounded in size and time.
 * Throws a GuardedFetchError.
 */
export async function guardedFetch(address: string, options: GuardedFetchOptions): Promise<Response> {
  const signal = AbortSignal.timeout(options.timeoutMs)
  try {
    const url = check(address)
    const to = await resolvePublic(url.hostname, options)
    signal.throwIfAborted()
    const response = await open({ url, to, signal }, options)
    if (response.statusCode === 200) checkJson(response)
    const body = await readBody(response, options.maxBytes)
    const headers = new Headers()
    for (const name of ['content-type', 'cache-control', 'expires']) {
      const value = response.headers[name]
      if (typeof value === 'string') headers.set(name, value)
    }
    const status = response.statusCode ?? 502
    return new Response([204, 205, 304].includes(status) ? null : body, { status, headers })
  } catch (error) {
    if (error instanceof GuardedFetchError) throw error
    throw new GuardedFetchError(`${address} could not be read`, { cause: error })
  }
}
