import type {
  Observation,
  ObservedCertificate,
  ObservedEncryption,
  OfferedHandshake,
} from '../observation/observation.ts'
import type { Mended } from './fix.ts'

const DAY_MS = 86_400_000
/** As long as those of most issuers hold. */
const CERTIFICATE_DAYS = 90
/** The first of the ciphers that the fix leaves. */
const GOOD_CIPHER = 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'
const OLD: ReadonlySet<string> = new Set(['TLSv1', 'TLSv1.1'])

/** Those that a new certificate answers, whichever was wrong with the one before. */
const OF_THE_CERTIFICATE = new Set(['certificate', 'name', 'validity', 'signature', 'key'])

/** A certificate of today, for the name, by an issuer that browsers trust. */
function newCertificate({ host, at, encryption }: Observation): ObservedCertificate {
  const [before] = encryption.chain
  return {
    subject: `CN=${host}`,
    issuer: 'an issuer that browsers trust',
    names: [host],
    validFrom: at,
    validTo: new Date(Date.parse(at) + CERTIFICATE_DAYS * DAY_MS).toISOString(),
    signature: 'ecdsa-with-SHA256',
    key: { kind: 'ec', bits: 256 },
    fingerprint: before?.fingerprint ?? '',
  }
}

const withCertificate: Mended = (observation) => ({
  ...observation,
  https: observation.https && { ...observation.https, isVerified: true },
  encryption: {
    ...observation.encryption,
    isTrusted: true,
    fault: null,
    namesHost: true,
    chain: [newCertificate(observation)],
  },
})

const agreeing = (
  observation: Observation,
  change: (handshake: OfferedHandshake) => OfferedHandshake,
  more: Partial<ObservedEncryption> = {},
): Observation => {
  const { encryption } = observation
  const handshakes = encryption.handshakes?.map(change) ?? null
  return { ...observation, encryption: { ...encryption, ...more, handshakes } }
}

const withoutOld = (handshake: OfferedHandshake): OfferedHandshake =>
  OLD.has(handshake.protocol) ? { ...handshake, cipher: null } : handshake

/** Where a site speaks old protocols alone, nobody knows what it would speak instead. */
const withProtocols: Mended = (observation) =>
  OLD.has(observation.encryption.protocol ?? '') ? null : agreeing(observation, withoutOld)

/** The ciphers that are left are of TLS 1.2, so that older protocols go with the others. */
const withCiphers: Mended = (observation) => {
  const { protocol } = observation.encryption
  if (OLD.has(protocol ?? '')) return null
  const good = (handshake: OfferedHandshake): OfferedHandshake =>
    handshake.protocol === 'TLSv1.2' && handshake.cipher !== null
      ? { ...handshake, cipher: GOOD_CIPHER }
      : withoutOld(handshake)
  return agreeing(observation, good, protocol === 'TLSv1.2' ? { cipher: GOOD_CIPHER } : {})
}

/** Of the encryption; null where nothing that is known would change. */
export function encryptionMend(matter: string): Mended {
  const mend =
    (OF_THE_CERTIFICATE.has(matter) && withCertificate) ||
    (matter === 'protocols' && withProtocols) ||
    (matter === 'ciphers' && withCiphers)
  return (observation) => (mend && observation.encryption.error === null ? mend(observation) : null)
}

/** A library that is in a version without a hole, or away. */
export const libraryMend =
  (name: string): Mended =>
  (observation) => {
    const libraries = observation.libraries.filter((one) => one.name !== name)
    return libraries.length < observation.libraries.length ? { ...observation, libraries } : null
  }

/** A file that is closed or away. */
export const fileMend =
  (path: string): Mended =>
  (observation) => {
    const { files } = observation
    if (!files?.some((file) => file.path === path)) return null
    return {
      ...observation,
      files: files.map((file) =>
        file.path === path ? { ...file, state: 'closed' as const, evidence: '' } : file,
      ),
    }
  }
