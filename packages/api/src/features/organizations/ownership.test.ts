import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Credential } from '../../platform/calls/call.ts'
import { eraseAccount } from '../auth/own-account/erase-account.ts'
import { openSession, startHub } from '../../testing/index.ts'
import type { TestHub } from '../../testing/index.ts'

const MINUTE_MS = 60_000

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

const as = (credential: Credential, org: string | null = null) => hub.api(hub.call({ credential, org }))

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
const ownersIn = async (own: { orgId: string }) =>
  [...(await rolesIn(own)).values()].filter((role) => role === 'owner').length

const codeOf = (act: Promise<unknown>) =>
  act.then(
    () => 'OK',
    (error: { code: string }) => error.code,
  )

const subjectsTo = async (email: string) => {
  await hub.deliver()
  return hub.mails.filter(({ to }) => to === email).map(({ subject }) => subject)
}

describe('the last owner', () => {
  test('can neither leave nor step down, and an admin who does both is missed by nobody', async () => {
    const own = await hub.newOrg()
    const admin = await own.join('admin')
    const { members } = own.api.organizations
    expect(await codeOf(members.leave({}))).toBe('CONFLICT')
    expect(await codeOf(members.changeRole({ userId: own.owner.userId, role: 'admin' }))).toBe('CONFLICT')
    await expect(admin.api.organizations.members.leave({})).resolves.toEqual({ done: true })
    expect(await rolesIn(own)).toEqual(new Map([[own.owner.userId, 'owner']]))
    expect((await entriesOf(own)).map(({ action }) => action)).toEqual(['organization.member.left'])
  })

  test('stays when twenty owners leave, step down and remove each other at once', async () => {
    for (let round = 0; round < 3; round += 1) {
      const own = await hub.newOrg()
      const others = await Promise.all(Array.from({ length: 19 }, () => own.join('owner')))
      const people = [{ ...own.owner, api: own.api }, ...others]
      const outcomes = await Promise.all(
        people.map(({ api }, at) => {
          const { members } = api.organizations
          const { userId = '' } = people[(at + 1) % people.length] ?? {}
          if (at % 3 === 0) return codeOf(members.leave({}))
          return codeOf(
            at % 3 === 1 ? members.changeRole({ userId, role: 'viewer' }) : members.remove({ userId }),
          )
        }),
      )
      expect(await ownersIn(own)).toBeGreaterThan(0)
      expect(outcomes.filter((code) => code === 'OK').length).toBeGreaterThan(3)
      expect(outcomes.filter((code) => code === 'INTERNAL')).toEqual([])
    }
  })

  test.each(['leave', 'step down'] as const)('stays when all of two owners %s at once', async (how) => {
    for (let round = 0; round < 5; round += 1) {
      const own = await hub.newOrg()
      const second = await own.join('owner')
      const codes = await Promise.all(
        [{ userId: own.owner.userId, api: own.api }, second].map(({ userId, api: { organizations } }) =>
          codeOf(
            how === 'leave'
              ? organizations.members.leave({})
              : organizations.members.changeRole({ userId, role: 'admin' }),
          ),
        ),
      )
      expect(codes.toSorted()).toEqual(['CONFLICT', 'OK'])
      expect(await ownersIn(own)).toBe(1)
    }
  })

  test('twenty transfers at once leave one owner', async () => {
    const own = await hub.newOrg()
    const heirs = await Promise.all(Array.from({ length: 20 }, () => own.join('member')))
    const codes = await Promise.all(
      heirs.map(({ userId }) => codeOf(own.api.organizations.transferOwnership({ userId }))),
    )
    expect(codes.filter((code) => code === 'OK')).toHaveLength(1)
    expect(await ownersIn(own)).toBe(1)
  })
})

describe('an owner who is suspended', () => {
  const suspend = (people: { userId: string }[]) =>
    hub.hub.db.system
      .updateTable('authUser')
      .set({ suspendedAt: new Date() })
      .where(
        'id',
        'in',
        people.map(({ userId }) => userId),
      )
      .execute()

  test('is none that the last one could leave an organization to', async () => {
    const own = await hub.newOrg()
    await suspend([await own.join('owner')])
    const { auth, organizations } = own.api
    await expect(auth.deletionPlan({})).resolves.toMatchObject({ organizations: [{ fate: 'hand-over' }] })
    expect(await codeOf(auth.deleteAccount({ email: own.owner.email }))).toBe('CONFLICT')
    expect(await codeOf(organizations.members.leave({}))).toBe('CONFLICT')
  })

  test('is not made one', async () => {
    const own = await hub.newOrg()
    const member = await own.join('member')
    await suspend([member])
    const { members, transferOwnership } = own.api.organizations
    const { userId } = member
    for (const give of [
      () => transferOwnership({ userId }),
      () => members.changeRole({ userId, role: 'owner' }),
    ])
      await expect(give()).rejects.toMatchObject({
        code: 'CONFLICT',
        message: expect.stringContaining('is suspended'),
      })
  })

  test('keeps no account from its end', async () => {
    const own = await hub.newOrg()
    const second = await own.join('owner')
    await own.api.auth.deleteAccount({ email: own.owner.email })
    await suspend([second])
    const { system } = hub.hub.db
    await system
      .updateTable('authUser')
      .set({ deletesAt: new Date() })
      .where('id', '=', own.owner.userId)
      .execute()
    await eraseAccount(hub.hub, own.owner.userId)
    expect(await rolesIn(own)).toEqual(new Map([[second.userId, 'owner']]))
  })
})

