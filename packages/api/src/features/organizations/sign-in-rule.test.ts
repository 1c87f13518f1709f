import { uuidv7 } from '@hub/db'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MICRO } from '../../shared/micro.ts'
import { giveCredits, issueKey, openSession, signUpProtected, startHub } from '../../testing/index.ts'
import type { TestHub } from '../../testing/index.ts'
import type { KeyKind } from '../../shared/key-kind.ts'
import type { OrgRole } from '../../shared/roles.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

/** Somebody who signs in with an app, in an organization of this role. */
async function protectedIn(own: { orgId: string; slug: string }, role: OrgRole) {
  const person = await signUpProtected(hub)
  const { user } = await person.api.auth.me({})
  await hub.hub.db.system
    .insertInto('organizationMember')
    .values({ id: uuidv7(), orgId: own.orgId, userId: user.id, role })
    .execute()
  const call = hub.call({
    credential: { kind: 'bearer', token: person.tokens.accessToken },
    org: own.slug,
  })
  return { userId: user.id, secret: person.secret, api: hub.api(call) }
}

const codeOf = (act: Promise<unknown>) =>
  act.then(
    () => 'OK',
    (error: { code: string }) => error.code,
  )

describe('organizations.update of the second-factor rule (AUTH-9)', () => {
  test('is for an owner who has a second factor, and shuts out whoever has none, at every door', async () => {
    const own = await hub.newOrg()
    const owner = await protectedIn(own, 'owner')
    const admin = await protectedIn(own, 'admin')
    const member = await own.join('member')
    const { accessToken } = await openSession(hub.hub, member.userId)
    const keyFor = async (kind: KeyKind) =>
      (await issueKey(hub.hub, { orgId: own.orgId, userId: member.userId, kind })).text
    await giveCredits(hub, own.orgId, { micro: MICRO })
    const theirs = [
      { credential: { kind: 'bearer', token: accessToken }, org: own.slug },
      { door: 'rest', credential: { kind: 'apiKey', key: await keyFor('program') } },
      { door: 'mcp', credential: { kind: 'apiKey', key: await keyFor('assistant') } },
      { door: 'cli', credential: { kind: 'person', userId: member.userId }, org: own.slug },
    ] as const
    const codes = () =>
      Promise.all(theirs.map((call) => codeOf(hub.api(hub.call(call)).modules.ops.tasks.list({}))))
    const rule = { requiresSecondFactor: true }
    expect(await codeOf(admin.api.organizations.update(rule))).toBe('FORBIDDEN')
    // The first owner has no second factor.
    expect(await codeOf(own.api.organizations.update(rule))).toBe('CONFLICT')
    expect(await codes()).toEqual(theirs.map(() => 'OK'))

    await expect(owner.api.organizations.update(rule)).resolves.toMatchObject(rule)
    await expect(owner.api.organizations.get({})).resolves.toMatchObject(rule)
    expect(await codes()).toEqual(theirs.map(() => 'SECOND_FACTOR_REQUIRED'))
    expect(await codeOf(admin.api.modules.ops.tasks.list({}))).toBe('OK')

    await owner.api.organizations.update({ requiresSecondFactor: false })
    expect(await codes()).toEqual(theirs.map(() => 'OK'))
    const log = await hub.hub.db.org(own.orgId).selectFrom('auditEntry').selectAll().orderBy('seq').execute()
    expect(log.at(-1)).toMatchObject({
      action: 'organization.updated',
      data: { fields: ['requiresSecondFactor'] },
    })
  })

  test('is closed to keys', async () => {
    const own = await hub.newOrg()
    const { userId } = await protectedIn(own, 'owner')
    const { text: key } = await issueKey(hub.hub, { orgId: own.orgId, userId })
    const api = hub.api(hub.call({ door: 'rest', credential: { kind: 'apiKey', key } }))
    expect(await codeOf(api.organizations.update({ requiresSecondFactor: true }))).toBe('FORBIDDEN')
    expect(await codeOf(api.organizations.update({ name: 'By a key' }))).toBe('OK')
  })
})

describe('organizations.members.list shows second factors', () => {
  test('to owners and admins alone, also where it filters', async () => {
    const own = await hub.newOrg()
    const guarded = await protectedIn(own, 'member')
    const admin = await own.join('admin')
    const viewer = await own.join('viewer')
    for (const { api } of [own, admin]) {
      const { items } = await api.organizations.members.list({})
      expect(new Map(items.map(({ userId, hasSecondFactor }) => [userId, hasSecondFactor]))).toEqual(
        new Map([
          [own.owner.userId, false],
          [admin.userId, false],
          [viewer.userId, false],
          [guarded.userId, true],
        ]),
      )
      const has = await api.organizations.members.list({ hasSecondFactor: true })
      expect(has.items.map(({ userId }) => userId)).toEqual([guarded.userId])
      const lacks = await api.organizations.members.list({ hasSecondFactor: false })
      expect(lacks.items).toHaveLength(3)
    }
    const { items } = await viewer.api.organizations.members.list({})
    expect(items.map(({ hasSecondFactor }) => hasSecondFactor)).toEqual([null, null, null, null])
    expect(await codeOf(viewer.api.organizations.members.list({ hasSecondFactor: false }))).toBe('FORBIDDEN')
    const { text: key } = await issueKey(hub.hub, {
      orgId: own.orgId,
      userId: own.owner.userId,
      scopes: ['member.read'],
    })
    const narrow = hub.api(hub.call({ door: 'rest', credential: { kind: 'apiKey', key } }))
    expect((await narrow.organizations.members.list({})).items[0]?.hasSecondFactor).toBeNull()
  })

  test('as they are now, although the list is kept: one that was removed is seen at once (GW-8)', async () => {
    const own = await hub.newOrg()
    const member = await protectedIn(own, 'member')
    const seen = async () =>
      (await own.as({}).organizations.members.list({})).items.find(({ userId }) => userId === member.userId)
        ?.hasSecondFactor
    expect(await seen()).toBe(true)
    await member.api.auth.secondFactor.removeTotp({})
    expect(await seen()).toBe(false)
  })

  test('and nothing of another organization', async () => {
    const own = await hub.newOrg()
    const other = await hub.newOrg()
    await protectedIn(other, 'member')
    const found = await own.api.organizations.members.list({ hasSecondFactor: true })
    expect(found.items).toEqual([])
  })
})
