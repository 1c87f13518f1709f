import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { issueGrant, issueKey, openSession, startHub } from '../../../testing/index.ts'
import type { TestHub, TestOrg } from '../../../testing/index.ts'
import { bearing, linkToken, mailAbout, nobody, platformAudit, signIn, signUp } from '../testing.ts'
import { eraseAccount } from './erase-account.ts'
import { sweepAccounts } from './sweep.ts'

const DAY_MS = 24 * 3_600_000

let now = new Date()
let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ now: () => now })
})
beforeEach(() => {
  now = new Date()
})
afterAll(() => hub.stop())

const wait = (days: number) => void (now = new Date(now.getTime() + days * DAY_MS))
const erasedAt = async (userId: string) =>
  (
    await hub.hub.db.system
      .selectFrom('authUser')
      .select('erasedAt')
      .where('id', '=', userId)
      .executeTakeFirst()
  )?.erasedAt ?? null
const alone = ({ userId }: { userId: string }) =>
  hub.api(hub.call({ credential: { kind: 'person', userId } }))

async function leaver() {
  const form = await signUp(hub)
  const { api, tokens } = await signIn(hub, form)
  const { user, organizations } = await api.auth.me({})
  const [{ id: orgId, slug } = { id: '', slug: '' }] = organizations
  return { ...form, api, tokens, userId: user.id, orgId, slug }
}

const gate = { code: 'FORBIDDEN', message: expect.stringContaining('about to be deleted') }
const signedOut = { code: 'UNAUTHORIZED' }

