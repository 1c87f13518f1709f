import { describe, expect, test } from 'vitest'
import { SERVERS } from './fix.ts'
import type { Server } from './fix.ts'
import { fixesFor } from './fixes.ts'
import { cdn, codeOf, failing, fixOf, matterOf, observed, sent, SHARED, wordsOf } from './testing.ts'
import type { Seen } from './testing.ts'

describe('fixes of headers (SEC-1)', () => {
  test.each(failing)('%s of %j has one for every server, with words', (name, given) => {
    const observation = observed(given)
    const found = fixesFor(matterOf(name, observation), observation)
    expect(Object.keys(found)).toEqual([...SERVERS])
    for (const one of Object.values(found)) {
      expect(one.where).toMatch(/^[A-Z]/)
      expect(one.code === null ? one.steps.length : one.code.length).toBeGreaterThan(0)
      for (const text of [...one.steps, one.afterwards].filter((each) => each !== ''))
        expect(text).toMatch(/[.:]$|[\w')>;]$/)
      expect(one.minutes).toBeGreaterThan(0)
    }
  })

  test.each<[Server, string]>([
    ['nginx', 'add_header Strict-Transport-Security "max-age=31536000" always;'],
    ['apache', 'Header always set Strict-Transport-Security "max-age=31536000"'],
    ['caddy', 'header {\n\tStrict-Transport-Security "max-age=31536000"\n\tdefer\n}'],
    [
      'wordpress',
      "add_action('send_headers', function () {\n    header('Strict-Transport-Security: max-age=31536000');\n}, 99);",
    ],
  ])('are written as %s wants it', (server, expected) => {
    expect(codeOf('strictTransport', {}, server)).toBe(expected)
  })

  test('are JSON for Vercel', () => {
    expect(JSON.parse(codeOf('strictTransport', {}, 'vercel') ?? '')).toEqual({
      headers: [
        { source: '/(.*)', headers: [{ key: 'Strict-Transport-Security', value: 'max-age=31536000' }] },
      ],
    })
  })

  test('are steps for Cloudflare, which has a page of its own for strict transport', () => {
    const own = fixOf('strictTransport', {}, 'cloudflare')
    expect(own.code).toBeNull()
    expect(wordsOf(own)).toMatch(/Edge Certificates[^]*12 months/)
    expect(fixOf('framing', {}, 'cloudflare').code).toBe('SAMEORIGIN')
    expect(wordsOf(fixOf('framing', {}, 'cloudflare'))).toMatch(/Modify Response Header[^]*X-Frame-Options/)
    expect(
      wordsOf(fixOf('redirection', { httpWay: ['http://tideandfennel.example/'] }, 'cloudflare')),
    ).toContain('Always Use HTTPS')
  })

  test('are honest for Shopify', () => {
    for (const name of ['strictTransport', 'contentType', 'framing', 'openerPolicy'] as const) {
      expect(fixOf(name, {}, 'shopify').code).toBeNull()
      expect(wordsOf(fixOf(name, {}, 'shopify'))).toContain('You cannot set headers in Shopify.')
    }
    expect(codeOf('referrer', sent('referrer-policy', 'unsafe-url'), 'shopify')).toBe(
      '<meta name="referrer" content="strict-origin-when-cross-origin">',
    )
    expect(codeOf('contentSecurityPolicy', { scripts: [cdn()] }, 'shopify')).toMatch(
      /^<meta http-equiv="Content-Security-Policy" content="script-src 'self' https:\/\/cdn\.example\.org; [^"]*">$/,
    )
    // Themes hold scripts in the page, and a meta cannot only watch.
    expect(codeOf('contentSecurityPolicy', { inPage: 2 }, 'shopify')).toBeNull()
  })

  test('keep what strict transport promised', () => {
    const given = sent('strict-transport-security', 'max-age=300; IncludeSubDomains; preload')
    expect(codeOf('strictTransport', given, 'nginx')).toContain(
      '"max-age=31536000; includeSubDomains; preload"',
    )
    expect(wordsOf(fixOf('strictTransport', given, 'cloudflare'))).toMatch(/subdomains[^]*Preload/)
  })

  test('put a header in place of the one that is sent', () => {
    const given = sent('x-frame-options', 'sometimes')
    expect(codeOf('framing', given, 'nginx')).toMatch(
      /^proxy_hide_header X-Frame-Options;\nfastcgi_hide_header X-Frame-Options;\nadd_header /,
    )
    expect(codeOf('framing', given, 'apache')).toMatch(
      /^Header onsuccess unset X-Frame-Options\nHeader always set /,
    )
    expect(codeOf('framing', {}, 'nginx')).not.toContain('hide_header')
  })

  test('tell of nginx that a location drops them', () => {
    expect(fixOf('framing', {}, 'nginx').afterwards).toMatch(/location with an add_header of its own/)
  })

  test('say first that https needs a certificate', () => {
    const plain = { isPlain: true, httpWay: ['http://tideandfennel.example/'] }
    for (const name of ['strictTransport', 'redirection'] as const) {
      expect(codeOf(name, plain, 'apache')).toBe('certbot --apache -d tideandfennel.example')
      expect(wordsOf(fixOf(name, plain, 'shopify'))).toContain('Open Settings, then Domains.')
    }
  })

  test('lead from http to https on the host itself', () => {
    const given = { httpWay: ['http://tideandfennel.example/'] }
    expect(codeOf('redirection', given, 'nginx')).toMatch(
      /listen 80;[^]*server_name tideandfennel\.example;\n {4}return 301 https:\/\/tideandfennel\.example\$request_uri;/,
    )
    expect(codeOf('redirection', given, 'apache')).toContain(
      'Redirect permanent "/" "https://tideandfennel.example/"',
    )
    expect(codeOf('redirection', given, 'caddy')).toContain(
      'redir https://tideandfennel.example{uri} permanent',
    )
    expect(codeOf('redirection', given, 'wordpress')).toContain(
      "wp_redirect('https://tideandfennel.example' . ",
    )
  })

  test('take the permission away by which every site may read', () => {
    const given = { cors: SHARED }
    expect(codeOf('sharing', given, 'nginx')).toBe(
      'proxy_hide_header Access-Control-Allow-Credentials;\nfastcgi_hide_header Access-Control-Allow-Credentials;',
    )
    expect(codeOf('sharing', given, 'apache')).toBe(
      'Header unset Access-Control-Allow-Credentials\nHeader always unset Access-Control-Allow-Credentials',
    )
    expect(codeOf('sharing', given, 'caddy')).toBe(
      'header {\n\t-Access-Control-Allow-Credentials\n\tdefer\n}',
    )
    expect(codeOf('sharing', given, 'vercel')).toBeNull()
  })
})

describe('fixes of cookies (SEC-1)', () => {
  const given: Seen = {
    cookies: [
      'PHPSESSID=; path=/',
      'shop.csrf=; Secure',
      'cart=; SameSite=Sometimes; Secure',
      'fine=; Secure',
    ],
  }

  test('name each cookie and add just what it lacks', () => {
    expect(codeOf('cookies', given, 'nginx')).toBe(
      [
        'proxy_cookie_flags PHPSESSID secure httponly;',
        'proxy_cookie_flags shop.csrf samesite=lax;',
        'proxy_cookie_flags cart samesite=lax;',
      ].join('\n'),
    )
    expect(codeOf('cookies', given, 'apache')?.split('\n')).toEqual([
      'Header edit Set-Cookie "^(PHPSESSID=.*)$" "$1; Secure; HttpOnly"',
      'Header always edit Set-Cookie "^(PHPSESSID=.*)$" "$1; Secure; HttpOnly"',
      'Header edit Set-Cookie "^(shop[.]csrf=.*)$" "$1; SameSite=Lax"',
      'Header always edit Set-Cookie "^(shop[.]csrf=.*)$" "$1; SameSite=Lax"',
      'Header edit Set-Cookie "(?i)^(cart=.*); *SameSite=[^;]*" "$1"',
      'Header always edit Set-Cookie "(?i)^(cart=.*); *SameSite=[^;]*" "$1"',
      'Header edit Set-Cookie "^(cart=.*)$" "$1; SameSite=Lax"',
      'Header always edit Set-Cookie "^(cart=.*)$" "$1; SameSite=Lax"',
    ])
    expect(codeOf('cookies', given, 'caddy')).toContain(
      'Set-Cookie "^(PHPSESSID=.*)$" "$1; Secure; HttpOnly"',
    )
    expect(codeOf('cookies', given, 'wordpress')).toContain("'PHPSESSID' => 'Secure; HttpOnly',")
    expect(wordsOf(fixOf('cookies', given, 'cloudflare'))).toMatch(
      /cannot change[^]*PHPSESSID is set, add: Secure; HttpOnly/,
    )
    for (const server of SERVERS) expect(wordsOf(fixOf('cookies', given, server))).not.toContain('fine')
  })

  test('leave a name that is no plain name to whoever set it', () => {
    const odd = { cookies: ['x"; include /etc/passwd;=1', 'sess{$ENV}=1'] }
    for (const server of SERVERS) expect(codeOf('cookies', odd, server)).toBeNull()
    expect(wordsOf(fixOf('cookies', odd, 'nginx'))).toContain('unusual signs in its name')
  })
})
