import { superuserSession, untilAtLock } from '@hub/db/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { modules } from '../../../modules/index.ts'
import type { ModuleLevel } from '../../../shared/levels.ts'
import { issueGrant, issueKey, openSession, startHub } from '../../../testing/index.ts'
import type { TestHub, TestOrg } from '../../../testing/index.ts'
import { callsIn, codeOf, scratchModule } from '../../organizations/access/testing.ts'

let hub: TestHub
let org: TestOrg
beforeAll(async () => {
  hub = await startHub({ modules: [...modules, scratchModule('books'), scratchModule('stock')] })
  org = await hub.newOrg()
})
afterAll(() => hub.stop())

const BOOKS = ['books.book.read', 'books.book.write', 'books.year.close']
const UNASKED = ['modules.books.add', 'modules.ops.tasks.create']

const calls = (person: { userId: string }, changes = {}) => callsIn(hub)(org, person, changes)
type Levels = Record<string, ModuleLevel>
const setKey = (person: { userId: string }, id: string, levels: Levels) =>
  calls(person)('auth.apiKeys.setLevels', { id, levels })
const setGrant = (person: { userId: string }, id: string, levels: Levels) =>
  calls(person)('auth.grants.setLevels', { id, levels })

const keyOf = (person: { userId: string }, scopes: string[], kind: 'program' | 'assistant' = 'program') =>
  issueKey(hub.hub, {
    orgId: org.orgId,
    userId: person.userId,
    kind,
    scopes,
    unaskedTools: kind === 'program' ? [] : UNASKED,
  })

const lastEntry = async (action: string) => {
  const { items } = await org.api.audit.list({ action, limit: 1 })
  return items[0]?.data
}

