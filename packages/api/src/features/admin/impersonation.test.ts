import { uuidv7 } from '@hub/db'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import { acting, administrator, bearing, REASON } from './testing.ts'

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

const refused = { code: 'FORBIDDEN' }
const ended = { code: 'UNAUTHORIZED' }

describe('acting for somebody (ADM-1)', () => {
  test('shows what they see, says so, and is seen by them', async () => {
    const { api, admin, token } = await acting(hub, org)
    const me = await api().auth.me({})
    expect(me.user.id).toBe(org.owner.userId)
    expect(Date.parse(me.impersonation?.expiresAt ?? '')).toBe(now.getTime() + 30 * 60_000)
    expect(decodeJwt(token)).toMatchObject({ sub: org.owner.userId, act: { sub: admin.userId } })
    await expect(org.as({}).auth.me({})).resolves.toMatchObject({ impersonation: null })
    const { items } = await org.as({}).auth.sessions.list({})
    expect(items).toMatchObject([{ isByAdministrator: true, userAgent: null, ip: null }])
  })

  test('shows them what they can do there, and nothing that would be refused', async () => {
    const { api } = await acting(hub, org)
    const [own] = (await org.as({}).auth.me({})).organizations
    const [shown] = (await api().auth.me({})).organizations
    const hidden = (own?.permissions ?? []).filter((one) => !shown?.permissions.includes(one))
    expect(hidden).toEqual(expect.arrayContaining(['member.write', 'workflow.write', 'notification.write']))
    expect(shown?.permissions).toEqual(expect.arrayContaining(['ops.task.write', 'member.read']))
  })

  test('ends after half an hour, whatever is done in it, and not before', async () => {
    const { api } = await acting(hub, org)
    const start = now.getTime()
    for (const minutes of [14, 20, 29]) {
      now = new Date(start + minutes * 60_000)
      await expect(api().modules.ops.tasks.list({})).resolves.toBeDefined()
    }
    now = new Date(start + 30 * 60_000 + 1)
    await expect(api().modules.ops.tasks.list({})).rejects.toMatchObject(ended)
  })

  test('never begins as staff, oneself, somebody suspended or without a reason', async () => {
    const admin = await administrator(hub, org)
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
    const admin = await administrator(hub, org)
    now = new Date(now.getTime() + 11 * 60_000)
    await expect(
      admin.api().admin.users.impersonate({ userId: org.owner.userId, reason: REASON }),
    ).rejects.toMatchObject({ code: 'STEP_UP_REQUIRED' })
  })

  test('keeps one session of each administrator: the next ends the one before', async () => {
    const { admin, api } = await acting(hub, org)
    const other = await hub.newPerson()
    const next = await admin.api().admin.users.impersonate({ userId: other.userId, reason: REASON })
    await expect(api().auth.me({})).rejects.toMatchObject(ended)
    await expect(bearing(hub, org, next.accessToken)().auth.me({})).resolves.toMatchObject({
      user: { id: other.userId },
    })
  })

  test('leaves the account as its owner left it: nobody was "last seen"', async () => {
    const { api } = await acting(hub, org)
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
      async ({ userId }) =>
        (await administrator(hub, org)).api().admin.users.suspend({ userId, reason: REASON }),
    ],
    [
      'is no administrator any more',
      async ({ userId }) =>
        (await administrator(hub, org)).api().admin.users.setRole({ userId, role: 'user' }),
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
    const { admin, api } = await acting(hub, org)
    await expect(api().auth.me({})).resolves.toBeDefined()
    await change(admin)
    await expect(api().auth.me({})).rejects.toMatchObject(ended)
  })

  test('when the person becomes staff or is suspended, or ends it in their own list', async () => {
    const first = await acting(hub, org)
    const [session] = (await org.as({}).auth.sessions.list({})).items
    await org.as({}).auth.sessions.revoke({ id: session?.id ?? '' })
    await expect(first.api().auth.me({})).rejects.toMatchObject(ended)
    const second = await acting(hub, org)
    await second.admin.api().admin.users.setRole({ userId: org.owner.userId, role: 'admin' })
    await expect(second.api().auth.me({})).rejects.toMatchObject(ended)
  })

  test('when it is stopped, and the administrator goes on as themselves', async () => {
    const { admin, api } = await acting(hub, org)
    await api().auth.logout({})
    await expect(api().auth.me({})).rejects.toMatchObject(ended)
    await expect(admin.api().auth.me({})).resolves.toMatchObject({ user: { id: admin.userId } })
  })
})
