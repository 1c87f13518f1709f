import { gradeOf } from '../headers/score.ts'
import type { Observation, ObservedCertificate, ObservedEncryption } from '../observation/observation.ts'
import type { Check, PartResult, Severity } from './check.ts'
import { encryptionWords } from './encryption-words.ts'

const PART = 'encryption'
const DAY_MS = 86_400_000
const BEST = 100
/** The best score that the SSL Labs guide's cap “B” leaves. */
const CAPPED = 79

/** What a matter does to the score: some points off, a cap, or nothing left. */
interface Weight {
  severity: Severity
  /** The most that is left with it. */
  most: number
}

/** Caps and fails by the SSL Labs rating guide; those for a certificate that is about to end are ours. */
const weights = {
  'no-https': { severity: 'high', most: 0 },
  untrusted: { severity: 'high', most: 0 },
  'self-signed': { severity: 'high', most: 0 },
  'wrong-name': { severity: 'high', most: 0 },
  expired: { severity: 'high', most: 0 },
  'not-yet-valid': { severity: 'high', most: 0 },
  'expires-in-days': { severity: 'high', most: 80 },
  'expires-soon': { severity: 'medium', most: 90 },
  'weak-signature': { severity: 'high', most: 0 },
  'broken-key': { severity: 'high', most: 0 },
  'weak-key': { severity: 'medium', most: CAPPED },
  'only-old-protocols': { severity: 'high', most: 0 },
  'old-protocol': { severity: 'medium', most: CAPPED },
  'no-encryption': { severity: 'high', most: 0 },
  'no-forward-secrecy': { severity: 'medium', most: CAPPED },
  'no-aead': { severity: 'medium', most: CAPPED },
} as const satisfies Record<string, Weight>

export type EncryptionFault = keyof typeof weights

/** What one check saw: a fault, nothing wrong, or that nobody could look. */
interface Seen {
  fault: EncryptionFault | null
  evidence: string[]
  isUnknown?: boolean
}

type Test = (encryption: ObservedEncryption, at: number) => Seen

const good = (...evidence: string[]): Seen => ({ fault: null, evidence })
const bad = (fault: EncryptionFault, ...evidence: string[]): Seen => ({ fault, evidence })
const unknown = (...evidence: string[]): Seen => ({ fault: null, evidence, isUnknown: true })

const SELF_SIGNED = new Set(['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'])
/** Matters of other checks: when it holds, and for whom. */
const NOT_TRUST = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'ERR_TLS_CERT_ALTNAME_INVALID'])

const shown = ({ subject, issuer }: ObservedCertificate): string[] => [subject, `issued by ${issuer}`]

const certificate: Test = ({ isTrusted, fault, chain: [own] }) => {
  const evidence = own ? shown(own) : []
  if (isTrusted || (fault !== null && NOT_TRUST.has(fault))) return good(...evidence)
  const isSelf = fault !== null && SELF_SIGNED.has(fault)
  return bad(isSelf ? 'self-signed' : 'untrusted', ...evidence, ...(fault === null ? [] : [fault]))
}

const name: Test = ({ namesHost, chain: [own] }) => {
  const names = own?.names.join(', ') ?? ''
  return namesHost ? good(names) : bad('wrong-name', `for ${names || 'no name'}`)
}

const SOON_DAYS = 14
const NOW_DAYS = 3

const validity: Test = ({ chain: [own] }, at) => {
  if (!own) return unknown()
  const evidence = `valid from ${own.validFrom.slice(0, 10)} to ${own.validTo.slice(0, 10)}`
  if (Date.parse(own.validFrom) > at) return bad('not-yet-valid', evidence)
  const days = (Date.parse(own.validTo) - at) / DAY_MS
  if (days <= 0) return bad('expired', evidence)
  if (days < NOW_DAYS) return bad('expires-in-days', evidence)
  return days < SOON_DAYS ? bad('expires-soon', evidence) : good(evidence)
}

/** A root is trusted for being known, not for its signature. */
const signed = (chain: readonly ObservedCertificate[]) => {
  const [own, ...above] = chain
  return [...(own ? [own] : []), ...above.filter(({ subject, issuer }) => subject !== issuer)]
}