describe('organizations.transferOwnership', () => {
  test('makes the other the owner and the caller an admin, and tells both', async () => {
    const own = await hub.newOrg()
    const heir = await own.join('viewer')
    await expect(own.api.organizations.transferOwnership({ userId: heir.userId })).resolves.toMatchObject({
      userId: heir.userId,
      role: 'owner',
    })
    expect(await rolesIn(own)).toEqual(
      new Map([
        [own.owner.userId, 'admin'],
        [heir.userId, 'owner'],
      ]),
    )
    expect(await subjectsTo(heir.email)).toEqual([expect.stringMatching(/^You own .+ now$/)])
    expect(await subjectsTo(own.owner.email)).toEqual([expect.stringMatching(/^You handed .+ over$/)])
    expect(await entriesOf(own)).toEqual([
      {
        action: 'organization.ownership.transferred',
        target: { user: heir.userId },
        data: { from: own.owner.userId, role: 'viewer' },
      },
    ])
  })

  test('is for owners, and to a member', async () => {
    const own = await hub.newOrg()
    const admin = await own.join('admin')
    const stranger = await hub.newPerson()
    const { userId } = admin
    expect(await codeOf(admin.api.organizations.transferOwnership({ userId }))).toBe('FORBIDDEN')
    const { transferOwnership } = own.api.organizations
    expect(await codeOf(transferOwnership({ userId: own.owner.userId }))).toBe('CONFLICT')
    expect(await codeOf(transferOwnership({ userId: stranger.userId }))).toBe('NOT_FOUND')
    expect(await ownersIn(own)).toBe(1)
  })
})

describe('acts on ownership', () => {
  /** A browser's session that was signed in a while ago. */
  async function signedInBefore(userId: string, minutes: number) {
    const { sessionId, accessToken } = await openSession(hub.hub, userId)
    await hub.hub.db.system
      .updateTable('authSession')
      .set({ authTime: new Date(Date.now() - minutes * MINUTE_MS) })
      .where('id', '=', sessionId)
      .execute()
    return { sessionId, credential: { kind: 'bearer', token: accessToken } as const }
  }

  test('need a sign-in of the last ten minutes, other changes of roles do not (ASVS 7.5.3)', async () => {
    const own = await hub.newOrg()
    const [owner, member] = [await own.join('owner'), await own.join('member')]
    const { credential } = await signedInBefore(own.owner.userId, 11)
    const { organizations } = as(credential, own.slug)
    const acts = [
      organizations.members.changeRole({ userId: member.userId, role: 'owner' }),
      organizations.members.changeRole({ userId: owner.userId, role: 'admin' }),
      organizations.members.remove({ userId: owner.userId }),
      organizations.transferOwnership({ userId: member.userId }),
      organizations.invitations.create({ email: 'heir@example.test', role: 'owner' }),
      organizations.update({ requiresSecondFactor: false }),
    ]
    expect(await Promise.all(acts.map(codeOf))).toEqual(acts.map(() => 'STEP_UP_REQUIRED'))
    const { userId } = member
    await expect(organizations.members.changeRole({ userId, role: 'viewer' })).resolves.toBeDefined()
    const fresh = as((await signedInBefore(own.owner.userId, 9)).credential, own.slug)
    await expect(fresh.organizations.members.changeRole({ userId, role: 'owner' })).resolves.toMatchObject({
      role: 'owner',
    })
  })

  test('are closed to an administrator in the place of the owner', async () => {
    const own = await hub.newOrg()
    const admin = await hub.newPerson({ isPlatformAdmin: true })
    const owner = await own.join('owner')
    const { sessionId, credential } = await signedInBefore(own.owner.userId, 0)
    await hub.hub.db.system
      .updateTable('authSession')
      .set({ impersonatorId: admin.userId })
      .where('id', '=', sessionId)
      .execute()
    const { organizations } = as(credential, own.slug)
    expect(await codeOf(organizations.members.remove({ userId: owner.userId }))).toBe('FORBIDDEN')
    expect(await codeOf(organizations.transferOwnership({ userId: owner.userId }))).toBe('FORBIDDEN')
  })
})
