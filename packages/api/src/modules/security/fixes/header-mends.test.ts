import { describe, expect, test } from 'vitest'
import { headerChecks } from '../checks/header-checks.ts'
import { headerTests, scoreHeaders } from '../headers/score.ts'
import type { Observation } from '../observation/observation.ts'
import { fixesFor, mended } from './fixes.ts'
import { cdn, failing, matterOf, observed, SHARED, tests } from './testing.ts'
import type { Seen } from './testing.ts'

describe('what is mended (SEC-1)', () => {
  test('is tried for every test', () => {
    expect(new Set(failing.map(([name]) => name))).toEqual(new Set(tests))
  })

  test.each(failing)('%s of %j fails no more, and the score does not fall', (name, given) => {
    const before = observed(given)
    expect(headerTests[name](before).points).toBeLessThan(0)
    const after = mended(matterOf(name, before), before)
    if (!after) throw new Error('Nothing mended it.')
    expect(headerTests[name](after).points).toBeGreaterThanOrEqual(0)
    expect(scoreHeaders(after).score).toBeGreaterThanOrEqual(scoreHeaders(before).score)
    const failed = (of: Observation) =>
      tests.filter((one) => headerTests[one](of).points < 0).filter((one) => one !== name)
    expect(failed(before)).toEqual(expect.arrayContaining(failed(after)))
  })

  const leaky: Seen = {
    headers: [
      ['server', 'nginx'],
      ['content-security-policy', "default-src * 'unsafe-inline' 'unsafe-eval'; img-src http:"],
      ['x-frame-options', 'sometimes'],
      ['referrer-policy', 'unsafe-url'],
      ['cross-origin-opener-policy', 'mine'],
      ['cross-origin-embedder-policy', 'mine'],
      ['cross-origin-resource-policy', 'mine'],
    ],
    httpWay: ['http://tideandfennel.example/'],
    cookies: ['PHPSESSID=; Path=/', 'csrf=', 'cart=; SameSite=None'],
    scripts: [cdn(), cdn('//cdn.example.net/b.js'), cdn('/own.js')],
    inPage: 2,
    referrers: ['unsafe-url'],
    cors: SHARED,
  }

  test.each([
    ['in their order', (keys: string[]) => keys],
    ['the other way round', (keys: string[]) => keys.toReversed()],
  ])('brings a leaky site from nothing to an A, %s', (_order, ordered) => {
    let observation = observed(leaky)
    const scores = [scoreHeaders(observation).score]
    const failed = headerChecks(observation).checks.filter(({ state }) => state === 'failed')
    expect(failed).toHaveLength(12)
    for (const each of ordered(failed.map((one) => one.key))) {
      const check = headerChecks(observation).checks.find((one) => one.key === each)
      const next = check && mended(check, observation)
      if (!next) throw new Error(`Nothing mended ${each}.`)
      observation = next
      scores.push(scoreHeaders(observation).score)
    }
    expect(scores[0]).toBe(0)
    expect(scores).toEqual(scores.toSorted((one, other) => one - other))
    expect(scores.at(-1)).toBeGreaterThanOrEqual(100)
    expect(headerChecks(observation).checks.filter(({ state }) => state === 'failed')).toEqual([])
  })

  test('is nothing where the certificate has to come first', () => {
    for (const given of [{ isPlain: true, cookies: ['a='] }, { isVerified: false }])
      for (const name of ['strictTransport', 'redirection'] as const) {
        const observation = observed({ ...given, httpWay: ['http://tideandfennel.example/'] })
        expect(mended(matterOf(name, observation), observation)).toBeNull()
      }
    const plain = observed({ isPlain: true, cookies: ['a='] })
    expect(mended(matterOf('cookies', plain), plain)).toBeNull()
    expect(fixesFor(matterOf('cookies', plain), plain).nginx?.code).toBe(
      'certbot --nginx -d tideandfennel.example',
    )
  })

  test('is nothing of what nobody knows', () => {
    const observation = observed()
    for (const name of [
      'headers.unheard',
      'headers.constructor',
      'mail.toString',
      'ports.22',
      'headers',
      '',
    ]) {
      expect(mended({ key: name, result: 'missing' }, observation)).toBeNull()
      expect(fixesFor({ key: name, result: 'missing' }, observation)).toEqual({})
    }
  })
})
