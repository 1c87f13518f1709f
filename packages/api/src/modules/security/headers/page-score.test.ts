import { describe, expect, test } from 'vitest'
import { cookiesKept } from '../observation/cookie-jar.ts'
import { readPage } from '../observation/read-page.ts'
import { headerTests } from './score.ts'
import type { HeaderTest } from './score.ts'

const url = 'https://shop.kiln.example/'

/** What each test says of a page as it comes over the wire; the points were compared with the HTTP Observatory's own program. */
function points(name: HeaderTest, html: string, sent: [string, string][] = []): number {
  const type: [string, string][] = sent.some(([header]) => header === 'content-type')
    ? []
    : [['content-type', 'text/html; charset=utf-8']]
  const hop = { url, status: 200, headers: [...type, ...sent] }
  const way = { hops: [hop], isVerified: true }
  const visit = { host: new URL(url).hostname, https: way, http: null, cors: null }
  return headerTests[name]({ ...visit, cookies: cookiesKept([hop]), page: readPage(html) }).points
}

describe('scripts of others, as they stand in a page (SEC-1)', () => {
  const cdn = 'src="https://cdn.other.example/a.js"'
  test.each([
    ['waits for consent', `<script type="text/plain" data-cookieconsent="statistics" ${cdn}></script>`, -5],
    ['is run by another script', `<script type="text/partytown" ${cdn}></script>`, -5],
    ['stands in a template', `<template><script ${cdn}></script></template><script></script>`, 0],
    ['stands behind a template', `<template><b></template><script ${cdn}></script>`, -5],
    ['stands in a comment', `<!-- <script ${cdn}></script> --><script></script>`, 0],
    ['has no address, and a fingerprint', '<script src="" integrity="sha384-x"></script>', 0],
  ])('one that %s', (_what, html, expected) => {
    expect(points('scriptIntegrity', html)).toBe(expected)
  })

  test.each([
    ['text/plain', 0],
    ['Text/HTML', 0],
    ['text/html;charset=utf-8', -5],
    ['application/xhtml+xml', -5],
  ])('in a page of type %s', (type, expected) => {
    expect(points('scriptIntegrity', `<script ${cdn}></script>`, [['content-type', type]])).toBe(expected)
  })
})

describe('what stands in meta', () => {
  const last = '<meta name="referrer" content="no-referrer"><meta name="referrer" content="unsafe-url">'
  test.each<[string, HeaderTest, string, [string, string][], number]>([
    ['the last says where visitors come from', 'referrer', last, [], -5],
    ['one that says nothing', 'referrer', '<meta name="referrer" content="">', [], 0],
    ['one that is for something else', 'referrer', '<meta http-equiv=x name=referrer content=no>', [], 0],
    [
      'an empty policy beside one that is sent',
      'contentSecurityPolicy',
      '<meta http-equiv="Content-Security-Policy" content="">',
      [['content-security-policy', "default-src 'none'"]],
      10,
    ],
    [
      'a policy in a page that is no HTML',
      'contentSecurityPolicy',
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'">`,
      [['content-type', 'text/plain']],
      -25,
    ],
  ])('%s', (...[, name, html, sent, expected]) => {
    expect(points(name, html, sent)).toBe(expected)
  })
})

describe('a header', () => {
  test.each<HeaderTest>(['resourcePolicy', 'openerPolicy', 'embedderPolicy'])(
    '%s that is empty is none',
    (name) => {
      const header = { resourcePolicy: 'resource', openerPolicy: 'opener', embedderPolicy: 'embedder' }
      const sent = `cross-origin-${header[name as keyof typeof header]}-policy`
      expect(points(name, '', [[sent, '']])).toBe(0)
      expect(points(name, '', [[sent, 'no-such-word']])).toBe(-5)
    },
  )

  test.each([
    ['SameSite said twice, once wrongly', ['a=1; SameSite=Maybe; SameSite=Strict; Secure'], -20],
    [
      'SameSite said wrongly where no browser keeps the cookie',
      ['a=1; Domain=other.example; SameSite', 'b=1; Secure'],
      -20,
    ],
    ['Domain said twice: the last counts', ['login=1; Domain=kiln.example; Domain=other.example'], 0],
  ])('of a cookie: %s', (_what, lines, expected) => {
    const sent = lines.map((line): [string, string] => ['set-cookie', line])
    expect(points('cookies', '', sent)).toBe(expected)
  })
})
