import { describe, expect, test } from 'vitest'
import { processorTime } from '../../../testing/processor-time.ts'
import { robotsRules } from './robots.ts'

const SHOP = 'https://shop.example'
const AGENT = 'SmartHub'
const at = (path: string) => `${SHOP}${path}`

const rulesOf = (body: string, status = 200) => robotsRules(SHOP, { status, body }, AGENT)
const isAllowed = (body: string, path: string) => rulesOf(body).judge(at(path)).isAllowed

describe('robots.txt of a shop (MKT-1, RFC 9309)', () => {
  test.each([
    ['', '/p/1', true],
    ['User-agent: *\nDisallow: /', '/p/1', false],
    ['User-agent: *\nDisallow:', '/p/1', true],
    ['User-agent: *\nDisallow: /cart', '/p/1', true],
    ['User-agent: *\nDisallow: /p/', '/p/1', false],
    ['user-agent: smarthub\ndisallow: /p/\n\nUser-agent: *\nDisallow:', '/p/1', false],
    ['User-agent: SmartHub/2.0\nDisallow: /p/\n\nUser-agent: *\nAllow: /', '/p/1', false],
    ['User-agent: SmartHub\nAllow: /\n\nUser-agent: *\nDisallow: /', '/p/1', true],
    ['User-agent: OtherBot\nDisallow: /', '/p/1', true],
    ['User-agent: SmartHub\nDisallow:\n\nUser-agent: *\nDisallow: /', '/p/1', true],
    ['User-agent: SmartHub\nCrawl-delay:\n\nUser-agent: *\nDisallow: /', '/p/1', true],
    ['User-agent: OtherBot\nUser-agent: SmartHub\nDisallow: /p/', '/p/1', false],
    ['User-agent: OtherBot\nDisallow: /\nUser-agent: *\nAllow: /', '/p/1', true],
    // Two groups of one robot are one.
    ['User-agent: *\nDisallow: /a\n\nUser-agent: *\nDisallow: /p/', '/p/1', false],
    // What is no rule parts no group.
    [
      'User-agent: SmartHub\nSitemap: https://shop.example/s.xml\nUser-agent: OtherBot\nDisallow: /p/',
      '/p/1',
      false,
    ],
    // The longest match decides, and allowing wins among equals.
    ['User-agent: *\nDisallow: /p/\nAllow: /p/1', '/p/1', true],
    ['User-agent: *\nAllow: /p\nDisallow: /p/1', '/p/1', false],
    ['User-agent: *\nDisallow: /p/1\nAllow: /p/1', '/p/1', true],
    ['User-agent: *\nDisallow: /*.json$', '/p/1.json', false],
    ['User-agent: *\nDisallow: /*.json$', '/p/1.json?x=1', true],
    ['User-agent: *\nDisallow: /*?variant=', '/p/1?variant=4', false],
    ['User-agent: *\nDisallow: /Ünder', '/%C3%9Cnder/1', false],
    ['User-agent: *\nDisallow: /P/', '/p/1', true],
    ['\ufeffUser-agent: *\r\nDisallow: /p/ # not for robots\r\n', '/p/1', false],
    ['Disallow: /', '/p/1', true],
    ['<!doctype html><title>Not found</title>', '/p/1', true],
    ['User-agent: *\nDisallow: /', '/robots.txt', true],
    ['User-agent: *\nDisallow: /robots.txt', '/robots.txt', true],
  ])('%j allows %s: %s', (body, path, expected) => {
    expect(isAllowed(body, path)).toBe(expected)
  })

  test.each([
    [200, false],
    [204, false],
    [301, true],
    [401, true],
    [403, true],
    [404, true],
    [429, true],
    [500, false],
    [503, false],
  ])('answered with %i it allows: %s', (status, expected) => {
    const rules = rulesOf('User-agent: *\nDisallow: /', status)
    expect(rules.judge(at('/p/1')).isAllowed).toBe(expected)
    expect(rules.judge(at('/robots.txt')).isAllowed).toBe(true)
  })

  test('that nobody answers allows nothing but to ask for it again', () => {
    const rules = robotsRules(SHOP, null, AGENT)
    expect(rules.judge(at('/p/1'))).toEqual({
      isAllowed: false,
      because: 'The shop’s robots.txt cannot be had right now, so nothing else is asked for.',
    })
    expect(rules.judge(at('/robots.txt')).isAllowed).toBe(true)
    expect(rules.paceSeconds).toBe(5)
  })

  test('rules its own host, scheme and port alone', () => {
    const rules = rulesOf('')
    for (const url of [
      'http://shop.example/p',
      'https://www.shop.example/p',
      'https://shop.example:444/p',
      'p/1',
      '',
    ])
      expect(rules.judge(url).isAllowed).toBe(false)
    expect(rules.judge('https://shop.example:443/p#x').isAllowed).toBe(true)
    expect(robotsRules('nothing', { status: 200, body: '' }, AGENT).judge(at('/p')).isAllowed).toBe(false)
  })

  test.each([
    ['User-agent: *\nCrawl-delay: 20', 20],
    ['User-agent: *\nCrawl-delay: 2.5', 2.5],
    ['User-agent: *\nCrawl-delay: 0', 1],
    ['User-agent: *\nCrawl-delay:', 5],
    ['User-agent: *\nCrawl-delay: -4', 5],
    ['User-agent: *\nCrawl-delay: soon', 5],
    ['User-agent: *\nCrawl-delay: 1e9', 86_400],
    ['User-agent: OtherBot\nCrawl-delay: 20', 5],
    ['User-agent: SmartHub\nCrawl-delay: 7\n\nUser-agent: *\nCrawl-delay: 20', 7],
    ['User-agent: *\nDisallow: /cart', 5],
  ])('%j asks for a pause of %d seconds', (body, seconds) => {
    expect(rulesOf(body).paceSeconds).toBe(seconds)
  })

  test('is read up to 500 KiB, by whole lines', () => {
    const filler = `# ${'x'.repeat(1_021)}\n`.repeat(499)
    expect(isAllowed(`User-agent: *\n${filler}Disallow: /p/`, '/p/1')).toBe(false)
    expect(isAllowed(`User-agent: *\n${filler}${filler}Disallow: /p/`, '/p/1')).toBe(true)
    // Cut in the middle, the last rule would forbid all there is.
    const line = 'Disallow: /secret\n'
    const padding = '#'.repeat(500 * 1024 - 'User-agent: *\n\nDisallow: /'.length)
    expect(isAllowed(`User-agent: *\n${padding}\n${line}`, '/p/1')).toBe(true)
  })

  test.each([
    ['one long pattern', `User-agent: *\nDisallow: /${'*a'.repeat(250_000)}`],
    ['many names over many rules', `${'User-agent: a\n'.repeat(18_000)}${'Allow: /\n'.repeat(28_000)}`],
    ['one line', 'User-agent: * '.repeat(1_000_000)],
    ['nothing but colons', ':'.repeat(600_000)],
  ])('made of %s is judged in good time', (_, body) => {
    const began = processorTime()
    expect(isAllowed(body, `/${'a'.repeat(1_900)}`)).toBe(true)
    expect(processorTime() - began).toBeLessThan(4_000)
  })

  test('made of stars is judged in good time, and for the shop where that costs too much', () => {
    const rules = rulesOf(
      `User-agent: *\n${'Disallow: /b/*a*a*a*a*a*a*a*a*b\nAllow: /b/*a\n'.repeat(11_000)}`,
    )
    const began = processorTime()
    expect(rules.judge(at(`/a${'a'.repeat(1_900)}`)).isAllowed).toBe(true)
    expect(rules.judge(at(`/b/${'a'.repeat(1_900)}`)).isAllowed).toBe(true)
    expect(rules.judge(at('/b/c')).isAllowed).toBe(false)
    expect(processorTime() - began).toBeLessThan(4_000)
  })
})
