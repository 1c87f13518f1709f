import { describe, expect, test } from 'vitest'
import type { Observation } from '../observation/observation.ts'
import { SERVERS } from './fix.ts'
import type { Fix, Server } from './fix.ts'
import { fixesFor, mended } from './fixes.ts'
import type { Matter } from './fixes.ts'
import { observed, wordsOf } from './testing.ts'
import type { Seen } from './testing.ts'

function fixOf(matter: Matter, given: Seen, server: Server = 'nginx'): Fix {
  const found = fixesFor(matter, observed(given))[server]
  if (!found) throw new Error(`No fix of ${matter.key} for ${server}.`)
  return found
}
const mx = (...names: string[]): Observation['mail']['mx'] => ({
  found: names.map((exchange) => ({ exchange, priority: 10 })),
})
const spf = (...found: string[]) => ({ spf: { found } })
const dmarc = (...found: string[]) => ({ dmarc: { found } })

test.each([
  ['mail.dmarc', 'missing', 'only _dmarc.'],
  ['mail.spf', 'missing', 'only @, or empty.'],
  ['mail.caa', 'missing', 'only @, or empty.'],
])('%s says what its name is in a form that adds the domain by itself', (key, result, short) => {
  expect(fixOf({ key, result }, {}).afterwards).toContain(
    `adds tideandfennel.example to names by itself, the name is ${short}`,
  )
})

