import { describe, expect, test } from 'vitest'
import { processorTime } from '../../../testing/processor-time.ts'
import type { Answers, ObservedMail } from '../observation/observation.ts'
import { isSpf, leadsTo, readSpf, termsOf } from './spf.ts'
import type { SpfEnd } from './spf.ts'

const DOMAIN = 'tideandfennel.example'
/** What each name says; null where nobody could say. */
type Zone = Readonly<Record<string, string | readonly string[] | null>>

function mailOf(zone: Zone): ObservedMail {
  const included = Object.fromEntries(
    Object.entries(zone).map(([name, said]): [string, Answers<string>] => [
      name,
      said === null ? { error: 'The name server could not say.' } : { found: [said].flat() },
    ]),
  )
  return {
    domain: DOMAIN,
    mx: { found: [] },
    spf: { found: [] },
    included,
    dmarc: { found: [] },
    caa: { found: [] },
  }
}

const read = (terms: string, zone: Zone = {}) => readSpf(`v=spf1 ${terms}`, mailOf(zone))

/** As large services publish theirs. */
const services: Zone = {
  '_spf.google.com': 'v=spf1 include:_netblocks.google.com include:_netblocks2.google.com ~all',
  '_netblocks.google.com': 'v=spf1 ip4:35.190.247.0/24 ip4:64.233.160.0/19 ~all',
  '_netblocks2.google.com': 'v=spf1 ip6:2001:4860:4000::/36 ip6:2404:6800:4000::/36 ~all',
  'spf.protection.outlook.com': 'v=spf1 ip4:40.92.0.0/15 ip6:2a01:111:f400::/48 -all',
  'sendgrid.net': 'v=spf1 ip4:167.89.0.0/17 ip4:208.117.48.0/20 -all',
}

test.each([
  ['v=spf1', true],
  ['v=spf1 -all', true],
  ['V=SPF1 -all', true],
  ['v=spf10 -all', false],
  ['v=spf2.0/pra -all', false],
  ['v=spf1\t-all', false],
  ['v=spf1\u0000 -all', false],
  [' v=spf1 -all', false],
  ['"v=spf1 -all"', false],
  ['google-site-verification=v=spf1', false],
])('%j is SPF: %s', (record, expected) => {
  expect(isSpf(record)).toBe(expected)
})

describe('a record that says', () => {
  test.each<[string, SpfEnd, number]>([
    ['-all', 'fail', 0],
    ['~all', 'softfail', 0],
    ['?all', 'neutral', 0],
    ['+all', 'everybody', 0],
    ['all', 'everybody', 0],
    ['ALL', 'everybody', 0],
    ['', 'unsaid', 0],
    ['mx', 'unsaid', 1],
    ['ip4:192.0.2.0/24 ip6:2001:db8::/32 -all', 'fail', 0],
    ['ip6:::1 ip6:2001:DB8:0:0:0:0:0:1/128 ip6:::ffff:192.0.2.1 ip4:192.0.2.1/32 -all', 'fail', 0],
    ['A MX PTR -ALL', 'fail', 3],
    ['a:mail.example.com/28 mx/24//64 a//64 ptr:example.com exists:%{i}._spf.example.com -all', 'fail', 5],
    ['  mx   -all  ', 'fail', 1],
    ['exp=why.%{d} x-custom=1 mx -all', 'fail', 1],
    ['include:_spf.google.com ~all', 'softfail', 3],
    ['include:_SPF.Google.COM. ~all', 'softfail', 3],
    ['include:_spf.google.com include:spf.protection.outlook.com include:sendgrid.net mx -all', 'fail', 6],
    ['redirect=_spf.google.com', 'softfail', 3],
    ['mx redirect=spf.protection.outlook.com', 'fail', 2],
    ['redirect=spf.protection.outlook.com mx', 'fail', 2],
    // What stands after “all” is not read, nor is “redirect” beside it.
    ['-all include:_spf.google.com a mx', 'fail', 0],
    ['~all redirect=spf.protection.outlook.com', 'softfail', 0],
  ])('%j ends in %s after %d look-ups', (terms, end, lookups) => {
    expect(read(terms, services)).toEqual({ isValid: true, end, lookups })
  })

  test.each<[string, SpfEnd, Zone]>([
    ['ip4:0.0.0.0/0 -all', 'everybody', {}],
    ['+ip6:::/0 -all', 'everybody', {}],
    ['-ip4:0.0.0.0/0 ~all', 'softfail', {}],
    ['include:open.example -all', 'everybody', { 'open.example': 'v=spf1 +all' }],
    ['-include:open.example ~all', 'fail', { 'open.example': 'v=spf1 all' }],
    ['?include:open.example -all', 'neutral', { 'open.example': 'v=spf1 ip4:0.0.0.0/0' }],
    ['redirect=open.example', 'everybody', { 'open.example': 'v=spf1 +all' }],
    [
      'include:a.example -all',
      'everybody',
      { 'a.example': 'v=spf1 include:b.example -all', 'b.example': 'v=spf1 +all' },
    ],
    // Its own “-all” or “?all” is not that of the record that leads to it.
    ['include:closed.example ?all', 'neutral', { 'closed.example': 'v=spf1 -all' }],
    ['include:vague.example -all', 'fail', { 'vague.example': 'v=spf1 ?all' }],
    ['redirect=vague.example', 'unsaid', { 'vague.example': 'v=spf1 mx' }],
  ])('%j means %s for strangers', (terms, end, zone) => {
    expect(read(terms, zone)).toMatchObject({ isValid: true, end })
  })
})