describe('auth.apiKeys.setLevels (AUTH-13)', () => {
  test('chooses the scopes of the modules named, and leaves the others', async () => {
    const member = await org.join('admin')
    const { id, text: key } = await keyOf(member, ['credits.read', 'stock.book.read'])
    const byKey = calls(member, { door: 'rest', credential: { kind: 'apiKey', key } })
    expect(await codeOf(byKey('modules.books.see'))).toBe('FORBIDDEN')
    await expect(setKey(member, id, { books: 'write' })).resolves.toMatchObject({
      scopes: ['credits.read', 'stock.book.read', 'books.book.read', 'books.book.write'],
      levels: { ops: 'none', books: 'write', stock: 'read' },
    })
    expect([await codeOf(byKey('modules.books.add')), await codeOf(byKey('modules.books.close'))]).toEqual([
      'OK',
      'FORBIDDEN',
    ])
    await setKey(member, id, { books: 'none' })
    expect(await codeOf(byKey('modules.books.see'))).toBe('FORBIDDEN')
    expect(await lastEntry('auth.apiKey.access_changed')).toEqual({
      from: ['credits.read', 'stock.book.read', 'books.book.read', 'books.book.write'],
      to: ['credits.read', 'stock.book.read'],
      unaskedTools: [],
    })
  })

  test('changes nothing the second time, and leaves no entry', async () => {
    const { id } = await keyOf(org.owner, ['books.book.read'])
    const before = await org.api.audit.list({ action: 'auth.apiKey.access_changed' })
    await expect(setKey(org.owner, id, { books: 'read' })).resolves.toMatchObject({
      levels: { books: 'read' },
    })
    expect(await org.api.audit.list({ action: 'auth.apiKey.access_changed' })).toEqual(before)
  })

  test('lets nothing go unasked any more that the key may not do', async () => {
    const { id } = await keyOf(org.owner, [...BOOKS, 'ops.task.write'], 'assistant')
    await expect(setKey(org.owner, id, { books: 'read' })).resolves.toMatchObject({
      unaskedTools: ['modules.ops.tasks.create'],
    })
  })

  test('gives no more than its owner holds, by its owner alone, with a recent sign-in', async () => {
    const member = await org.join('member')
    const { id } = await keyOf(member, ['books.book.read'])
    expect(await codeOf(setKey(member, id, { books: 'manage' }))).toBe('FORBIDDEN')
    expect(await codeOf(setKey(org.owner, id, { books: 'write' }))).toBe('FORBIDDEN')
    const { sessionId, accessToken: token } = await openSession(hub.hub, member.userId)
    await hub.hub.db.system
      .updateTable('authSession')
      .set({ authTime: new Date(Date.now() - 11 * 60_000) })
      .where('id', '=', sessionId)
      .execute()
    const stale = calls(member, { credential: { kind: 'session', token } })
    const setStale = (books: ModuleLevel) =>
      codeOf(stale('auth.apiKeys.setLevels', { id, levels: { books } }))
    expect([await setStale('write'), await setStale('none')]).toEqual(['STEP_UP_REQUIRED', 'OK'])
    expect(await codeOf(setKey(member, id, { books: 'write' }))).toBe('OK')
    expect(await codeOf(setKey(org.owner, id, { books: 'none' }))).toBe('OK')
  })

  test('reaches no key of a colleague, of another organization, or that has ended', async () => {
    const member = await org.join('member')
    const { id } = await keyOf(org.owner, BOOKS)
    expect(await codeOf(setKey(member, id, { books: 'none' }))).toBe('NOT_FOUND')
    const other = await hub.newOrg()
    const elsewhere = callsIn(hub)(other, other.owner)
    expect(await codeOf(elsewhere('auth.apiKeys.setLevels', { id, levels: { books: 'none' } }))).toBe(
      'NOT_FOUND',
    )
    await org.api.auth.apiKeys.revoke({ id })
    expect(await codeOf(setKey(org.owner, id, { books: 'none' }))).toBe('CONFLICT')
    expect(await codeOf(setKey(org.owner, id, { gone: 'none' }))).toBe('BAD_REQUEST')
  })

  test('is closed to the key itself', async () => {
    const { id, text: key } = await keyOf(org.owner, [...hub.hub.permissions.names])
    const byKey = calls(org.owner, { door: 'rest', credential: { kind: 'apiKey', key } })
    expect(await codeOf(byKey('auth.apiKeys.setLevels', { id, levels: { books: 'none' } }))).toBe('FORBIDDEN')
  })

  test.each([
    [[], 'none'],
    [['books.book.read'], 'read'],
    [['books.book.write', 'books.book.read'], 'write'],
    [BOOKS, 'manage'],
    [['books.book.write'], 'some'],
    [['books.book.read', 'books.year.close'], 'some'],
  ])('is shown what the scopes %j come to: %s', async (scopes, level) => {
    const { id } = await keyOf(org.owner, ['credits.read', ...scopes])
    const { items } = await org.api.auth.apiKeys.list({ limit: 100 })
    expect(items.find((key) => key.id === id)?.levels).toMatchObject({ books: level, stock: 'none' })
  })

  test('a change at the same moment is not undone', async () => {
    const { id } = await keyOf(org.owner, [...BOOKS, 'stock.book.read'])
    const other = await superuserSession(hub.database)
    await other.query('begin')
    await other.query(`update app.auth_api_key set scopes = '{books.book.read}' where id = '${id}'`)
    const changed = setKey(org.owner, id, { books: 'none' })
    await untilAtLock(hub.database, '%auth_api_key%', 1)
    await other.query('commit')
    await other.end()
    await expect(changed).resolves.toMatchObject({ scopes: [] })
  })
})

describe('auth.grants.setLevels (AUTH-14)', () => {
  test('lets an application do less from the next call on, and never more than it was allowed', async () => {
    const member = await org.join('member')
    const id = await issueGrant(hub.hub, { orgId: org.orgId, userId: member.userId, scopes: BOOKS })
    const byGrant = calls(member, {
      door: 'rest',
      credential: { kind: 'person', userId: member.userId, programId: id },
    })
    expect(await codeOf(byGrant('modules.books.add'))).toBe('OK')
    await expect(setGrant(org.owner, id, { books: 'read' })).resolves.toMatchObject({
      scopes: ['books.book.read'],
      levels: { books: 'read', stock: 'none' },
    })
    expect([await codeOf(byGrant('modules.books.see')), await codeOf(byGrant('modules.books.add'))]).toEqual([
      'OK',
      'FORBIDDEN',
    ])
    expect(await lastEntry('auth.grant.access_changed')).toMatchObject({
      from: BOOKS,
      to: ['books.book.read'],
    })
    expect(await codeOf(setGrant(member, id, { books: 'write' }))).toBe('FORBIDDEN')
    expect(await codeOf(setGrant(member, id, { stock: 'read' }))).toBe('FORBIDDEN')
    expect(await codeOf(setGrant(await org.join('member'), id, { books: 'none' }))).toBe('NOT_FOUND')
    const { items } = await org.api.auth.grants.list({ limit: 100 })
    expect(items.find((grant) => grant.id === id)?.levels).toMatchObject({ books: 'read' })
  })
})
