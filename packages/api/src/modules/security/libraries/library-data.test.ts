import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { advisories, loadAdvisories } from './advisories.ts'
import { literalOf } from './literal.ts'

const here = (name: string) => new URL(`./data/${name}`, import.meta.url)

describe('the data that comes with the hub', () => {
  test('is of the day that its source says, and stands beside its licence', () => {
    expect(readFileSync(here('SOURCE.md'), 'utf8')).toContain(`of ${advisories().dataVersion},`)
    expect(readFileSync(here('LICENSE.md'), 'utf8')).toContain('Apache License')
  })

  test('is read whole, once', () => {
    const { signs, holes } = advisories()
    expect(signs.length).toBeGreaterThan(70)
    expect(signs.map(({ name }) => name)).not.toContain('dont check')
    expect(holes.get('jquery')?.flatMap(({ identifiers }) => identifiers)).toContain('CVE-2020-11022')
    expect(advisories()).toBe(advisories())
  })

  test('has something to look for in all patterns but a few', () => {
    const content = advisories().signs.flatMap((one) => one.content)
    expect(content.filter(({ literal }) => literal.length < 4).length).toBeLessThan(5)
    for (const { pattern } of content) expect(pattern.source).not.toContain('§')
  })
})

describe('a file of somebody’s own', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'libraries-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const load = (text: string) => {
    const path = join(folder, 'newer.json')
    writeFileSync(path, text)
    return loadAdvisories(path, '2027-01-31')
  }
  const one = (extractors: object, vulnerabilities: object[] = []) =>
    JSON.stringify({ lantern: { vulnerabilities, extractors } })

  test('is taken with its day', () => {
    const hole = { below: '2.0.0', severity: 'high', cwe: [], identifiers: {}, info: [] }
    const { dataVersion, signs, holes } = load(one({ filecontent: ['Lantern (§§version§§)'] }, [hole]))
    expect(dataVersion).toBe('2027-01-31')
    expect(signs[0]?.content[0]?.pattern.test('Lantern 1.2.3')).toBe(true)
    expect(holes.get('lantern')).toMatchObject([{ below: '2.0.0', severity: 'high', atOrAbove: null }])
  })

  test('shows nobody signs that mislead', () => {
    const identifiers = { summary: `a\u202eb\u0000\n${'c'.repeat(9_000)}`, CVE: ['CVE-1\u0007'] }
    const [hole] = load(one({}, [{ below: '1', identifiers }])).holes.get('lantern') ?? []
    expect(hole?.identifiers).toEqual(['CVE-1'])
    expect(hole?.summary).toMatch(/^a b c+$/)
    expect(hole?.summary.length).toBe(500)
  })

  test.each([
    ['no JSON', 'lantern', 'newer.json holds no data of the format jsrepository-v5: it is no JSON.'],
    ['a list', '[]', 'holds no data of the format jsrepository-v5'],
    ['empty', '{}', 'it names no libraries'],
    ['other settings', '{"compilerOptions":{}}', 'at “compilerOptions.vulnerabilities”'],
    [
      'a wrong severity',
      one({}, [{ below: '1', severity: 'awful' }]),
      '“lantern.vulnerabilities.0.severity”',
    ],
    ['no pattern', one({ uri: ['(§§version§§'] }), 'a pattern of lantern cannot be used'],
  ])('that is %s is refused with a reason', (_what, text, reason) => {
    expect(() => load(text)).toThrow(reason)
  })

  test('that is not there is refused by its name', () => {
    expect(() => loadAdvisories(join(folder, 'nowhere.json'), '2027-01-31')).toThrow('nowhere.json')
  })
})

describe('what stands in every match', () => {
  test.each([
    [/\* Bootstrap v([0-9.]+)/, '* Bootstrap v'],
    [/Lantern (?:v|version )?([0-9.]+) by/, 'Lantern '],
    [/ab?cd*efg+hij/, 'efg'],
    [/one[\s\S]{10,1500}two/, 'one'],
    [/x{3}[{}()]yz/, 'yz'],
    [/([a-z](\)|b))cd\.e\/f/, 'cd.e/f'],
    [/one|two/, ''],
    [/.\d\s+/, ''],
  ])('%s: %j', (pattern, literal) => {
    expect(literalOf(pattern)).toBe(literal)
  })
})