describe('receivers ignore a record', () => {
  test.each([
    'ipv4:192.0.2.1 -all',
    'ip4:192.0.2.256 -all',
    'ip4:192.0.2.0/33 -all',
    'ip4:192.0.2.1/24/24 -all',
    'ip4:2001:db8::1 -all',
    'ip4: 192.0.2.1 -all',
    'ip6:192.0.2.1 -all',
    'ip6:1:2:3:4:5:6:7:8:9 -all',
    'ip4:192.0.2 -all',
    'ip4:192.0.02.1 -all',
    'ip6:2001:db8::/129 -all',
    'ip6:fe80::1%eth0 -all',
    'mail.example.com -all',
    'include: _spf.google.com -all',
    'include -all',
    'include:localhost -all',
    'include:_spf.google.com, -all',
    'include:https://example.com -all',
    'include:example.123 -all',
    'include:..example.com -all',
    `include:${'x'.repeat(64)}.example -all`,
    'include:%{x}.example.com -all',
    'include:%.example.com -all',
    'a/33 -all',
    'a/99x -all',
    'mx//129 -all',
    'mx: -all',
    'ptr/24 -all',
    'exists -all',
    'all:example.com',
    '-all.',
    '-all;',
    '~ all',
    '–all',
    '--all',
    'mx\u00a0-all',
    'mx\t-all',
    'mx\n-all',
    'mx\u0000 -all',
    'redirect= mx',
    'redirect=a.example.com redirect=b.example.com',
    'exp=a.example.com exp=b.example.com -all',
    '=x -all',
    '__proto__ -all',
    'constructor:x -all',
    '-all include:_spf,google -all',
  ])('that says %j', (terms) => {
    expect(read(terms, services).isValid).toBe(false)
  })

  test.each<[string, string, Zone]>([
    ['nothing', 'include:gone.example -all', { 'gone.example': [] }],
    ['nothing of SPF', 'include:gone.example -all', { 'gone.example': 'hello' }],
    ['two records', 'include:two.example -all', { 'two.example': ['v=spf1 -all', 'v=spf1 mx -all'] }],
    ['what cannot be read', 'include:bad.example -all', { 'bad.example': 'v=spf1 ipv4:192.0.2.1' }],
    ['nothing, by redirect', 'redirect=gone.example', { 'gone.example': [] }],
    [
      'what leads to nothing',
      'include:a.example -all',
      { 'a.example': 'v=spf1 redirect=gone.example', 'gone.example': [] },
    ],
  ])('that leads to %s', (_what, terms, zone) => {
    expect(read(terms, zone).isValid).toBe(false)
  })

  test('but not for what it never comes to', () => {
    expect(read('-all include:gone.example', { 'gone.example': [] }).isValid).toBe(true)
  })
})

