import { describe, expect, test } from 'vitest'
import { judge } from '../checks/judge.ts'
import type {
  Observation,
  ObservedCertificate,
  ObservedEncryption,
  Protocol,
} from '../observation/observation.ts'
import { scoreAfter } from '../findings/after-fix.ts'
import { mended } from './fixes.ts'
import { observed } from './testing.ts'

const plain = observed({ files: [] })
const [certificate] = plain.encryption.chain

const encrypted = (seen: Partial<ObservedEncryption>): Observation => ({
  ...plain,
  encryption: { ...plain.encryption, ...seen },
})
const withOwn = (seen: Partial<ObservedCertificate>, more: Partial<ObservedEncryption> = {}): Observation =>
  encrypted({ chain: certificate ? [{ ...certificate, ...seen }] : [], ...more })
const offered = (agreed: Partial<Record<Protocol, string>>): ObservedEncryption['handshakes'] =>
  (['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const).map((protocol) => ({
    protocol,
    ciphers: 'all',
    cipher: agreed[protocol] ?? null,
  }))

const CBC = 'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA'
const RSA = 'TLS_RSA_WITH_AES_128_GCM_SHA256'
const AES13 = 'TLS_AES_128_GCM_SHA256'

/** Each site has this one matter, beside the headers that it lacks. */
const matters: [key: string, site: Observation][] = [
  ['encryption.certificate', encrypted({ isTrusted: false, fault: 'SELF_SIGNED_CERT_IN_CHAIN' })],
  ['encryption.name', encrypted({ namesHost: false })],
  ['encryption.validity', withOwn({ validTo: '2020-01-01T00:00:00.000Z' })],
  ['encryption.validity', withOwn({}, { isTrusted: false, fault: 'CERT_HAS_EXPIRED' })],
  ['encryption.signature', withOwn({ signature: 'sha1WithRSAEncryption' })],
  ['encryption.key', withOwn({ key: { kind: 'rsa', bits: 1_024 } })],
  ['encryption.protocols', encrypted({ handshakes: offered({ TLSv1: CBC, 'TLSv1.3': AES13 }) })],
  ['encryption.ciphers', encrypted({ protocol: 'TLSv1.2', cipher: RSA })],
  ['encryption.ciphers', encrypted({ handshakes: offered({ 'TLSv1.2': CBC, 'TLSv1.3': AES13 }) })],
  [
    'libraries.jquery',
    {
      ...plain,
      libraries: [
        { name: 'jquery', version: '1.6.0', from: 'https://tideandfennel.example/j.js', by: 'file' },
        { name: 'jquery', version: '1.4.0', from: 'https://tideandfennel.example/old.js', by: 'file' },
      ],
    },
  ],
  [
    'files./.env',
    {
      ...plain,
      files: [
        { path: '/.env', state: 'open', evidence: 'DB_PASSWORD' },
        { path: '/.git/HEAD', state: 'closed', evidence: '' },
      ],
    },
  ],
]

const checksOf = (site: Observation) => judge(site).parts.flatMap(({ checks }) => checks)
const failing = (site: Observation): string[] =>
  checksOf(site).flatMap(({ key, state }) => (state === 'failed' ? [key] : []))

describe('encryption, libraries and files once they are mended (SEC-1)', () => {
  test.each(matters)('%s fails no more, and nothing else does', (key, site) => {
    const check = checksOf(site).find((one) => one.key === key)
    if (!check) throw new Error(`There is no ${key}.`)
    expect(check.state).toBe('failed')
    const after = mended(check, site)
    if (!after) throw new Error('Nobody can say.')
    expect(failing(after)).not.toContain(key)
    expect(failing(site)).toEqual(expect.arrayContaining(failing(after)))
    expect(scoreAfter(check, site)?.part.after).toEqual({ score: 100, grade: 'A+' })
  })

  test('a new certificate answers whatever was wrong with the one before', () => {
    const site = withOwn(
      { validTo: '2020-01-01T00:00:00.000Z', signature: 'sha1WithRSAEncryption' },
      { isTrusted: false, namesHost: false, fault: 'CERT_HAS_EXPIRED' },
    )
    const after = mended({ key: 'encryption.validity', result: 'expired' }, site)
    expect(after && failing(after).filter((key) => key.startsWith('encryption'))).toEqual([])
  })

  test.each<[string, string, Observation]>([
    ['a site without https', 'encryption.https', encrypted({ error: 'refused' })],
    ['one that speaks old protocols alone', 'encryption.protocols', encrypted({ protocol: 'TLSv1' })],
    ['ciphers of such a one', 'encryption.ciphers', encrypted({ protocol: 'TLSv1', cipher: CBC })],
    ['a library that is not there', 'libraries.react', plain],
    ['a file that was not looked for', 'files./.env', observed({ files: null })],
  ])('of %s nobody can say', (_which, key, site) => {
    expect(mended({ key, result: 'any' }, site)).toBeNull()
  })
})
