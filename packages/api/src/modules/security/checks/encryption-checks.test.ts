import { describe, expect, test } from 'vitest'
import { observed } from '../fixes/testing.ts'
import type {
  Observation,
  ObservedCertificate,
  ObservedEncryption,
  Protocol,
} from '../observation/observation.ts'
import { encryptionChecks } from './encryption-checks.ts'
import { encryptionWords } from './encryption-words.ts'

const AT = '2026-11-30T08:56:00.000Z'
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const after = (ms: number): string => new Date(Date.parse(AT) + ms).toISOString()

const own: ObservedCertificate = {
  subject: 'CN=tideandfennel.example',
  issuer: "C=US, O=Let's Encrypt, CN=E7",
  names: ['tideandfennel.example'],
  validFrom: '2026-10-01T00:00:00.000Z',
  validTo: '2026-12-30T00:00:00.000Z',
  signature: 'ecdsa-with-SHA384',
  key: { kind: 'ec', bits: 256 },
  fingerprint: 'ab'.repeat(32),
}
const above: ObservedCertificate = {
  ...own,
  subject: own.issuer,
  issuer: 'C=US, O=Internet Security Research Group, CN=ISRG Root X2',
  names: [],
}
const root: ObservedCertificate = { ...above, subject: above.issuer }

type Seen = Partial<ObservedEncryption>

function judged(seen: Seen, more: Partial<Observation> = {}) {
  const base = observed()
  return encryptionChecks({
    ...base,
    at: AT,
    encryption: { ...base.encryption, chain: [own], ...seen },
    ...more,
  })
}

const checkOf = (name: string, seen: Seen) =>
  judged(seen).checks.find(({ key }) => key === `encryption.${name}`)

const withOwn = (changed: Partial<ObservedCertificate>): Seen => ({ chain: [{ ...own, ...changed }] })
const fault = (word: string): Seen => ({ isTrusted: false, fault: word })
const offered = (agreed: Partial<Record<Protocol, string>>) =>
  (['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const).map((protocol) => ({
    protocol,
    ciphers: 'all' as const,
    cipher: agreed[protocol] ?? null,
  }))

const GCM = 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'
const CBC = 'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA'
const AES13 = 'TLS_AES_128_GCM_SHA256'
const current = { 'TLSv1.2': GCM, 'TLSv1.3': AES13 }

test('a website that encrypts well has all points', () => {
  const { part, score, grade, checks } = judged({ handshakes: offered(current) })
  expect({ part, score, grade }).toEqual({ part: 'encryption', score: 100, grade: 'A+' })
  expect(checks.map(({ key, state, points }) => `${key} ${state} ${points}`)).toEqual(
    ['https', 'certificate', 'name', 'validity', 'signature', 'key', 'protocols', 'ciphers'].map(
      (name) => `encryption.${name} passed 0`,
    ),
  )
})

