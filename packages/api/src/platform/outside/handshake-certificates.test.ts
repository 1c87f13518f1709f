import { createServer } from 'node:tls'
import { beforeAll, describe, expect, test } from 'vitest'
import { certify } from '../../testing/certify.ts'
import type { Certified, CertificateWish } from '../../testing/certify.ts'
import { onPort } from '../../testing/on-port.ts'
import { handshake } from './handshake.ts'
import type { Handshake } from './handshake.ts'

let root: Certified
beforeAll(async () => {
  root = await certify({ subject: 'CN=Root', isAuthority: true })
})

async function shown(cert: string, key: string, host = 'shop.example'): Promise<Handshake> {
  const server = createServer({ cert, key, ciphers: 'DEFAULT@SECLEVEL=0' })
  server.on('secureConnection', (socket) => socket.on('error', () => undefined))
  const { port } = await onPort(server)
  const resolve = async () => [{ address: '127.0.0.1', family: 4 }]
  const seam = { resolve, isAllowed: () => true, port, ca: root.cert }
  return handshake({ host }, { timeoutMs: 10_000, seam })
}

async function shownOf(wish: CertificateWish): Promise<Handshake> {
  const { cert, key } = await certify({ names: ['shop.example'], ...wish })
  return shown(cert, key)
}

describe('a certificate', () => {
  test('is told in full', async () => {
    const own = await certify({ names: ['shop.example', 'www.shop.example'], by: root, days: 40 })
    const { chain } = await shown(own.cert, own.key)
    expect(chain[0]).toEqual({
      subject: 'CN=shop.example',
      issuer: 'CN=Root',
      names: ['shop.example', 'www.shop.example'],
      validFrom: own.certificate.notBefore.toISOString(),
      validTo: own.certificate.notAfter.toISOString(),
      signature: 'ecdsa-with-SHA256',
      key: { kind: 'ec', bits: 256 },
      fingerprint: Buffer.from(await own.certificate.getThumbprint('SHA-256')).toString('hex'),
    })
  })

  test.each([
    ['signed by itself', {}, { fault: 'DEPTH_ZERO_SELF_SIGNED_CERT', isTrusted: false, namesHost: true }],
    ['of a name in its subject alone', { names: [], subject: 'CN=shop.example' }, { namesHost: false }],
    ['of part of a name and a star', { names: ['s*.example'] }, { namesHost: false }],
  ])('%s is told and not refused', async (_what, wish, expected) => {
    expect(await shownOf(wish)).toMatchObject({ error: null, ...expected })
  })

  test('of a star is for every name one level below', async () => {
    const { cert, key } = await certify({ names: ['*.shop.example'] })
    expect(await shown(cert, key, 'www.shop.example')).toMatchObject({ namesHost: true })
    expect(await shown(cert, key, 'a.www.shop.example')).toMatchObject({ namesHost: false })
  })

  test('that has run out is told and not refused', async () => {
    const seen = await shownOf({ days: -1, by: root })
    expect(seen).toMatchObject({ error: null, fault: 'CERT_HAS_EXPIRED', isTrusted: false, namesHost: true })
  })

  test('of another name is as trusted as any', async () => {
    const seen = await shownOf({ names: ['other.example'], by: root })
    const fault = 'ERR_TLS_CERT_ALTNAME_INVALID'
    expect(seen).toMatchObject({ error: null, fault, isTrusted: true, namesHost: false })
  })

  test('with a short key and an old hash shows both', async () => {
    const { chain } = await shownOf({ rsaBits: 1024, hash: 'SHA-1' })
    expect(chain[0]).toMatchObject({
      key: { kind: 'rsa', bits: 1024 },
      signature: 'sha1WithRSAEncryption',
    })
  })
})

describe('a chain', () => {
  test('is told from the own certificate up, each once', async () => {
    const middle = await certify({ subject: 'CN=Middle', isAuthority: true, by: root })
    const own = await certify({ names: ['shop.example'], by: middle })
    const { chain, isTrusted } = await shown(`${own.cert}${middle.cert}${root.cert}`, own.key)
    expect(isTrusted).toBe(true)
    expect(chain.map(({ subject, issuer }) => [subject, issuer])).toEqual([
      ['CN=shop.example', 'CN=Middle'],
      ['CN=Middle', 'CN=Root'],
      ['CN=Root', 'CN=Root'],
    ])
  })

  test('that lacks its middle is not trusted', async () => {
    const middle = await certify({ subject: 'CN=Middle', isAuthority: true, by: root })
    const own = await certify({ names: ['shop.example'], by: middle })
    const { chain, isTrusted, fault } = await shown(own.cert, own.key)
    expect([chain.length, isTrusted, fault]).toEqual([1, false, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'])
  })

  test('of more than ten is cut', async () => {
    let issuer = root
    let sent = ''
    for (let at = 0; at < 14; at += 1) {
      issuer = await certify({ subject: `CN=Middle ${at}`, isAuthority: true, by: issuer })
      sent = `${issuer.cert}${sent}`
    }
    const own = await certify({ names: ['shop.example'], by: issuer })
    const { chain } = await shown(`${own.cert}${sent}`, own.key)
    expect(chain).toHaveLength(10)
    expect(chain[9]?.subject).toBe('CN=Middle 5')
  })

  test('ends below a key that nobody knows', async () => {
    const top = await certify({ subject: 'CN=Strange', isAuthority: true })
    const own = await certify({ names: ['shop.example'], by: top })
    const { chain, isTrusted } = await shown(`${own.cert}${withStrangeCurve(top)}`, own.key)
    expect([isTrusted, chain.map(({ subject }) => subject)]).toEqual([false, ['CN=shop.example']])
  })
})

/** The same certificate, of a curve that does not exist. */
function withStrangeCurve({ certificate }: Certified): string {
  const der = Buffer.from(certificate.rawData)
  const curve = Buffer.from('06082a8648ce3d030107', 'hex')
  der.writeUInt8(0x63, der.indexOf(curve) + curve.length - 1)
  return `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`
}

describe('a hostile certificate', () => {
  test('of a thousand names is read so far', async () => {
    const names = Array.from({ length: 1_000 }, (_, at) => `n${at}.shop.example`)
    const { chain, namesHost } = await shownOf({ names: [...names, 'shop.example'], by: root })
    expect(chain[0]?.names).toHaveLength(100)
    expect(chain[0]?.names[99]).toBe('n99.shop.example')
    expect(namesHost).toBe(true)
  })

  test('names nothing by a comma within a name', async () => {
    const { chain, namesHost } = await shownOf({ names: ['evil.example, DNS:shop.example', 'b.example'] })
    expect(chain[0]?.names).toHaveLength(2)
    expect(chain[0]?.names).not.toContain('shop.example')
    expect(namesHost).toBe(false)
  })

  test('writes on no other line and turns nothing around', async () => {
    const subject = [{ CN: [`a\nb\tc\u{202e}gnp\u{2028}d\u{200b}`] }, { O: ['x'.repeat(2_000)] }]
    const { chain } = await shownOf({ subject })
    expect(chain[0]?.subject).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
    expect(chain[0]?.subject).toContain('gnp')
    expect(chain[0]?.subject.length).toBeLessThanOrEqual(300)
  })
})
