import { describe, expect, test } from 'vitest'
import type { Visit, ObservedScript } from '../observation/observation.ts'
import { gradeOf, headerTests, scoreHeaders } from './score.ts'
import type { HeaderTest } from './score.ts'

const HOST = 'kiln.example'

interface Seen {
  headers?: [string, string][]
  httpHops?: string[] | null
  isVerified?: boolean
  cookies?: string[]
  policies?: string[]
  referrers?: string[]
  scripts?: ObservedScript[]
  cors?: [string, string][]
  isPlain?: boolean
}

const nothing = {
  headers: [],
  httpHops: [`http://${HOST}/`, `https://${HOST}/`],
  isVerified: true,
  isPlain: false,
  cookies: [],
  policies: [],
  referrers: [],
  scripts: [],
  cors: null,
}

/** A site that leads from http to https and says what is given. */
function seen(given: Seen = {}): Visit {
  const { headers, httpHops, isVerified, isPlain, cookies, policies, referrers, scripts, cors } = {
    ...nothing,
    ...given,
  }
  const page = {
    url: `https://${HOST}/`,
    status: 200,
    headers: [['content-type', 'text/html'], ...headers] as const,
  }
  return {
    host: HOST,
    https: isPlain ? null : { hops: [page], isVerified },
    http: httpHops && { hops: httpHops.map((url) => ({ ...page, url })), isVerified },
    cookies,
    page: { policies, referrers, scripts, scriptElements: scripts.length },
    cors: cors && { origin: 'https://elsewhere.example', headers: cors },
  }
}

const found = (name: HeaderTest, of: Seen) => {
  const { result, points } = headerTests[name](seen(of))
  return [result, points]
}
const policy = (...values: string[]) => ({
  headers: values.map((value) => ['content-security-policy', value] as [string, string]),
})
const HASH = "'sha256-hqBEA/HXB3aJU2FgOnYN8rkAgEVgyfi3Vs1j2/XMPBA='"

describe('a content security policy (SEC-1)', () => {
  test.each([
    ['', 'invalid', -25],
    ['defa', 'invalid', -25],
    ["default-src 'none'; default-src 'self'", 'invalid', -25],
    ["default-src 'none'; script-src 'strict-dynamic'", 'invalid', -25],
    ["script-src 'unsafe-inline'", 'unsafe-inline', -20],
    ['default-src data:', 'unsafe-inline', -20],
    ['upgrade-insecure-requests', 'unsafe-inline', -20],
    ["script-src 'none'", 'unsafe-inline', -20],
    ["default-src 'none'; script-src https://*", 'unsafe-inline', -20],
    ["default-src 'none'; script-src 'none'; object-src *", 'unsafe-inline', -20],
    ["default-src 'UNSAFE-INLINE'", 'unsafe-inline', -20],
    ['default-src http://cdn.example', 'insecure-scheme', -20],
    ["default-src 'none'; script-src ftp://cdn.example", 'insecure-scheme', -20],
    ["default-src 'none'; script-src 'unsafe-eval'", 'unsafe-eval', -10],
    ["default-src 'none'; img-src http:", 'insecure-scheme-passive', -10],
    ["default-src 'self'; media-src http://cdn.example", 'insecure-scheme-passive', -10],
    ["default-src 'none'; style-src 'unsafe-inline'", 'unsafe-inline-style', 0],
    ["default-src 'none';;; ;;;style-src data:", 'unsafe-inline-style', 0],
    ['default-src https://cdn.example', 'no-unsafe', 5],
    [`object-src 'none'; style-src 'self'; script-src 'unsafe-inline' ${HASH}`, 'no-unsafe', 5],
    ["default-src 'unsafe-inline' 'nonce-abc'", 'no-unsafe', 5],
    ["default-src 'none'", 'default-none', 10],
    ['default-src', 'default-none', 10],
    [
      "default-src 'none'; script-src 'strict-dynamic' 'nonce-abc' https://* 'unsafe-inline'",
      'default-none',
      10,
    ],
    ["default-src 'strict-dynamic' 'nonce-abc' https:", 'no-unsafe', 5],
    ["default-src 'none'; report-uri /a; report-uri /b", 'repeated-directives', 0],
    ["script-src 'unsafe-inline'; report-uri /a; report-uri /b", 'unsafe-inline', -20],
  ])('%j is %s', (value, result, points) => {
    expect(found('contentSecurityPolicy', policy(value))).toEqual([result, points])
  })

  test.each([
    [['default-src http:', 'default-src https:'], 'default-none'],
    [["default-src 'self' https://a.example", "default-src 'self' https://b.example"], 'no-unsafe'],
    [['default-src https://a.example, default-src https://b.example'], 'default-none'],
    [['default-src https://a.example/shop/', 'default-src https://a.example/shop/cart/'], 'no-unsafe'],
    [['default-src https://a.example/fire', 'default-src https://a.example/firefox/'], 'default-none'],
  ])('%j together are %s: only what all of them allow is allowed', (values, result) => {
    expect(found('contentSecurityPolicy', policy(...values))[0]).toBe(result)
  })

  test('counts in the page, but not what browsers take from headers alone', () => {
    expect(found('contentSecurityPolicy', { policies: ["default-src 'none'"] })).toEqual(['default-none', 10])
    expect(found('contentSecurityPolicy', { policies: ["frame-ancestors 'none'"] })).toEqual(['missing', -25])
    expect(found('framing', { policies: ["default-src 'none'; frame-ancestors 'none'"] })[0]).toBe('missing')
    expect(found('contentSecurityPolicy', {})).toEqual(['missing', -25])
    expect(
      found('contentSecurityPolicy', {
        headers: [['content-security-policy-report-only', "default-src 'none'"]],
      }),
    ).toEqual(['report-only', -25])
  })
})

