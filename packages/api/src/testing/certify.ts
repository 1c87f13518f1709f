import { webcrypto } from 'node:crypto'
// Brings the reflection that the library below asks for as it is loaded.
import 'reflect-metadata'
import {
  BasicConstraintsExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'
import type { JsonName, X509Certificate } from '@peculiar/x509'

const { subtle } = webcrypto
const DAY_MS = 86_400_000

export interface CertificateWish {
  subject?: string | JsonName
  names?: readonly string[]
  /** Who signs it; itself where nobody is named. */
  by?: Certified
  isAuthority?: boolean
  /** RSA of so many bits in place of the curve P-256. */
  rsaBits?: number
  /** What it is signed with by itself. */
  hash?: 'SHA-256' | 'SHA-1'
  /** Days from now; below zero it has run out. */
  days?: number
}

/** Both as PEM. */
export interface Certified {
  cert: string
  key: string
  certificate: X509Certificate
  keys: webcrypto.CryptoKeyPair
}

const generate = (rsaBits: number | undefined, hash: string): Promise<webcrypto.CryptoKeyPair> =>
  rsaBits === undefined
    ? subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
    : subtle.generateKey(
        {
          name: 'RSASSA-PKCS1-v1_5',
          modulusLength: rsaBits,
          publicExponent: new Uint8Array([1, 0, 1]),
          hash,
        },
        true,
        ['sign', 'verify'],
      )

/** A certificate of a server on the “internet” of a test, with keys of its own. */
export async function certify(wish: CertificateWish): Promise<Certified> {
  const { names = [], by, isAuthority = false, rsaBits, hash = 'SHA-256', days = 30 } = wish
  const subject = wish.subject ?? `CN=${names[0] ?? 'nobody'}`
  const keys = await generate(rsaBits, hash)
  const signer = by?.keys ?? keys
  const certificate = await X509CertificateGenerator.create({
    subject,
    issuer: by?.certificate.subject ?? subject,
    publicKey: keys.publicKey,
    signingKey: signer.privateKey,
    signingAlgorithm: { name: signer.privateKey.algorithm.name, hash },
    notBefore: new Date(Date.now() - 365 * DAY_MS),
    notAfter: new Date(Date.now() + days * DAY_MS),
    extensions: [
      new BasicConstraintsExtension(isAuthority, undefined, true),
      ...(names.length === 0
        ? []
        : [new SubjectAlternativeNameExtension(names.map((value) => ({ type: 'dns', value })))]),
    ],
  })
  const key = PemConverter.encode(await subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY')
  return { cert: `${certificate.toString('pem')}\n`, key: `${key}\n`, certificate, keys }
}
