import type { LookupAddress } from 'node:dns'
import { request as plainRequest } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { request as tlsRequest } from 'node:https'
import type { Duplex } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { TLSSocket } from 'node:tls'
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib'
import { asGuarded, GuardedFetchError, isLiteral, portFor, resolvePublic } from './judged.ts'
import type { Outside } from './judged.ts'

/** Names in small letters, in the order and as often as they were sent. */
export type SentHeaders = readonly (readonly [name: string, value: string])[]

export interface VisitOptions extends Outside {
  method?: 'GET' | 'HEAD' | 'OPTIONS'
  headers?: Readonly<Record<string, string>>
  /** Longest body once it is unpacked, in bytes. */
  maxBytes: number
  /** What becomes of a longer one: it is read so far, or refused. */
  whenLarge?: 'cut' | 'fail'
  /** For the whole exchange. */
  timeoutMs: number
  signal?: AbortSignal | undefined
}

/** One answer as a browser would meet it. */
export interface Visited {
  url: string
  status: number
  headers: SentHeaders
  body: Buffer
  isCut: boolean
  ms: number
  /** Of https: whether the certificate is trusted and names the host; null without encryption. */
  isTrusted: boolean | null
  /** OpenSSL's or node's word for what is wrong with the certificate. */
  fault: string | null
}

const PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 }
/** More than any website sends; a longer head is no head. */
const MOST_HEAD_BYTES = 64 * 1024

/** Old servers are looked at as well; who judges them is the caller. */
const LENIENT = { rejectUnauthorized: false, minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const

/** The address as a browser reads it. Throws where it is none of a website at its usual port. */
export function websiteAddress(address: string): URL {
  const wrong = (message: string) => new GuardedFetchError(message, { reason: 'address' })
  if (!URL.canParse(address)) throw wrong('this is no address')
  const url = new URL(address)
  if (!(url.protocol in PORTS)) throw wrong('only http and https are asked')
  if (url.port !== '') throw wrong('only the usual ports are asked')
  if (url.username !== '' || url.password !== '') throw wrong('credentials in an address are not sent')
  if (isLiteral(url.hostname)) throw wrong('only names are asked, not addresses of machines')
  return url
}

interface Opening {
  url: URL
  to: LookupAddress
  signal: AbortSignal
}

/** The connection goes to the address that was judged, so a name that changes its mind in between leads nowhere else. */
function open({ url, to, signal }: Opening, options: VisitOptions): Promise<IncomingMessage> {
  const { seam, method = 'GET', headers } = options
  const isPlain = url.protocol === 'http:'
  return new Promise((resolve, reject) => {
    const call = (isPlain ? plainRequest : tlsRequest)(
      {
        method,
        host: url.hostname,
        path: `${url.pathname}${url.search}`,
        port: portFor(options, url.hostname, PORTS[url.protocol] ?? 443),
        // A port of a test must not show in what the site is asked for.
        headers: { host: url.host, 'accept-encoding': 'gzip, deflate, br', ...headers },
        lookup: (_host, look, done) => (look.all ? done(null, [to]) : done(null, to.address, to.family)),
        agent: false,
        maxHeaderSize: MOST_HEAD_BYTES,
        signal,
        // The dot that ends a whole name is not part of what a server is told (RFC 6066, 3).
        ...(!isPlain && { ...LENIENT, servername: url.hostname.replace(/\.$/, '') }),
        ...(seam?.ca !== undefined && { ca: seam.ca }),
      },
      resolve,
    )
    // Cut off above by its size; node would leave out what comes after the first 2,000 without a word.
    call.maxHeadersCount = 0
    call.on('error', reject)
    // An answer that switches to another protocol is none, and no error either.
    call.on('close', () => reject(new Error('the connection ended before an answer')))
    call.end()
  })
}

function headersOf({ rawHeaders }: IncomingMessage): SentHeaders {
  const pairs: [string, string][] = []
  for (let at = 0; at + 1 < rawHeaders.length; at += 2)
    pairs.push([(rawHeaders[at] ?? '').toLowerCase(), rawHeaders[at + 1] ?? ''])
  return pairs
}

/** A packed body that ends too soon shows what could be unpacked, as in browsers. */
const unended = { finishFlush: constants.Z_SYNC_FLUSH }

/** Whether deflate stands in the wrapping that HTTP asks for (RFC 1950, 2.2); many servers leave it out. */
const isWrapped = (first: Buffer): boolean =>
  ((first[0] ?? 0) & 0x0f) === 8 && (first.length < 2 || first.readUInt16BE(0) % 31 === 0)

const unpackers: Readonly<Record<string, (first: Buffer) => Duplex>> = {
  gzip: () => createGunzip(unended),
  'x-gzip': () => createGunzip(unended),
  deflate: (first) => (isWrapped(first) ? createInflate(unended) : createInflateRaw(unended)),
  br: () => createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH }),
}

