import { uuidv7, verifyAuditChain } from '@hub/db'
import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { declaredBy } from '../../../declared.ts'
import { modules } from '../../../modules/index.ts'
import type { Credential } from '../../../platform/calls/call.ts'
import type { ModuleLevels } from '../../../shared/levels.ts'
import { OrgRole } from '../../../shared/roles.ts'
import { issueGrant, issueKey, openSession, startHub } from '../../../testing/index.ts'
import type { TestHub, TestOrg } from '../../../testing/index.ts'
import { codeOf, scratchModule } from './testing.ts'

const ELEVEN_MINUTES_MS = 11 * 60_000

let hub: TestHub
let org: TestOrg
beforeAll(async () => {
  const books = scratchModule('books', { sets: { bookkeeper: 'write' } })
  hub = await startHub({
    modules: [...modules, books, scratchModule('stock', { roleLevels: { member: 'none' } })],
  })
  org = await hub.newOrg()
})
afterAll(() => hub.stop())

type Api = TestOrg['api']
const set = (api: Api, userId: string, levels: Record<string, 'none' | 'read' | 'write' | 'manage' | null>) =>
  api.organizations.access.setLevels({ userId, levels })

const levelsOf = async ({ orgId }: { orgId: string }, userId: string): Promise<ModuleLevels> =>
  (
    await hub.hub.db
      .org(orgId)
      .selectFrom('organizationMember')
      .select('levels')
      .where('userId', '=', userId)
      .executeTakeFirstOrThrow()
  ).levels

const entriesOf = async ({ orgId }: { orgId: string }) =>
  (
    await hub.hub.db
      .org(orgId)
      .selectFrom('auditEntry')
      .select(['action', 'target', 'data'])
      .orderBy('seq')
      .execute()
  ).filter(({ action }) => action === 'organization.member.access_changed')

const as = (credential: Credential) => hub.api(hub.call({ credential, org: org.slug }))

/** Calls with a session whose person last proved who they are at this time. */
async function withSession(userId: string, changes: Record<string, unknown>): Promise<Api> {
  const { sessionId, accessToken: token } = await openSession(hub.hub, userId)
  await hub.hub.db.system.updateTable('authSession').set(changes).where('id', '=', sessionId).execute()
  return as({ kind: 'session', token })
}