describe('cookies', () => {
  const HSTS: [string, string][] = [['strict-transport-security', 'max-age=31536000']]
  test.each([
    [[], [], 'none', 0],
    [['a=1; Secure; SameSite=Lax'], [], 'secure-and-same-site', 5],
    [['a=1; Secure'], [], 'secure', 0],
    [['a=1; SameSite=Lax'], HSTS, 'unsafe-but-hsts', -5],
    [['a=1; SameSite=Lax'], [], 'unsafe', -20],
    [['SESSID=1; HttpOnly'], HSTS, 'session-unsafe-but-hsts', -10],
    [['a=1; Secure; SameSite=Maybe'], [], 'same-site-invalid', -20],
    [['a=1; SameSite=None'], HSTS, 'same-site-invalid', -20],
    [['x-csrf=1; Secure'], [], 'csrf-without-same-site', -20],
    [['login=1; Secure; SameSite=Lax'], [], 'session-readable', -30],
    [['login=1; HttpOnly'], [], 'session-unsafe', -40],
    [['a=1; Secure', 'login=1; HttpOnly'], [], 'session-unsafe', -40],
    [['heroku-session-affinity=1'], [], 'none', 0],
    [['=1', 'novalue'], [], 'none', 0],
  ] as const)('%j are %s', (...[cookies, headers, ...expected]) => {
    const given = { cookies: [...cookies], headers: [...headers] as [string, string][] }
    expect(found('cookies', given)).toEqual(expected)
  })

  test('are told by their names alone', () => {
    const { evidence } = headerTests.cookies(seen({ cookies: ['sid=a-secret-value; Secure'] }))
    expect(evidence).toEqual(['sid'])
  })
})

describe('the way to https', () => {
  test.each([
    [[`http://${HOST}/`, `https://${HOST}/`], 'to-https', 0],
    [null, 'no-http', 0],
    [[`http://${HOST}/`], 'missing', -20],
    [[`http://${HOST}/`, `http://${HOST}/home`], 'not-to-https', -20],
    [[`http://${HOST}/`, `http://www.${HOST}/`, `https://www.${HOST}/`], 'late', -10],
    [[`http://${HOST}/`, `https://www.${HOST}/`], 'to-another-host', -5],
  ])('%j is %s', (httpHops, result, points) => {
    expect(found('redirection', { httpHops })).toEqual([result, points])
  })

  test.each([
    ['max-age=31536000; includeSubDomains', 'six-months', 0],
    ['max-age=15552000', 'six-months', 0],
    ['max-age=15551999', 'short', -10],
    ['max-age=0', 'short', -10],
    ['includeSubDomains', 'invalid', -20],
    ['max-age=31536000, max-age=31536000', 'invalid', -20],
  ])('strict transport %j is %s', (value, result, points) => {
    expect(found('strictTransport', { headers: [['strict-transport-security', value]] })).toEqual([
      result,
      points,
    ])
  })

  test('needs https, with a certificate that holds', () => {
    const headers: [string, string][] = [['strict-transport-security', 'max-age=31536000']]
    expect(found('strictTransport', { headers, isVerified: false })).toEqual(['bad-certificate', -20])
    expect(found('strictTransport', { headers, isPlain: true })).toEqual(['no-https', -20])
    expect(found('redirection', { isVerified: false })).toEqual(['bad-certificate', -20])
  })
})

describe('scripts of others', () => {
  const script = (src: string, integrity: string | null = null): ObservedScript => ({ src, integrity })
  test.each([
    [[], 'no-scripts', 0],
    [[script('/app.js')], 'own', 0],
    [[script('/app.js', HASH)], 'own-with-integrity', 5],
    [[script(`https://cdn.${HOST}/app.js`)], 'own', 0],
    [[script('https://cdn.example.org/app.js', HASH)], 'with-integrity', 5],
    [[script('https://cdn.example.org/app.js')], 'without-integrity', -5],
    [[script('http://cdn.example.org/app.js', HASH)], 'insecure-with-integrity', -20],
    [[script('http://cdn.example.org/app.js')], 'insecure', -50],
    [[script('//cdn.example.org/app.js')], 'insecure', -50],
    [
      [script('https://cdn.example.org/a.js'), script('//cdn.example.org/b.js', HASH)],
      'without-integrity',
      -5,
    ],
  ])('%j are %s', (scripts, result, points) => {
    expect(found('scriptIntegrity', { scripts })).toEqual([result, points])
  })
})

