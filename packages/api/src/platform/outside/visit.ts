import type { LookupAddress } from 'node:dns'
import { request as plainRequest } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { request as tlsRequest } from 'node:https'
import type { Duplex } from 'node:stream'
import type { TLSSocket } from 'node:tls'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
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
        ...(!isPlain && { ...LENIENT, servername: url.hostname }),
        ...(seam?.ca !== undefined && { ca: seam.ca }),
      },
      resolve,
    )
    call.on('error', reject)
    call.end()
  })
}

function headersOf({ rawHeaders }: IncomingMessage): SentHeaders {
  const pairs: [string, string][] = []
  for (let at = 0; at + 1 < rawHeaders.length; at += 2)
    pairs.push([(rawHeaders[at] ?? '').toLowerCase(), rawHeaders[at + 1] ?? ''])
  return pairs
}

const unpackers: Readonly<Record<string, () => Duplex>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
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
  const packing = response.headers['content-encoding']?.trim().toLowerCase() ?? ''
  const unpack = unpackers[packing]?.()
  if (unpack) response.on('error', (error) => unpack.destroy(error))
  const source: AsyncIterable<Buffer> = unpack ? response.pipe(unpack) : response
  const parts: Buffer[] = []
  let size = 0
  try {
    for await (const part of source) {
      size += part.length
      parts.push(part)
      if (size > maxBytes) break
    }
  } finally {
    unpack?.destroy()
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
    const to = await resolvePublic(url.hostname, { ...options, allowsPrivate: false })
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