/** The body as it was before it was packed; as it was sent where nobody here knows the packing. */
async function* unpacked(response: IncomingMessage): AsyncGenerator<Buffer> {
  const packing = response.headers['content-encoding']?.trim().toLowerCase() ?? ''
  const source: AsyncIterableIterator<Buffer> = response.iterator({ destroyOnReturn: false })
  const first = await source.next()
  // Nothing is not a packed nothing: answers to HEAD name a packing as well.
  if (first.done === true) return
  const whole = async function* () {
    yield first.value
    yield* source
  }
  const unpack = Object.hasOwn(unpackers, packing) ? unpackers[packing]?.(first.value) : undefined
  if (!unpack) return yield* whole()
  // What goes wrong on the way is thrown below, where the other end of it is read.
  pipeline(whole, unpack).catch(() => undefined)
  yield* unpack as AsyncIterable<Buffer>
}

interface Read {
  body: Buffer
  isCut: boolean
}

/** Counts after unpacking: a small answer may hide a large one. */
async function bodyOf(
  response: IncomingMessage,
  { maxBytes, whenLarge = 'fail' }: VisitOptions,
): Promise<Read> {
  const parts: Buffer[] = []
  let size = 0
  try {
    for await (const part of unpacked(response)) {
      size += part.length
      parts.push(part)
      if (size > maxBytes) break
    }
  } finally {
    response.destroy()
  }
  if (size <= maxBytes) return { body: Buffer.concat(parts), isCut: false }
  if (whenLarge === 'fail') throw new GuardedFetchError('the answer is too large', { reason: 'large' })
  return { body: Buffer.concat(parts).subarray(0, maxBytes), isCut: true }
}

function trustOf(response: IncomingMessage): Pick<Visited, 'isTrusted' | 'fault'> {
  const socket = response.socket as TLSSocket // of https; a plain one has none of these
  if (socket.encrypted !== true) return { isTrusted: null, fault: null }
  const { authorized, authorizationError } = socket
  return { isTrusted: authorized, fault: authorized ? null : String(authorizationError) }
}

/**
 * Asks a website that a stranger named as a browser would, once: public addresses and usual ports only, no redirect followed,
 * bounded in size and time. A bad certificate is told and not refused. Throws a GuardedFetchError.
 */
export async function visit(address: string, options: VisitOptions): Promise<Visited> {
  const began = performance.now()
  const late = AbortSignal.timeout(options.timeoutMs)
  const signal = options.signal ? AbortSignal.any([late, options.signal]) : late
  try {
    const url = websiteAddress(address)
    const to = await resolvePublic(url.hostname, { ...options, allowsPrivate: false }, signal)
    signal.throwIfAborted()
    const response = await open({ url, to, signal }, options)
    const trust = trustOf(response)
    const { body, isCut } = await bodyOf(response, options)
    return {
      url: url.href,
      status: response.statusCode ?? 502,
      headers: headersOf(response),
      body,
      isCut,
      ms: Math.round(performance.now() - began),
      ...trust,
    }
  } catch (error) {
    throw asGuarded(address, signal.aborted ? signal.reason : error)
  }
}
