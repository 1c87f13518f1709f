import { describe, expect, test } from 'vitest'
import { SERVERS } from './fix.ts'
import { cdn, codeOf, csp, fixOf, sent, wordsOf } from './testing.ts'
import type { Seen } from './testing.ts'

describe('the proposed policy (SEC-1)', () => {
  const policyOf = (given: Seen) => codeOf('contentSecurityPolicy', given, 'cloudflare')

  test('names what the page loads', () => {
    const scripts = [
      cdn('/own.js'),
      cdn('https://cdn.example.org/a.js'),
      cdn('https://cdn.example.org/b.js'),
      cdn('//pay.example.net:8443/c.js'),
      cdn('http://old.example.net/d.js'),
      cdn('data:text/javascript,1'),
    ]
    expect(policyOf({ scripts })).toBe(
      "script-src 'self' https://cdn.example.org https://pay.example.net:8443 https://old.example.net; object-src 'none'; base-uri 'self'",
    )
    expect(wordsOf(fixOf('contentSecurityPolicy', { scripts }, 'nginx'))).toContain('no policy can name')
  })

  test('only watches first where scripts stand in the page', () => {
    const found = fixOf('contentSecurityPolicy', { inPage: 2 }, 'nginx')
    expect(found.code).toMatch(/^add_header Content-Security-Policy-Report-Only "/)
    expect(wordsOf(found)).toMatch(
      /2 scripts stand in the page itself[^]*change the name to Content-Security-Policy/,
    )
    expect(wordsOf(fixOf('contentSecurityPolicy', { inPage: 2 }, 'shopify'))).toContain('so leave it out')
    const watching = sent('content-security-policy-report-only', "script-src 'self'; img-src *")
    const next = fixOf('contentSecurityPolicy', { inPage: 2, ...watching }, 'nginx')
    expect(next.code).toBe(
      `add_header Content-Security-Policy "script-src 'self'; img-src *; object-src 'none'; base-uri 'self'" always;`,
    )
    expect(next.afterwards).toContain('Scripts that still stand in the page itself stop as well.')
  })

  test('takes nothing from a policy but what is weak', () => {
    const before =
      "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' https: https://js.example.net; style-src 'unsafe-inline'; img-src http: https:; frame-ancestors 'none'; upgrade-insecure-requests"
    expect(policyOf(csp(before))).toBe(
      "default-src 'self'; script-src 'self' https://js.example.net; style-src 'unsafe-inline'; img-src https: https:; frame-ancestors 'none'; upgrade-insecure-requests; base-uri 'self'",
    )
  })

  test('moves what stands in the page into the header, without what counts in headers alone', () => {
    const given = { policies: ["script-src 'self' 'unsafe-inline'; frame-ancestors 'none'"] }
    expect(policyOf(given)).toBe("script-src 'self'; object-src 'none'; base-uri 'self'")
    expect(wordsOf(fixOf('contentSecurityPolicy', given, 'nginx'))).toContain('out of the page')
  })

  test('is left to the program that makes it anew for each page', () => {
    const given = csp("script-src 'nonce-r4nd0m' 'unsafe-eval'")
    for (const server of SERVERS) {
      expect(codeOf('contentSecurityPolicy', given, server)).toBeNull()
      expect(wordsOf(fixOf('contentSecurityPolicy', given, server))).not.toContain('r4nd0m')
    }
  })

  test('stays a header that servers take, however many scripts there are', () => {
    const scripts = Array.from({ length: 5_000 }, (_, at) => cdn(`https://s${at}.example.org/x.js`))
    expect(policyOf({ scripts })?.length).toBeLessThan(2_000)
    expect(wordsOf(fixOf('contentSecurityPolicy', { scripts }, 'nginx'))).toContain('no policy can name')
  })
})

describe('fingerprints of scripts (SEC-1)', () => {
  test('are computed by a command that prints the elements', () => {
    const given = { scripts: [cdn(), cdn('//cdn.example.net/b.js'), cdn('/own.js')] }
    const { code: command, steps } = fixOf('scriptIntegrity', given, 'shopify')
    expect(command).toContain("'https://cdn.example.org/app.js'")
    expect(command).toContain("'https://cdn.example.net/b.js'")
    expect(command).not.toContain('own.js')
    expect(command).toContain('openssl dgst -sha384 -binary')
    expect(steps.join(' ')).toMatch(/Open each address with https[^]*Edit code/)
    expect(fixOf('scriptIntegrity', given, 'nginx').afterwards).toContain('stops with the next change')
  })
})
