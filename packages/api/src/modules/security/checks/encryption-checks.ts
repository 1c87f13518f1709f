import { gradeOf } from '../headers/score.ts'
import type { Observation, ObservedCertificate, ObservedEncryption } from '../observation/observation.ts'
import type { Check, PartResult, Severity } from './check.ts'
import { encryptionWords } from './encryption-words.ts'
import { shownOf } from './evidence.ts'

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

/**
 * Caps and fails by the SSL Labs rating guide. Ours are the points for a certificate that is about to end, the F for a site that
 * speaks old protocols alone, and F where SSL Labs writes T (not trusted) or M (another name).
 */
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

/** Two of one kind that differ in weight and words, and are mended alike. */
const results: Readonly<Partial<Record<EncryptionFault, string>>> = {
  'expires-in-days': 'expires-soon',
  'broken-key': 'weak-key',
}

/** What one check saw: a fault, nothing wrong, or that nobody could look. */
interface Seen {
  fault: EncryptionFault | null
  evidence: string[]
  unknown?: 'unknown' | 'not-asked'
}

type Test = (encryption: ObservedEncryption, at: number) => Seen

const good = (...evidence: string[]): Seen => ({ fault: null, evidence })
const bad = (fault: EncryptionFault, ...evidence: string[]): Seen => ({ fault, evidence })
const unknown = (...evidence: string[]): Seen => ({ fault: null, evidence, unknown: 'unknown' })

/** OpenSSL's words for what is the matter of the check of the dates. */
const EXPIRED = 'CERT_HAS_EXPIRED'
const NOT_YET = 'CERT_NOT_YET_VALID'

const isOwnIssuer = ({ subject, issuer }: ObservedCertificate): boolean => subject === issuer

const shown = ({ subject, issuer }: ObservedCertificate): string[] => [subject, `issued by ${issuer}`]

const certificate: Test = ({ isTrusted, fault, chain: [own] }) => {
  const evidence = [...(own ? shown(own) : []), fault ?? '']
  if (isTrusted) return good(...evidence)
  if (fault === 'DEPTH_ZERO_SELF_SIGNED_CERT' || (own && isOwnIssuer(own)))
    return bad('self-signed', ...evidence)
  // OpenSSL tells one fault alone, and that of the dates hides whether anybody vouches for it.
  if (fault === EXPIRED || fault === NOT_YET) return unknown(...evidence)
  return bad('untrusted', ...evidence)
}

const name: Test = ({ namesHost, chain: [own] }) => {
  const names = own?.names.join(', ') ?? ''
  return namesHost ? good(names) : bad('wrong-name', `for ${names || 'no name'}`)
}

const SOON_DAYS = 14
const NOW_DAYS = 3

const daysOf = ({ subject, validFrom, validTo }: ObservedCertificate): string =>
  `${subject}, valid from ${validFrom.slice(0, 10)} to ${validTo.slice(0, 10)}`

const validity: Test = ({ fault, chain }, at) => {
  const [own] = chain
  if (!own) return unknown()
  // One above it may be over as well, which browsers mind as much.
  const evidence = chain.map(daysOf)
  const days = (Date.parse(own.validTo) - at) / DAY_MS
  if (fault === NOT_YET || Date.parse(own.validFrom) > at) return bad('not-yet-valid', ...evidence)
  if (fault === EXPIRED || days <= 0) return bad('expired', ...evidence)
  if (Number.isNaN(days)) return unknown(...evidence)
  if (days < NOW_DAYS) return bad('expires-in-days', daysOf(own))
  return days < SOON_DAYS ? bad('expires-soon', daysOf(own)) : good(daysOf(own))
}

/** A root is trusted for being known, not for its signature. */
const signed = (chain: readonly ObservedCertificate[]) =>
  chain.filter((one, at) => at === 0 || !isOwnIssuer(one))

const signature: Test = ({ chain }) => {
  const [own] = chain
  const weak = signed(chain).find((one) => /md[245]|sha-?1(?!\d)/i.test(one.signature))
  if (weak) return bad('weak-signature', `${weak.subject}: ${weak.signature}`)
  return !own || own.signature === 'unknown' ? unknown() : good(own.signature)
}

const CURVES = new Set(['ec', 'ed25519', 'ed448'])

