import { X509Certificate } from 'node:crypto'
import type { LookupAddress } from 'node:dns'
import { connect } from 'node:tls'
import type { DetailedPeerCertificate, SecureVersion, TLSSocket } from 'node:tls'
import { asGuarded, GuardedFetchError, portFor, resolvePublic, wordsOf } from './judged.ts'
import type { Outside } from './judged.ts'
import { websiteAddress } from './visit.ts'

/** A certificate as it was sent. */
export interface SentCertificate {
  subject: string
  issuer: string
  /** DNS names it is for, cut to the first hundred. */
  names: string[]
  validFrom: string
  validTo: string
  /** OpenSSL's name, such as `ecdsa-with-SHA256`. */
  signature: string
  key: { kind: string; bits: number }
  /** SHA-256, in small hexadecimal letters without colons. */
  fingerprint: string
}

export interface Handshake {
  /** Null where the handshake succeeded, whatever the certificate; else why not, for people. */
  error: string | null
  protocol: string | null
  /** As IANA names it. */
  cipher: string | null
  isTrusted: boolean
  /** OpenSSL's word for what is wrong with the certificate; null where nothing is. */
  fault: string | null
  namesHost: boolean
  /** From the site's own certificate up, as far as they lead. */
  chain: SentCertificate[]
}

export interface HandshakeOptions extends Outside {
  timeoutMs: number
  signal?: AbortSignal | undefined
}

export interface Offer {
  host: string
  port?: number
  /** Offered alone; without it what a browser and old programs offer. */
  protocol?: SecureVersion
  /** In OpenSSL's notation. */
  ciphers?: string
}

/** What OpenSSL would refuse of its own is looked at and left to the caller to judge. */
const EVERYTHING = 'DEFAULT@SECLEVEL=0'
const MOST_NAMES = 100
const MOST_SIGNS = 300
const LONGEST_CHAIN = 10
/** No sort of mismatch is one of the chain. */
const MISMATCH = 'ERR_TLS_CERT_ALTNAME_INVALID'
/** Browsers look at the names alone, and a star stands for a whole label. */
const AS_BROWSERS = { subject: 'never', partialWildcards: false } as const
/** Bits of the curves that certificates have. */
const CURVES: Readonly<Record<string, number>> = {
  prime256v1: 256,
  secp256k1: 256,
  secp384r1: 384,
  secp521r1: 521,
  ed25519: 256,
  ed448: 456,
}

/** Without what ends a line or turns the order of the signs around. */
const clean = (text: string): string =>
  text.slice(0, MOST_SIGNS).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')

function instant(date: Date): string {
  return Number.isNaN(date.getTime()) ? new Date(0).toISOString() : date.toISOString()
}

function keyOf({ publicKey }: X509Certificate): SentCertificate['key'] {
  const kind = publicKey.asymmetricKeyType ?? 'unknown'
  const { modulusLength, namedCurve } = publicKey.asymmetricKeyDetails ?? {}
  return { kind, bits: modulusLength ?? CURVES[namedCurve ?? kind] ?? 0 }
}