describe('what fails outright', () => {
  test.each<[string, string, Seen]>([
    ['certificate', 'self-signed', fault('DEPTH_ZERO_SELF_SIGNED_CERT')],
    ['certificate', 'self-signed', { ...fault('CERT_HAS_EXPIRED'), ...withOwn({ issuer: own.subject }) }],
    ['certificate', 'untrusted', { ...fault('SELF_SIGNED_CERT_IN_CHAIN'), chain: [own, above, root] }],
    ['certificate', 'untrusted', fault('UNABLE_TO_VERIFY_LEAF_SIGNATURE')],
    ['certificate', 'untrusted', fault('CERT_REVOKED')],
    ['certificate', 'untrusted', { isTrusted: false, fault: null }],
    ['name', 'wrong-name', { namesHost: false, fault: 'ERR_TLS_CERT_ALTNAME_INVALID' }],
    ['validity', 'expired', withOwn({ validTo: AT })],
    ['validity', 'expired', withOwn({ validTo: after(-1) })],
    ['validity', 'expired', { ...fault('CERT_HAS_EXPIRED'), chain: [own, { ...above, validTo: AT }] }],
    ['validity', 'not-yet-valid', withOwn({ validFrom: after(1) })],
    ['validity', 'not-yet-valid', fault('CERT_NOT_YET_VALID')],
    ['signature', 'weak-signature', withOwn({ signature: 'sha1WithRSAEncryption' })],
    ['signature', 'weak-signature', withOwn({ signature: 'ecdsa-with-SHA1' })],
    ['signature', 'weak-signature', withOwn({ signature: 'RSA-SHA1' })],
    ['signature', 'weak-signature', withOwn({ signature: 'md5WithRSAEncryption' })],
    ['signature', 'weak-signature', { chain: [own, { ...above, signature: 'md4WithRSAEncryption' }, root] }],
    ['signature', 'weak-signature', withOwn({ issuer: own.subject, signature: 'sha1WithRSAEncryption' })],
    ['key', 'weak-key', withOwn({ key: { kind: 'rsa', bits: 1_023 } })],
    ['key', 'weak-key', withOwn({ key: { kind: 'dsa', bits: 512 } })],
    ['key', 'weak-key', withOwn({ key: { kind: 'ec', bits: 159 } })],
    ['protocols', 'only-old-protocols', { protocol: 'TLSv1.1', cipher: CBC }],
    ['protocols', 'only-old-protocols', { protocol: 'TLSv1', cipher: CBC, handshakes: offered({}) }],
    ['ciphers', 'no-encryption', { protocol: 'TLSv1.2', cipher: 'TLS_RSA_WITH_NULL_SHA256' }],
    ['ciphers', 'no-encryption', { protocol: 'TLSv1.2', cipher: 'TLS_DH_anon_WITH_AES_128_GCM_SHA256' }],
    ['ciphers', 'no-encryption', { handshakes: offered({ TLSv1: 'TLS_RSA_EXPORT_WITH_DES40_CBC_SHA' }) }],
  ])('%s: %s %#', (name, result, seen) => {
    expect(checkOf(name, seen)).toMatchObject({ state: 'failed', result, severity: 'high', points: -100 })
    expect(judged(seen)).toMatchObject({ score: 0, grade: 'F' })
  })
})

describe('what caps the grade at B', () => {
  test.each<[string, string, Seen]>([
    ['key', 'weak-key', withOwn({ key: { kind: 'rsa', bits: 1_024 } })],
    ['key', 'weak-key', withOwn({ key: { kind: 'rsa', bits: 2_047 } })],
    ['key', 'weak-key', withOwn({ key: { kind: 'ec', bits: 160 } })],
    ['protocols', 'old-protocol', { handshakes: offered({ ...current, 'TLSv1.1': CBC }) }],
    ['protocols', 'old-protocol', { handshakes: offered({ TLSv1: CBC }) }],
    ['ciphers', 'no-forward-secrecy', { protocol: 'TLSv1.2', cipher: 'TLS_RSA_WITH_AES_128_GCM_SHA256' }],
    ['ciphers', 'no-forward-secrecy', { protocol: 'TLSv1.2', cipher: 'TLS_ECDH_RSA_WITH_AES_128_CBC_SHA' }],
    [
      'ciphers',
      'no-forward-secrecy',
      { handshakes: offered({ ...current, 'TLSv1.2': 'TLS_RSA_WITH_AES_128_GCM_SHA256' }) },
    ],
    ['ciphers', 'no-aead', { protocol: 'TLSv1.2', cipher: CBC }],
    ['ciphers', 'no-aead', { handshakes: offered({ ...current, 'TLSv1.2': CBC }) }],
  ])('%s: %s %#', (name, result, seen) => {
    expect(checkOf(name, seen)).toMatchObject({ state: 'failed', result, severity: 'medium', points: -21 })
    expect(judged(seen)).toMatchObject({ score: 79, grade: 'B' })
  })

  test('two of them no lower than one', () => {
    const seen = {
      ...withOwn({ key: { kind: 'rsa', bits: 1_024 } }),
      handshakes: offered({ ...current, TLSv1: CBC }),
    }
    expect(judged(seen)).toMatchObject({ score: 79, grade: 'B' })
  })
})

