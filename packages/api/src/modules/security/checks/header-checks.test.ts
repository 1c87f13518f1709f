import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { observed } from '../fixes/testing.ts'
import { headerTests, scoreHeaders } from '../headers/score.ts'
import type { HeaderTest } from '../headers/score.ts'
import { headerChecks } from './header-checks.ts'
import { headerWords, unknownWords, wordsOf } from './header-words.ts'

const HEADERS = new URL('../headers/', import.meta.url)

/** Where each test is written. */
const sources: Record<string, readonly HeaderTest[]> = {
  'content-security-policy.ts': ['contentSecurityPolicy'],
  'cookies.ts': ['cookies'],
  'isolation.ts': ['resourcePolicy', 'openerPolicy', 'embedderPolicy'],
  'redirection.ts': ['redirection'],
  'scripts.ts': ['scriptIntegrity'],
  'single-headers.ts': ['contentType', 'framing', 'referrer', 'sharing'],
  'strict-transport.ts': ['strictTransport'],
}

/** Every result that the code of a file can give: named in a verdict, in a table of verdicts, or in a list of good values. */
function resultsIn(file: string): string[] {
  const code = readFileSync(new URL(file, HEADERS), 'utf8')
  const named = [...code.matchAll(/verdict\('([a-z-]+)'|\['([a-z-]+)', -\d+\]|policy === '(same-[a-z]+)'/g)]
  const lists = [...code.matchAll(/good: \[([^\]]*)\]/g)].flatMap(([, list = '']) => [
    ...list.matchAll(/'([a-z-]+)'/g),
  ])
  return [
    ...new Set([...named, ...lists].map(([, ...found]) => found.find((one) => one !== undefined) ?? '')),
  ]
}

const check = (name: HeaderTest, given: Parameters<typeof observed>[0]) =>
  headerChecks(observed(given)).checks.find(({ key }) => key === `headers.${name}`)

describe('words for the headers (SEC-1)', () => {
  test('are there for every file of tests', () => {
    const files = readdirSync(HEADERS).filter((file) => !file.endsWith('.test.ts'))
    const judging = files.filter((file) => resultsIn(file).length > 0)
    expect(judging.toSorted()).toEqual(Object.keys(sources).toSorted())
    expect(Object.values(sources).flat().toSorted()).toEqual(Object.keys(headerTests).toSorted())
  })

  test.each(Object.entries(sources))(
    '%s: each result has words, and no words are left over',
    (file, tests) => {
      const found = resultsIn(file)
      expect(found.length).toBeGreaterThanOrEqual(5)
      const worded = new Set(tests.flatMap((name) => Object.keys(headerWords[name])))
      expect([...worded].toSorted()).toEqual(found.toSorted())
    },
  )

  test.each(Object.keys(headerTests) as HeaderTest[])('of %s are short and plain', (name) => {
    for (const [title, about] of [...Object.values(headerWords[name]), unknownWords(name)]) {
      expect(title).toMatch(/^[A-Z].{10,80}[^.]$/)
      expect(about).toMatch(/^[A-Z“].{20,220}\.$/)
      expect(about.split(/\. /).length).toBeLessThanOrEqual(3)
    }
  })

  test('name the matter of a result that nobody knew of', () => {
    expect(wordsOf('cookies', 'crumbled')).toEqual([
      'Look at how cookies are protected',
      'The website answered “crumbled”.',
    ])
  })
})

