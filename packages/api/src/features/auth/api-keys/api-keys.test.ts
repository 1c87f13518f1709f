import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub, TestOrg } from '../../../testing/index.ts'

const DAY_MS = 24 * 3600 * 1000

let now = new Date()
let hub: TestHub
let org: TestOrg
beforeAll(async () => {
  hub = await startHub({ now: () => now })
  org = await hub.newOrg()
})
beforeEach(() => {
  now = new Date()
})
afterAll(() => hub.stop())

const READ = ['ops.task.read']
const WRITE = ['ops.task.read', 'ops.task.write']
const byKey = (key: string, org_: string | null = null) =>
  hub.api(hub.call({ door: 'rest', credential: { kind: 'apiKey', key }, org: org_ }))
const refused = { code: 'UNAUTHORIZED' }

describe('auth.apiKeys.create', () => {
  test('makes a key that works in its own organization within its scopes (AUTH-13)', async () => {
    const { key, text } = await org.api.auth.apiKeys.create({ name: 'Till', kind: 'program', scopes: READ })
    expect(text).toMatch(/^hub_key_[0-9a-f]{32}_[\w-]{43}_[0-9a-f]{8}$/)
    expect(text.startsWith(key.prefix)).toBe(true)
    expect(Date.parse(key.expiresAt) - now.getTime()).toBe(90 * DAY_MS)
    await expect(byKey(text).modules.ops.tasks.list({})).resolves.toMatchObject({ items: [] })
    await expect(byKey(text).modules.ops.tasks.create({ title: 'No' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    await expect(byKey(text).auth.me({})).resolves.toMatchObject({
      organizations: [{ slug: org.slug, permissions: READ }],
    })
  })

  test('does not reach an organization of its owner that it was not made for (AUTH-12)', async () => {
    const second = await org.api.organizations.create({ name: 'Second' })
    const { text } = await org.api.auth.apiKeys.create({ kind: 'program', name: 'One only', scopes: READ })
    await expect(byKey(text, second.slug).modules.ops.tasks.list({})).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  test('keeps the key out of rows, audit and lists (AUTH-13)', async () => {
    const { text } = await org.api.auth.apiKeys.create({ kind: 'program', name: 'Quiet', scopes: READ })
    // Its letters may hold the sign that stands between the parts.
    const [, secret = 'missing'] = /^hub_key_[0-9a-f]+_(.{43})_/.exec(text) ?? []
    expect(secret).not.toBe('missing')
    const stored = JSON.stringify([
      await hub.hub.db.system.selectFrom('authApiKey').selectAll().execute(),
      await hub.hub.db.org(org.orgId).selectFrom('auditEntry').selectAll().execute(),
      await hub.hub.db.system.selectFrom('outboxEvent').selectAll().execute(),
      await org.api.auth.apiKeys.list({ limit: 100 }),
    ])
    expect(stored).not.toContain(secret)
    const actions = await hub.hub.db.org(org.orgId).selectFrom('auditEntry').select('action').execute()
    expect(actions.map(({ action }) => action)).toContain('auth.apiKey.created')
  })

  test('answers a replay without the key (CON-6)', async () => {
    const input = { name: 'Once', scopes: READ, idempotencyKey: 'once-1234567' }
    await org.api.auth.apiKeys.create(input)
    await expect(org.api.auth.apiKeys.create(input)).rejects.toMatchObject({ code: 'ALREADY_DONE' })
  })

  test('gives no more than its maker holds (AUTH-13)', async () => {
    const member = await org.join('member')
    await expect(
      member.api.auth.apiKeys.create({ name: 'Too much', scopes: ['audit.read'] }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(org.api.auth.apiKeys.create({ name: 'Unknown', scopes: ['root'] })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    await expect(org.api.auth.apiKeys.create({ name: 'Nothing', scopes: [] })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
    await expect(
      org.api.auth.apiKeys.create({ name: 'Forever', scopes: READ, expiresInDays: 366 }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  test('is refused to a key, whatever its scopes (AUTH-13)', async () => {
    const { text } = await org.api.auth.apiKeys.create({
      name: 'Mother',
      kind: 'program',
      scopes: ['apiKey.read', 'apiKey.write', ...WRITE],
    })
    await expect(byKey(text).auth.apiKeys.create({ name: 'Child', scopes: READ })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    await expect(
      byKey(text).auth.changePassword({ currentPassword: 'x', password: 'y' }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(byKey(text).auth.logoutEverywhere({})).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(byKey(text).auth.sessions.list({})).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(byKey(text).auth.updateProfile({ name: 'Other' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    await expect(byKey(text).organizations.create({ name: 'Other' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
  })

  test('allows unasked writes by name, never destructive ones', async () => {
    const make = (unaskedTools: string[], scopes = WRITE) =>
      org.api.auth.apiKeys.create({ name: 'Agent', scopes, unaskedTools })
    await expect(make(['modules.ops.tasks.create'])).resolves.toMatchObject({
      key: { unaskedTools: ['modules.ops.tasks.create'] },
    })
    for (const tool of [
      'modules.ops.tasks.remove',
      'modules.ops.tasks.list',
      'auth.apiKeys.create',
      'nothing',
    ]) {
      await expect(make([tool])).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    }
    await expect(make(['modules.ops.tasks.create'], READ)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })
})

describe('a key', () => {
  test('ends when it expires, when it is revoked, and with one wrong letter (AUTH-13)', async () => {
    const { text } = await org.api.auth.apiKeys.create({
      kind: 'program',
      name: 'Short',
      scopes: READ,
      expiresInDays: 1,
    })
    await byKey(text).modules.ops.tasks.list({})
    const wrong = `${text.slice(0, 50)}${text[50] === 'A' ? 'B' : 'A'}${text.slice(51)}`
    for (const other of [wrong, text.slice(0, -1), `${text}0`, text.replace('hub_key_', 'hub_key_0')]) {
      await expect(byKey(other).modules.ops.tasks.list({})).rejects.toMatchObject(refused)
    }
    now = new Date(now.getTime() + DAY_MS)
    await expect(byKey(text).modules.ops.tasks.list({})).rejects.toMatchObject(refused)
    const second = await org.api.auth.apiKeys.create({ kind: 'program', name: 'Ended', scopes: READ })
    await expect(org.api.auth.apiKeys.revoke({ id: second.key.id })).resolves.toMatchObject({
      status: 'revoked',
    })
    await expect(byKey(second.text).modules.ops.tasks.list({})).rejects.toMatchObject(refused)
    await expect(org.api.auth.apiKeys.revoke({ id: second.key.id })).resolves.toMatchObject({
      status: 'revoked',
    })
  })

  test('never holds more than its owner holds now (AUTH-11, AUTH-13)', async () => {
    const member = await org.join('member')
    const { text } = await member.api.auth.apiKeys.create({ kind: 'program', name: 'Live', scopes: WRITE })
    await byKey(text).modules.ops.tasks.create({ title: 'While a member' })
    const membership = hub.hub.db.system.updateTable('organizationMember').where('userId', '=', member.userId)
    await membership.set({ role: 'viewer' }).execute()
    await expect(byKey(text).modules.ops.tasks.create({ title: 'As a viewer' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    await byKey(text).modules.ops.tasks.list({})
    await hub.hub.db.system
      .updateTable('authUser')
      .set({ suspendedAt: now })
      .where('id', '=', member.userId)
      .execute()
    await expect(byKey(text).modules.ops.tasks.list({})).rejects.toMatchObject(refused)
  })

  test('ends with the membership of its owner (AUTH-11)', async () => {
    const member = await org.join('member')
    const { text } = await member.api.auth.apiKeys.create({ kind: 'program', name: 'Gone', scopes: READ })
    await hub.hub.db
      .org(org.orgId)
      .deleteFrom('organizationMember')
      .where('userId', '=', member.userId)
      .execute()
    await expect(byKey(text).modules.ops.tasks.list({})).rejects.toMatchObject(refused)
  })

  test('shows when it was used, once a minute', async () => {
    const { key, text } = await org.api.auth.apiKeys.create({ kind: 'program', name: 'Seen', scopes: READ })
    const lastUse = async () =>
      (await org.api.auth.apiKeys.list({ limit: 100 })).items.find(({ id }) => id === key.id)?.lastUsedAt
    expect(await lastUse()).toBeNull()
    await byKey(text).modules.ops.tasks.list({})
    const first = await lastUse()
    expect(first).not.toBeNull()
    now = new Date(now.getTime() + 30_000)
    await byKey(text).modules.ops.tasks.list({})
    expect(await lastUse()).toBe(first)
    now = new Date(now.getTime() + 60_000)
    await byKey(text).modules.ops.tasks.list({})
    expect(await lastUse()).not.toBe(first)
  })
})

describe('auth.apiKeys.list', () => {
  test('shows members their own keys and admins all', async () => {
    const own = await hub.newOrg()
    const [member, admin] = [await own.join('member'), await own.join('admin')]
    const { key: ownersKey } = await own.api.auth.apiKeys.create({ name: "Owner's", scopes: READ })
    await member.api.auth.apiKeys.create({ name: "Member's", scopes: READ })
    const names = async (api: TestOrg['api']) =>
      (await api.auth.apiKeys.list({})).items.map(({ name }) => name)
    expect(await names(member.api)).toEqual(["Member's"])
    expect(await names(admin.api)).toEqual(["Member's", "Owner's"])
    await expect(member.api.auth.apiKeys.revoke({ id: ownersKey.id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await admin.api.auth.apiKeys.revoke({ id: ownersKey.id })
    expect(await names(own.api)).toEqual(["Member's"])
    expect((await own.api.auth.apiKeys.list({ status: 'all' })).items).toHaveLength(2)
  })
})

describe('auth.apiKeys.scopes', () => {
  test('offers what the role holds, in words', async () => {
    const member = await org.join('member')
    const { scopes, unaskedTools } = await member.api.auth.apiKeys.scopes({})
    expect(scopes).toContainEqual({
      name: 'ops.task.write',
      title: 'Change tasks',
      canWrite: true,
      isForTools: true,
      module: 'ops',
      level: 'write',
    })
    expect(scopes.map(({ name }) => name)).not.toContain('audit.read')
    expect(unaskedTools.map(({ procedure }) => procedure)).toContain('modules.ops.tasks.create')
    expect(unaskedTools.map(({ procedure }) => procedure)).not.toContain('modules.ops.tasks.remove')
  })
})