describe('single headers', () => {
  test.each<[HeaderTest, string, string, string, number]>([
    ['contentType', 'x-content-type-options', 'NoSniff', 'nosniff', 0],
    ['contentType', 'x-content-type-options', 'sniff', 'invalid', -5],
    ['contentType', 'x-none', '', 'missing', -5],
    ['framing', 'x-frame-options', 'SAMEORIGIN', 'by-header', 5],
    ['framing', 'x-frame-options', 'allow-from https://a.example', 'allow-from', 0],
    ['framing', 'x-frame-options', 'sometimes', 'invalid', -20],
    ['framing', 'x-none', '', 'missing', -20],
    ['framing', 'content-security-policy', "default-src *; frame-ancestors 'none'", 'by-policy', 5],
    ['referrer', 'referrer-policy', 'no-referrer', 'private', 5],
    ['referrer', 'referrer-policy', 'unsafe-url, strict-origin', 'private', 5],
    ['referrer', 'referrer-policy', 'strict-origin, unknown, origin', 'unsafe', -5],
    ['referrer', 'referrer-policy', 'whatever', 'invalid', -5],
    ['referrer', 'x-none', '', 'missing', 0],
    ['resourcePolicy', 'cross-origin-resource-policy', 'same-site', 'same-site', 10],
    ['resourcePolicy', 'cross-origin-resource-policy', 'cross-origin', 'open', 0],
    ['resourcePolicy', 'cross-origin-resource-policy', 'mine', 'invalid', -5],
    ['openerPolicy', 'cross-origin-opener-policy', 'same-origin; report-to="a b"', 'same-origin', 10],
    ['openerPolicy', 'cross-origin-opener-policy', 'Same-Origin', 'invalid', -5],
    ['openerPolicy', 'cross-origin-opener-policy', '"same-origin"', 'invalid', -5],
    ['openerPolicy', 'cross-origin-opener-policy', 'same-origin; report-to=a b', 'invalid', -5],
    ['embedderPolicy', 'cross-origin-embedder-policy', 'credentialless', 'credentialless', 10],
    ['embedderPolicy', 'cross-origin-embedder-policy', 'unsafe-none', 'open', 0],
  ])('%s: %s: %s is %s', (...[name, header, value, ...expected]) => {
    expect(found(name, { headers: [[header, value]] })).toEqual(expected)
  })

  test.each<[[string, string][], string, number]>([
    [[], 'none', 0],
    [[['access-control-allow-origin', '*']], 'public', 0],
    [[['access-control-allow-origin', 'https://elsewhere.example']], 'some', 0],
    [
      [
        ['access-control-allow-origin', 'https://elsewhere.example'],
        ['access-control-allow-credentials', 'true'],
      ],
      'everybody',
      -50,
    ],
  ])('sharing by %j is %s', (cors, result, points) => {
    expect(found('sharing', { cors })).toEqual([result, points])
  })
})

describe('the score', () => {
  test.each([
    [145, 'A+'],
    [100, 'A+'],
    [99, 'A'],
    [90, 'A'],
    [85, 'A-'],
    [70, 'B'],
    [45, 'C-'],
    [25, 'D-'],
    [24, 'F'],
    [0, 'F'],
  ])('of %d is %s', (score, grade) => {
    expect(gradeOf(score)).toBe(grade)
  })

  test('gives no bonus to what is not good without it, and never falls below nothing', () => {
    const good: [string, string][] = [
      ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
      ['strict-transport-security', 'max-age=63072000'],
      ['x-content-type-options', 'nosniff'],
      ['referrer-policy', 'no-referrer'],
      ['cross-origin-resource-policy', 'same-origin'],
      ['cross-origin-opener-policy', 'same-origin'],
      ['cross-origin-embedder-policy', 'require-corp'],
    ]
    expect(scoreHeaders(seen({ headers: good }))).toMatchObject({ score: 150, grade: 'A+' })
    const { score, grade } = scoreHeaders(
      seen({ headers: good, cookies: ['a=1'], httpHops: [`http://${HOST}/`] }),
    )
    expect([score, grade]).toEqual([75, 'B'])
    const bad = seen({ isPlain: true, httpHops: [`http://${HOST}/`], cookies: ['sess=1'] })
    expect(scoreHeaders(bad)).toMatchObject({ score: 0, grade: 'F' })
  })
})
