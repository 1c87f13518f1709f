import { uuidv7 } from '@hub/db'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  issueGrant,
  issueKey,
  linkToken,
  openSession,
  signUpProtected,
  startHub,
} from '../../testing/index.ts'
import { fingerprintOfAll } from '../../testing/fingerprint.ts'
import type { TestHub } from '../../testing/index.ts'
import { suspendTarget } from './command-line.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

const REASON = 'Sends spam to strangers'
let root: string
let users: ReturnType<TestHub['api']>['admin']['users']
beforeEach(async () => {
  await hub.hub.db.system.updateTable('authUser').set({ platformRole: 'user' }).execute()
  root = (await hub.newPerson({ isPlatformAdmin: true })).userId
  users = asPerson(root).admin.users
})

const asPerson = (userId: string) => hub.api(hub.call({ credential: { kind: 'person', userId } }))

async function signedInPerson(fields: Parameters<TestHub['newPerson']>[0] = {}) {
  const person = await hub.newPerson(fields)
  const { sessionId, accessToken: token } = await openSession(hub.hub, person.userId)
  // A caller reads who it is once, as a request does; each of these is a request of its own.
  const api = () => hub.api(hub.call({ credential: { kind: 'session', token } }))
  return { ...person, sessionId, api }
}

/** A session whose last proof is older than ten minutes. */
async function staleAdmin() {
  const admin = await signedInPerson({ isPlatformAdmin: true })
  await hub.hub.db.system
    .updateTable('authSession')
    .set({ authTime: new Date(Date.now() - 11 * 60_000) })
    .where('id', '=', admin.sessionId)
    .execute()
  return admin
}

async function mailsTo(email: string): Promise<string[]> {
  await hub.deliver()
  return hub.mails.filter(({ to }) => to === email).map(({ subject }) => subject)
}

const acts = async (action: string) =>
  hub.hub.db.system
    .selectFrom('auditEntry')
    .select(['actorId', 'target', 'data'])
    .where('action', '=', action)
    .orderBy('seq', 'desc')
    .execute()

