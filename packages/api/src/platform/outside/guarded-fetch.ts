import type { LookupAddress } from 'node:dns'
import { request as plainRequest } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { request as tlsRequest } from 'node:https'
import { isIP } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { asGuarded, bareHost, GuardedFetchError, portFor, resolvePublic } from './judged.ts'
import type { Outside } from './judged.ts'
import { isMetadata, isPublicAddress } from './public-address.ts'

export { GuardedFetchError } from './judged.ts'
export type { GuardedReason, GuardSeam, Outside } from './judged.ts'

export interface GuardedFetchOptions extends Outside {
  /** Longest answer, in bytes. */
  maxBytes: number
  /** For the whole exchange: look-up, what is sent, and the answer to its last byte. */
  timeoutMs: number
}

export interface GuardedRequestOptions extends GuardedFetchOptions {
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  headers?: Readonly<Record<string, string>>
  /** Sent as it comes; a stream goes out in pieces. */
  body?: string | Uint8Array | AsyncIterable<Uint8Array>
  signal?: AbortSignal
}

/** An address that may be asked, as far as that is known before its name is looked up. */
export function isAskable(address: string, options: Outside): boolean {
  try {
    const host = bareHost(check(address, options).hostname)
    return isIP(host) === 0 || (options.allowsPrivate === true ? !isMetadata(host) : isPublicAddress(host))
  } catch {
    return false
  }
}

function check(address: string, { allowsPrivate = false }: Outside): URL {
  const url = new URL(address)
  if (allowsPrivate && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '')
    return url
  if (url.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '')
    throw new GuardedFetchError('only https on port 443, without credentials in the address, is asked', {
      reason: 'address',
    })
  return url
}

/** Who is spoken to and where the message ends is not for a caller to say. */
const OURS =
  /^(?:host|connection|content-length|transfer-encoding|upgrade|expect|te|trailer|keep-alive|proxy-.*)$/i

/** What HTTP carries in the value of a header: signs of Latin-1 on one line. */
const SENDABLE = /^[\t\x20-\x7e\x80-\xff]*$/

/** In words that hold nothing of the value: it may be a secret. */
function checkHeaders(headers: Readonly<Record<string, string>>): void {
  for (const [header, value] of Object.entries(headers)) {
    const wrong = OURS.test(header)
      ? 'is not set by callers'
      : !SENDABLE.test(value) && 'holds a line break or another sign that no header can carry'
    if (wrong !== false)
      throw new GuardedFetchError(`the header ${header} ${wrong}`, { reason: 'header', header })
  }
}

/** The answer as it comes, and not a byte more than was agreed. */
async function* capped(response: IncomingMessage, maxBytes: number): AsyncGenerator<Buffer> {
  let size = 0
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > maxBytes) throw new GuardedFetchError('the answer is too large', { reason: 'large' })
      yield chunk
    }
  } catch (error) {
    throw asGuarded('the answer', error)
  }
}

/** A page that somebody may write into must not pass for a document that its owner published. */
function checkJson({ status, headers }: Response): void {
  const type = headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (status !== 200 || type === 'application/json' || /^application\/[\w.-]+\+json$/.test(type)) return
  throw new GuardedFetchError('the answer is not JSON')
}

const usualPort = ({ protocol }: URL): number => (protocol === 'http:' ? 80 : 443)

interface Pinned {
  url: URL
  to: LookupAddress
  signal: AbortSignal
}

/** The connection goes to the address that was judged, so a name that changes its mind in between leads nowhere else. */
function open({ url, to, signal }: Pinned, options: GuardedRequestOptions): Promise<IncomingMessage> {
  const { seam, method = 'GET', headers, body } = options
  const isWhole = typeof body === 'string' || body instanceof Uint8Array
  return new Promise((resolve, reject) => {
    const request = url.protocol === 'http:' ? plainRequest : tlsRequest
    const call = request(
      {
        method,
        host: bareHost(url.hostname),
        path: `${url.pathname}${url.search}`,
        port: portFor(options, url.hostname, url.port === '' ? usualPort(url) : Number(url.port)),
        headers: { ...headers, ...(isWhole && { 'content-length': Buffer.byteLength(body) }) },
        lookup: (_host, look, done) => (look.all ? done(null, [to]) : done(null, to.address, to.family)),
        agent: false,
        signal,
        ...(seam?.ca !== undefined && { ca: seam.ca }),
      },
      resolve,
    )
    call.on('error', reject)
    // An answer that switches to another protocol is none, and no error either: nothing else would ever end the waiting.
    call.on('close', () => reject(new GuardedFetchError('the connection ended before an answer')))
    if (body === undefined || isWhole) call.end(body)
    else pipeline(body, call).catch(reject)
  })
}

/** What stays of the headers: an answer sets no cookie here, and hops are over. */
function headersOf(response: IncomingMessage): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(response.headers))
    if (value !== undefined && name !== 'set-cookie' && !OURS.test(name)) headers.set(name, String(value))
  return headers
}

const WITHOUT_BODY = new Set([204, 205, 304])

/**
 * Asks an address that a stranger named, by any method: public addresses only, https on port 443, no redirect followed, bounded in
 * size and time. The body of the answer streams; reading more than agreed, or too late, throws. Nothing is unpacked, because
 * no packing is asked for. Throws a GuardedFetchError.
 */
export async function guardedRequest(address: string, options: GuardedRequestOptions): Promise<Response> {
  const late = AbortSignal.timeout(options.timeoutMs)
  const signal = options.signal ? AbortSignal.any([late, options.signal]) : late
  try {
    checkHeaders(options.headers ?? {})
    const url = check(address, options)
    const to = await resolvePublic(url.hostname, options, signal)
    signal.throwIfAborted()
    const response = await open({ url, to, signal }, options)
    const status = response.statusCode ?? 502
    const init = { status, headers: headersOf(response) }
    if (WITHOUT_BODY.has(status) || options.method === 'HEAD') {
      response.resume()
      return new Response(null, init)
    }
    const body = Readable.from(capped(response, options.maxBytes), { objectMode: false })
    return new Response(Readable.toWeb(body) as ReadableStream<Uint8Array<ArrayBuffer>>, init)
  } catch (error) {
    throw asGuarded(address, error)
  }
}

/** Reads a JSON document that a stranger named, whole, under the same rules. Throws a GuardedFetchError. */
export async function guardedFetch(address: string, options: GuardedFetchOptions): Promise<Response> {
  const response = await guardedRequest(address, { ...options, headers: { accept: 'application/json' } })
  try {
    checkJson(response)
    const body = await response.arrayBuffer()
    const headers = new Headers()
    for (const name of ['content-type', 'cache-control', 'expires']) {
      const value = response.headers.get(name)
      if (value !== null) headers.set(name, value)
    }
    return new Response(WITHOUT_BODY.has(response.status) ? null : body, { status: response.status, headers })
  } catch (error) {
    await response.body?.cancel().catch(() => undefined)
    throw asGuarded(address, error)
  }
}
