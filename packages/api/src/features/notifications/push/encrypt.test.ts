import { createPublicKey, createSecretKey, randomBytes, verify } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { areKeys, encryptFor } from './encrypt.ts'
import { openPushed, newBrowser } from './testing.ts'
import { publicKeyOf, vapidHeader } from './vapid.ts'

const bytes = (text: string) => Buffer.from(text, 'base64url')

/** RFC 8291, appendix A. */
const example = {
  text: 'When I grow up, I want to be a watermelon',
  keys: {
    p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
    auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  },
  drawn: {
    salt: bytes('DGv6ra1nlYgDCS1FRnbzlw'),
    privateKey: bytes('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'),
  },
  body: 'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
}

describe('a message to a browser (NTF-18)', () => {
  test('is sealed byte for byte as RFC 8291 shows', () => {
    const { keys, text, drawn, body } = example
    expect(encryptFor(keys, Buffer.from(text), drawn).toString('base64url')).toBe(body)
  })

  test('is read by its browser alone, and looks different each time', () => {
    const [browser, other] = [newBrowser(), newBrowser()]
    const [one, again] = [0, 0].map(() => encryptFor(browser.keys, Buffer.from('Hello')))
    if (!one || !again) throw new Error('Nothing was sealed.')
    expect(openPushed(browser, one)).toBe('Hello')
    expect(() => openPushed(other, one)).toThrow()
    expect(one.equals(again)).toBe(false)
  })

  test.each([
    ['no point of the curve', { ...example.keys, p256dh: bytes('A'.repeat(87)).toString('base64url') }],
    ['a short secret', { ...example.keys, auth: 'AAAA' }],
  ])('is not sealed with %s', (_what, keys) => {
    expect([areKeys(example.keys), areKeys(keys)]).toEqual([true, false])
  })
})

describe('the name of the hub at the services of browsers (NTF-18)', () => {
  const now = new Date('2026-11-23T12:00:00Z')
  const withZeros = (zeros: number) => Buffer.concat([Buffer.alloc(zeros), randomBytes(32 - zeros)])

  test.each([
    ['any secret', randomBytes(32)],
    ['a secret that begins with a zero', withZeros(1)],
    ['a secret that begins with two', withZeros(2)],
  ])(
    'is the same on every server, and signs for one service and half a day with %s (RFC 8292)',
    (_what, secret) => {
      const key = createSecretKey(secret)
      const header = vapidHeader(key, {
        endpoint: 'https://push.example:8443/send/abc',
        contact: 'https://hub.example',
        now,
      })
      const [, head = '', claims = '', signature = '', k = ''] =
        /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), k=([\w-]+)$/.exec(header) ?? []
      expect(k).toBe(publicKeyOf(key))
      expect(JSON.parse(bytes(claims).toString())).toEqual({
        aud: 'https://push.example:8443',
        exp: now.getTime() / 1_000 + 43_200,
        sub: 'https://hub.example',
      })
      const point = bytes(k)
      const jwk = {
        kty: 'EC',
        crv: 'P-256',
        x: point.subarray(1, 33).toString('base64url'),
        y: point.subarray(33).toString('base64url'),
      }
      const isSigned = verify(
        'sha256',
        Buffer.from(`${head}.${claims}`),
        { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
        bytes(signature),
      )
      expect([point.length, isSigned]).toEqual([65, true])
    },
  )

  test('is found also where the secret is no number of the curve', () => {
    expect(bytes(publicKeyOf(createSecretKey(Buffer.alloc(32, 0xff))))).toHaveLength(65)
  })
})
