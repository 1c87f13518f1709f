import { describe, expect, test } from 'vitest'
import { processorTime } from '../../../testing/processor-time.ts'
import { headerTests } from '../headers/score.ts'
import { SERVERS } from './fix.ts'
import { fixesFor, mended } from './fixes.ts'
import { cdn, matterOf, observed, SHARED, tests, wordsOf } from './testing.ts'
import type { Seen } from './testing.ts'

describe('what a hostile website says (SEC-1)', () => {
  const EVIL = '/etc/passwd'
  const signs = [
    '"; include /etc/passwd; #',
    "'); include('/etc/passwd'); //",
    '`/etc/passwd`',
    '$(cat /etc/passwd)',
    '\n} include /etc/passwd;\n',
    '{$ENV}{file./etc/passwd}',
    '</script>/etc/passwd',
    '%{ENV}e/etc/passwd',
  ]
  const hostile = (sign: string): Seen => ({
    host: `evil${sign}.example`,
    httpWay: ['http://evil.example/'],
    headers: [
      [
        'content-security-policy',
        `script-src 'unsafe-inline' https://a.example${sign}; img-src ${sign}; ${sign} x`,
      ],
      ['strict-transport-security', `max-age=1; includeSubDomains; ${sign}`],
      ['x-frame-options', sign],
      ['referrer-policy', sign],
    ],
    cookies: [`sess${sign}=1`, `${sign}=1; SameSite=${sign}`, `csrf=; ${sign}`],
    policies: [`default-src ${sign}`],
    referrers: [sign],
    scripts: [cdn(`https://cdn.example.org/${sign}.js`), cdn(`//cdn${sign}.example/x.js`), cdn(sign)],
    cors: SHARED,
  })
  const matters = tests.map((name) => ({ key: `headers.${name}`, result: 'missing' }))

  test.each(SERVERS)('never reaches what is pasted into %s', (server) => {
    for (const sign of signs) {
      const observation = {
        ...observed(hostile(sign)),
        https: observed({ ...hostile(sign), host: 'evil.example' }).https,
      }
      for (const one of matters) {
        const found = fixesFor(one, observation)[server]
        expect(found).toBeDefined()
        const text = `${found?.code ?? ''}\n${found ? wordsOf(found) : ''}`
        expect(text).not.toContain(EVIL)
        expect(text).not.toContain('{$')
        expect(text).not.toContain('%{')
      }
    }
  })

  test.each(signs)('%j is mended without a fault', (sign) => {
    const observation = observed({ ...hostile(sign), host: 'evil.example' })
    for (const name of tests) {
      const after = mended(matterOf(name, observation), observation)
      expect(after === null || headerTests[name](after).points >= 0).toBe(true)
    }
  })

  test('costs no time, however much there is', () => {
    const long = 'a'.repeat(200_000)
    const observation = observed({
      cookies: [`${long}=${';'.repeat(100_000)}`, `sess=${'; samesite'.repeat(20_000)}`],
      headers: [['content-security-policy', `script-src ${"'unsafe-inline' ".repeat(20_000)}`]],
      scripts: [cdn(`https://cdn.example.org/${long}`)],
    })
    const began = processorTime()
    for (const one of matters) {
      fixesFor(one, observation)
      mended(one, observation)
    }
    expect(processorTime() - began).toBeLessThan(10_000)
  })
})