/** Node writes a name with a comma or a quotation mark in it as a string of JSON, so that it cannot pass for two. */
const ALT_NAME = /(?:^|, )([^:,"]+):("(?:[^"\\]|\\.)*"|[^,]*)/g

function namesOf({ subjectAltName = '' }: X509Certificate): string[] {
  const names: string[] = []
  for (const [, kind, name = ''] of subjectAltName.matchAll(ALT_NAME)) {
    if (kind === 'DNS') names.push(clean(name))
    if (names.length === MOST_NAMES) break
  }
  return names
}

function certificateOf(raw: Buffer): SentCertificate | null {
  try {
    const certificate = new X509Certificate(raw)
    return {
      subject: clean(certificate.subject ?? ''),
      issuer: clean(certificate.issuer ?? ''),
      names: namesOf(certificate),
      validFrom: instant(certificate.validFromDate),
      validTo: instant(certificate.validToDate),
      signature: certificate.signatureAlgorithm ?? 'unknown',
      key: keyOf(certificate),
      fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    }
  } catch {
    return null
  }
}

function chainOf(socket: TLSSocket): SentCertificate[] {
  const chain: SentCertificate[] = []
  const met = new Set<string>()
  let peer: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true)
  // The one at the top leads to itself.
  while (peer?.raw !== undefined && !met.has(peer.fingerprint256) && met.size < LONGEST_CHAIN) {
    met.add(peer.fingerprint256)
    const one = certificateOf(peer.raw)
    if (one) chain.push(one)
    peer = peer.issuerCertificate
  }
  return chain
}

function seenBy(socket: TLSSocket, host: string): Handshake {
  const raw = socket.getPeerCertificate().raw
  const fault = socket.authorized ? null : String(socket.authorizationError)
  const namesHost = raw !== undefined && new X509Certificate(raw).checkHost(host, AS_BROWSERS) !== undefined
  return {
    error: null,
    protocol: socket.getProtocol(),
    cipher: socket.getCipher().standardName,
    // A certificate for another host may be as trusted as any.
    isTrusted: fault === null || fault === MISMATCH,
    fault,
    namesHost,
    chain: chainOf(socket),
  }
}

interface Opening {
  offer: Offer
  to: LookupAddress
  signal: AbortSignal
}

function shake({ offer, to, signal }: Opening, options: HandshakeOptions): Promise<Handshake> {
  const { host, port = 443, protocol, ciphers = EVERYTHING } = offer
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: to.address,
      port: portFor(options, host, port),
      servername: host,
      rejectUnauthorized: false,
      minVersion: protocol ?? 'TLSv1',
      ...(protocol && { maxVersion: protocol }),
      ciphers,
      ...(options.seam?.ca !== undefined && { ca: options.seam.ca }),
    })
    const stop = () => socket.destroy(signal.reason as Error)
    signal.addEventListener('abort', stop, { once: true })
    socket.once('secureConnect', () => {
      try {
        resolve(seenBy(socket, host))
      } catch (error) {
        reject(error)
      } finally {
        socket.destroy()
      }
    })
    socket.on('error', reject)
    socket.once('close', () => {
      signal.removeEventListener('abort', stop)
      reject(new Error('The connection ended during the handshake.'))
    })
  })
}

const none: Omit<Handshake, 'error'> = {
  protocol: null,
  cipher: null,
  isTrusted: false,
  fault: null,
  namesHost: false,
  chain: [],
}

/** OpenSSL's own words begin so, where the other side does not speak TLS or agree to anything. */
const DISAGREES = /^(?:ERR_SSL_|EPROTO|ECONNRESET)/

function fault(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return DISAGREES.test(code) ? 'It does not agree to encrypt.' : wordsOf(error)
}

/** The name of a host as a browser would read it. Throws where it is none, or an address in whatever spelling. */
function nameOf(host: string): string {
  const { href, hostname } = websiteAddress(`https://${host}/`)
  if (href !== `https://${hostname}/`)
    throw new GuardedFetchError('this is no name of a host', { reason: 'address' })
  return hostname.replace(/\.$/, '')
}

/**
 * A TLS handshake alone with a host that a stranger named, under the same rules as a visit. A bad certificate is told and not
 * refused; where there is no handshake the answer says why. Throws a GuardedFetchError where the host is no name.
 */
export async function handshake(offer: Offer, options: HandshakeOptions): Promise<Handshake> {
  const host = nameOf(offer.host)
  const late = AbortSignal.timeout(options.timeoutMs)
  const signal = options.signal ? AbortSignal.any([late, options.signal]) : late
  try {
    const to = await resolvePublic(host, { ...options, allowsPrivate: false }, signal)
    signal.throwIfAborted()
    return await shake({ offer: { ...offer, host }, to, signal }, options)
  } catch (error) {
    return { ...none, error: fault(signal.aborted ? asGuarded(host, signal.reason) : error) }
  }
}