describe('records for mail (SEC-1)', () => {
  const spfOf = (result: string, mail: Seen['mail'] = {}) => fixOf({ key: 'mail.spf', result }, { mail }).code

  test.each<[string, string, Seen['mail'], string]>([
    ['no mail servers', 'missing', { mx: mx() }, '-all'],
    ['a mail server that is a dot', 'missing', { mx: mx('.') }, '-all'],
    [
      'Google',
      'missing',
      { mx: mx('aspmx.l.google.com', 'alt1.aspmx.l.google.com') },
      'include:_spf.google.com ~all',
    ],
    [
      'Microsoft',
      'missing',
      { mx: mx('a.mail.protection.outlook.com.') },
      'include:spf.protection.outlook.com ~all',
    ],
    ['its own', 'missing', { mx: mx('mx.tideandfennel.example') }, 'mx ~all'],
    ['nobody knows', 'missing', { mx: { error: 'timeout' } }, 'mx ~all'],
    ['everybody may', 'everybody', spf('v=spf1 include:a.example +all'), 'include:a.example ~all'],
    ['it says nothing', 'neutral', spf('v=spf1 ip4:192.0.2.1 ?all'), 'ip4:192.0.2.1 ~all'],
    [
      'there are two',
      'multiple',
      spf('v=spf1 a mx -all', 'v=spf1 mx include:b.example ~all'),
      'a mx include:b.example ~all',
    ],
    [
      'it is broken',
      'invalid',
      spf('v=spf1 include:a.example bogus ip4: "x" -all'),
      'include:a.example -all',
    ],
    ['it hands over', 'invalid', spf('v=spf1 foo redirect=c.example'), 'include:c.example ~all'],
  ])('name the senders where %s: %s', (...[, result, mail, terms]) => {
    expect(spfOf(result, mail)).toBe(`Type:  TXT\nName:  tideandfennel.example\nValue: v=spf1 ${terms}`)
  })

  test('are not guessed where a business has to choose', () => {
    const given = { mail: spf('v=spf1 include:a.example include:b.example ~all') }
    const matter = { key: 'mail.spf', result: 'too-many-lookups' }
    expect(fixOf(matter, given).code).toBeNull()
    expect(fixOf(matter, given).steps).toContain(
      'Take out each of these that you no longer send with: a.example, b.example.',
    )
    expect(mended(matter, observed(given))).toBeNull()
  })

  test('lead to reject in three dated steps', () => {
    const { code, steps } = fixOf({ key: 'mail.dmarc', result: 'missing' }, {})
    expect(code).toBe(
      'Type:  TXT\nName:  _dmarc.tideandfennel.example\nValue: v=DMARC1; p=none; rua=mailto:postmaster@tideandfennel.example',
    )
    expect(steps).toHaveLength(3)
    expect(steps[0]).toMatch(/^Today, 30 November 2026: /)
    expect(steps[1]).toMatch(/^From 14 December 2026, .*p=quarantine/)
    expect(steps[2]).toMatch(/^From 11 January 2027 .*p=reject/)
  })

  test('begin on the day on which they are shown, not that of the scan', () => {
    const matter = { key: 'mail.dmarc', result: 'missing' }
    const { steps } = fixesFor(matter, observed({}), '2026-12-01').nginx ?? { steps: [] }
    expect(steps[0]).toMatch(/^Today, 1 December 2026: /)
    expect(steps[1]).toMatch(/^From 15 December 2026, /)
  })

  test('go on from the first step where reports are asked for already', () => {
    const given = { mail: dmarc('v=DMARC1; p=none; rua=mailto:reports@a.example') }
    const { code, steps } = fixOf({ key: 'mail.dmarc', result: 'none' }, given)
    expect(code).toContain('Value: v=DMARC1; p=quarantine; rua=mailto:reports@a.example')
    expect(steps).toEqual([
      expect.stringMatching(/^Reports are asked for already\. .*14 December 2026/),
      expect.stringMatching(/^From 11 January 2027 .*p=reject; rua=mailto:reports@a\.example$/),
    ])
    const silent = fixOf({ key: 'mail.dmarc', result: 'none' }, { mail: dmarc('v=DMARC1; p=none') })
    expect(silent.steps).toHaveLength(3)
  })

  test('keep the address that gets reports', () => {
    const given = { mail: dmarc('v=DMARC1; p=none; rua = mailto:reports@a.example; pct=50') }
    expect(fixOf({ key: 'mail.dmarc', result: 'invalid' }, given).code).toContain(
      'Value: v=DMARC1; p=none; rua=mailto:reports@a.example',
    )
    expect(fixOf({ key: 'mail.dmarc', result: 'quarantine' }, given)).toMatchObject({
      code: expect.stringContaining('p=reject; rua=mailto:reports@a.example'),
      steps: [expect.stringContaining('14 December 2026')],
    })
  })

  test('allow the firm that made the certificate', () => {
    const caa = { key: 'mail.caa', result: 'missing' }
    expect(fixOf(caa, {}).code).toBe(
      'Type:  CAA\nName:  tideandfennel.example\nValue: 0 issue "letsencrypt.org"',
    )
    expect(fixOf(caa, { issuer: 'O=Google Trust Services, CN=WE1' }).code).toContain('"pki.goog"')
    expect(fixOf(caa, { issuer: 'CN=Unheard of' }).code).toBeNull()
  })

  test('are set where each keeps its records', () => {
    const where = SERVERS.map((server) => fixOf({ key: 'mail.spf', result: 'missing' }, {}, server).where)
    expect(where[3]).toBe('In the Cloudflare dashboard: DNS, then Records')
    expect(where[5]).toMatch(/^In Shopify: /)
  })

  test('never hold what a hostile zone says', () => {
    const evil = '"; rm -rf /; \n$(x)'
    const mail = {
      domain: `a${evil}.example`,
      mx: mx(`${evil}.google.com`),
      spf: { found: [`v=spf1 include:${evil} exists:%{i}${evil} +all`] },
      dmarc: { found: [`v=DMARC1; rua=mailto:x@${evil}`] },
    }
    for (const key of ['mail.spf', 'mail.dmarc', 'mail.caa'])
      for (const result of ['missing', 'multiple', 'too-many-lookups']) {
        const found = fixOf({ key, result }, { mail })
        expect(`${found.code}${wordsOf(found)}`).not.toMatch(/rm -rf|\$\(|; \n/)
      }
  })

  test('are seen as they would be', () => {
    const after = mended({ key: 'mail.dmarc', result: 'none' }, observed({ mail: dmarc('v=DMARC1; p=none') }))
    expect(after?.mail.dmarc).toEqual({
      found: ['v=DMARC1; p=reject; rua=mailto:postmaster@tideandfennel.example'],
    })
    const spfAfter = (mail: Partial<Observation['mail']>) =>
      mended({ key: 'mail.spf', result: 'everybody' }, observed({ mail }))?.mail.spf
    expect(spfAfter(spf('v=spf1 mx +all'))).toEqual({ found: ['v=spf1 mx ~all'] })
    const included = { 'a.example': { found: ['v=spf1 -all'] } }
    expect(spfAfter({ ...spf('v=spf1 include:a.example +all'), included })).toEqual({
      found: ['v=spf1 include:a.example ~all'],
    })
    expect(spfAfter(spf('v=spf1 include:a.example +all'))).toBeUndefined()
  })
})

describe('encryption (SEC-1)', () => {
  const fix = (key: string, result: string, server: Server) =>
    fixOf({ key: `encryption.${key}`, result }, {}, server)

  test.each<[string, string]>([
    ['https', 'no-https'],
    ['certificate', 'untrusted'],
    ['certificate', 'self-signed'],
    ['name', 'wrong-name'],
    ['validity', 'expired'],
    ['validity', 'expires-soon'],
    ['signature', 'weak-signature'],
    ['key', 'weak-key'],
    ['protocols', 'old-protocol'],
    ['ciphers', 'no-forward-secrecy'],
  ])('%s, %s has a fix for every server', (key, result) => {
    for (const server of SERVERS) {
      const { code, steps, where, minutes } = fix(key, result, server)
      expect(code === null ? steps.length : code.length).toBeGreaterThan(0)
      expect(where).toMatch(/^In /)
      expect(minutes).toBeGreaterThan(0)
    }
  })

  test('allows current protocols alone', () => {
    expect(fix('protocols', 'old-protocol', 'nginx').code).toBe('ssl_protocols TLSv1.2 TLSv1.3;')
    expect(fix('protocols', 'old-protocol', 'apache').code).toBe('SSLProtocol -all +TLSv1.2 +TLSv1.3')
    expect(fix('protocols', 'old-protocol', 'caddy').code).toContain('protocols tls1.2 tls1.3')
    expect(wordsOf(fix('protocols', 'old-protocol', 'cloudflare'))).toContain('Minimum TLS Version')
  })

  test('allows ciphers with forward secrecy alone', () => {
    const names = /ssl_ciphers (\S+);/
      .exec(fix('ciphers', 'no-forward-secrecy', 'nginx').code ?? '')?.[1]
      ?.split(':')
    expect(names?.length).toBeGreaterThan(3)
    for (const name of names ?? []) expect(name).toMatch(/^ECDHE-.*(GCM|POLY1305)/)
  })

  test('renews what is late and makes anew what is weak', () => {
    expect(fix('validity', 'expired', 'nginx').code).toBe('certbot renew')
    expect(fix('key', 'weak-key', 'apache').code).toBe(
      'certbot --apache -d tideandfennel.example --key-type ecdsa --force-renewal',
    )
    expect(wordsOf(fix('certificate', 'untrusted', 'nginx'))).toContain('fullchain.pem')
  })

  test('names the host the page ends at as well', () => {
    const observation = observed()
    const page = { url: 'https://www.tideandfennel.example/', status: 200, headers: [] }
    const found = fixesFor(
      { key: 'encryption.name', result: 'wrong-name' },
      { ...observation, https: { hops: [page], isVerified: true } },
    )
    expect(found.nginx?.code).toBe('certbot --nginx -d tideandfennel.example -d www.tideandfennel.example')
    expect(found.caddy?.code).toBe('tideandfennel.example, www.tideandfennel.example {')
  })
})

describe('libraries and files (SEC-1)', () => {
  const jquery = {
    name: 'jquery',
    version: '1.12.4',
    from: 'https://tideandfennel.example/a.js',
    by: 'file',
  } as const

  test('are updated where they come from', () => {
    const given = { libraries: [jquery] }
    const matter = {
      key: 'libraries.jquery',
      result: 'known-hole',
      evidence: ['CVE-2020-11022, mended in 3.5.0'],
    }
    for (const server of SERVERS) {
      const words = wordsOf(fixOf(matter, given, server))
      expect(words).toContain('jquery 1.12.4 in https://tideandfennel.example/a.js')
      expect(words).toContain('3.5.0')
    }
    expect(wordsOf(fixOf(matter, given, 'shopify'))).toContain('If your theme has an update')
    expect(wordsOf(fixOf(matter, given, 'wordpress'))).toContain('Dashboard, then Updates')
    expect(wordsOf(fixOf({ ...matter, key: 'libraries.d3.js' }, {}, 'nginx'))).toContain('npm outdated')
  })

  const file = (path: string, state: 'open' | 'closed' = 'open') => ({ path, state, evidence: '' })
  const files = [file('/.git/config'), file('/.env'), file('/backup.zip'), file('/dump.sql', 'closed')]

  test.each<[Server, string]>([
    [
      'nginx',
      'location ^~ /.git/ { return 404; }\nlocation = /.env { return 404; }\nlocation = /backup.zip { return 404; }',
    ],
    [
      'apache',
      'RedirectMatch 404 "^/[.]git(/|$)"\nRedirectMatch 404 "^/[.]env$"\nRedirectMatch 404 "^/backup[.]zip$"',
    ],
    ['caddy', '@hidden path /.git/* /.env /backup.zip\nrespond @hidden 404'],
    [
      'cloudflare',
      '(starts_with(http.request.uri.path, "/.git/")) or (http.request.uri.path eq "/.env") or (http.request.uri.path eq "/backup.zip")',
    ],
    ['vercel', '.git/config\n.env\nbackup.zip'],
  ])('are blocked by %s', (server, expected) => {
    expect(fixOf({ key: 'files.open', result: 'open' }, { files }, server).code).toBe(expected)
  })

  test('are blocked one by one where the check is of one', () => {
    expect(fixOf({ key: 'files./.env', result: 'open' }, { files }).code).toBe(
      'location = /.env { return 404; }',
    )
    expect(fixOf({ key: 'files.backup.zip', result: 'open' }, { files }).code).toContain('/backup.zip')
    expect(fixOf({ key: 'files.open', result: 'open' }, { files }, 'wordpress').afterwards).toContain(
      'change them',
    )
    expect(fixOf({ key: 'files.open', result: 'open' }, { files }, 'shopify').code).toBeNull()
  })

  test('need no fix where none is open', () => {
    for (const seen of [null, [file('/.env', 'closed')], [file('/"; include x;')]])
      expect(fixesFor({ key: 'files.open', result: 'open' }, observed({ files: seen }))).toEqual({})
  })
})