describe('auth.deleteAccount', () => {
  test('gives fourteen days, says so by mail and signs everything out (AUTH-10, ASVS 7.4.2)', async () => {
    const { api, tokens, email, userId, orgId } = await leaver()
    const key = await issueKey(hub.hub, { orgId, userId })
    await issueGrant(hub.hub, { orgId, userId })
    const { deletesAt } = await api.auth.deleteAccount({ email })
    expect(Date.parse(deletesAt) - now.getTime()).toBe(14 * DAY_MS)
    await expect(api.auth.me({})).rejects.toMatchObject(signedOut)
    await expect(nobody(hub).auth.refresh({ refreshToken: tokens.refreshToken })).rejects.toMatchObject(
      signedOut,
    )
    const program = hub.api(hub.call({ door: 'rest', credential: { kind: 'apiKey', key: key.text } }))
    await expect(program.auth.me({})).rejects.toMatchObject(signedOut)
    const { system } = hub.hub.db
    for (const table of ['authApiKey', 'oauthGrant'] as const) {
      const rows = await system.selectFrom(table).select('revokedAt').where('userId', '=', userId).execute()
      expect(rows.map(({ revokedAt }) => revokedAt === null)).toEqual([false])
    }
    const mail = await mailAbout(hub, email, 'Your account is about to be deleted')
    const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'Europe/Lisbon' })
    expect(mail.text).toContain(day.format(new Date(deletesAt)))
    expect((await platformAudit(hub)).at(-1)).toMatchObject({
      action: 'auth.account.deletion_asked',
      target: { user: userId },
    })
  })

  test('asks for the own address, in any spelling of it', async () => {
    const { api, email, userId } = await leaver()
    for (const typed of ['', 'somebody@example.test', `x${email}`])
      await expect(api.auth.deleteAccount({ email: typed })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    expect(await erasedAt(userId)).toBeNull()
    await api.auth.deleteAccount({ email: ` ${email.toUpperCase()} ` })
  })

  test('is for a person who has just shown who they are (ASVS 7.5.3)', async () => {
    const { api, email, userId, orgId } = await leaver()
    const key = await issueKey(hub.hub, { orgId, userId })
    const program = hub.api(hub.call({ door: 'rest', credential: { kind: 'apiKey', key: key.text } }))
    await expect(program.auth.deleteAccount({ email })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    now = new Date(now.getTime() + 11 * 60_000)
    await expect(api.auth.deleteAccount({ email })).rejects.toMatchObject({ code: 'STEP_UP_REQUIRED' })
  })

  test('does not leave a hub without an administrator', async () => {
    const admin = await hub.newPerson({ isPlatformAdmin: true })
    const act = () => alone(admin).auth.deleteAccount({ email: admin.email })
    await expect(act()).rejects.toMatchObject({ code: 'CONFLICT' })
    const second = await hub.newPerson({ isPlatformAdmin: true })
    await act()
    await expect(alone(second).auth.deleteAccount({ email: second.email })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
  })
})

test('of two administrators who leave and take the role from each other, one stays', async () => {
  const [one, two] = [
    await hub.newPerson({ isPlatformAdmin: true }),
    await hub.newPerson({ isPlatformAdmin: true }),
  ]
  await hub.hub.db.system
    .updateTable('authUser')
    .set({ platformRole: 'user' })
    .where('id', 'not in', [one.userId, two.userId])
    .execute()
  const acts = await Promise.allSettled([
    alone(one).auth.deleteAccount({ email: one.email }),
    alone(one).admin.users.setRole({ userId: two.userId, role: 'user' }),
  ])
  expect(acts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

describe('organizations of a person who leaves', () => {
  const planOf = async (api: TestOrg['api']) => {
    const { organizations } = await api.auth.deletionPlan({})
    return organizations.map(({ slug, fate, otherMembers }) => ({ slug, fate, otherMembers }))
  }

  test('stay with the other owner, wait for a new one, or end with the account', async () => {
    const org = await hub.newOrg()
    const { slug } = org
    expect(await planOf(org.api)).toEqual([{ slug, fate: 'delete', otherMembers: 0 }])
    const member = await org.join('member')
    expect(await planOf(org.api)).toEqual([{ slug, fate: 'hand-over', otherMembers: 1 }])
    expect(await planOf(member.api)).toEqual([{ slug, fate: 'leave', otherMembers: 1 }])
    const act = () => org.api.auth.deleteAccount({ email: org.owner.email })
    await expect(act()).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('Make another member the owner first'),
    })
    await org.join('owner')
    expect(await planOf(org.api)).toEqual([{ slug, fate: 'leave', otherMembers: 2 }])
    await act()
  })

  test('do not get an owner who is about to leave, nor lose the one who stays', async () => {
    const org = await hub.newOrg()
    const second = await org.join('owner')
    const member = await org.join('member')
    await second.api.auth.deleteAccount({ email: second.email })
    await member.api.auth.deleteAccount({ email: member.email })
    await expect(org.api.organizations.members.leave({})).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(
      org.api.organizations.members.changeRole({ userId: member.userId, role: 'owner' }),
    ).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('about to delete') })
    await expect(org.api.organizations.transferOwnership({ userId: member.userId })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('about to delete'),
    })
    await expect(org.api.auth.deleteAccount({ email: org.owner.email })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
  })

  test('keep an owner when two of them ask at the same moment', async () => {
    const org = await hub.newOrg()
    const second = await org.join('owner')
    const asks = await Promise.allSettled([
      org.api.auth.deleteAccount({ email: org.owner.email }),
      second.api.auth.deleteAccount({ email: second.email }),
    ])
    expect(asks.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test('that end with the account take nobody in any more', async () => {
    const { api, email, slug } = await leaver()
    const inOrg = hub.api(
      hub.call({ credential: { kind: 'person', userId: (await api.auth.me({})).user.id }, org: slug }),
    )
    const { email: invited } = await inOrg.organizations.invitations.create({
      email: 'late@example.test',
      role: 'member',
    })
    const token = await linkToken(hub, invited, '/invite')
    await api.auth.deleteAccount({ email })
    await expect(nobody(hub).organizations.invitations.preview({ token })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})

describe('while the fourteen days last', () => {
  test('signing in shows nothing but how to keep the account, at every door (AUTH-10)', async () => {
    const { email, password, api: before, userId, slug } = await leaver()
    const { deletesAt } = await before.auth.deleteAccount({ email })
    const { api, tokens } = await signIn(hub, { email, password })
    await expect(api.auth.me({})).resolves.toMatchObject({ user: { deletesAt } })
    const { entries } = hub.hub.catalog
    const open = entries.filter(({ meta }) => meta.whileLeaving).map(({ path }) => path)
    expect(open.toSorted()).toEqual(['auth.keepAccount', 'auth.logout', 'auth.me'])
    const credentials = [
      { door: 'web', credential: { kind: 'session', token: tokens.accessToken } },
      { door: 'rest', credential: { kind: 'bearer', token: tokens.accessToken } },
      { door: 'cli', credential: { kind: 'person', userId } },
      { door: 'mcp', credential: { kind: 'person', userId } },
      { door: 'assistant', credential: { kind: 'person', userId } },
    ] as const
    for (const changes of credentials) {
      const caller = hub.api(hub.call({ ...changes, org: slug }))
      await expect(caller.modules.ops.tasks.list({}), changes.door).rejects.toMatchObject(gate)
      await expect(caller.organizations.get({}), changes.door).rejects.toMatchObject(gate)
    }
    // Every procedure of the catalog that is not open to everybody, with whatever input.
    for (const { path, type, meta } of entries) {
      if (meta.permission === 'public' || meta.whileLeaving) continue
      const call = hub.call({ credential: { kind: 'session', token: tokens.accessToken }, org: slug })
      const ask = type === 'subscription' ? hub.hub.catalog.subscribe : hub.hub.catalog.call
      await expect(ask(path, {}, call), path).rejects.toMatchObject({ code: 'FORBIDDEN' })
    }
  })

  test('nothing made by machine gets through either: keys and grants from before are gone', async () => {
    const { email, api, userId, orgId } = await leaver()
    await api.auth.deleteAccount({ email })
    const key = await issueKey(hub.hub, { orgId, userId })
    const program = hub.api(hub.call({ door: 'rest', credential: { kind: 'apiKey', key: key.text } }))
    await expect(program.modules.ops.tasks.list({})).rejects.toMatchObject(gate)
  })

  test('the account can be kept, with all it had but its keys', async () => {
    const { email, password, api: before, slug, userId } = await leaver()
    await before.auth.deleteAccount({ email })
    wait(13)
    const { api, tokens } = await signIn(hub, { email, password })
    await api.auth.keepAccount({})
    const caller = hub.api(
      hub.call({ credential: { kind: 'session', token: tokens.accessToken }, org: slug }),
    )
    await expect(caller.modules.ops.tasks.list({})).resolves.toMatchObject({ items: [] })
    await expect(api.auth.me({})).resolves.toMatchObject({ user: { deletesAt: null } })
    await mailAbout(hub, email, 'Your account stays')
    wait(5)
    await sweepAccounts(hub.hub)
    await hub.deliver()
    expect(await erasedAt(userId)).toBeNull()
    await expect(api.auth.keepAccount({})).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  test('a new password lets its owner in to keep it', async () => {
    const { email, api: before } = await leaver()
    await before.auth.deleteAccount({ email })
    await nobody(hub).auth.forgotPassword({ email })
    const token = await linkToken(hub, email, '/reset')
    await nobody(hub).auth.resetPassword({ token, password: 'Green-kettle-43' })
    const { api } = await signIn(hub, { email, password: 'Green-kettle-43' })
    await expect(api.auth.keepAccount({})).resolves.toEqual({ done: true })
  })

  test('it is too late once they are over, also before the sweep came by', async () => {
    const { email, password, api: before } = await leaver()
    await before.auth.deleteAccount({ email })
    wait(14)
    const { api } = await signIn(hub, { email, password })
    await expect(api.auth.keepAccount({})).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  test('of keeping and erasing at the same moment one wins as a whole', async () => {
    const { email, password, api: before, userId, orgId } = await leaver()
    const { deletesAt } = await before.auth.deleteAccount({ email })
    const { api } = await signIn(hub, { email, password })
    // The moment before for one server, the moment itself for the other: their clocks differ.
    const late = { ...hub.hub, now: () => new Date(Date.parse(deletesAt)) }
    const [kept] = await Promise.allSettled([api.auth.keepAccount({}), eraseAccount(late, userId)])
    const isErased = (await erasedAt(userId)) !== null
    expect(isErased).toBe(kept.status === 'rejected')
    const organization = await asSuperuser<{ name: string }>(
      hub.database,
      `select name from app.organization where id = '${orgId}'`,
    )
    expect(organization[0]?.name === 'Deleted organization').toBe(isErased)
  })

  test('no session from before opens anything (ASVS 7.4.2)', async () => {
    const { email, api, userId } = await leaver()
    const { accessToken } = await openSession(hub.hub, userId)
    await api.auth.deleteAccount({ email })
    await expect(bearing(hub, { accessToken }).auth.me({})).rejects.toMatchObject(signedOut)
  })
})
