import { verifyAuditChain } from '@hub/db'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { atOnce } from '../../testing/at-once.ts'
import { issueKey, signedIn, startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'

const DAY_MS = 24 * 3600 * 1000
const PASSWORD = 'Blue-kettle-42'

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

const as = (userId: string, orgSlug: string | null = null) =>
  hub.api(hub.call({ credential: { kind: 'person', userId }, org: orgSlug }))
const nobody = () => hub.api(hub.call())
const actionsOf = async (of: { orgId: string }) =>
  (await hub.hub.db.org(of.orgId).selectFrom('auditEntry').select('action').orderBy('seq').execute()).map(
    ({ action }) => action,
  )

/** Invites an address and returns the token that its mail brought. */
async function invite(
  from: TestOrg['api'],
  email: string,
  role: 'owner' | 'admin' | 'member' | 'viewer' = 'member',
): Promise<string> {
  await from.organizations.invitations.create({ email, role })
  await hub.deliver()
  const url = hub.mails.findLast(({ to }) => to === email)?.action?.url ?? ''
  return new URL(url).searchParams.get('token') ?? ''
}

let count = 0
const newAddress = () => `invited-${(count += 1)}@example.test`
const unusable = { code: 'NOT_FOUND' }

describe('invitations', () => {
  test('bring a person with an account in, once of twenty uses (AUTH-12)', async () => {
    const own = await hub.newOrg()
    const person = await hub.newPerson()
    const token = await invite(own.api, person.email, 'admin')
    await expect(nobody().organizations.invitations.preview({ token })).resolves.toMatchObject({
      email: person.email,
      role: 'admin',
      inviterName: own.owner.name,
      hasAccount: true,
    })
    const uses = await Promise.allSettled(
      Array.from({ length: 20 }, () => as(person.userId).organizations.invitations.accept({ token })),
    )
    expect(uses.flatMap((use) => (use.status === 'fulfilled' ? [use.value.slug] : []))).toEqual([own.slug])
    await expect(
      as(person.userId, own.slug).organizations.members.list({ role: 'admin' }),
    ).resolves.toMatchObject({ items: [{ userId: person.userId }] })
    expect(await actionsOf(own)).toEqual(['organization.member.invited', 'organization.member.joined'])
    const { items: told } = await own.api.audit.activity({})
    // "Finn joined Salt & Crumb", not the address that was invited.
    expect(told.find(({ action }) => action === 'organization.member.joined')?.title).toBe(
      `Company of ${own.owner.name}`,
    )
    await expect(verifyAuditChain(hub.hub.db.org(own.orgId), own.orgId)).resolves.toMatchObject({ ok: true })
    await expect(nobody().organizations.invitations.preview({ token })).rejects.toMatchObject(unusable)
  })

  test('bring a new person in by registering, also where registration is by invitation only (AUTH-1, AUTH-12)', async () => {
    const strict = await startHub({ settings: { registration: 'invite' } })
    try {
      const own = await strict.newOrg()
      await own.api.organizations.invitations.create({ email: 'new@example.test', role: 'viewer' })
      await strict.deliver()
      const token = new URL(strict.mails[0]?.action?.url ?? '').searchParams.get('token') ?? ''
      const stranger = strict.api(strict.call())
      await expect(stranger.organizations.invitations.preview({ token })).resolves.toMatchObject({
        hasAccount: false,
      })
      const form = {
        email: 'New@Example.test',
        name: 'Lea Park',
        password: PASSWORD,
        acceptTerms: true as const,
        invitationToken: token,
      }
      await expect(stranger.auth.register({ ...form, email: 'other@example.test' })).rejects.toMatchObject({
        code: 'BAD_REQUEST',
      })
      await expect(stranger.auth.register(form)).resolves.toEqual({ status: 'check_mail' })
      await strict.deliver()
      expect(strict.mails.at(-1)?.subject).toBe('Welcome to Smart AI Hub')
      const tokens = signedIn(await stranger.auth.login({ email: 'new@example.test', password: PASSWORD }))
      const me = await strict
        .api(strict.call({ credential: { kind: 'bearer', token: tokens.accessToken } }))
        .auth.me({})
      expect(me.user.isEmailVerified).toBe(true)
      expect(me.organizations).toMatchObject([{ slug: own.slug, role: 'viewer' }])
    } finally {
      await strict.stop()
    }
  })

  test('are for the invited address only', async () => {
    const token = await invite(org.api, newAddress())
    const other = await hub.newPerson()
    await expect(as(other.userId).organizations.invitations.accept({ token })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    await expect(as(other.userId, org.slug).organizations.get({})).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  test('run out after seven days', async () => {
    const person = await hub.newPerson()
    const token = await invite(org.api, person.email)
    now = new Date(now.getTime() + 7 * DAY_MS)
    await expect(as(person.userId).organizations.invitations.accept({ token })).rejects.toMatchObject(
      unusable,
    )
    await expect(nobody().organizations.invitations.preview({ token })).rejects.toMatchObject(unusable)
    await expect(org.api.organizations.invitations.list({})).resolves.toMatchObject({ items: [] })
  })

  test('stop working when taken back, and when a newer one goes to the same address', async () => {
    const own = await hub.newOrg()
    const person = await hub.newPerson()
    const older = await invite(own.api, person.email)
    const newer = await invite(own.api, ` ${person.email.toUpperCase()}`.trim().toLowerCase())
    await expect(as(person.userId).organizations.invitations.accept({ token: older })).rejects.toMatchObject(
      unusable,
    )
    const { items } = await own.api.organizations.invitations.list({})
    expect(items).toHaveLength(1)
    await own.api.organizations.invitations.revoke({ id: items[0]?.id ?? '' })
    await expect(as(person.userId).organizations.invitations.accept({ token: newer })).rejects.toMatchObject(
      unusable,
    )
    await expect(own.api.organizations.invitations.revoke({ id: items[0]?.id ?? '' })).rejects.toMatchObject(
      unusable,
    )
  })

  test('sent again bring a new link for another week, from whoever sent it last; the old link ends', async () => {
    const own = await hub.newOrg()
    const admin = await own.join('admin')
    const person = await hub.newPerson()
    const older = await invite(own.api, person.email, 'viewer')
    const before = await own.api.organizations.invitations.list({})
    const { id = '', expiresAt = '' } = before.items[0] ?? {}
    now = new Date(now.getTime() + 6 * DAY_MS)
    const again = await admin.api.organizations.invitations.resend({ id })
    expect(again).toMatchObject({ id, email: person.email, role: 'viewer', invitedByName: admin.name })
    expect(Date.parse(again.expiresAt) - Date.parse(expiresAt)).toBe(6 * DAY_MS)
    await hub.deliver()
    const url = hub.mails.findLast(({ to }) => to === person.email)?.action?.url ?? ''
    const newer = new URL(url).searchParams.get('token') ?? ''
    expect(newer).not.toBe(older)
    now = new Date(now.getTime() + 2 * DAY_MS)
    await expect(as(person.userId).organizations.invitations.accept({ token: older })).rejects.toMatchObject(
      unusable,
    )
    await expect(as(person.userId).organizations.invitations.accept({ token: newer })).resolves.toEqual({
      slug: own.slug,
    })
    expect(await actionsOf(own)).toEqual([
      'organization.member.invited',
      'organization.invitation.resent',
      'organization.member.joined',
    ])
    await expect(own.api.organizations.invitations.resend({ id })).rejects.toMatchObject(unusable)
  })

  test('of an owner are sent again by owners only, and none by whoever may not invite', async () => {
    const own = await hub.newOrg()
    const [admin, member] = [await own.join('admin'), await own.join('member')]
    const { id } = await own.api.organizations.invitations.create({ email: newAddress(), role: 'owner' })
    for (const { api } of [admin, member])
      await expect(api.organizations.invitations.resend({ id })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await own.api.organizations.invitations.resend({ id })
  })

  test('tell their sender by mail that somebody joined', async () => {
    const own = await hub.newOrg()
    const person = await hub.newPerson()
    const token = await invite(own.api, person.email)
    await as(person.userId).organizations.invitations.accept({ token })
    await hub.deliver()
    expect(hub.mails.findLast(({ to }) => to === own.owner.email)?.subject).toMatch(
      new RegExp(`^${person.name} joined `),
    )
  })

  test('are refused for members, and for an owner by anybody but an owner', async () => {
    const member = await org.join('member')
    const admin = await org.join('admin')
    await expect(org.api.organizations.invitations.create({ email: member.email })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    await expect(member.api.organizations.invitations.create({ email: newAddress() })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    await expect(
      admin.api.organizations.invitations.create({ email: newAddress(), role: 'owner' }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await admin.api.organizations.invitations.create({ email: newAddress(), role: 'admin' })
  })

  test('to an address that a member has come to have change nothing, and say so', async () => {
    const own = await hub.newOrg()
    const viewer = await own.join('viewer')
    const email = newAddress()
    const token = await invite(own.api, email, 'admin')
    await hub.hub.db.system.updateTable('authUser').set({ email }).where('id', '=', viewer.userId).execute()
    const before = await actionsOf(own)
    await expect(as(viewer.userId).organizations.invitations.accept({ token })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('already'),
    })
    expect(await actionsOf(own)).toEqual(before)
  })

  test('sent to one address at the same moment take each other’s place, one after the other', async () => {
    const email = newAddress()
    const send = () => org.api.organizations.invitations.create({ email, role: 'viewer' })
    const sent = await atOnce(hub, { table: 'organization_invitation' }, [send, send, send])
    expect(sent.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled'])
    const { items } = await org.api.organizations.invitations.list({})
    expect(items.filter((one) => one.email === email)).toHaveLength(1)
  })

  test('hand out no more than the key that sends them holds (AUTH-13)', async () => {
    const by = async (scopes?: string[]) => {
      const fields = { orgId: org.orgId, userId: org.owner.userId, ...(scopes && { scopes }) }
      const { text: key } = await issueKey(hub.hub, fields)
      return hub.api(hub.call({ door: 'rest', credential: { kind: 'apiKey', key } })).organizations
        .invitations
    }
    const narrow = await by(['member.invite'])
    for (const role of ['owner', 'admin', 'member', 'viewer'] as const)
      await expect(narrow.create({ email: newAddress(), role })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const whole = await by()
    await expect(whole.create({ email: newAddress(), role: 'owner' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    await expect(whole.create({ email: newAddress(), role: 'viewer' })).resolves.toMatchObject({
      role: 'viewer',
    })
  })

  test('keep their token out of the database and the address out of the log', async () => {
    const own = await hub.newOrg()
    const address = newAddress()
    const token = await invite(own.api, address)
    const rows = await hub.hub.db.org(own.orgId).selectFrom('organizationInvitation').selectAll().execute()
    const log = await hub.hub.db.org(own.orgId).selectFrom('auditEntry').selectAll().execute()
    expect(
      JSON.stringify([rows.map((row) => ({ ...row, tokenHash: row.tokenHash.toString('latin1') })), log]),
    ).not.toContain(token)
    expect(JSON.stringify(log)).not.toContain(address)
  })
})