describe('a certificate that soon ends', () => {
  test.each([
    [3 * DAY_MS - HOUR_MS, 'failed', 'high', 80],
    [3 * DAY_MS, 'failed', 'medium', 90],
    [14 * DAY_MS - HOUR_MS, 'failed', 'medium', 90],
    [14 * DAY_MS, 'passed', 'low', 100],
  ])('in %d ms: %s, %s, %d', (...[left, state, severity, score]) => {
    const seen = withOwn({ validTo: after(left) })
    expect(checkOf('validity', seen)).toMatchObject({ state, severity, points: score - 100 })
    expect(checkOf('validity', seen)?.result).toBe(state === 'failed' ? 'expires-soon' : 'passed')
    expect(judged(seen).score).toBe(score)
  })

  test('is counted from when it was observed, not from today', () => {
    const later = judged({}, { at: '2026-12-20T00:00:00.000Z' })
    expect(later.score).toBe(90)
    expect(judged({}, { at: '2036-01-01T00:00:00.000Z' }).score).toBe(0)
  })
})

describe('what passes', () => {
  test.each<[string, Seen]>([
    ['certificate', { fault: 'ERR_TLS_CERT_ALTNAME_INVALID', namesHost: false }],
    ['signature', { chain: [own, above, { ...root, signature: 'sha1WithRSAEncryption' }] }],
    ['signature', withOwn({ signature: 'sha256WithRSAEncryption' })],
    ['signature', withOwn({ signature: 'ED25519' })],
    ['key', withOwn({ key: { kind: 'rsa', bits: 2_048 } })],
    ['key', withOwn({ key: { kind: 'ec', bits: 224 } })],
    ['key', withOwn({ key: { kind: 'ed25519', bits: 256 } })],
    ['protocols', { protocol: 'TLSv1.2', cipher: GCM, handshakes: offered({ 'TLSv1.2': GCM }) }],
    ['ciphers', { protocol: 'TLSv1.2', cipher: 'TLS_DHE_RSA_WITH_AES_256_CCM' }],
    ['ciphers', { protocol: 'TLSv1.2', cipher: 'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256' }],
    // It has no better ones, and is found by another check.
    ['ciphers', { handshakes: offered({ ...current, TLSv1: 'TLS_RSA_WITH_AES_128_CBC_SHA' }) }],
  ])('%s %#', (name, seen) => {
    expect(checkOf(name, seen)).toMatchObject({ state: 'passed', points: 0 })
  })
})

describe('what nobody could look at', () => {
  test.each<[string, Seen]>([
    ['certificate', fault('CERT_HAS_EXPIRED')],
    ['validity', { chain: [] }],
    ['validity', withOwn({ validTo: 'soon' })],
    ['signature', { chain: [] }],
    ['signature', withOwn({ signature: 'unknown' })],
    ['key', { chain: [] }],
    ['key', withOwn({ key: { kind: 'ml-dsa-65', bits: 0 } })],
    ['protocols', { handshakes: offered({}) }],
    // It agreed to 1.3 a moment ago.
    ['protocols', { handshakes: offered({ 'TLSv1.2': GCM }) }],
    ['ciphers', { cipher: null }],
  ])('%s is unknown %#', (name, seen) => {
    expect(checkOf(name, seen)).toMatchObject({ state: 'unknown', result: 'unknown', points: 0 })
  })

  test('old protocols, where only a quick scan asked', () => {
    expect(checkOf('protocols', { handshakes: null })).toMatchObject({
      state: 'unknown',
      result: 'not-asked',
      title: 'Only a full scan asks for old protocols',
    })
  })

  test('anything, where nothing answers by https', () => {
    const { score, grade, checks } = judged(
      { error: 'Nobody answers there.', chain: [], protocol: null, cipher: null },
      { https: null },
    )
    expect({ score, grade }).toEqual({ score: 0, grade: 'F' })
    const [https, ...rest] = checks
    expect(https).toMatchObject({
      key: 'encryption.https',
      state: 'failed',
      result: 'no-https',
      severity: 'high',
    })
    expect(https?.evidence).toEqual(['https://tideandfennel.example/: Nobody answers there.'])
    expect(rest.map(({ state }) => state)).toEqual(Array.from({ length: 7 }, () => 'unknown'))
  })

  test('the handshake, where the page came by https all the same', () => {
    const { score, grade, checks } = judged({ error: 'It took too long.', chain: [] })
    expect({ score, grade }).toEqual({ score: null, grade: null })
    expect(checks.map(({ state }) => state)).toEqual([
      'passed',
      ...Array.from({ length: 7 }, () => 'unknown'),
    ])
  })
})

