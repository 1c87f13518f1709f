import { uuidv7 } from '@hub/db'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  factories,
  giveCredits,
  openSession,
  sampleExtras,
  sampleInput,
  startHub,
} from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'

let now = new Date()
let hub: TestHub
let org: TestOrg
beforeAll(async () => {
  hub = await startHub({ now: () => now })
})
afterAll(() => hub.stop())
beforeEach(async () => {
  now = new Date()
  org = await hub.newOrg()
})

const REASON = 'Invoice does not open'
const sessionCall = (token: string) => hub.call({ credential: { kind: 'session', token }, org: org.slug })
/** Each a request of its own, because a caller reads who it is once. */
const bearing = (token: string) => () => hub.api(sessionCall(token))

async function administrator() {
  const { userId } = await hub.newPerson({ isPlatformAdmin: true })
  const { sessionId, accessToken } = await openSession(hub.hub, userId)
  return { userId, sessionId, api: bearing(accessToken) }
}

async function acting(userId = org.owner.userId) {
  const admin = await administrator()
  const started = await admin.api().admin.users.impersonate({ userId, reason: REASON })
  return { admin, started, token: started.accessToken, api: bearing(started.accessToken) }
}

const refused = { code: 'FORBIDDEN' }
const ended = { code: 'UNAUTHORIZED' }

describe('acting for somebody (ADM-1)', () => {
  test('shows what they see, says so, and is seen by them', async () => {
    const { api, admin, token } = await acting()
    const me = await api().auth.me({})
    expect(me.user.id).toBe(org.owner.userId)
    expect(Date.parse(me.impersonation?.expiresAt ?? '')).toBe(now.getTime() + 30 * 60_000)
    expect(decodeJwt(token)).toMatchObject({ sub: org.owner.userId, act: { sub: admin.userId } })
    await expect(org.as({}).auth.me({})).resolves.toMatchObject({ impersonation: null })
    const { items } = await org.as({}).auth.sessions.list({})
    expect(items).toMatchObject([{ isByAdministrator: true, userAgent: null, ip: null }])
  })

  test('ends after half an hour, whatever is done in it, and not before', async () => {
    const { api } = await acting()
    const start = now.getTime()
    for (const minutes of [14, 20, 29]) {
      now = new Date(start + minutes * 60_000)
      await expect(api().modules.ops.tasks.list({})).resolves.toBeDefined()
    }
    now = new Date(start + 30 * 60_000 + 1)
    await expect(api().modules.ops.tasks.list({})).rejects.toMatchObject(ended)
  })

  test('never begins as staff, oneself, somebody suspended or without a reason', async () => {
    const admin = await administrator()
    const other = await hub.newPerson({ isPlatformAdmin: true })
    const begin = (userId: string, reason = REASON) => admin.api().admin.users.impersonate({ userId, reason })
    await expect(begin(other.userId)).rejects.toMatchObject(refused)
    await expect(begin(admin.userId)).rejects.toMatchObject(refused)
    await expect(begin(org.owner.userId, '')).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await expect(begin(uuidv7())).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await admin.api().admin.users.suspend({ userId: org.owner.userId, reason: REASON })
    await expect(begin(org.owner.userId)).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(
      org.as({ door: 'rest' }).admin.users.impersonate({ userId: admin.userId, reason: REASON }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('asks for a sign-in of the last ten minutes (ASVS 7.5.3)', async () => {
    const admin = await administrator()
    now = new Date(now.getTime() + 11 * 60_000)
    await expect(
      admin.api().admin.users.impersonate({ userId: org.owner.userId, reason: REASON }),
    ).rejects.toMatchObject({ code: 'STEP_UP_REQUIRED' })
  })

  test('keeps one session of each administrator: the next ends the one before', async () => {
    const { admin, api } = await acting()
    const other = await hub.newPerson()
    const next = await admin.api().admin.users.impersonate({ userId: other.userId, reason: REASON })
    await expect(api().auth.me({})).rejects.toMatchObject(ended)
    await expect(bearing(next.accessToken)().auth.me({})).resolves.toMatchObject({
      user: { id: other.userId },
    })
  })

  test('leaves the account as its owner left it: nobody was "last seen"', async () => {
    const { api } = await acting()
    now = new Date(now.getTime() + 2 * 60_000)
    await api().modules.ops.tasks.list({})
    const row = await hub.hub.db.system
      .selectFrom('authUser')
      .select('lastSeenAt')
      .where('id', '=', org.owner.userId)
      .executeTakeFirst()
    expect(row?.lastSeenAt).toBeNull()
  })
})

describe('acting for somebody ends at once', () => {
  const changes: [string, (admin: Awaited<ReturnType<typeof administrator>>) => Promise<unknown>][] = [
    ['signs out', ({ api }) => api().auth.logout({})],
    ['signs out everywhere', ({ api }) => api().auth.logoutEverywhere({})],
    [
      'is suspended',
      async ({ userId }) => (await administrator()).api().admin.users.suspend({ userId, reason: REASON }),
    ],
    [
      'is no administrator any more',
      async ({ userId }) => (await administrator()).api().admin.users.setRole({ userId, role: 'user' }),
    ],
    [
      'loses the role behind the product’s back',
      ({ userId }) =>
        hub.hub.db.system
          .updateTable('authUser')
          .set({ platformRole: 'user' })
          .where('id', '=', userId)
          .execute(),
    ],
  ]
  test.each(changes)('when the administrator %s', async (_, change) => {
    const { admin, api } = await acting()
    await expect(api().auth.me({})).resolves.toBeDefined()
    await change(admin)
    await expect(api().auth.me({})).rejects.toMatchObject(ended)
  })

  test('when the person becomes staff or is suspended, or ends it in their own list', async () => {
    const first = await acting()
    const [session] = (await org.as({}).auth.sessions.list({})).items
    await org.as({}).auth.sessions.revoke({ id: session?.id ?? '' })
    await expect(first.api().auth.me({})).rejects.toMatchObject(ended)
    const second = await acting()
    await second.admin.api().admin.users.setRole({ userId: org.owner.userId, role: 'admin' })
    await expect(second.api().auth.me({})).rejects.toMatchObject(ended)
  })

  test('when it is stopped, and the administrator goes on as themselves', async () => {
    const { admin, api } = await acting()
    await api().auth.logout({})
    await expect(api().auth.me({})).rejects.toMatchObject(ended)
    await expect(admin.api().auth.me({})).resolves.toMatchObject({ user: { id: admin.userId } })
  })
})

describe('what is out of reach', () => {
  test('is the account itself, every secret and every act that asks for a fresh proof: the whole router', async () => {
    const { token } = await acting()
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
      heard[path] = await hub.hub.catalog.call(path, input, sessionCall(token)).then(
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
    const { api } = await acting()
    await expect(api().organizations.members.changeRole({ userId, role: 'owner' })).rejects.toMatchObject(
      refused,
    )
    await expect(api().organizations.members.changeRole({ userId, role: 'admin' })).resolves.toBeDefined()
  })
})

describe('the log', () => {
  test('names both in every entry, in the chain of the organization and of the platform (AUTH-15)', async () => {
    const { admin, api } = await acting()
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
    const { admin, api } = await acting()
    await giveCredits(hub, org.orgId, { micro: 1_000_000 })
    await expect(
      hub
        .api({ ...sessionCall(''), door: 'assistant', driver: 'built-in', credential: await forAssistant() })
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
      ...sessionCall(''),
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