describe('organizations.access.setLevels', () => {
  test('answers with the member, tells them, and leaves an entry with before and after; again does neither', async () => {
    const own = await hub.newOrg()
    const member = await own.join('member')
    const answer = await set(own.api, member.userId, { books: 'manage', '*': 'none' })
    expect(answer).toMatchObject({ userId: member.userId, levels: { books: 'manage', '*': 'none' } })
    await expect(set(own.api, member.userId, { '*': 'none', books: 'manage' })).resolves.toEqual(answer)
    await set(own.api, member.userId, { '*': null })
    const target = { user: member.userId }
    const action = 'organization.member.access_changed'
    expect(await entriesOf(own)).toEqual([
      { action, target, data: { from: {}, to: { books: 'manage', '*': 'none' } } },
      { action, target, data: { from: { books: 'manage', '*': 'none' }, to: { books: 'manage' } } },
    ])
    await hub.deliver()
    const mails = hub.mails.filter(({ to }) => to === member.email)
    expect(mails).toHaveLength(2)
    expect(mails[0]?.text).toContain(
      'The books: manage (was write)\nOps copilot: none (was write)'.split('\n')[0],
    )
    await expect(verifyAuditChain(hub.hub.db.org(own.orgId), own.orgId)).resolves.toMatchObject({ ok: true })
  })

  test('lets owners change all but owners, admins members and viewers, others nobody, and nobody themselves', async () => {
    const wrong: string[] = []
    for (const by of OrgRole.options) {
      const caller = await org.join(by)
      for (const role of OrgRole.options) {
        const { userId } = await org.join(role)
        const isAllowed =
          role !== 'owner' && (by === 'owner' || (by === 'admin' && (role === 'member' || role === 'viewer')))
        const code = await codeOf(set(caller.api, userId, { books: 'none' }))
        const isSet = (await levelsOf(org, userId))['books'] === 'none'
        if ((code === 'OK') !== isAllowed || isSet !== isAllowed) wrong.push(`${by} sets ${role}: ${code}`)
      }
      if ((await codeOf(set(caller.api, caller.userId, { books: 'read' }))) === 'OK')
        wrong.push(`${by} themselves`)
    }
    expect(wrong).toEqual([])
  })

  test('tells an admin that nobody changes their own', async () => {
    const admin = await org.join('admin')
    await expect(set(admin.api, admin.userId, { books: 'none' })).rejects.toThrow(
      /^Nobody changes their own access/,
    )
  })

  test('gives nobody more than the giver holds, and lets them keep or lose what they had', async () => {
    const outside = await org.join('admin', { books: 'none' })
    const { userId } = await org.join('member')
    expect(await codeOf(set(outside.api, userId, { books: 'manage' }))).toBe('FORBIDDEN')
    expect(await codeOf(set(outside.api, userId, { stock: 'manage' }))).toBe('OK')
    expect(await codeOf(set(outside.api, userId, { books: 'read' }))).toBe('OK')
    expect(await codeOf(set(outside.api, userId, { books: 'write' }))).toBe('FORBIDDEN')
    expect(await codeOf(set(outside.api, userId, { books: null }))).toBe('FORBIDDEN')
    expect(await levelsOf(org, userId)).toEqual({ stock: 'manage', books: 'read' })
  })

  test('asks for a recent sign-in where it gives more, and not where it takes', async () => {
    const { userId } = await org.join('member')
    const authTime = new Date(Date.now() - ELEVEN_MINUTES_MS)
    const stale = await withSession(org.owner.userId, { authTime })
    expect(await codeOf(set(stale, userId, { books: 'read' }))).toBe('OK')
    expect(await codeOf(set(stale, userId, { books: 'write' }))).toBe('STEP_UP_REQUIRED')
    expect(await codeOf(set(stale, userId, { books: null }))).toBe('STEP_UP_REQUIRED')
    expect(await codeOf(stale.organizations.access.applySet({ userId, set: null }))).toBe('STEP_UP_REQUIRED')
    expect(await levelsOf(org, userId)).toEqual({ books: 'read' })
  })

  test('is shut to an administrator in the place of an owner', async () => {
    const { userId } = await org.join('member')
    const staff = await hub.newPerson({ isPlatformAdmin: true })
    const acting = await withSession(org.owner.userId, { impersonatorId: staff.userId })
    expect(await codeOf(set(acting, userId, { books: 'none' }))).toBe('FORBIDDEN')
  })

  test('lets a key take away what it holds itself, and give nothing', async () => {
    const { userId } = await org.join('member')
    const by = async (scopes?: string[]) => {
      const fields = { orgId: org.orgId, userId: org.owner.userId, ...(scopes && { scopes }) }
      const { text: key } = await issueKey(hub.hub, fields)
      return hub.api(hub.call({ door: 'rest', credential: { kind: 'apiKey', key } }))
    }
    expect(await codeOf(set(await by(['member.write']), userId, { books: 'none' }))).toBe('FORBIDDEN')
    expect(await codeOf(set(await by(), userId, { books: 'none' }))).toBe('OK')
    expect(await codeOf(set(await by(), userId, { books: 'read' }))).toBe('FORBIDDEN')
    expect(await codeOf(set(await by(['books.book.read']), userId, { books: 'none' }))).toBe('FORBIDDEN')
  })

  test.each([
    ['a module there is not', { gone: 'read' }],
    ['a level there is not', { books: 'all' }],
    ['no levels but a text', 'read'],
  ])('refuses %s', async (_what, levels) => {
    const { userId } = await org.join('member')
    const call = hub.call({ credential: { kind: 'person', userId: org.owner.userId }, org: org.slug })
    const made = hub.hub.catalog.call('organizations.access.setLevels', { userId, levels }, call)
    await expect(made).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  test('ends the open invitations that the person could no longer send', async () => {
    const own = await hub.newOrg()
    const admin = await own.join('admin')
    const invite = (role: OrgRole, levels: ModuleLevels = {}) =>
      admin.api.organizations.invitations.create({
        email: `guest-${uuidv7()}@example.test`,
        role,
        levels: { ...levels },
      })
    await invite('member')
    const kept = await invite('member', { books: 'none' })
    await set(own.api, admin.userId, { books: 'none' })
    const { items } = await own.api.organizations.invitations.list({})
    expect(items.map(({ id }) => id)).toEqual([kept.id])
  })
})

describe('ready-made sets', () => {
  test('are those that some module has work for, and hold for every other module', async () => {
    const { sets } = await org.api.organizations.access.choices({})
    expect(sets.map(({ name }) => name)).toEqual(['reader', 'operations', 'bookkeeper'])
    expect(sets.map(({ levels }) => levels)).toMatchObject([
      { '*': 'read' },
      { ops: 'write', '*': 'none' },
      { books: 'write', '*': 'none' },
    ])
    const plain = await startHub({ modules: [] })
    const alone = await plain.newOrg()
    expect((await alone.api.organizations.access.choices({})).sets.map(({ name }) => name)).toEqual([
      'reader',
    ])
    await plain.stop()
  })

  test('replace all that was chosen before, and leave the name of the set in the entry', async () => {
    const own = await hub.newOrg()
    const { userId } = await own.join('viewer', { stock: 'manage' })
    const apply = (name: string | null) => own.api.organizations.access.applySet({ userId, set: name })
    await apply('bookkeeper')
    expect(await levelsOf(own, userId)).toMatchObject({ books: 'write', '*': 'none' })
    expect(await levelsOf(own, userId)).not.toHaveProperty('stock')
    await apply(null)
    expect(await levelsOf(own, userId)).toEqual({})
    expect((await entriesOf(own)).map(({ data }) => data['set'])).toEqual(['bookkeeper', null])
    expect(await codeOf(apply('pilot'))).toBe('BAD_REQUEST')
  })
})

describe('organizations.access.ofMember', () => {
  test('says what somebody may do, by module and in words', async () => {
    const { userId, name } = await org.join('viewer', { books: 'write' })
    const { modules: shown, others, ...who } = await org.api.organizations.access.ofMember({ userId })
    expect(who).toEqual({ userId, name, role: 'viewer' })
    const ofModules = ['ops', 'books', 'stock'].map((one) => shown.find(({ name }) => name === one))
    expect(ofModules).toMatchObject([
      { name: 'ops', level: 'read', isChosen: false, allows: ['See tasks'] },
      { name: 'books', level: 'write', isChosen: true, allows: ['See books', 'Change books'] },
      { name: 'stock', level: 'read', isChosen: false, allows: ['See stock'] },
    ])
    expect(others).toContain('See the team')
    expect(others).not.toContain('Invite people')
    const stranger = await hub.newOrg()
    expect(await codeOf(stranger.api.organizations.access.ofMember({ userId }))).toBe('NOT_FOUND')
  })
})

describe('organizations.access.holders', () => {
  test('names the people the table names, for every permission', async () => {
    const own = await hub.newOrg()
    const people = [{ userId: own.owner.userId, role: 'owner' as OrgRole, levels: {} as ModuleLevels }]
    const chosen: ModuleLevels[] = [
      {},
      { books: 'read' },
      { '*': 'none' },
      { stock: 'write', '*': 'none' },
      { '*': 'manage' },
    ]
    for (const role of OrgRole.exclude(['owner']).options)
      for (const levels of chosen) people.push({ ...(await own.join(role, levels)), role, levels })
    for (const permission of hub.hub.permissions.names) {
      const { items } = await own.api.organizations.access.holders({ permission, limit: 100 })
      const expected = people.filter((person) => hub.hub.permissions.held(person).has(permission))
      expect(new Set(items.map(({ userId }) => userId)), permission).toEqual(
        new Set(expected.map(({ userId }) => userId)),
      )
    }
  })

  test('names nobody who is suspended', async () => {
    const own = await hub.newOrg()
    const member = await own.join('member')
    const names = async () =>
      (await own.api.organizations.access.holders({ permission: 'books.book.read' })).items.map(
        ({ userId }) => userId,
      )
    expect(await names()).toContain(member.userId)
    const suspend = 'update app.auth_user set suspended_at = now() where id = $1'
    await asSuperuser(hub.database, suspend, [member.userId])
    expect(await names()).toEqual([own.owner.userId])
  })

  test('shows keys and applications that hold it, of others to those who look after the team', async () => {
    const own = await hub.newOrg()
    const member = await own.join('member')
    const scopes = ['books.book.read']
    await issueKey(hub.hub, { orgId: own.orgId, userId: own.owner.userId, scopes })
    await issueKey(hub.hub, { orgId: own.orgId, userId: own.owner.userId, scopes: ['credits.read'] })
    await issueGrant(hub.hub, { orgId: own.orgId, userId: member.userId, scopes })
    const seenBy = async (api: Api) =>
      (await api.organizations.access.holders({ permission: 'books.book.read' })).items.map(
        ({ userId, keys, applications }) => ({ userId, keys, applications }),
      )
    const owner = { userId: own.owner.userId, keys: ['Test key'], applications: [] }
    const theirs = { userId: member.userId, keys: [], applications: ['Test client'] }
    expect(await seenBy(own.api)).toEqual(expect.arrayContaining([owner, theirs]))
    expect(await seenBy(member.api)).toEqual(expect.arrayContaining([{ ...owner, keys: [] }, theirs]))
    await set(own.api, member.userId, { books: 'none' })
    expect(await seenBy(own.api)).toEqual([owner])
  })

  test('refuses a permission there is not, and pages through all', async () => {
    const own = await hub.newOrg()
    await own.join('member')
    const holders = (input: { permission: string; limit?: number; cursor?: string }) =>
      own.api.organizations.access.holders(input)
    expect(await codeOf(holders({ permission: 'books.fly' }))).toBe('BAD_REQUEST')
    const first = await holders({ permission: 'member.read', limit: 1 })
    const rest = await holders({ permission: 'member.read', cursor: first.nextCursor ?? '' })
    expect(first.items.length + rest.items.length).toBe(2)
  })
})

test('a module with a permission without a level is refused at start', () => {
  const permissions = { 'books.book.burn': { title: 'Burn books' } as never }
  expect(() => declaredBy([scratchModule('books', { permissions })])).toThrow(
    /the permission "books\.book\.burn" needs a level\. Say from which one on it is held: read, write, manage/,
  )
})
