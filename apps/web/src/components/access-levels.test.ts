import { describe, expect, it } from 'vitest'
import { AS_ROLE, levelOf, mayChooseFor, memberOptions, programOptions } from './access-levels.ts'
import type { AccessModule } from './access-levels.ts'

const books: AccessModule = {
  name: 'books',
  title: 'Books',
  levels: [
    { level: 'none', allows: [] },
    { level: 'read', allows: ['See'] },
    { level: 'write', allows: ['Change'] },
    { level: 'manage', allows: [] },
  ],
  roleLevels: { owner: 'manage', admin: 'manage', member: 'write', viewer: 'read' },
}

describe('levels of a person', () => {
  it('are those chosen in the module, then for all others, then those of the role', () => {
    expect(levelOf(books, { role: 'viewer', levels: { books: 'write', '*': 'none' } })).toBe('write')
    expect(levelOf(books, { role: 'viewer', levels: { '*': 'none' } })).toBe('none')
    expect(levelOf(books, { role: 'viewer', levels: {} })).toBe('read')
    expect(levelOf(books, { role: 'owner', levels: {} })).toBe('manage')
  })

  it('offer what makes a difference, and giving the choice back', () => {
    expect(
      memberOptions(books, { role: 'member', levels: { '*': 'none' } }).map(({ label }) => label),
    ).toEqual(['None (all)', 'None', 'Read', 'Write'])
    const [first, ...rest] = memberOptions(books, { role: 'admin', levels: {} })
    expect(first).toEqual({ value: AS_ROLE, label: 'Manage (role)' })
    expect(rest.map(({ value }) => value)).toEqual(['none', 'read', 'write', 'manage'])
  })

  it('are chosen by owners, and by admins for members and viewers, never for oneself', () => {
    const may = (role: 'owner' | 'admin' | 'member', by: 'owner' | 'admin' | 'member', userId = 'other') =>
      mayChooseFor(
        { userId, role },
        { userId: 'me', role: by, permissions: by === 'member' ? [] : ['member.write'] },
      )
    expect([may('member', 'admin'), may('admin', 'admin'), may('admin', 'owner')]).toEqual([
      true,
      false,
      true,
    ])
    expect([may('owner', 'owner'), may('member', 'member'), may('member', 'admin', 'me')]).toEqual([
      false,
      false,
      false,
    ])
  })
})

describe('levels of a key', () => {
  const labels = (level: 'some' | 'read' | 'write', mayRaise: boolean) =>
    programOptions(books, { level, mayRaise }).map(({ label }) => label)

  it('go up only where the reader may raise them', () => {
    expect(labels('read', false)).toEqual(['None', 'Read'])
    expect(labels('read', true)).toEqual(['None', 'Read', 'Write'])
    expect(labels('some', false)).toEqual(['Some', 'None'])
    expect(labels('some', true)).toEqual(['Some', 'None', 'Read', 'Write'])
  })
})