describe('checks of the headers (SEC-1)', () => {
  test('score and grade exactly as the score of the headers does', () => {
    const leaky = observed({ cookies: ['sessid=; Path=/'], cors: [] })
    const { score, grade, part, checks } = headerChecks(leaky)
    expect(part).toBe('headers')
    expect({ score, grade }).toEqual({ score: 0, grade: 'F' })
    expect(checks.map(({ key }) => key)).toEqual(Object.keys(headerTests).map((name) => `headers.${name}`))
    const good = observed({
      headers: [
        ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
        ['strict-transport-security', 'max-age=31536000'],
        ['x-content-type-options', 'nosniff'],
      ],
    })
    const { score: expected, grade: letter } = scoreHeaders(good)
    expect(headerChecks(good)).toMatchObject({ score: expected, grade: letter })
    expect(expected).toBe(115)
  })

  test('show bonuses only where they count', () => {
    const framing = { headers: [['x-frame-options', 'DENY'] as const] }
    expect(check('framing', framing)).toMatchObject({ state: 'passed', points: 0 })
    const rest = [
      ['content-security-policy', "default-src 'self'"],
      ['strict-transport-security', 'max-age=31536000'],
      ['x-content-type-options', 'nosniff'],
    ] as const
    expect(check('framing', { headers: [...framing.headers, ...rest] })).toMatchObject({
      state: 'passed',
      points: 5,
    })
  })

  test('add up to the score', () => {
    const { score, checks } = headerChecks(observed({ headers: [['x-frame-options', 'DENY']] }))
    expect(checks.reduce((sum, { points }) => sum + points, 100)).toBe(score)
  })

  test.each<[HeaderTest, Parameters<typeof observed>[0], string, string]>([
    ['strictTransport', {}, 'missing', 'medium'],
    ['strictTransport', { isPlain: true }, 'no-https', 'high'],
    ['contentSecurityPolicy', {}, 'missing', 'medium'],
    [
      'contentSecurityPolicy',
      { headers: [['content-security-policy', "script-src 'unsafe-inline'"]] },
      'unsafe-inline',
      'high',
    ],
    ['contentType', {}, 'missing', 'low'],
    ['framing', {}, 'missing', 'medium'],
    ['cookies', { cookies: ['sessid=; HttpOnly'] }, 'session-unsafe', 'high'],
    ['cookies', { cookies: ['cart='] }, 'unsafe', 'medium'],
    ['redirection', { httpWay: ['http://tideandfennel.example/'] }, 'missing', 'high'],
    [
      'redirection',
      { httpWay: ['http://a.example/', 'http://b.example/', 'https://b.example/'] },
      'late',
      'medium',
    ],
    [
      'sharing',
      {
        cors: [
          ['access-control-allow-origin', 'https://elsewhere.example'],
          ['access-control-allow-credentials', 'true'],
        ],
      },
      'everybody',
      'high',
    ],
  ])('%s of %j fails as %s, %s', (...[name, given, result, severity]) => {
    expect(check(name, given)).toMatchObject({ state: 'failed', result, severity })
  })

  test('say what the look of the page says', () => {
    expect(check('strictTransport', {})).toMatchObject({
      title: 'The first visit can be read on open Wi-Fi',
      about:
        'A browser that types your name without https is sent over an open line once. This header tells it never to do that again.',
      evidence: ['GET https://tideandfennel.example/ 200', 'strict-transport-security: missing'],
    })
  })

  test('know nothing of a website that does not answer', () => {
    const { score, grade, checks } = headerChecks(observed({ isPlain: true, httpWay: null }))
    expect([score, grade]).toEqual([null, null])
    expect(new Set(checks.map(({ state }) => state))).toEqual(new Set(['unknown']))
    expect(checks).toHaveLength(12)
    expect(checks[0]).toMatchObject({
      title: 'Nobody could look at which scripts the page may run',
      points: 0,
    })
  })
})

describe('evidence of the headers (SEC-1)', () => {
  const evidence = (name: HeaderTest, given: Parameters<typeof observed>[0]) => check(name, given)?.evidence
  const GET = 'GET https://tideandfennel.example/ 200'

  test('shows what was sent, word for word', () => {
    expect(
      evidence('referrer', { headers: [['referrer-policy', 'origin']], referrers: ['unsafe-url'] }),
    ).toEqual([GET, 'referrer-policy: origin', '<meta name="referrer"> unsafe-url'])
    expect(
      evidence('contentSecurityPolicy', {
        headers: [['content-security-policy-report-only', "default-src 'self'"]],
      }),
    ).toEqual([
      GET,
      'content-security-policy: missing',
      "content-security-policy-report-only: default-src 'self'",
    ])
    expect(
      evidence('framing', { headers: [['content-security-policy', "frame-ancestors 'self'"]] }),
    ).toContain("content-security-policy: frame-ancestors 'self'")
  })

  test('keeps what a cookie holds to itself', () => {
    expect(evidence('cookies', { cookies: ['cart=s3cret; Path=/; Secure', 'sess=; HttpOnly'] })).toEqual([
      'set-cookie: cart=…; Path=/; Secure',
      'set-cookie: sess=…; HttpOnly',
    ])
  })

  test('shows the whole way, and the question of a foreign site', () => {
    expect(evidence('redirection', {})).toEqual(['GET http://tideandfennel.example/ 200', GET])
    expect(evidence('sharing', { cors: [['access-control-allow-origin', '*']] })).toEqual([
      'OPTIONS https://tideandfennel.example/',
      'origin: https://elsewhere.example',
      'access-control-allow-origin: *',
    ])
    expect(evidence('strictTransport', { isPlain: true })).toEqual([
      'https://tideandfennel.example/ does not answer',
    ])
  })

  test('shows the worst script first, of which the title is true', () => {
    const scripts = ['https://cdn.example.org/a.js', 'http://cdn.example.org/b.js', '/own.js']
    const shown = evidence('scriptIntegrity', { scripts: scripts.map((src) => ({ src, integrity: null })) })
    expect(shown?.slice(1)).toEqual([
      'script: http://cdn.example.org/b.js, integrity: missing',
      'script: https://cdn.example.org/a.js, integrity: missing',
      'script: /own.js, integrity: missing',
    ])
  })

  test('shows faulty scripts first and is cut', () => {
    const fine = Array.from({ length: 20 }, (_, at) => ({ src: `/own-${at}.js`, integrity: null }))
    const shown = evidence('scriptIntegrity', {
      scripts: [...fine, { src: `https://cdn.example.org/${'a'.repeat(3_000)}.js`, integrity: null }],
    })
    expect(shown).toHaveLength(12)
    expect(shown?.[1]).toMatch(/^script: https:\/\/cdn\.example\.org\/a+$/)
    expect(shown?.[1]).toHaveLength(1_024)
  })
})