describe('the rest of a deleted account', () => {
  test('is nobody in the lists of administrators (ADM-1)', async () => {
    const { userId, email } = await hub.newPerson()
    const found = async () => (await users.list({ search: email })).items.map(({ id }) => id)
    await expect(found()).resolves.toEqual([userId])
    await hub.hub.db.system
      .updateTable('authUser')
      .set({ erasedAt: new Date() })
      .where('id', '=', userId)
      .execute()
    await expect(found()).resolves.toEqual([])
    await expect(users.get({ userId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('admin.users.get', () => {
  test('tells how an account is entered and protected, where it belongs and where it is signed in (ADM-1)', async () => {
    const org = await hub.newOrg()
    const { userId } = org.owner
    const { sessionId } = await openSession(hub.hub, userId)
    await issueKey(hub.hub, { orgId: org.orgId, userId })
    const detail = await users.get({ userId })
    expect(detail).toMatchObject({
      id: userId,
      role: 'user',
      suspendedAt: null,
      hasPassword: false,
      hasApp: false,
      passkeys: 0,
      programs: 1,
      memberships: [{ id: org.orgId, role: 'owner', isSuspended: false }],
      sessions: [{ id: sessionId, isCurrent: false, isByAdministrator: false }],
    })
    await expect(users.get({ userId: uuidv7() })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('admin.users.suspend', () => {
  test('ends sessions, keys and applications at once, and says why by mail (ADM-1, ASVS 7.4.2)', async () => {
    const org = await hub.newOrg()
    const person = await signedInPerson()
    await hub.hub.db.system
      .insertInto('organizationMember')
      .values({ id: uuidv7(), orgId: org.orgId, userId: person.userId, role: 'member' })
      .execute()
    const { text: key } = await issueKey(hub.hub, { orgId: org.orgId, userId: person.userId })
    const byKey = () => hub.api(hub.call({ door: 'rest', credential: { kind: 'apiKey', key } }))
    const programId = await issueGrant(hub.hub, {
      orgId: org.orgId,
      userId: person.userId,
      scopes: ['ops.task.read'],
    })
    const byGrant = () =>
      hub.api(hub.call({ credential: { kind: 'person', userId: person.userId, programId } }))
    await expect(byKey().modules.ops.tasks.list({})).resolves.toBeDefined()
    await users.suspend({ userId: person.userId, reason: REASON })
    const shutOut = { code: 'UNAUTHORIZED' }
    await expect(person.api().auth.me({})).rejects.toMatchObject(shutOut)
    await expect(byKey().modules.ops.tasks.list({})).rejects.toMatchObject(shutOut)
    await expect(byGrant().modules.ops.tasks.list({})).rejects.toMatchObject(shutOut)
    expect(await mailsTo(person.email)).toEqual(['Your account is suspended'])
    expect(await users.get({ userId: person.userId })).toMatchObject({
      suspendedReason: REASON,
      sessions: [],
    })
    expect((await acts('admin.user.suspended'))[0]).toEqual({
      actorId: root,
      target: { user: person.userId },
      data: { reason: REASON },
    })
    await users.restore({ userId: person.userId })
    // A key that was tried in the meantime is remembered as bad for a minute more.
    await expect(byGrant().modules.ops.tasks.list({})).resolves.toBeDefined()
    await expect(person.api().auth.me({})).rejects.toMatchObject(shutOut)
    // What was signed in before stays signed out.
    expect(await users.get({ userId: person.userId })).toMatchObject({ suspendedAt: null, sessions: [] })
    expect(await mailsTo(person.email)).toContain('Your account is open again')
  })

  test('never touches oneself, nor what is so already', async () => {
    await expect(users.suspend({ userId: root, reason: REASON })).rejects.toMatchObject({ code: 'CONFLICT' })
    const { userId } = await hub.newPerson()
    await expect(users.restore({ userId })).rejects.toMatchObject({ code: 'CONFLICT' })
    await users.suspend({ userId, reason: REASON })
    await expect(users.suspend({ userId, reason: REASON })).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(users.suspend({ userId, reason: '' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await expect(users.setRole({ userId, role: 'admin' })).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(users.sendPasswordReset({ userId })).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  test('leaves one administrator when two suspend or demote each other at once', async () => {
    for (let round = 0; round < 8; round += 1) {
      const other = (await hub.newPerson({ isPlatformAdmin: true })).userId
      const pairs = [
        [root, other],
        [other, root],
      ] as const
      const tries = pairs.map(([by, userId]) =>
        round % 2 === 0
          ? asPerson(by).admin.users.suspend({ userId, reason: REASON })
          : asPerson(by).admin.users.setRole({ userId, role: 'user' }),
      )
      const outcomes = (await Promise.allSettled(tries)).map(({ status }) => status)
      expect(outcomes.toSorted()).toEqual(['fulfilled', 'rejected'])
      const left = await administrators()
      expect(left).toHaveLength(1)
      root = left[0] ?? ''
    }
  })

  test('keeps the last administrator from the command line too', async () => {
    const { email } = await asPerson(root)
      .auth.me({})
      .then(({ user }) => user)
    await expect(suspendTarget(hub.hub, { email }, REASON)).rejects.toMatchObject({ code: 'CONFLICT' })
    await hub.newPerson({ isPlatformAdmin: true })
    await expect(suspendTarget(hub.hub, { email }, REASON)).resolves.toEqual({ email, done: true })
  })

  const administrators = async () => {
    const rows = await hub.hub.db.system
      .selectFrom('authUser')
      .select('id')
      .where('platformRole', '=', 'admin')
      .where('suspendedAt', 'is', null)
      .execute()
    return rows.map(({ id }) => id)
  }
})

describe('admin.users.setRole', () => {
  test('holds for the next call and is told and written down (AUTH-11, ASVS 8.3.2)', async () => {
    const person = await signedInPerson()
    await expect(person.api().admin.users.list({})).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await users.setRole({ userId: person.userId, role: 'admin' })
    await expect(person.api().admin.users.list({ limit: 1 })).resolves.toBeDefined()
    await expect(person.api().auth.me({})).resolves.toMatchObject({ user: { isPlatformAdmin: true } })
    await users.setRole({ userId: person.userId, role: 'user' })
    await expect(person.api().admin.users.list({})).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(person.api().auth.me({})).resolves.toMatchObject({ user: { isPlatformAdmin: false } })
    expect(await mailsTo(person.email)).toEqual([
      'You administer this hub now',
      'You no longer administer this hub',
    ])
    expect((await acts('admin.user.role_changed'))[0]).toMatchObject({ data: { from: 'admin', to: 'user' } })
  })

  test('is done once by many who ask for it at once', async () => {
    const person = await signedInPerson()
    await Promise.all(
      Array.from({ length: 4 }, () => users.setRole({ userId: person.userId, role: 'admin' })),
    )
    expect(await mailsTo(person.email)).toEqual(['You administer this hub now'])
  })

  test('keeps the last administrator, and asks for a fresh sign-in (ASVS 7.5.3)', async () => {
    await expect(users.setRole({ userId: root, role: 'user' })).rejects.toMatchObject({ code: 'CONFLICT' })
    const stale = await staleAdmin()
    await expect(stale.api().admin.users.setRole({ userId: root, role: 'user' })).rejects.toMatchObject({
      code: 'STEP_UP_REQUIRED',
    })
    await expect(stale.api().admin.users.resetSecondFactor({ userId: root })).rejects.toMatchObject({
      code: 'STEP_UP_REQUIRED',
    })
  })
})

describe('help with an account', () => {
  test('ends one session or all of them (ASVS 7.4.5)', async () => {
    const person = await signedInPerson()
    const { sessionId } = await openSession(hub.hub, person.userId)
    await users.endSession({ userId: person.userId, sessionId })
    await expect(person.api().auth.me({})).resolves.toBeDefined()
    await expect(users.endSession({ userId: person.userId, sessionId })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    // The session of somebody else does not end under this name.
    await expect(users.endSession({ userId: root, sessionId: person.sessionId })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await users.endSessions({ userId: person.userId })
    await expect(person.api().auth.me({})).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
  })

  test('takes a lost second factor off, signs out, and tells the person (ASVS 6.3.7)', async () => {
    const { email, password, api, tokens, codes } = await signUpProtected(hub)
    const { user } = await api.auth.me({})
    await users.resetSecondFactor({ userId: user.id })
    const again = hub.api(hub.call({ credential: { kind: 'session', token: tokens.accessToken } }))
    await expect(again.auth.me({})).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    const open = hub.api(hub.call({ door: 'rest' }))
    await expect(open.auth.login({ email, password })).resolves.toMatchObject({ status: 'signed_in' })
    expect(codes).toHaveLength(10)
    expect(await users.get({ userId: user.id })).toMatchObject({ hasApp: false, backupCodesLeft: 0 })
    expect(await mailsTo(email)).toContain('Your second factor was taken off')
  })

  test('takes nothing off where there is nothing, and tells nobody that it did', async () => {
    const person = await signedInPerson()
    const before = await fingerprintOfAll(hub.database)
    await expect(users.resetSecondFactor({ userId: person.userId })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('has no second factor'),
    })
    expect(await fingerprintOfAll(hub.database)).toEqual(before)
    await expect(person.api().auth.me({})).resolves.toBeDefined()
    expect(await mailsTo(person.email)).toEqual([])
  })

  test('of two administrators at once one takes it off', async () => {
    const { email, api } = await signUpProtected(hub)
    const { user } = await api.auth.me({})
    const all = await Promise.allSettled([1, 2].map(() => users.resetSecondFactor({ userId: user.id })))
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const told = (await mailsTo(email)).filter((subject) => subject === 'Your second factor was taken off')
    expect(told).toHaveLength(1)
  })

  test('mails a link; no input and no answer holds a password (ASVS 6.4.6)', async () => {
    const { email, password } = await signUpProtected(hub)
    const { items } = await users.list({ search: email })
    await users.sendPasswordReset({ userId: items[0]?.id ?? '' })
    const token = await linkToken(hub, email, '/reset')
    const open = hub.api(hub.call({ door: 'rest' }))
    await open.auth.resetPassword({ token, password: 'Green-kettle-43' })
    await expect(open.auth.login({ email, password })).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
  })
})