describe('evidence', () => {
  test('is what was seen', () => {
    const evidence = (name: string, seen: Seen = {}) => checkOf(name, seen)?.evidence
    expect(evidence('ciphers', { protocol: 'TLSv1.2', cipher: GCM })).toEqual([`TLSv1.2 ${GCM}`])
    expect(evidence('validity')).toEqual(['CN=tideandfennel.example, valid from 2026-10-01 to 2026-12-30'])
    expect(evidence('certificate', fault('CERT_REVOKED'))).toEqual([
      own.subject,
      `issued by ${own.issuer}`,
      'CERT_REVOKED',
    ])
    expect(evidence('key', withOwn({ key: { kind: 'rsa', bits: 1_024 } }))).toEqual(['RSA 1024 bits'])
    expect(evidence('name', { ...withOwn({ names: [] }), namesHost: false })).toEqual(['for no name'])
    expect(evidence('signature', { chain: [own, { ...above, signature: 'sha1WithRSAEncryption' }] })).toEqual(
      [`${above.subject}: sha1WithRSAEncryption`],
    )
    expect(evidence('protocols', { handshakes: offered({ ...current, TLSv1: CBC }) })).toEqual([
      'agrees to TLSv1, TLSv1.2, TLSv1.3',
    ])
  })

  test('of a hostile certificate is cut', () => {
    const names = Array.from({ length: 100 }, () => 'x'.repeat(300))
    const chain = Array.from({ length: 50 }, () => ({ ...own, names, subject: 'S'.repeat(5_000) }))
    for (const { evidence } of judged({ chain, fault: 'CERT_HAS_EXPIRED', isTrusted: false }).checks) {
      expect(evidence.length).toBeLessThanOrEqual(12)
      for (const line of evidence) expect(line.length).toBeLessThanOrEqual(1_024)
    }
  })
})

describe('words', () => {
  const tests = ['https', 'certificate', 'name', 'validity', 'signature', 'key', 'protocols', 'ciphers']
  const faults =
    'no-https untrusted self-signed wrong-name expired not-yet-valid expires-in-days expires-soon weak-signature broken-key weak-key only-old-protocols old-protocol no-encryption no-forward-secrecy no-aead not-asked'.split(
      ' ',
    )

  test.each([
    ...tests.flatMap((name) => [`${name} passed`, `${name} unknown`]),
    ...faults.map((result) => `none ${result}`),
  ])('of %s are short and plain', (both) => {
    const [name = '', result = ''] = both.split(' ')
    const [title, about] = encryptionWords(name, result)
    expect(title).toMatch(/^[A-Z].{10,80}[^.]$/)
    expect(about).toMatch(/^[A-Z].{8,200}\.$/)
  })

  test('name no certificate that ran out as one that soon will', () => {
    expect(checkOf('validity', withOwn({ validTo: AT }))?.title).toBe(
      'Visitors are warned away: the certificate ran out',
    )
  })
})
