import { X509Certificate } from 'node:crypto'
import type { LookupAddress } from 'node:dns'
import { connect } from 'node:tls'
import type { SecureVersion, TLSSocket } from 'node:tls'
import { asGuarded, GuardedFetchError, isLiteral, portFor, resolvePublic, wordsOf } from './judged.ts'
import type { Outside } from './judged.ts'

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
/** Bits of the curves that certificates have. */
const CURVES: Readonly<Record<string, number>> = {
  prime256v1: 256,
  secp256k1: 256,
  secp384r1: 384,
  secp521r1: 521,
  ed25519: 256,
  ed448: 456,
}

const clean = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ').slice(0, MOST_SIGNS)

function instant(date: Date): string {
  return Number.isNaN(date.getTime()) ? new Date(0).toISOString() : date.toISOString()
}

function keyOf({ publicKey }: X509Certificate): SentCertificate['key'] {
  const kind = publicKey.asymmetricKeyType ?? 'unknown'
  const { modulusLength, namedCurve } = publicKey.asymmetricKeyDetails ?? {}
  return { kind, bits: modulusLength ?? CURVES[namedCurve ?? kind] ?? 0 }
}

function certificateOf(raw: Buffer): SentCertificate | null {
  try {
    const certificate = new X509Certificate(raw)
    const names = (certificate.subjectAltName ?? '')
      .split(/,\s*/)
      .filter((name) => name.startsWith('DNS:'))
      .slice(0, MOST_NAMES)
      .map((name) => clean(name.slice('DNS:'.length)))
    return {
      subject: clean(certificate.subject ?? ''),
      issuer: clean(certificate.issuer ?? ''),
      names,
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
  let peer = socket.getPeerCertificate(true)
  while (peer?.raw !== undefined && chain.length < LONGEST_CHAIN) {
    const one = certificateOf(peer.raw)
    if (one && chain.some(({ fingerprint }) => fingerprint === one.fingerprint)) break
    if (one) chain.push(one)
    peer = peer.issuerCertificate
  }
  return chain
}

function seenBy(socket: TLSSocket, host: string): Handshake {
  const raw = socket.getPeerCertificate().raw
  const fault = socket.authorized ? null : String(socket.authorizationError)
  const namesHost = raw !== undefined && new X509Certificate(raw).checkHost(host) !== undefined
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
    socket.once('error', reject)
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

/**
 * A TLS handshake alone with a host that a stranger named, under the same rules as a visit. A bad certificate is told and not
 * refused; where there is no handshake the answer says why. Throws a GuardedFetchError where the host may not be asked at all.
 */
export async function handshake(offer: Offer, options: HandshakeOptions): Promise<Handshake> {
  const { host } = offer
  const late = AbortSignal.timeout(options.timeoutMs)
  const signal = options.signal ? AbortSignal.any([late, options.signal]) : late
  if (isLiteral(host))
    throw new GuardedFetchError('only names are asked, not addresses of machines', { reason: 'address' })
  try {
    const to = await resolvePublic(host, { ...options, allowsPrivate: false })
    signal.throwIfAborted()
    return await shake({ offer, to, signal }, options)
  } catch (error) {
    const guarded = asGuarded(host, signal.aborted ? signal.reason : error)
    return { ...none, error: fault(signal.aborted ? guarded : error) }
  }
}
