import { describe, expect, test } from 'vitest'
import { observed } from '../fixes/testing.ts'
import type { ObservedLibrary, ReadScript } from '../observation/observation.ts'
import { advisories } from './advisories.ts'
import { holesOf, mendedIn } from './holes.ts'
import { libraryChecks } from './library-checks.ts'
import { compareVersions } from './versions.ts'

const SHOP = 'https://tideandfennel.example'

const library = (name: string, version: string, path = '/app.js'): ObservedLibrary => ({
  name,
  version,
  from: path.startsWith('/') ? `${SHOP}${path}` : path,
  by: 'content',
})
const script = (path: string, error: string | null = null): ReadScript => ({
  url: `${SHOP}${path}`,
  error,
  bytes: 0,
})

const judged = (libraries: ObservedLibrary[], scripts: ReadScript[] = [script('/app.js')]) =>
  libraryChecks({ ...observed(), libraries, scripts })
const checkOf = (...libraries: ObservedLibrary[]) => judged(libraries).checks[0]

describe('a library with a hole', () => {
  test('is one failed check that says what, where, how bad and what mends it', () => {
    const check = checkOf(library('jquery', '1.12.4', '/assets/jquery-1.12.4.min.js'))
    expect(check).toMatchObject({
      key: 'libraries.jquery',
      part: 'libraries',
      state: 'failed',
      severity: 'medium',
      points: -20,
      title: 'A script library has a known hole',
    })
    expect(check?.about).toMatch(/^Known of it: \S.*[.…] Mended in 3\.5\.0\.$/)
    expect(check?.evidence).toHaveLength(1)
    expect(check?.evidence[0]).toMatch(
      /^jquery 1\.12\.4 in \/assets\/jquery-1\.12\.4\.min\.js, CVE-\d{4}-\d+/,
    )
    expect(check?.evidence[0]).toContain('CVE-2020-11022')
  })

  test('is one check in however many scripts and versions, and none of those that are fine', () => {
    const { checks, score } = judged([
      library('jquery', '1.12.4', '/a.js'),
      library('jquery', '3.4.1', 'https://cdn.example/b.js?v=1'),
      library('jquery', '3.7.1', '/c.js'),
    ])
    expect(checks).toHaveLength(1)
    expect(checks[0]?.evidence.map((line) => line.split(',')[0])).toEqual([
      'jquery 1.12.4 in /a.js',
      'jquery 3.4.1 in https://cdn.example/b.js?v=1',
    ])
    expect(score).toBe(80)
  })

  test.each([
    ['handlebars 4.0.11', 'high', -30],
    ['jquery 3.4.1', 'medium', -20],
    ['bootstrap 3.4.2', 'low', -10],
  ])('%s is %s', (written, severity, points) => {
    const [name = '', version = ''] = written.split(' ')
    expect(checkOf(library(name, version))).toMatchObject({ state: 'failed', severity, points })
  })

  test('counts as its worst hole does, which the text is about', () => {
    const grave =
      advisories()
        .holes.get('handlebars')
        ?.filter(({ severity }) => severity === 'critical') ?? []
    const about = checkOf(library('handlebars', '4.0.11'))?.about ?? ''
    expect(grave.length).toBeGreaterThan(0)
    expect(grave.some(({ summary }) => about.includes(summary.slice(0, 40)))).toBe(true)
  })

  test('whose makers said nothing of it is explained by us', () => {
    const silent = [...advisories().holes].flatMap(([name, holes]) =>
      holes.length > 0 && holes.every(({ summary }) => summary === '') ? [name] : [],
    )
    for (const name of silent) expect(checkOf(library(name, '0.0.1'))?.about).toContain('Its hole is public')
    expect(silent.length).toBeGreaterThan(0)
  })
})

describe('is mended in', () => {
  test.each([
    ['jquery', ['1.12.4'], '3.5.0'],
    ['jquery', ['1.12.4', '3.4.1'], '3.5.0'],
    ['lodash', ['4.17.4'], '4.18.0'],
    ['moment.js', ['2.10.6'], '2.29.4'],
    ['jquery-ui', ['1.12.1'], '1.13.2'],
    ['bootstrap', ['3.3.7'], '4.3.1'],
    ['vue', ['2.6.10'], '3.0.0'],
  ])('%s %s: %s', (name, versions, mended) => {
    const about = checkOf(...versions.map((version) => library(name, version)))?.about
    expect(about).toContain(`Mended in ${mended}.`)
  })

  test.each([
    ['angularjs', '1.8.3'],
    ['jquery-mobile', '1.4.5'],
  ])('%s %s: none, and no number that only means so', (name, version) => {
    const about = checkOf(library(name, version))?.about
    expect(about).toContain('No version without a hole is known: replace it.')
    expect(about).not.toContain('999')
  })

  test('a later, released version in which nothing else is known, for every hole of the data', () => {
    const ways = [...advisories().holes].flatMap(([name, holes]) =>
      holes.flatMap(({ atOrAbove }) => ({ name, from: atOrAbove ?? '0.0.1' })),
    )
    const faulty = ways.filter(({ name, from }) => holesOf(name, from).length > 0)
    const mended = faulty.map((way) => ({ ...way, to: mendedIn(way.name, [way.from]) }))
    const isRight = ({ name, from, to }: (typeof mended)[number]) =>
      to === null ||
      (holesOf(name, to).length === 0 && compareVersions(from, to) < 0 && /^\d[\d.]*$/.test(to))
    expect(mended.length).toBeGreaterThan(600)
    expect(mended.filter((way) => !isRight(way))).toEqual([])
    const without = mended.filter(({ to }) => to === null).map(({ name }) => name)
    expect([...new Set(without)]).toEqual(['jquery-mobile', 'angularjs'])
  })
})