describe('look-ups', () => {
  const leaves = (names: readonly string[]): Zone =>
    Object.fromEntries(names.map((name) => [name, 'v=spf1 ip4:192.0.2.1 -all']))
  const include = (names: readonly string[]) => names.map((name) => `include:${name}`).join(' ')
  const names = (count: number) => Array.from({ length: count }, (_, at) => `n${at}.example`)

  test.each([
    [10, 10],
    [11, 11],
  ])('of %d names are %d', (count, expected) => {
    expect(read(`${include(names(count))} -all`, leaves(names(count))).lookups).toBe(expected)
  })

  test('count a record again each time it is led to', () => {
    const zone = {
      ...leaves(['leaf.example']),
      'a.example': 'v=spf1 include:leaf.example -all',
      'b.example': 'v=spf1 include:leaf.example -all',
    }
    expect(read('include:a.example include:b.example -all', zone).lookups).toBe(4)
  })

  test('of addresses are none, however many', () => {
    const many = Array.from({ length: 500 }, (_, at) => `ip4:192.0.2.${at % 256}`).join(' ')
    expect(read(`${many} -all`)).toEqual({ isValid: true, end: 'fail', lookups: 0 })
  })

  test.each<[string, string, Zone]>([
    ['nobody asked', 'include:never-asked.example -all', {}],
    ['nobody could say', 'include:deaf.example -all', { 'deaf.example': null }],
    ['macros lead', 'include:%{i}._ip.%{h}._ehlo.%{d}._spf.vali.email -all', {}],
    [
      'nobody could say further on',
      'include:a.example -all',
      { 'a.example': 'v=spf1 include:deaf.example -all', 'deaf.example': null },
    ],
  ])('are unknown where %s', (_why, terms, zone) => {
    expect(read(terms, zone)).toEqual({ isValid: true, end: 'fail', lookups: null })
  })

  test.each(['redirect=deaf.example', 'redirect=%{d}._spf.example.com'])(
    'and the end are unknown by %s',
    (terms) => {
      expect(read(terms, { 'deaf.example': null })).toEqual({ isValid: true, end: 'unknown', lookups: null })
    },
  )

  test('are too many though some are unknown, where what was seen is enough', () => {
    const seen = read(`include:deaf.example ${include(names(10))} -all`, leaves(names(10)))
    expect(seen.lookups).toBeGreaterThan(10)
  })
})

describe('a hostile record', () => {
  test.each<[string, string, Zone]>([
    ['leads to itself', `include:${DOMAIN} -all`, {}],
    ['hands over to itself', `redirect=${DOMAIN}`, {}],
    [
      'goes in a circle',
      'include:a.example -all',
      { 'a.example': 'v=spf1 include:b.example -all', 'b.example': 'v=spf1 include:a.example -all' },
    ],
    ['hands over in a circle', 'redirect=a.example', { 'a.example': 'v=spf1 redirect=a.example' }],
    ['has 200 includes', Array.from({ length: 200 }, (_, at) => `include:x${at}.example`).join(' '), {}],
  ])('that %s has too many look-ups', (_what, terms, zone) => {
    expect(read(terms, zone).lookups).toBeGreaterThan(10)
  })

  test('in which each of twelve names leads to all costs no time', () => {
    const all = Array.from({ length: 12 }, (_, at) => `n${at}.example`)
    const record = `v=spf1 ${all.map((name) => `include:${name}`).join(' ')} -all`
    const zone = Object.fromEntries(all.map((name) => [name, record]))
    const began = processorTime()
    expect(read(record.slice(7), zone).lookups).toBeGreaterThan(10)
    expect(processorTime() - began).toBeLessThan(200)
  })

  test.each([
    ['one term', 'x'.repeat(10_240)],
    ['one name', `include:${'a'.repeat(10_240)}.example`],
    ['dots', `include:${'.'.repeat(10_240)}`],
    ['labels', `include:${'a.'.repeat(5_000)}`],
    ['digits', `include:${'1.'.repeat(5_000)}`],
    ['macros', `include:${'%{d}'.repeat(2_500)}%`],
    ['slashes', `a:${'a/1'.repeat(3_400)}`],
    ['digits of an address', `ip6:${'1:'.repeat(5_000)}:1`],
    ['signs of addresses', `ip4:${'1/'.repeat(5_000)}`],
    ['NULs', '\u0000'.repeat(10_240)],
  ])('of 10 kB of %s costs no time and is not valid', (_of, terms) => {
    const began = processorTime()
    expect(read(`${terms} -all`).isValid).toBe(false)
    expect(processorTime() - began).toBeLessThan(200)
  })

  test('of 10 kB of spaces is as good as any', () => {
    expect(read(`${' '.repeat(10_240)}-all`)).toEqual({ isValid: true, end: 'fail', lookups: 0 })
  })

  test('led to what every object has is nothing that was seen', () => {
    expect(read('include:__proto__.example include:constructor.prototype -all').lookups).toBeNull()
  })
})

test.each([
  ['include:_SPF.Example.com.', { name: '_spf.example.com' }],
  ['?include:a.example', { name: 'a.example' }],
  ['redirect=b.example', { name: 'b.example' }],
  ['include:%{d}.example', { name: null }],
  ['exists:a.example', null],
  ['exp=a.example', null],
  ['-all', null],
])('%s leads to %j', (term, expected) => {
  expect(leadsTo(term)).toEqual(expected)
})

test('terms are parted by spaces alone', () => {
  expect(termsOf('v=spf1  mx a\tb   -all ')).toEqual(['mx', 'a\tb', '-all'])
})