/**
 * SSL Labs fails keys of RSA below 1,024 bits and caps those below 2,048, so one of exactly 1,024 is capped. For curves, fewer
 * than 160 bits fail; the cap below 224, which stands for RSA with 2,048, is ours.
 */
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
  if (handshakes === null) return { fault: null, evidence: [protocol ?? ''], unknown: 'not-asked' }
  const agreed = handshakes.filter(({ cipher }) => cipher !== null).map((one) => String(one.protocol))
  const evidence = `agrees to ${agreed.join(', ') || 'nothing'}`
  if (agreed.some((one) => OLD.has(one))) return bad('old-protocol', evidence)
  // Where it did not agree again to what it had just agreed to, its silence about the others says nothing.
  return protocol !== null && agreed.includes(protocol) ? good(evidence) : unknown(evidence)
}

interface Agreed {
  protocol: string | null
  cipher: string | null
}

const hidesNothing = ({ cipher }: Agreed): boolean => /NULL|EXPORT|_anon_/i.test(cipher ?? '')
/** All of TLS 1.3 have forward secrecy and are authenticated; their names no longer say so. */
const isCurrent = ({ protocol }: Agreed): boolean => protocol === 'TLSv1.3'
const hasSecrecy = (one: Agreed): boolean => isCurrent(one) || /^TLS_(?:EC)?DHE_/.test(one.cipher ?? '')
const isAuthenticated = (one: Agreed): boolean => isCurrent(one) || /GCM|CHACHA20|CCM/.test(one.cipher ?? '')

const ciphers: Test = ({ protocol, cipher, handshakes }) => {
  if (cipher === null) return unknown()
  const ordinary: Agreed = { protocol, cipher }
  const agreed = [ordinary, ...(handshakes ?? []).filter((one) => one.cipher !== null)]
  // Old protocols have no better ciphers, and are the matter of a check of their own.
  const judged = agreed.filter((one) => one === ordinary || !OLD.has(one.protocol ?? ''))
  const lines = (of: readonly Agreed[]) => [...new Set(of.map((one) => `${one.protocol} ${one.cipher}`))]
  const open = agreed.filter(hidesNothing)
  if (open.length > 0) return bad('no-encryption', ...lines(open))
  const recorded = judged.filter((one) => !hasSecrecy(one))
  if (recorded.length > 0) return bad('no-forward-secrecy', ...lines(recorded))
  const dated = judged.filter((one) => !isAuthenticated(one))
  return dated.length > 0 ? bad('no-aead', ...lines(dated)) : good(...lines(judged))
}

const tests = { certificate, name, validity, signature, key, protocols, ciphers } as const
type TestName = keyof typeof tests | 'https'

function checkOf(test: TestName, { fault, evidence, unknown: why }: Seen): Check {
  const weight = fault === null ? null : weights[fault]
  const [title, about] = encryptionWords(test, fault ?? why ?? 'passed')
  return {
    key: `${PART}.${test}`,
    part: PART,
    state: fault === null ? (why ? 'unknown' : 'passed') : 'failed',
    severity: weight?.severity ?? 'low',
    result: fault === null ? (why ?? 'passed') : (results[fault] ?? fault),
    points: weight ? weight.most - BEST : 0,
    title,
    about,
    evidence: shownOf(evidence),
  }
}

/** Where no handshake succeeded. If the page came by https all the same, it was the handshake that could not look. */
function withoutHandshake({ https, host }: Observation, error: string): PartResult {
  const evidence = `https://${host}/: ${error}`
  const checks = [
    checkOf('https', https ? good(evidence) : bad('no-https', evidence)),
    ...(Object.keys(tests) as TestName[]).map((test) => checkOf(test, unknown())),
  ]
  return https
    ? { part: PART, score: null, grade: null, checks }
    : { part: PART, score: 0, grade: gradeOf(0), checks }
}

/**
 * How a website encrypts, judged by certificate and handshakes. Node takes signatures by SHA-1 and keys of 1,024 bits for good ones,
 * so both are judged here. Days are counted from when it was observed.
 */
export function encryptionChecks(observation: Observation): PartResult {
  const { encryption, at } = observation
  if (encryption.error !== null) return withoutHandshake(observation, encryption.error)
  const now = Date.parse(at)
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