describe('which versions have a hole', () => {
  test.each([
    ['jquery', '3.4.1', 'failed'],
    ['jquery', '3.5.0-rc1', 'failed'],
    ['jquery', '3.5.0', 'passed'],
    ['jquery', '3.7.1', 'passed'],
    ['jquery', '4.0.0', 'passed'],
    ['jquery', '2.2.4', 'failed'],
    ['handlebars', '1.0.0.beta.2', 'failed'],
    ['a library of ours', '0.0.1', 'passed'],
  ])('%s %s: %s', (name, version, state) => {
    expect(checkOf(library(name, version))?.state).toBe(state)
  })

  test('not those that the data leaves out', () => {
    const named = (version: string) => checkOf(library('jquery', version))?.evidence.join()
    expect(named('1.12.4')).toContain('CVE-2015-9251')
    expect(named('1.12.4-aem')).not.toContain('CVE-2015-9251')
  })
})

describe('the score', () => {
  test('is whole where every library is fine, and each is named', () => {
    const { score, grade, checks } = judged([library('jquery', '3.7.1'), library('d3', '7.9.0')])
    expect([score, grade]).toEqual([100, 'A+'])
    expect(checks.map(({ key, state, title }) => [key, state, title])).toEqual([
      ['libraries.jquery', 'passed', 'No hole of jquery is known'],
      ['libraries.d3', 'passed', 'No hole of d3 is known'],
    ])
    expect(checks[0]?.about).toContain(advisories().dataVersion)
  })

  test('falls with each library, and not below zero', () => {
    const names = ['handlebars', 'jquery', 'bootstrap']
    const versions = ['4.0.11', '3.4.1', '3.4.2']
    const libraries = names.map((name, at) => library(name, versions[at] ?? ''))
    expect(judged(libraries)).toMatchObject({ score: 40, grade: 'D+' })
    const all = [...advisories().holes.keys()].map((name) => library(name, '0.0.1'))
    expect(judged(all)).toMatchObject({ score: 0, grade: 'F' })
  })
})

describe('what could not be looked at', () => {
  test('is an unknown check each, and takes nothing off', () => {
    const scripts = [
      script('/a.js'),
      script('/b.js', 'It answered 503.'),
      script('/c.js', 'It did not answer.'),
    ]
    const { score, checks } = judged([library('jquery', '3.7.1')], scripts)
    expect(score).toBe(100)
    expect(checks.filter(({ state }) => state === 'unknown').map(({ evidence }) => evidence)).toEqual([
      [`${SHOP}/b.js: It answered 503.`],
      [`${SHOP}/c.js: It did not answer.`],
    ])
    expect(new Set(checks.map(({ key }) => key)).size).toBe(3)
  })

  test('leaves no score where it is everything', () => {
    expect(judged([], [script('/b.js', 'It answered 503.')])).toMatchObject({ score: null, grade: null })
  })

  test('is the page itself', () => {
    const nowhere = {
      ...observed({ isPlain: true, httpWay: null }),
      libraries: [library('jquery', '1.12.4')],
    }
    const { score, grade, checks } = libraryChecks(nowhere)
    expect([score, grade]).toEqual([null, null])
    expect(checks.map(({ key, state }) => [key, state])).toEqual([['libraries.reachable', 'unknown']])
  })
})

test.each([
  ['no scripts', [], 'The page loads no script libraries'],
  ['scripts of its own', [script('/own.js')], 'No known library is in the scripts of the page'],
])('a page with %s is fine', (_with, scripts, title) => {
  const { score, grade, checks } = judged([], scripts)
  expect([score, grade]).toEqual([100, 'A+'])
  expect(checks.map((check) => [check.state, check.title])).toEqual([['passed', title]])
})

test('what a hostile page calls its scripts stays short and on one line', () => {
  const long = `/${'x'.repeat(2_000)}.js`
  const libraries = Array.from({ length: 500 }, (_, at) => library('jquery', `1.0.${at}`, long))
  const scripts = [script(long, 'a\u202eb\nc\u0007'.repeat(100)), script(`${long}?2`, 'gone')]
  const { checks } = judged(libraries, scripts)
  const lines = checks.flatMap(({ evidence }) => evidence)
  expect(checks[0]?.evidence).toHaveLength(11)
  expect(checks[0]?.evidence.at(-1)).toBe('and 490 more')
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(400)
  expect(lines.join('')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  expect(new Set(checks.map(({ key }) => key)).size).toBe(checks.length)
})