const signature: Test = ({ chain }) => {
  const [own] = chain
  if (!own) return unknown()
  const weak = signed(chain).find((one) => /md5|md2|sha-?1(?!\d)/i.test(one.signature))
  return weak ? bad('weak-signature', `${weak.subject}: ${weak.signature}`) : good(own.signature)
}

const CURVES = new Set(['ec', 'ed25519', 'ed448'])

/** SSL Labs: fails below 1024 bits of RSA, and is capped below 2048. */
const key: Test = ({ chain: [own] }) => {
  if (!own) return unknown()
  const { kind, bits } = own.key
  const evidence = `${kind.toUpperCase()} ${bits} bits`
  if (bits === 0) return unknown(evidence)
  const [fails, capped] = CURVES.has(kind) ? [160, 224] : [1024, 2048]
  if (bits < fails) return bad('broken-key', evidence)
  return bits < capped ? bad('weak-key', evidence) : good(evidence)
}

const OLD = new Set(['TLSv1', 'TLSv1.1', 'SSLv3'])

const protocols: Test = ({ protocol, handshakes }) => {
  if (protocol !== null && OLD.has(protocol)) return bad('only-old-protocols', protocol)
  if (handshakes === null) return unknown(protocol ?? '')
  const agreed = handshakes.filter(({ cipher }) => cipher !== null).map((one) => one.protocol)
  const evidence = `agrees to ${agreed.join(', ') || 'nothing'}`
  if (agreed.length === 0) return unknown(evidence)
  return agreed.some((one) => OLD.has(one)) ? bad('old-protocol', evidence) : good(evidence)
}

const ciphers: Test = ({ protocol, cipher }) => {
  const evidence = [`${protocol ?? ''} ${cipher ?? ''}`.trim()]
  if (cipher === null) return unknown()
  if (/NULL|EXPORT|_anon_/i.test(cipher)) return bad('no-encryption', ...evidence)
  if (protocol === 'TLSv1.3') return good(...evidence)
  if (!/^TLS_(?:EC)?DHE_/.test(cipher)) return bad('no-forward-secrecy', ...evidence)
  return /GCM|CHACHA20|CCM/.test(cipher) ? good(...evidence) : bad('no-aead', ...evidence)
}

const tests = { certificate, name, validity, signature, key, protocols, ciphers } as const
type TestName = keyof typeof tests | 'https'

function checkOf(test: TestName, { fault, evidence, isUnknown = false }: Seen): Check {
  const state = isUnknown ? 'unknown' : fault === null ? 'passed' : 'failed'
  const weight = fault === null ? null : weights[fault]
  const [title, about] = encryptionWords(test, fault ?? state)
  return {
    key: `${PART}.${test}`,
    part: PART,
    state,
    severity: weight?.severity ?? 'low',
    result: fault ?? state,
    points: weight ? weight.most - BEST : 0,
    title,
    about,
    evidence: evidence.filter((line) => line !== ''),
  }
}

/**
 * How a website encrypts, judged by certificate and handshakes. Node takes signatures by SHA-1 and keys of 1,024 bits for good ones,
 * so both are judged here.
 */
export function encryptionChecks({ encryption, at, host }: Observation): PartResult {
  const now = Date.parse(at)
  if (encryption.error !== null) {
    const checks = [
      checkOf('https', bad('no-https', `https://${host}/: ${encryption.error}`)),
      ...(Object.keys(tests) as TestName[]).map((test) => checkOf(test, unknown())),
    ]
    return { part: PART, score: 0, grade: gradeOf(0), checks }
  }
  const seen = Object.entries(tests).map(
    ([test, look]) => [test as TestName, look(encryption, now)] as const, // its keys
  )
  const most = seen.flatMap(([, { fault }]) => (fault === null ? [] : weights[fault].most))
  const score = Math.min(BEST, ...most)
  const checks = [
    checkOf('https', good(`${encryption.protocol ?? ''}`)),
    ...seen.map(([test, one]) => checkOf(test, one)),
  ]
  return { part: PART, score, grade: gradeOf(score), checks }
}
