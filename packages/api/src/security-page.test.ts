import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { permissions } from './testing/product.ts'
import { OrgRole } from './shared/roles.ts'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const page = readFileSync(`${ROOT}/docs/security.md`, 'utf8')
const tests = globSync('{apps,packages}/*/src/**/*.test.ts', { cwd: ROOT }).map((path) => `/${path}`)

/** The rows of a section's first table, without its head. */
function tableOf(section: string): string[][] {
  const text = page.split(`\n## ${section}\n`)[1]?.split('\n## ')[0] ?? ''
  const rows = text.split('\n').filter((line) => line.startsWith('|'))
  return rows.slice(2).map((line) =>
    line
      .slice(1, -1)
      .split(' | ')
      .map((cell) => cell.replace(/^\|/, '').trim()),
  )
}

const namedIn = (cell: string): string[] =>
  [...cell.matchAll(/`([^`]+\.test\.ts)`/g)].map(([, name]) => name ?? '')
const filesOf = (name: string) => tests.filter((path) => path.endsWith(`/${name}`))

/** Whether a title, or a case of a title, names this requirement. */
function proves(path: string, id: string): boolean {
  const titled = new RegExp(`['"\`].*(?<![\\d.])${id.replaceAll('.', '\\.')}(?![\\d.]*\\d)`)
  return readFileSync(`${ROOT}${path}`, 'utf8')
    .split('\n')
    .some((line) => titled.test(line))
}

/** The requirements of ASVS 5.0.0 that were chosen to be proven, by chapter. */
const chosen = [
  '6.1.1 6.2.1 6.2.3 6.2.4 6.2.5 6.2.8 6.2.9 6.2.11 6.2.12 6.3.1 6.3.2 6.3.4 6.3.5 6.3.7 6.3.8',
  '6.4.1 6.4.3 6.4.6 6.5.1 6.5.2 6.5.3 6.5.5 6.5.6 6.8.1 6.8.2',
  '7.2.3 7.2.4 7.3.1 7.3.2 7.4.1 7.4.2 7.4.3 7.4.5 7.5.1 7.5.2 7.5.3',
  '8.2.1 8.2.2 8.2.3 8.3.2 8.4.1',
  '9.1.1 9.1.2 9.1.3 9.2.1 9.2.2 9.2.3 9.2.4',
  '10.1.2 10.2.1 10.3.1 10.3.2 10.4.1 10.4.2 10.4.3 10.4.5 10.4.6 10.4.7 10.4.8 10.4.9 10.5.1 10.5.2 10.5.4',
].flatMap((line) => line.split(' '))

const rows = tableOf('ASVS')

describe('docs/security.md', () => {
  test('has a line for each requirement that was chosen, once', () => {
    expect(rows.map(([id]) => id)).toEqual(chosen)
  })

  test.each(rows.map(([id = '', , cell = '']) => [id, cell] as const))(
    '%s: each test of its line names it',
    (id, cell) => {
      expect(namedIn(cell)).not.toEqual([])
      for (const name of namedIn(cell)) {
        const files = filesOf(name)
        expect(files, name).toHaveLength(1)
        expect(
          files.filter((path) => proves(path, id)),
          `${name} names ${id}`,
        ).toEqual(files)
      }
    },
  )

  test('names tests that exist, each so that there is one of it', () => {
    const all = [...new Set(namedIn(page))]
    expect(all.length).toBeGreaterThan(30)
    expect(all.filter((name) => !filesOf(name).length && !tests.includes(`/${name}`))).toEqual([])
    const several = all.filter((name) => filesOf(name).length > 1)
    expect(several).toEqual([])
  })

  test("shows the roles as the program holds the hub's own permissions", () => {
    const ofHub = permissions.names.filter((permission) => permissions.levelOf(permission) === null)
    const expected = ofHub.map((permission) => [
      `\`${permission}\``,
      ...OrgRole.options.map((role) => (permissions.of(role).has(permission) ? 'yes' : '')),
    ])
    expect(tableOf('Roles and permissions')).toEqual(expected)
  })

  test('has a test for each promise and each thing that works once', () => {
    for (const section of ['Promises', 'What works once'])
      for (const row of tableOf(section)) expect(`${row.at(-1)}`, row[0]).toMatch(/\.test\.ts`|\[list\]/)
  })
})

test('a requirement that no title names any more would be seen', () => {
  const [file = ''] = filesOf('auth/enumeration.test.ts')
  expect(proves(file, '6.3.8')).toBe(true)
  expect([proves(file, '6.3.80'), proves(file, '6.3'), proves(file, '16.3.8')]).toEqual([false, false, false])
})
