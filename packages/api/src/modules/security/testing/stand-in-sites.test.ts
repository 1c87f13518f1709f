import type { PeerCertificate, TLSSocket } from 'node:tls'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSites } from './sites.ts'
import type { StandInSites } from './sites.ts'
import { shake, visit } from './visit.ts'

const DAY_MS = 86_400_000

let world: StandInSites
beforeAll(async () => {
  world = await startSites()
})
afterAll(() => world.stop())

const certificateOf = (host: string) =>
  shake(world, host, {
    look: (socket) => {
      const certificate = socket.getPeerX509Certificate()
      if (!certificate) throw new Error(`${host} has no certificate.`)
      return certificate
    },
  })

const faultOf = (host: string, options = {}) =>
  shake(world, host, {
    ...options,
    look: ({ authorized, authorizationError }: TLSSocket) =>
      authorized ? null : String(authorizationError ?? ''),
  })

describe('certificates of the stand-ins', () => {
  test.each([
    ['fortress.example', null],
    ['www.fortress.example', null],
    ['tideandfennel.example', null],
    ['soon.example', null],
    ['expired.example', 'CERT_HAS_EXPIRED'],
    ['self-signed.example', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['wrong-name.example', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('%s is judged by OpenSSL as %s', async (host, fault) => {
    expect(await faultOf(host)).toBe(fault)
  })

  test('without the root nothing is trusted', async () => {
    expect(await faultOf('fortress.example', { ca: [] })).toBe('UNABLE_TO_GET_ISSUER_CERT_LOCALLY')
  })

  test('the chain comes with an intermediate and leads to the root', async () => {
    const chain = await shake(world, 'fortress.example', {
      look: (socket) => {
        const own = socket.getPeerCertificate(true)
        return [own, own.issuerCertificate].map(({ subject }: PeerCertificate) => subject.CN)
      },
    })
    expect(chain).toEqual(['fortress.example', 'Stand-in Intermediate'])
  })

  test('one ends in nine days', async () => {
    const { validToDate } = await certificateOf('soon.example')
    expect(Math.floor((validToDate.getTime() - Date.now()) / DAY_MS)).toBe(9)
  })

  test('SHA-1 and a short key pass only where OpenSSL is told to look at them', async () => {
    const old = await certificateOf('sha1.example')
    expect(old.signatureAlgorithm).toBe('sha1WithRSAEncryption')
    const short = await certificateOf('weak-key.example')
    expect(short.publicKey.asymmetricKeyDetails?.modulusLength).toBe(1024)
    for (const host of ['sha1.example', 'weak-key.example']) {
      expect(await faultOf(host)).toBeNull()
      expect(await faultOf(host, { ciphers: 'DEFAULT' })).toBe('UNSPECIFIED')
    }
  })
})

describe('what the stand-ins agree to', () => {
  const agreed = (host: string, minVersion: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3') =>
    shake(world, host, {
      minVersion,
      maxVersion: minVersion,
      look: (socket) => socket.getProtocol(),
    }).catch(() => null)

  test.each([
    ['fortress.example', [null, null, 'TLSv1.2', 'TLSv1.3']],
    ['old-tls.example', ['TLSv1', 'TLSv1.1', 'TLSv1.2', null]],
    ['no-forward.example', [null, null, 'TLSv1.2', null]],
    ['cbc-only.example', [null, null, 'TLSv1.2', null]],
  ])('%s: %j', async (host, protocols) => {
    const found = [
      await agreed(host, 'TLSv1'),
      await agreed(host, 'TLSv1.1'),
      await agreed(host, 'TLSv1.2'),
      await agreed(host, 'TLSv1.3'),
    ]
    expect(found).toEqual(protocols)
  })

  const cipher = (host: string, ciphers: string) =>
    shake(world, host, { ciphers, look: (socket) => socket.getCipher().standardName }).catch(() => null)

  test('one has no forward secrecy', async () => {
    expect(await cipher('no-forward.example', 'ALL')).toBe('TLS_RSA_WITH_AES_256_CBC_SHA')
    expect(await cipher('no-forward.example', 'ECDHE')).toBeNull()
  })

  test('one has no authenticated encryption', async () => {
    expect(await cipher('cbc-only.example', 'ALL')).toMatch(/^TLS_ECDHE_ECDSA_WITH_AES_\d+_CBC_SHA$/)
    expect(await cipher('cbc-only.example', 'AESGCM:CHACHA20')).toBeNull()
  })

  test('one has nothing on port 443', async () => {
    await expect(visit(world, 'https://plain.example/')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    expect(await visit(world, 'http://plain.example/')).toMatchObject({ status: 200 })
  })
})

describe('answers of the stand-ins', () => {
  const location = async (address: string) => (await visit(world, address)).headers.location ?? null

  test('redirects go where they are said to', async () => {
    const { set } = world
    expect(await location('http://fortress.example/cart?a=1')).toBe('https://fortress.example/cart?a=1')
    set('fortress.example', { redirect: 'other-host' })
    expect(await location('http://fortress.example/')).toBe('https://www.fortress.example/')
    set('fortress.example', { redirect: 'late' })
    expect(await location('http://fortress.example/')).toBe('http://fortress.example/welcome')
    expect(await location('http://fortress.example/welcome')).toBe('https://fortress.example/')
    set('fortress.example', { redirect: 'none' })
    expect(await location('http://fortress.example/')).toBeNull()
    set('fortress.example', { redirect: 'https' })
    expect(await location('https://inward.example/')).toBe('http://127.0.0.1/')
    expect(await location('https://loop.example/')).toBe('https://loop.example/again')
    expect(await location('https://loop.example/again')).toBe('https://loop.example/')
  })

  test('the shop is well encrypted and sets little else', async () => {
    const { headers, body } = await visit(world, 'https://tideandfennel.example/')
    expect(headers).toMatchObject({ server: 'nginx', 'x-frame-options': 'SAMEORIGIN' })
    for (const name of ['strict-transport-security', 'content-security-policy', 'referrer-policy'])
      expect(headers).not.toHaveProperty(name)
    expect(headers['set-cookie']).toEqual(['cart=b81f02c4; Path=/; Secure'])
    const src = /<script src="(?<src>[^"]+)"/.exec(body.toString())?.groups?.['src'] ?? ''
    const script = await visit(world, `https://tideandfennel.example${src}`)
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8')
    expect(script.body.toString()).toMatch(/^\/\*! jQuery v1\.12\.4 \|/)
  })

  test('names that stand twice are sent twice', async () => {
    world.set('tideandfennel.example', { cookies: ['a=1', 'b=2'] })
    const { headers } = await visit(world, 'https://tideandfennel.example/')
    expect(headers['set-cookie']).toEqual(['a=1', 'b=2'])
    world.set('tideandfennel.example', { robots: { body: '', cookies: ['seen=1'] } })
    const robots = await visit(world, 'https://tideandfennel.example/robots.txt')
    expect(robots.headers['set-cookie']).toEqual(['seen=1'])
  })

  test('a foreign origin is let in where the site echoes it', async () => {
    const ask = () =>
      visit(world, 'https://soon.example/', { method: 'OPTIONS', headers: { origin: 'https://a.example' } })
    expect((await ask()).headers).not.toHaveProperty('access-control-allow-origin')
    world.set('soon.example', { corsEchoes: true })
    expect((await ask()).headers).toMatchObject({
      'access-control-allow-origin': 'https://a.example',
      'access-control-allow-credentials': 'true',
    })
  })

  test('files are there, are not, or only seem to be', async () => {
    const status = async (address: string) => (await visit(world, address)).status
    expect((await visit(world, 'https://leaky-files.example/.git/HEAD')).body.toString()).toMatch(/^ref: /)
    expect(await status('https://leaky-files.example/.env')).toBe(200)
    expect(await status('https://leaky-files.example/.envy')).toBe(404)
    expect(await status('https://fortress.example/.env')).toBe(404)
    expect(await status('https://soft404.example/.env')).toBe(200)
    const head = await visit(world, 'https://leaky-files.example/backup.sql', { method: 'HEAD' })
    expect(head).toMatchObject({ status: 200, body: Buffer.alloc(0) })
    expect(Number(head.headers['content-length'])).toBeGreaterThan(0)
  })

  test('who asked for what is kept', async () => {
    world.asked.length = 0
    await visit(world, 'https://fortress.example/robots.txt', { headers: { 'user-agent': 'a test' } })
    expect(world.asked).toMatchObject([
      { method: 'GET', url: 'https://fortress.example/robots.txt', headers: { 'user-agent': 'a test' } },
    ])
  })
})

describe('changes while the stand-ins run', () => {
  test('a header that is set is there from the next answer on', async () => {
    const site = world.sites.get('tideandfennel.example')
    const name = 'strict-transport-security'
    world.set('tideandfennel.example', { headers: [...(site?.headers ?? []), [name, 'max-age=31536000']] })
    const { headers } = await visit(world, 'https://tideandfennel.example/')
    expect(headers).toMatchObject({ [name]: 'max-age=31536000', server: 'nginx' })
  })

  test('a certificate is renewed', async () => {
    const before = await certificateOf('expired.example')
    world.set('expired.example', { certificate: { days: 60 } })
    expect(await faultOf('expired.example')).toBeNull()
    expect((await certificateOf('expired.example')).fingerprint256).not.toBe(before.fingerprint256)
  })

  test('old protocols are switched off', async () => {
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1' }
    expect(await faultOf('old-tls.example', old)).toBeNull()
    world.set('old-tls.example', { tls: 'modern' })
    await expect(faultOf('old-tls.example', old)).rejects.toThrow(/version/)
  })

  test('a site that nobody knows is not changed', () => {
    expect(() => world.set('nobody.example', { html: '' })).toThrow('There is no site nobody.example.')
  })

  test('sites of a test stand beside those that are known', async () => {
    const own = { host: 'own.example', redirect: 'none', headers: [], cookies: [], html: 'Mine' } as const
    const sites = await startSites({ sites: [own] })
    try {
      expect((await visit(sites, 'https://own.example/')).body.toString()).toBe('Mine')
      expect((await visit(sites, 'https://fortress.example/')).status).toBe(200)
      await expect(shake(world, 'own.example', { look: () => true })).rejects.toMatchObject({
        code: 'ECONNREFUSED',
      })
    } finally {
      await sites.stop()
    }
  })
})
