import { describe, expect, test } from 'vitest'
import type { ModuleLevel, ModuleLevels } from '../../shared/levels.ts'
import { OrgRole } from '../../shared/roles.ts'
import { createPermissionTable } from './permission-table.ts'
import { hubPermissions } from './permissions.ts'
import type { OrgPermission, RoleLevels } from './permissions.ts'

const moduleOf = (name: string, roleLevels?: RoleLevels) => ({
  name,
  title: name,
  permissions: {
    [`${name}.book.read`]: { title: 'See', level: 'read' },
    [`${name}.book.write`]: { title: 'Change', level: 'write', isWork: true },
    [`${name}.year.close`]: { title: 'Close', level: 'manage' },
  } as const,
  ...(roleLevels && { roleLevels }),
})
const table = createPermissionTable([
  moduleOf('books'),
  moduleOf('stock'),
  moduleOf('pay', { member: 'none' }),
])

interface Held {
  role: OrgRole
  levels: ModuleLevels
  scopes?: readonly string[] | null
}

/** What somebody holds of one module, by the last words of the permissions. */
const inModule = (name: string, { scopes = null, ...standing }: Held) =>
  [...table.in({ scopes }, standing)]
    .filter((permission) => permission.startsWith(`${name}.`))
    .map((permission) => permission.split('.').at(-1))

describe('levels by module (AUTH-11)', () => {
  test.each<[ModuleLevel, string[]]>([
    ['none', []],
    ['read', ['read']],
    ['write', ['read', 'write']],
    ['manage', ['read', 'write', 'close']],
  ])('%s holds what the levels below hold, and its own', (level, held) => {
    for (const role of ['admin', 'member', 'viewer'] as const)
      expect(inModule('books', { role, levels: { books: level } }), role).toEqual(held)
  })

  test('a role has its usual levels where nobody chose any', () => {
    const usual = OrgRole.options.map((role) => inModule('books', { role, levels: {} }).length)
    expect(usual).toEqual([3, 3, 2, 1])
  })

  test('a module may give a role another level, owners always everything', () => {
    expect(inModule('pay', { role: 'member', levels: {} })).toEqual([])
    expect(inModule('pay', { role: 'viewer', levels: {} })).toEqual(['read'])
    expect(inModule('pay', { role: 'owner', levels: { pay: 'none', '*': 'none' } })).toHaveLength(3)
  })

  test('a level chosen for all other modules holds for those that come later', () => {
    const bookkeeper = { books: 'write', '*': 'none' } as const
    expect(inModule('books', { role: 'member', levels: bookkeeper })).toEqual(['read', 'write'])
    expect(inModule('stock', { role: 'member', levels: bookkeeper })).toEqual([])
    const later = createPermissionTable([moduleOf('books'), moduleOf('travel')])
    expect(later.held({ role: 'member', levels: bookkeeper }).has('travel.book.read' as OrgPermission)).toBe(
      false,
    )
  })

  test('a level of a module that is gone gives nothing', () => {
    const held = [...table.held({ role: 'viewer', levels: { gone: 'manage' } })]
    expect(held).toEqual([...table.of('viewer')])
  })

  test("levels leave the hub's own permissions to the role", () => {
    for (const role of OrgRole.options) {
      const own = (names: ReadonlySet<OrgPermission>) => [...names].filter((name) => name in hubPermissions)
      expect(own(table.held({ role, levels: { '*': 'none' } }))).toEqual(own(table.of(role)))
    }
  })

  test('scopes of a key and the level of its person cut each other down', () => {
    const scopes = ['books.book.write', 'books.year.close', 'stock.book.read']
    expect(inModule('books', { role: 'member', levels: { books: 'write' }, scopes })).toEqual(['write'])
    expect(inModule('books', { role: 'member', levels: { books: 'none' }, scopes })).toEqual([])
    expect(inModule('stock', { role: 'viewer', levels: { stock: 'manage' }, scopes })).toEqual(['read'])
  })
})
