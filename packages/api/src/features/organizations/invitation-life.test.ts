import { superuserSession, untilAtLock } from '@hub/db/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { issueKey, openSession, startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

type Role = 'owner' | 'admin' | 'member' | 'viewer'
type Api = TestOrg['api']

const as = (userId: string) => hub.api(hub.call({ credential: { kind: 'person', userId } }))
const unusable = { code: 'NOT_FOUND' }

/** Somebody with an invitation in their mailbox. */
async function invited(by: Api, role: Role = 'admin') {
  const person = await hub.newPerson()
  const { id } = await by.organizations.invitations.create({ email: person.email, role })
  await hub.deliver()
  const url = hub.mails.findLast(({ to }) => to === person.email)?.action?.url ?? ''
  const token = new URL(url).searchParams.get('token') ?? ''
  return {
    id,
    accept: () => as(person.userId).organizations.invitations.accept({ token }),
    preview: () => hub.api(hub.call()).organizations.invitations.preview({ token }),
    register: () =>
      hub.api(hub.call()).auth.register({
        email: person.email,
        name: 'Lea Park',
        password: 'Blue-kettle-42',
        acceptTerms: true,
        invitationToken: token,
      }),
  }
}

const change = (userId: string, fields: Record<string, unknown>) =>
  hub.hub.db.system.updateTable('authUser').set(fields).where('id', '=', userId).execute()
const setRole = (userId: string, role: Role) =>
  hub.hub.db.system.updateTable('organizationMember').set({ role }).where('userId', '=', userId).execute()

describe('an invitation is worth what its sender may do now (AUTH-12)', () => {
  const ends: [string, (userId: string) => Promise<unknown>, (userId: string) => Promise<unknown>][] = [
    [
      'is suspended',
      (userId) => change(userId, { suspendedAt: new Date() }),
      (userId) => change(userId, { suspendedAt: null }),
    ],
    [
      'is about to delete their account',
      (userId) => change(userId, { deletesAt: new Date(Date.now() + 1e9) }),
      (userId) => change(userId, { deletesAt: null }),
    ],
    [
      'holds less than they gave',
      (userId) => setRole(userId, 'viewer'),
      (userId) => setRole(userId, 'admin'),
    ],
  ]
  test.each(ends)('it is dead while its sender %s, and no longer', async (_, begin, end) => {
    const org = await hub.newOrg()
    const admin = await org.join('admin')
    const guest = await invited(admin.api)
    await begin(admin.userId)
    await expect(guest.preview()).rejects.toMatchObject(unusable)
    await expect(guest.accept()).rejects.toMatchObject(unusable)
    await expect(guest.register()).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await end(admin.userId)
    await expect(guest.accept()).resolves.toEqual({ slug: org.slug })
  })

  test('it ends with the membership of its sender', async () => {
    const org = await hub.newOrg()
    const admin = await org.join('admin')
    const guest = await invited(admin.api)
    await admin.api.organizations.members.leave({})
    await expect(guest.accept()).rejects.toMatchObject(unusable)
  })

  test('somebody else may send it again, in their own name', async () => {
    const org = await hub.newOrg()
    const admin = await org.join('admin')
    const guest = await invited(admin.api)
    await change(admin.userId, { suspendedAt: new Date() })
    await expect(org.api.organizations.invitations.resend({ id: guest.id })).resolves.toMatchObject({
      invitedByName: org.owner.name,
    })
  })

  test('a suspension at the very moment of accepting comes first', async () => {
    const org = await hub.newOrg()
    const admin = await org.join('admin')
    const guest = await invited(admin.api)
    const other = await superuserSession(hub.database)
    await other.query('begin')
    await other.query(`update app.auth_user set suspended_at = now() where id = '${admin.userId}'`)
    const accepted = guest.accept()
    accepted.catch(() => undefined)
    await untilAtLock(hub.database, '%organization_invitation%for share%', 1)
    await other.query('commit')
    await other.end()
    await expect(accepted).rejects.toMatchObject(unusable)
    await expect(org.api.organizations.members.list({ role: 'admin' })).resolves.toMatchObject({
      items: [{ userId: admin.userId }],
    })
  })
})

describe('letting in somebody who can write needs a sign-in of the last ten minutes (ASVS 7.5.3)', () => {
  const stale = { code: 'STEP_UP_REQUIRED' }
  const email = () => `guest-${crypto.randomUUID()}@example.test`

  async function signedInLongAgo(org: TestOrg) {
    const { sessionId, accessToken: token } = await openSession(hub.hub, org.owner.userId)
    await hub.hub.db.system
      .updateTable('authSession')
      .set({ authTime: new Date(Date.now() - 11 * 60_000) })
      .where('id', '=', sessionId)
      .execute()
    return hub.api(hub.call({ credential: { kind: 'session', token }, org: org.slug })).organizations
  }

  test('by invitation, sent or sent again', async () => {
    const org = await hub.newOrg()
    const { invitations } = await signedInLongAgo(org)
    for (const role of ['owner', 'admin', 'member'] as const) {
      await expect(invitations.create({ email: email(), role })).rejects.toMatchObject(stale)
      const { id } = await org.api.organizations.invitations.create({ email: email(), role })
      await expect(invitations.resend({ id })).rejects.toMatchObject(stale)
    }
    const { id } = await invitations.create({ email: email(), role: 'viewer' })
    await expect(invitations.resend({ id })).resolves.toMatchObject({ role: 'viewer' })
  })

  test('by a greater role, and not by a smaller one', async () => {
    const org = await hub.newOrg()
    const { members } = await signedInLongAgo(org)
    const [viewer, admin] = [await org.join('viewer'), await org.join('admin')]
    for (const role of ['member', 'admin', 'owner'] as const)
      await expect(members.changeRole({ userId: viewer.userId, role })).rejects.toMatchObject(stale)
    for (const role of ['member', 'viewer'] as const)
      await expect(members.changeRole({ userId: admin.userId, role })).resolves.toMatchObject({ role })
  })

  test('so no key does, whatever it holds', async () => {
    const org = await hub.newOrg()
    const { text: key } = await issueKey(hub.hub, { orgId: org.orgId, userId: org.owner.userId })
    const byKey = hub.api(hub.call({ door: 'rest', credential: { kind: 'apiKey', key } })).organizations
    const { userId } = await org.join('viewer')
    const refused = { code: 'FORBIDDEN' }
    await expect(byKey.invitations.create({ email: email(), role: 'member' })).rejects.toMatchObject(refused)
    await expect(byKey.members.changeRole({ userId, role: 'member' })).rejects.toMatchObject(refused)
    await expect(byKey.invitations.create({ email: email(), role: 'viewer' })).resolves.toBeDefined()
  })
})
