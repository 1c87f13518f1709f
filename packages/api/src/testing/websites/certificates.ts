// Brings the reflection that the library below asks for as it is loaded.
import 'reflect-metadata'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'
import type { Extension, X509Certificate } from '@peculiar/x509'

const { subtle } = crypto

type Key = Parameters<typeof subtle.exportKey>[1]
interface KeyPair {
  publicKey: Key
  privateKey: Key
}
const DAY_MS = 86_400_000
const SERVER_AUTH = '1.3.6.1.5.5.7.3.1'

export type KeyKind = 'ec' | 'rsa2048' | 'rsa1024'
export type SignatureKind = 'sha256' | 'sha1'

export interface CertificateWanted {
  names: readonly string[]
  /** How long it is good from now; without effect beside `to`. */
  days?: number
  from?: Date
  to?: Date
  key?: KeyKind
  /** What its issuer signs with; one that still signs with SHA-1 has an RSA key, as they had. */
  signature?: SignatureKind
  selfSigned?: boolean
  issuer?: 'intermediate' | 'root'
}

/** Both as PEM. */
export interface Issued {
  /** With all that stands between it and the root, which is not sent. */
  cert: string
  key: string
}

/** One root that a test trusts, and those who issue in its name. */
export interface Authority {
  /** PEM. */
  root: string
  issue(wanted: CertificateWanted): Promise<Issued>
}

interface Signer {
  certificate: X509Certificate
  keys: KeyPair
  /** What stands below the root. */
  chain: string
}

const HASHES = { sha256: 'SHA-256', sha1: 'SHA-1' } as const

/** Keys are made once in a process: none of them guards anything. */
const made = new Map<string, Promise<KeyPair>>()

function keysFor(use: string, kind: KeyKind, signature: SignatureKind): Promise<KeyPair> {
  const name = `${use} ${kind} ${signature}`
  const known = made.get(name) ?? generate(kind, signature)
  made.set(name, known)
  return known
}

function generate(kind: KeyKind, signature: SignatureKind): Promise<KeyPair> {
  if (kind === 'ec')
    return subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
  const rsa = {
    name: 'RSASSA-PKCS1-v1_5',
    modulusLength: kind === 'rsa1024' ? 1024 : 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
    hash: HASHES[signature],
  }
  return subtle.generateKey(rsa, true, ['sign', 'verify'])
}

const pemOf = async ({ privateKey }: KeyPair): Promise<string> =>
  `${PemConverter.encode(await subtle.exportKey('pkcs8', privateKey), 'PRIVATE KEY')}\n`

const signingBy = ({ privateKey }: KeyPair, signature: SignatureKind) => ({
  name: privateKey.algorithm.name,
  hash: HASHES[signature],
})

const ofAuthority = (): Extension[] => [
  new BasicConstraintsExtension(true, undefined, true),
  new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
]

async function makeRoot(): Promise<Signer> {
  const keys = await keysFor('root', 'ec', 'sha256')
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Stand-in Root,O=Stand-in Trust',
    keys,
    signingAlgorithm: signingBy(keys, 'sha256'),
    notBefore: new Date(Date.now() - 3_650 * DAY_MS),
    notAfter: new Date(Date.now() + 3_650 * DAY_MS),
    extensions: [...ofAuthority(), await SubjectKeyIdentifierExtension.create(keys.publicKey)],
  })
  return { certificate, keys, chain: '' }
}

async function makeIntermediate(root: Signer, signature: SignatureKind): Promise<Signer> {
  const name = signature === 'sha1' ? 'Stand-in Intermediate of Old' : 'Stand-in Intermediate'
  const keys = await keysFor(name, signature === 'sha1' ? 'rsa2048' : 'ec', signature)
  const certificate = await X509CertificateGenerator.create({
    subject: `CN=${name},O=Stand-in Trust`,
    issuer: root.certificate.subject,
    publicKey: keys.publicKey,
    signingKey: root.keys.privateKey,
    signingAlgorithm: signingBy(root.keys, 'sha256'),
    notBefore: new Date(Date.now() - 1_825 * DAY_MS),
    notAfter: new Date(Date.now() + 1_825 * DAY_MS),
    extensions: [...ofAuthority(), ...(await identifiers(keys, root))],
  })
  return { certificate, keys, chain: `${certificate.toString('pem')}\n` }
}

const identifiers = async (keys: KeyPair, issuer: Signer): Promise<Extension[]> => [
  await SubjectKeyIdentifierExtension.create(keys.publicKey),
  await AuthorityKeyIdentifierExtension.create(issuer.keys.publicKey),
]

const ofServer = (names: readonly string[]): Extension[] => [
  new BasicConstraintsExtension(false, undefined, true),
  new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment, true),
  new ExtendedKeyUsageExtension([SERVER_AUTH]),
  new SubjectAlternativeNameExtension(names.map((value) => ({ type: 'dns' as const, value }))),
]

function termOf({ from, to, days = 90 }: CertificateWanted) {
  return {
    notBefore: from ?? new Date(Date.now() - DAY_MS),
    notAfter: to ?? new Date(Date.now() + days * DAY_MS),
  }
}

async function issueSelfSigned(wanted: CertificateWanted): Promise<Issued> {
  const { names, key = 'ec', signature = 'sha256' } = wanted
  const keys = await keysFor('server', key, signature)
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${names[0] ?? ''}`,
    keys,
    signingAlgorithm: signingBy(keys, signature),
    ...termOf(wanted),
    extensions: ofServer(names),
  })
  return { cert: `${certificate.toString('pem')}\n`, key: await pemOf(keys) }
}

async function issueBy(issuer: Signer, wanted: CertificateWanted): Promise<Issued> {
  const { names, key = 'ec', signature = 'sha256' } = wanted
  const keys = await keysFor('server', key, 'sha256')
  const certificate = await X509CertificateGenerator.create({
    subject: `CN=${names[0] ?? ''}`,
    issuer: issuer.certificate.subject,
    publicKey: keys.publicKey,
    signingKey: issuer.keys.privateKey,
    signingAlgorithm: signingBy(issuer.keys, signature),
    ...termOf(wanted),
    extensions: [...ofServer(names), ...(await identifiers(keys, issuer))],
  })
  return { cert: `${certificate.toString('pem')}\n${issuer.chain}`, key: await pemOf(keys) }
}

/** Makes a root of its own each time, so that nothing trusts what another test issued. */
export async function createAuthority(): Promise<Authority> {
  const root = await makeRoot()
  const intermediates = new Map<SignatureKind, Promise<Signer>>()
  const intermediateFor = (signature: SignatureKind): Promise<Signer> => {
    const known = intermediates.get(signature) ?? makeIntermediate(root, signature)
    intermediates.set(signature, known)
    return known
  }
  return {
    root: `${root.certificate.toString('pem')}\n`,
    async issue(wanted) {
      if (wanted.selfSigned === true) return issueSelfSigned(wanted)
      if (wanted.issuer === 'root') return issueBy(root, wanted)
      return issueBy(await intermediateFor(wanted.signature ?? 'sha256'), wanted)
    },
  }
}
