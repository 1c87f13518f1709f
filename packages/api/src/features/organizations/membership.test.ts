import { uuidv7, verifyAuditChain } from '@hub/db'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { say } from '../assistant/testing.ts'
import type { Credential } from '../../platform/calls/call.ts'
import { OrgRole } from '../../shared/roles.ts'
import { asked } from '../../testing/asked.ts'
import { issueKey, openSession, startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'

const MINUTE_MS = 60_000

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

const roles = OrgRole.options
const as = (credential: Credential, org: string | null = null) => hub.api(hub.call({ credential, org }))
const asPerson = (userId: string, slug: string | null = null) => as({ kind: 'person', userId }, slug)

const entriesOf = (own: { orgId: string }) =>
  hub.hub.db
    .org(own.orgId)
    .selectFrom('auditEntry')
    .select(['action', 'target', 'data'])
    .orderBy('seq')
    .execute()

const rolesIn = async ({ orgId }: { orgId: string }) =>
  new Map(
    (await hub.hub.db.org(orgId).selectFrom('organizationMember').select(['userId', 'role']).execute()).map(
      ({ userId, role }) => [userId, role],
    ),
  )
const codeOf = (act: Promise<unknown>) =>
  act.then(
    () => 'OK',
    (error: { code: string }) => error.code,
  )

const subjectsTo = async (email: string) => {
  await hub.deliver()
  return hub.mails.filter(({ to }) => to === email).map(({ subject }) => subject)
}

/** An organization with somebody in each role; the owner is a second one, so that the first never stands in the way. */
async function staffed() {
  const own = await hub.newOrg()
  const [owner, admin, member, viewer] = await Promise.all(roles.map((role) => own.join(role)))
  if (!owner || !admin || !member || !viewer) throw new Error('nobody joined')
  return { own, staff: { owner, admin, member, viewer } }
}

const manages = (role: OrgRole) => role === 'owner' || role === 'admin'

describe('organizations.members.changeRole', () => {
  test('lets owners give every role, admins all but ownership, others none (AUTH-11, ASVS 8.2.1)', async () => {
    const { own, staff } = await staffed()
    const wrong: string[] = []
    for (const by of roles) {
      for (const from of roles) {
        for (const to of roles) {
          const { userId } = await own.join(from)
          const isAllowed = by === 'owner' || (manages(by) && from !== 'owner' && to !== 'owner')
          const code = await codeOf(staff[by].api.organizations.members.changeRole({ userId, role: to }))
          const now = (await rolesIn(own)).get(userId)
          if (code !== (isAllowed ? 'OK' : 'FORBIDDEN') || now !== (isAllowed ? to : from))
            wrong.push(`${by}: ${from} to ${to}: ${code}, is ${now}`)
        }
      }
    }
    expect(wrong).toEqual([])
  })

  test('answers with the member, tells them, and leaves an entry; the same role again does neither', async () => {
    const own = await hub.newOrg()
    const member = await own.join('member')
    const change = () => own.api.organizations.members.changeRole({ userId: member.userId, role: 'viewer' })
    const answer = await change()
    expect(answer).toMatchObject({ userId: member.userId, role: 'viewer', hasSecondFactor: false })
    await expect(change()).resolves.toEqual(answer)
    expect(await entriesOf(own)).toEqual([
      {
        action: 'organization.member.role_changed',
        target: { user: member.userId },
        data: { from: 'member', to: 'viewer' },
      },
    ])
    expect(await subjectsTo(member.email)).toEqual([expect.stringMatching(/^Your role in .+ was changed$/)])
    await expect(verifyAuditChain(hub.hub.db.org(own.orgId), own.orgId)).resolves.toMatchObject({ ok: true })
  })

  test('is not given more by a key than the key holds, and a key never decides about owners (AUTH-13)', async () => {
    const own = await hub.newOrg()
    const member = await own.join('member')
    const by = async (scopes?: string[]) => {
      const { text: key } = await issueKey(hub.hub, {
        orgId: own.orgId,
        userId: own.owner.userId,
        ...(scopes && { scopes }),
      })
      return hub.api(hub.call({ door: 'rest', credential: { kind: 'apiKey', key } })).organizations.members
    }
    const { userId } = member
    const [narrow, whole] = [await by(['member.write']), await by()]
    expect(await codeOf(narrow.changeRole({ userId, role: 'viewer' }))).toBe('FORBIDDEN')
    expect(await codeOf(whole.changeRole({ userId, role: 'owner' }))).toBe('FORBIDDEN')
    const second = await own.join('owner')
    expect(await codeOf(whole.changeRole({ userId: second.userId, role: 'admin' }))).toBe('FORBIDDEN')
    expect(await codeOf(whole.remove({ userId: second.userId }))).toBe('FORBIDDEN')
    expect(await codeOf(whole.leave({}))).toBe('FORBIDDEN')
    await expect(whole.changeRole({ userId, role: 'viewer' })).resolves.toMatchObject({ role: 'viewer' })
  })

  test('ends the open invitations that the person could no longer send', async () => {
    const own = await hub.newOrg()
    const admin = await own.join('admin')
    const invite = (role: OrgRole, from: TestOrg['api'] = admin.api) =>
      from.organizations.invitations.create({ email: `guest-${uuidv7()}@example.test`, role })
    await invite('admin')
    await invite('viewer')
    const kept = await invite('admin', own.api)
    await own.api.organizations.members.changeRole({ userId: admin.userId, role: 'viewer' })
    const { items } = await own.api.organizations.invitations.list({})
    expect(items.map(({ id }) => id)).toEqual([kept.id])
  })
})

describe('organizations.members.remove', () => {
  test('lets owners remove everybody, admins all but owners, others nobody (AUTH-11)', async () => {
    const { own, staff } = await staffed()
    const wrong: string[] = []
    for (const by of roles) {
      for (const role of roles) {
        const { userId } = await own.join(role)
        const isAllowed = by === 'owner' || (manages(by) && role !== 'owner')
        const code = await codeOf(staff[by].api.organizations.members.remove({ userId }))
        if (code !== (isAllowed ? 'OK' : 'FORBIDDEN') || (await rolesIn(own)).has(userId) === isAllowed)
          wrong.push(`${by} removes ${role}: ${code}`)
      }
    }
    expect(wrong).toEqual([])
  })

  test('takes keys, applications, open requests and conversations, and leaves work, account and other places', async () => {
    const own = await hub.newOrg()
    const elsewhere = await hub.newOrg()
    const member = await own.join('member')
    await elsewhere.api.organizations.invitations.create({ email: member.email })
    await hub.deliver()
    const link = hub.mails.findLast(({ to }) => to === member.email)?.action?.url ?? ''
    const token = new URL(link).searchParams.get('token') ?? ''
    await asPerson(member.userId).organizations.invitations.accept({ token })
    const { text: key } = await issueKey(hub.hub, { orgId: own.orgId, userId: member.userId })
    const session = await openSession(hub.hub, member.userId)
    const task = await own.api.modules.ops.tasks.create({ title: 'Paint', assigneeId: member.userId })
    const byAssistant = { kind: 'person', userId: member.userId } as const
    const approvalId = await asked(
      hub
        .api(hub.call({ credential: byAssistant, org: own.slug, door: 'assistant', driver: 'built-in' }))
        .modules.ops.tasks.create({ title: 'Order labels' }),
    )
    await say(member.api, 'What can you do?')
    const db = hub.hub.db.org(own.orgId)
    await db
      .insertInto('oauthGrant')
      .values({
        id: uuidv7(),
        orgId: own.orgId,
        userId: member.userId,
        clientId: 'client',
        clientName: 'Client',
        redirectHost: 'localhost',
        scopes: ['ops.task.read'],
        createdAt: new Date(),
        expiresAt: new Date(Date.now() + 60 * MINUTE_MS),
      })
      .execute()
    const theirs = ['authApiKey', 'approval', 'assistantConversation', 'oauthGrant'] as const
    for (const table of theirs)
      await expect(db.selectFrom(table).selectAll().execute(), table).resolves.toHaveLength(1)

    await own.api.organizations.members.remove({ userId: member.userId })

    expect(await codeOf(as({ kind: 'apiKey', key }).modules.ops.tasks.list({}))).toBe('UNAUTHORIZED')
    expect(await codeOf(own.api.approvals.approve({ id: approvalId, version: 1 }))).toBe('NOT_FOUND')
    for (const table of theirs)
      await expect(db.selectFrom(table).selectAll().execute(), table).resolves.toEqual([])
    await expect(own.api.modules.ops.tasks.get({ id: task.id })).resolves.toMatchObject({
      assigneeId: member.userId,
      assigneeName: 'Former member',
    })
    const still = as({ kind: 'bearer', token: session.accessToken }, elsewhere.slug)
    await expect(still.auth.me({})).resolves.toMatchObject({ organizations: [{ slug: elsewhere.slug }] })
    expect(await codeOf(still.modules.ops.tasks.list({}))).toBe('OK')
    expect((await subjectsTo(member.email)).at(-1)).toMatch(/^You no longer work with /)
    const { items } = await own.api.audit.activity({})
    expect(items[0]).toMatchObject({ action: 'organization.member.removed', title: 'Former member' })
  })

  test('is seen at once by fellow members whose list is kept (GW-8)', async () => {
    const own = await hub.newOrg()
    const [member, viewer] = [await own.join('member'), await own.join('viewer')]
    const seen = async () =>
      (await asPerson(viewer.userId, own.slug).organizations.members.list({})).items.length
    expect(await seen()).toBe(3)
    expect(await seen()).toBe(3)
    await own.api.organizations.members.remove({ userId: member.userId })
    expect(await seen()).toBe(2)
    expect(hub.hub.cache.stats().hits).toBeGreaterThan(0)
  })

  test('is refused for oneself and for strangers', async () => {
    const own = await hub.newOrg()
    const stranger = await hub.newOrg()
    const { remove } = own.api.organizations.members
    expect(await codeOf(remove({ userId: own.owner.userId }))).toBe('CONFLICT')
    expect(await codeOf(remove({ userId: stranger.owner.userId }))).toBe('NOT_FOUND')
  })
})

test('a request that began before its sender was demoted finds the new role under the lock', async () => {
  const own = await hub.newOrg()
  // Two viewers at last, and a viewer reaches a viewer: only the permission stands in the way.
  const [admin, other] = [await own.join('admin'), await own.join('viewer')]
  // The organization's row is held, so the act has passed its permission check and waits for the lock.
  const gate = Promise.withResolvers<void>()
  const held = Promise.withResolvers<void>()
  const demotion = hub.hub.db
    .org(own.orgId)
    .transaction()
    .execute(async (tx) => {
      await tx.selectFrom('organization').select('id').forNoKeyUpdate().execute()
      await tx
        .updateTable('organizationMember')
        .set({ role: 'viewer' })
        .where('userId', '=', admin.userId)
        .execute()
      held.resolve()
      await gate.promise
    })
  await held.promise
  const act = codeOf(admin.api.organizations.members.remove({ userId: other.userId }))
  await new Promise((resolve) => setTimeout(resolve, 300))
  gate.resolve()
  await demotion
  expect(await act).toBe('FORBIDDEN')
  expect((await rolesIn(own)).has(other.userId)).toBe(true)
})
