import { uuidv7 } from '@hub/db'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { factories, giveCredits, sampleExtras, sampleInput, startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import { acting, bearing, REASON, sessionCall } from './testing.ts'

let hub: TestHub
let org: TestOrg
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())
beforeEach(async () => {
  org = await hub.newOrg()
})

const refused = { code: 'FORBIDDEN' }
const ended = { code: 'UNAUTHORIZED' }

describe('what is out of reach', () => {
  test('is the account itself, every secret and every act that asks for a fresh proof: the whole router', async () => {
    const { token } = await acting(hub, org)
    const ids = Object.fromEntries(
      await Promise.all(
        Object.keys(factories).map(async (entity) => [
          entity,
          (await factories[entity]?.({ hub, org })) ?? uuidv7(),
        ]),
      ),
    ) as Record<string, string>
    const withAll = new Proxy(ids, { get: (known, entity: string) => known[entity] ?? uuidv7() })
    const closed = hub.hub.catalog.entries.filter(
      ({ path, meta, type }) =>
        meta.permission !== 'public' &&
        path !== 'auth.logout' &&
        (meta.secret === true ||
          meta.stepUp === true ||
          meta.permission === 'platform.admin' ||
          (type === 'mutation' &&
            (path.startsWith('auth.') || ['self', 'organization.own'].includes(meta.permission)))),
    )
    const heard: Record<string, string> = {}
    for (const { path, inputJson } of closed) {
      const input = { ...sampleInput(inputJson ?? { type: 'object' }, withAll).input, ...sampleExtras[path] }
      heard[path] = await hub.hub.catalog.call(path, input, sessionCall(hub, org, token)).then(
        () => 'OK',
        (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown'),
      )
    }
    expect(Object.keys(heard).length).toBeGreaterThan(30)
    expect(Object.entries(heard).filter(([, code]) => code !== 'FORBIDDEN')).toEqual([])
    // And these stand in the list by name, so that a change of their meta cannot take them out unseen.
    expect(Object.keys(heard)).toEqual(
      expect.arrayContaining([
        'auth.apiKeys.create',
        'auth.apiKeys.revoke',
        'auth.changePassword',
        'auth.confirm',
        'auth.grants.allow',
        'auth.grants.revoke',
        'auth.logoutEverywhere',
        'auth.passkeys.beginRegistration',
        'auth.secondFactor.beginTotp',
        'auth.sessions.revoke',
        'auth.updateProfile',
        'credits.setLimits',
        'organizations.create',
        'organizations.transferOwnership',
        'admin.users.impersonate',
      ]),
    )
  })

  test('includes ownership, also where the procedure itself is open', async () => {
    const { userId } = await org.join('member')
    const { api } = await acting(hub, org)
    await expect(api().organizations.members.changeRole({ userId, role: 'owner' })).rejects.toMatchObject(
      refused,
    )
    await expect(api().organizations.members.changeRole({ userId, role: 'admin' })).resolves.toBeDefined()
  })

  test('includes the end of their own membership', async () => {
    const { userId } = await org.join('member')
    const { api } = await acting(hub, org, userId)
    await expect(api().organizations.members.leave({})).rejects.toMatchObject(refused)
  })

  test('includes organizations that ask for a second factor, unless the administrator has shown one (AUTH-9)', async () => {
    await hub.hub.db.system
      .updateTable('organization')
      .set({ requiresSecondFactor: true })
      .where('id', '=', org.orgId)
      .execute()
    const { admin, api } = await acting(hub, org)
    await expect(api().modules.ops.tasks.list({})).rejects.toMatchObject({ code: 'SECOND_FACTOR_REQUIRED' })
    await hub.hub.db.system
      .updateTable('authSession')
      .set({ amr: 'pwd otp' })
      .where('id', '=', admin.sessionId)
      .execute()
    const next = await admin.api().admin.users.impersonate({ userId: org.owner.userId, reason: REASON })
    await expect(bearing(hub, org, next.accessToken)().modules.ops.tasks.list({})).resolves.toBeDefined()
  })
})

describe('the log', () => {
  test('names both in every entry, in the chain of the organization and of the platform (AUTH-15)', async () => {
    const { admin, api } = await acting(hub, org)
    await api().modules.ops.tasks.create({ title: 'Order labels' })
    await expect(api().auth.changePassword({ currentPassword: 'x', password: 'y' })).rejects.toBeDefined()
    await api().auth.logout({})
    const both = { actorId: admin.userId, actorKind: 'administrator', actingFor: org.owner.userId }
    const own = await hub.hub.db
      .org(org.orgId)
      .selectFrom('auditEntry')
      .select(['action', 'actorId', 'actorKind', 'actingFor'])
      .execute()
    expect(own).toEqual([{ action: 'ops.task.created', ...both }])
    const { items: activity } = await org.as({}).audit.activity({})
    expect(activity[0]).toMatchObject({
      actorName: 'An administrator of the hub',
      action: 'ops.task.created',
    })
    const platform = await hub.hub.db.system
      .selectFrom('auditEntry')
      .select(['action', 'actorId', 'actorKind', 'actingFor', 'data'])
      .orderBy('seq', 'desc')
      .limit(2)
      .execute()
    expect(platform).toMatchObject([
      { action: 'auth.logout', ...both },
      {
        action: 'admin.impersonation.began',
        actorId: admin.userId,
        actingFor: null,
        data: { reason: REASON },
      },
    ])
  })

  test('names both also for what the assistant does when asked, and when an own request is approved', async () => {
    const { admin, api } = await acting(hub, org)
    await giveCredits(hub, org.orgId, { micro: 1_000_000 })
    await expect(
      hub
        .api({
          ...sessionCall(hub, org, ''),
          door: 'assistant',
          driver: 'built-in',
          credential: await forAssistant(),
        })
        .modules.ops.tasks.create({ title: 'Order labels' }),
    ).rejects.toMatchObject({ code: 'APPROVAL_REQUIRED' })
    async function forAssistant() {
      const { sessionId } = await sessionOf(admin.sessionId)
      return { kind: 'person' as const, userId: org.owner.userId, impersonationId: sessionId }
    }
    const { items } = await api().approvals.list({})
    const [waiting] = items
    await api().approvals.approve({ id: waiting?.id ?? '', version: waiting?.version ?? 1 })
    const entries = await hub.hub.db
      .org(org.orgId)
      .selectFrom('auditEntry')
      .select(['action', 'actorId', 'actingFor'])
      .execute()
    expect(entries.map(({ action }) => action)).toContain('ops.task.created')
    for (const entry of entries)
      expect(entry).toMatchObject({ actorId: admin.userId, actingFor: org.owner.userId })
    // Work that goes on by itself stops with the session it came from.
    await api().auth.logout({})
    const late = hub.api({
      ...sessionCall(hub, org, ''),
      credential: { kind: 'person', userId: org.owner.userId, impersonationId: uuidv7() },
    })
    await expect(late.modules.ops.tasks.list({})).rejects.toMatchObject(ended)
  })

  const sessionOf = async (parentId: string) => {
    const row = await hub.hub.db.system
      .selectFrom('authSession')
      .select('id as sessionId')
      .where('parentId', '=', parentId)
      .executeTakeFirstOrThrow()
    return row
  }
})
